import asyncio

from support import end, show


async def wait(name, condition):
    try:
        async with condition:
            print(name, "waits")
            print(name, await condition.wait(), condition.locked())
    except asyncio.CancelledError as error:
        print(name, show(error), condition.locked())
        raise


async def hold(lock, seconds):
    async with lock:
        print("held")
        await asyncio.sleep(seconds)
        print("given back")


async def started(names, condition):
    tasks = [asyncio.create_task(wait(name, condition)) for name in names]
    await asyncio.sleep(0)
    return tasks


async def notify_wakes_the_first():
    condition = asyncio.Condition()
    tasks = await started("abc", condition)
    async with condition:
        condition.notify()
        print("notified", condition.locked())
    await asyncio.sleep(1)
    async with condition:
        condition.notify(2)
    await end(tasks)


async def notify_all_wakes_all():
    condition = asyncio.Condition()
    tasks = await started("abc", condition)
    async with condition:
        condition.notify_all()
        await asyncio.sleep(1)
        print("still held")
    await end(tasks)


async def notify_of_none():
    condition = asyncio.Condition()
    tasks = await started("a", condition)
    async with condition:
        condition.notify(0)
    await asyncio.sleep(1)
    async with condition:
        condition.notify(7)
    await end(tasks)


async def waits_until_it_is_true():
    condition = asyncio.Condition()
    bread = 0

    async def buy(name, wanted):
        async with condition:
            print(name, await condition.wait_for(lambda: bread >= wanted), bread)

    tasks = [asyncio.create_task(buy(name, wanted)) for name, wanted in (("a", 0), ("b", 2), ("c", 1))]
    for _ in range(2):
        await asyncio.sleep(1)
        async with condition:
            bread += 1
            condition.notify_all()
    await end(tasks)


async def with_a_given_lock():
    lock = asyncio.Lock()
    full = asyncio.Condition(lock)
    empty = asyncio.Condition(lock)
    a, = await started("a", full)
    b, = await started("b", empty)
    async with lock:
        print(full.locked(), empty.locked())
        empty.notify()
    await end([b])
    async with full:
        full.notify()
    await end([a])
    print(lock.locked())


async def lock_and_release():
    condition = asyncio.Condition()
    print(await condition.acquire(), condition.locked())
    condition.release()
    print(condition.locked())


async def without_the_lock():
    condition = asyncio.Condition()
    try:
        await condition.wait()
    except RuntimeError as error:
        print(show(error))
    for notify in (condition.notify, condition.notify_all):
        try:
            notify()
        except RuntimeError as error:
            print(show(error))
    try:
        await condition.wait_for(lambda: False)
    except RuntimeError as error:
        print(show(error))
    print(await condition.wait_for(lambda: True))


async def predicate_raises():
    condition = asyncio.Condition()

    def boom():
        raise ValueError("no idea")

    try:
        async with condition:
            await condition.wait_for(boom)
    except ValueError as error:
        print(show(error), condition.locked())


# Each state in which a waiter may be cancelled.
async def waiter_is_cancelled():
    condition = asyncio.Condition()
    a, b = await started("ab", condition)
    a.cancel("early")
    await end([a])
    async with condition:
        condition.notify()
    await end([b])


async def waiter_is_cancelled_then_another_notified():
    condition = asyncio.Condition()
    a, b = await started("ab", condition)
    a.cancel("early")
    async with condition:
        condition.notify()
    await end([a, b])


# Trap 14: the notification is passed on.
async def notified_waiter_is_cancelled():
    condition = asyncio.Condition()
    a, b = await started("ab", condition)
    async with condition:
        condition.notify()
        a.cancel("late")
    await end([a, b])


async def cancelled_while_it_locks_again():
    condition = asyncio.Condition()
    a, b = await started("ab", condition)
    async with condition:
        condition.notify()
        await asyncio.sleep(1)
        a.cancel("in between")
        await asyncio.sleep(1)
        print("still held")
    await end([a, b])
    print(condition.locked())


async def cancelled_twice_while_it_locks_again():
    condition = asyncio.Condition()
    a, b = await started("ab", condition)
    await condition.acquire()
    condition.notify()
    for message in ("first", "second", "third"):
        await asyncio.sleep(1)
        a.cancel(message)
    await asyncio.sleep(1)
    condition.release()
    await end([a, b])


async def cancelled_and_again_while_it_locks():
    condition = asyncio.Condition()

    async def chained():
        async with condition:
            try:
                await condition.wait()
            except asyncio.CancelledError as error:
                print(show(error), "from", show(error.__context__))
                raise

    a = asyncio.create_task(chained())
    await asyncio.sleep(0)
    await condition.acquire()
    a.cancel("first")
    await asyncio.sleep(1)
    a.cancel("second")
    await asyncio.sleep(1)
    condition.release()
    await end([a])


async def woken_for_the_lock_and_cancelled():
    condition = asyncio.Condition()
    a, b = await started("ab", condition)
    await condition.acquire()
    condition.notify()
    await asyncio.sleep(1)
    condition.release()
    a.cancel("at last")
    await end([a, b])


async def last_waiter_passes_on_to_nobody():
    condition = asyncio.Condition()
    a, = await started("a", condition)
    async with condition:
        condition.notify()
        a.cancel("late")
    await end([a])
    b, = await started("b", condition)
    await asyncio.sleep(1)
    async with condition:
        condition.notify()
    await end([b])


async def lock_is_contended():
    condition = asyncio.Condition()
    a, b = await started("ab", condition)
    holder = asyncio.create_task(hold(condition, 2))
    async with condition:
        condition.notify_all()
        await asyncio.sleep(1)
    await end([holder, a, b])


async def timeout_while_waiting():
    condition = asyncio.Condition()
    async with condition:
        try:
            await asyncio.wait_for(condition.wait(), 1)
        except TimeoutError as error:
            print(show(error), condition.locked())
