import asyncio

from support import show


async def child(name, delay):
    print(name, "begins")
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError as error:
        print(name, show(error))
        raise
    return name


# Trap 4: no turn of its own, in the caller's task.
async def in_time():
    print(await asyncio.wait_for(child("a", 0), 1))
    print(await asyncio.wait_for(child("b", 1), 2))


async def too_late():
    try:
        await asyncio.wait_for(child("a", 5), 1)
    except TimeoutError as error:
        print(show(error), "cause", show(error.__cause__))
    print(asyncio.current_task().cancelling())


async def without_limit():
    print(await asyncio.wait_for(child("a", 100), None))


# Trap 9: zero or less never starts the coroutine; a done future still returns.
async def zero():
    for timeout in 0, -1:
        try:
            await asyncio.wait_for(child("a", 0), timeout)
        except TimeoutError as error:
            print(show(error))
    future = asyncio.get_running_loop().create_future()
    future.set_result("done")
    print(await asyncio.wait_for(future, 0))
    task = asyncio.create_task(child("b", 5))
    await asyncio.sleep(1)
    try:
        await asyncio.wait_for(task, 0)
    except TimeoutError as error:
        print(show(error), task.cancelled())


# Trap 9: an inner that swallows the timeout's cancel and returns wins.
async def inner_swallows():
    async def swallows():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            print("swallowed")
            return "late"

    print(await asyncio.wait_for(swallows(), 1))
    print(asyncio.current_task().cancelling())


async def inner_is_slow_to_leave():
    async def cleans():
        try:
            await asyncio.sleep(5)
        finally:
            await asyncio.sleep(2)
            print("clean")

    try:
        await asyncio.wait_for(cleans(), 1)
    except TimeoutError as error:
        print(show(error))


async def inner_raises_while_leaving():
    async def breaks():
        try:
            await asyncio.sleep(5)
        finally:
            raise ValueError("in clean-up")

    try:
        await asyncio.wait_for(breaks(), 1)
    except ValueError as error:
        print(show(error), show(error.__context__), show(error.__context__.__context__))


async def inner_fails():
    async def fails():
        await asyncio.sleep(1)
        raise ValueError("fails")

    try:
        await asyncio.wait_for(fails(), 2)
    except ValueError as error:
        print(show(error))


async def of_a_task():
    task = asyncio.create_task(child("a", 5))
    try:
        await asyncio.wait_for(task, 1)
    except TimeoutError as error:
        print(show(error), task.cancelled())


async def of_a_future():
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(1, future.set_result, "rings")
    print(await asyncio.wait_for(future, 2))
    future = asyncio.get_running_loop().create_future()
    try:
        await asyncio.wait_for(future, 1)
    except TimeoutError as error:
        print(show(error), future.cancelled())


# Trap 9: result and outer cancel in one turn, since 3.12 CancelledError (gh-86296).
async def result_and_cancel_in_one_turn():
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    async def waits():
        return await asyncio.wait_for(future, 5)

    task = asyncio.create_task(waits())
    await asyncio.sleep(1)
    future.set_result("value")
    task.cancel("outer")
    try:
        print(await task)
    except asyncio.CancelledError as error:
        print(show(error))


async def outer_is_cancelled():
    async def waits():
        await asyncio.wait_for(child("a", 5), 3)

    task = asyncio.create_task(waits())
    await asyncio.sleep(1)
    task.cancel("outer")
    try:
        await task
    except asyncio.CancelledError as error:
        print(show(error), task.cancelled())


async def outer_is_cancelled_while_inner_leaves():
    async def cleans():
        try:
            await asyncio.sleep(5)
        finally:
            print("cleaning")
            await asyncio.sleep(2)
            print("not here")

    async def waits():
        await asyncio.wait_for(cleans(), 1)

    task = asyncio.create_task(waits())
    await asyncio.sleep(2)
    task.cancel("outer")
    try:
        await task
    except BaseException as error:
        print(show(error), task.cancelled(), task.cancelling())


async def nested():
    try:
        await asyncio.wait_for(asyncio.wait_for(child("a", 5), 3), 1)
    except TimeoutError as error:
        print(show(error))
    try:
        await asyncio.wait_for(asyncio.wait_for(child("b", 5), 1), 3)
    except TimeoutError as error:
        print(show(error))


async def cancelled_and_inner_done_in_one_turn():
    async def leaves():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            print("inner leaves")
            await asyncio.sleep(1)
            print("inner has left")
            raise

    inner = asyncio.create_task(leaves())
    await asyncio.sleep(1)

    async def waits():
        await asyncio.wait_for(inner, 0)

    task = asyncio.create_task(waits())
    asyncio.get_running_loop().call_at(2, task.cancel, "outer")
    try:
        await task
    except asyncio.CancelledError as error:
        print(show(error), inner.done())
    await asyncio.sleep(1)
    print(inner.cancelled())
