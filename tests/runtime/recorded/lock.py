import asyncio

from support import end, show


async def hold(name, lock, seconds):
    try:
        async with lock:
            print(name, "has it")
            await asyncio.sleep(seconds)
            print(name, "lets go")
    except asyncio.CancelledError as error:
        print(name, show(error), lock.locked())
        raise


async def free_lock_does_not_yield():
    lock = asyncio.Lock()
    asyncio.create_task(hold("other", lock, 0))
    print(await lock.acquire(), lock.locked())
    lock.release()
    async with lock:
        print(lock.locked())
    print(lock.locked())
    await asyncio.sleep(1)


async def in_order_of_arrival():
    lock = asyncio.Lock()
    await asyncio.gather(*(hold(name, lock, seconds) for name, seconds in (("a", 2), ("b", 0), ("c", 1))))
    print(lock.locked())


# Trap 13: free for a moment, and yet not to be had by who comes now.
async def newcomer_stands_behind():
    lock = asyncio.Lock()
    await lock.acquire()
    first = asyncio.create_task(hold("first", lock, 1))
    await asyncio.sleep(0)
    lock.release()
    print("locked", lock.locked())
    await lock.acquire()
    print("newcomer", lock.locked())
    lock.release()
    await end([first])


async def woken_waiter_is_cancelled():
    lock = asyncio.Lock()
    await lock.acquire()
    a = asyncio.create_task(hold("a", lock, 1))
    b = asyncio.create_task(hold("b", lock, 1))
    await asyncio.sleep(0)
    lock.release()
    print(a.cancel("late"))
    await end([a, b])


async def waiter_is_cancelled_then_released():
    lock = asyncio.Lock()
    await lock.acquire()
    a = asyncio.create_task(hold("a", lock, 1))
    b = asyncio.create_task(hold("b", lock, 1))
    await asyncio.sleep(0)
    a.cancel("early")
    lock.release()
    await end([a, b])


async def waiter_is_cancelled_while_held():
    lock = asyncio.Lock()
    await lock.acquire()
    a = asyncio.create_task(hold("a", lock, 1))
    b = asyncio.create_task(hold("b", lock, 1))
    await asyncio.sleep(0)
    a.cancel()
    await asyncio.sleep(1)
    lock.release()
    await end([a, b])


# Whoever comes may take it where all who wait were cancelled, even before these have run.
async def overtakes_the_cancelled():
    lock = asyncio.Lock()
    await lock.acquire()
    a = asyncio.create_task(hold("a", lock, 1))
    b = asyncio.create_task(hold("b", lock, 1))
    await asyncio.sleep(0)
    a.cancel()
    b.cancel()
    lock.release()
    print(await lock.acquire())
    await end([a, b])
    print(lock.locked())


async def all_woken_are_cancelled():
    lock = asyncio.Lock()
    await lock.acquire()
    tasks = [asyncio.create_task(hold(name, lock, 1)) for name in "abc"]
    await asyncio.sleep(0)
    lock.release()
    for task in tasks:
        task.cancel()
    await end(tasks)
    print(lock.locked(), await lock.acquire())


async def cancelled_in_the_block():
    lock = asyncio.Lock()
    a = asyncio.create_task(hold("a", lock, 5))
    b = asyncio.create_task(hold("b", lock, 1))
    await asyncio.sleep(1)
    a.cancel()
    await end([a, b])


async def timeout_while_waiting():
    lock = asyncio.Lock()
    a = asyncio.create_task(hold("a", lock, 3))
    await asyncio.sleep(0)
    try:
        await asyncio.wait_for(lock.acquire(), 1)
    except TimeoutError as error:
        print(show(error))
    async with lock:
        print("got it")
    await end([a])


async def released_by_no_owner():
    lock = asyncio.Lock()
    try:
        lock.release()
    except RuntimeError as error:
        print(show(error))
    await lock.acquire()

    async def other():
        lock.release()

    await asyncio.create_task(other())
    print(lock.locked())


async def released_in_the_block():
    lock = asyncio.Lock()
    try:
        async with lock:
            lock.release()
    except RuntimeError as error:
        print(show(error))


async def error_in_the_block():
    lock = asyncio.Lock()
    try:
        async with lock:
            raise ValueError("inside")
    except ValueError as error:
        print(show(error), lock.locked())


async def locked_twice():
    lock = asyncio.Lock()
    async with lock:
        await lock.acquire()
