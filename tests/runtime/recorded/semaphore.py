import asyncio

from support import end, show


async def work(name, semaphore, seconds):
    try:
        async with semaphore:
            print(name, "works", semaphore.locked())
            await asyncio.sleep(seconds)
        print(name, "is done", semaphore.locked())
    except asyncio.CancelledError as error:
        print(name, show(error), semaphore.locked())
        raise


async def take(name, semaphore):
    try:
        print(name, await semaphore.acquire(), semaphore.locked())
    except asyncio.CancelledError as error:
        print(name, show(error), semaphore.locked())
        raise


async def free_permit_does_not_yield():
    semaphore = asyncio.Semaphore(2)
    asyncio.create_task(take("other", semaphore))
    print(await semaphore.acquire(), semaphore.locked())
    print(await semaphore.acquire(), semaphore.locked())
    semaphore.release()
    print(semaphore.locked())
    await asyncio.sleep(0)
    print(semaphore.locked())


async def limits():
    semaphore = asyncio.Semaphore(2)
    await asyncio.gather(*(work(str(seconds), semaphore, seconds) for seconds in (3, 1, 2, 1, 0)))
    print(semaphore.locked())


# Trap 13: the permit is handed over at release; nobody overtakes.
async def nobody_overtakes():
    semaphore = asyncio.Semaphore(0)
    print(semaphore.locked())
    a = asyncio.create_task(take("a", semaphore))
    await asyncio.sleep(0)
    semaphore.release()
    print(semaphore.locked())
    b = asyncio.create_task(take("b", semaphore))
    await asyncio.sleep(0)
    semaphore.release()
    semaphore.release()
    print(semaphore.locked())
    await take("main", semaphore)
    await end([a, b])


async def newcomer_waits_though_there_are_permits():
    semaphore = asyncio.Semaphore(0)
    a = asyncio.create_task(take("a", semaphore))
    await asyncio.sleep(0)
    semaphore.release()
    semaphore.release()
    print("locked", semaphore.locked())
    await take("main", semaphore)
    await end([a])


# The four states of a waiter: waiting, cancelled while waiting, woken, cancelled after it was woken.
async def waiter_is_cancelled():
    semaphore = asyncio.Semaphore(0)
    a = asyncio.create_task(take("a", semaphore))
    b = asyncio.create_task(take("b", semaphore))
    await asyncio.sleep(0)
    a.cancel("early")
    await end([a])
    semaphore.release()
    await end([b])
    print(semaphore.locked())


async def waiter_is_cancelled_then_released():
    semaphore = asyncio.Semaphore(0)
    a = asyncio.create_task(take("a", semaphore))
    b = asyncio.create_task(take("b", semaphore))
    await asyncio.sleep(0)
    a.cancel("early")
    semaphore.release()
    print(semaphore.locked())
    await end([a, b])
    print(semaphore.locked())


async def woken_waiter_is_cancelled():
    semaphore = asyncio.Semaphore(0)
    a = asyncio.create_task(take("a", semaphore))
    b = asyncio.create_task(take("b", semaphore))
    await asyncio.sleep(0)
    semaphore.release()
    a.cancel("late")
    await end([a, b])
    print(semaphore.locked())


async def only_waiter_is_cancelled_when_woken():
    semaphore = asyncio.Semaphore(0)
    a = asyncio.create_task(take("a", semaphore))
    await asyncio.sleep(0)
    semaphore.release()
    a.cancel("late")
    await end([a])
    print(semaphore.locked())
    await take("main", semaphore)


async def several_woken_are_cancelled():
    semaphore = asyncio.Semaphore(0)
    tasks = [asyncio.create_task(take(name, semaphore)) for name in "abcde"]
    await asyncio.sleep(0)
    for _ in range(3):
        semaphore.release()
    tasks[1].cancel()
    tasks[3].cancel()
    tasks[0].cancel()
    await asyncio.sleep(1)
    print(semaphore.locked())
    semaphore.release()
    await end(tasks)
    print(semaphore.locked())


# gh-90155: the semaphore must not lock itself up.
async def timeouts_of_waiters():
    semaphore = asyncio.Semaphore(1)

    async def impatient(name):
        try:
            async with asyncio.timeout(1.5):
                await work(name, semaphore, 1)
        except TimeoutError as error:
            print(name, show(error))

    await asyncio.gather(*(impatient(name) for name in "abcd"))
    print(semaphore.locked())
    await work("main", semaphore, 1)


async def cancelled_in_the_block():
    semaphore = asyncio.Semaphore(1)
    a = asyncio.create_task(work("a", semaphore, 5))
    b = asyncio.create_task(work("b", semaphore, 1))
    await asyncio.sleep(1)
    a.cancel()
    await end([a, b])


async def released_without_end():
    semaphore = asyncio.Semaphore(0)
    semaphore.release()
    semaphore.release()
    await take("main", semaphore)
    await take("main", semaphore)


async def bounded_is_released_too_often():
    semaphore = asyncio.BoundedSemaphore(1)
    await semaphore.acquire()
    semaphore.release()
    try:
        semaphore.release()
    except ValueError as error:
        print(show(error))
    await take("main", semaphore)


async def bounded_of_none():
    try:
        asyncio.BoundedSemaphore(0).release()
    except ValueError as error:
        print(show(error))


async def negative():
    for kind in (asyncio.Semaphore, asyncio.BoundedSemaphore):
        try:
            kind(-1)
        except ValueError as error:
            print(show(error))
