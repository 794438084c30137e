import asyncio

from support import failing, show, worker


async def waiter(future):
    try:
        print("got", await asyncio.shield(future))
    except BaseException as error:
        print("raised", show(error))


# Trap 4: three turns, from the call to the result.
async def result():
    print(await asyncio.shield(worker("a", 0)))
    print(await asyncio.shield(asyncio.create_task(worker("b", 1))))


async def error():
    await waiter(failing("a", 1))
    await waiter(asyncio.create_task(failing("b", 0)))


# Trap 12: the waiting is cancelled, the work goes on.
async def outer_cancelled():
    work = asyncio.create_task(worker("work", 2))
    task = asyncio.create_task(waiter(work))
    await asyncio.sleep(1)
    print(task.cancel("no time"))
    await task
    print("work", work.done(), work.cancelling())
    print(await work)


# Trap 12: the work is cancelled, and the waiting with it; the message is lost.
async def inner_cancelled():
    work = asyncio.create_task(worker("work", 2))
    task = asyncio.create_task(waiter(work))
    await asyncio.sleep(1)
    print(work.cancel("stop"))
    await task
    print(task.cancelling(), work.cancelled())


# Trap 12: what is done is returned as it is.
async def done_is_returned():
    future = asyncio.get_running_loop().create_future()
    future.set_result(7)
    shielded = asyncio.shield(future)
    print(shielded is future)
    print(await shielded)
    pending = asyncio.get_running_loop().create_future()
    shielded = asyncio.shield(pending)
    print(shielded is pending)
    pending.set_result(8)
    print(shielded.done())
    print(await shielded)


async def outer_cancelled_in_the_turn_of_the_result():
    future = asyncio.get_running_loop().create_future()
    shielded = asyncio.shield(future)
    future.set_exception(ValueError("nobody's"))
    print(shielded.cancel("late"))
    await waiter(shielded)
    print(future.done(), shielded.cancelled())
    await asyncio.sleep(0)


async def outer_cancelled_after_the_result():
    future = asyncio.get_running_loop().create_future()
    shielded = asyncio.shield(future)
    future.set_result(1)
    await asyncio.sleep(0)
    print(shielded.done(), shielded.cancel())
    print(await shielded)


async def outer_is_set_by_hand():
    future = asyncio.get_running_loop().create_future()
    shielded = asyncio.shield(future)
    shielded.set_result("by hand")
    print(await shielded)
    await asyncio.sleep(0)
    future.set_result("late")
    print(await future)


async def inside_timeout():
    work = asyncio.create_task(worker("work", 3))
    try:
        async with asyncio.timeout(1):
            await asyncio.shield(work)
    except TimeoutError:
        print("too slow")
    print(await work)


async def inside_wait_for():
    work = asyncio.create_task(worker("work", 3))
    for patience in 1, 1, 5:
        try:
            print(await asyncio.wait_for(asyncio.shield(work), patience))
        except TimeoutError:
            print("too slow")


async def shield_of_gather():
    both = asyncio.gather(worker("a", 1), worker("b", 2))
    task = asyncio.create_task(waiter(both))
    await asyncio.sleep(0.5)
    task.cancel()
    await task
    print(await both)


async def shield_of_shield():
    work = asyncio.create_task(worker("work", 1))
    outermost = asyncio.shield(asyncio.shield(work))
    await asyncio.sleep(0)
    outermost.cancel()
    await asyncio.sleep(0.5)
    print(await asyncio.shield(asyncio.shield(work)))


async def order_of_callbacks():
    future = asyncio.get_running_loop().create_future()
    future.add_done_callback(lambda f: print("before"))
    shielded = asyncio.shield(future)
    shielded.add_done_callback(lambda f: print("shield"))
    future.add_done_callback(lambda f: print("behind"))
    future.set_result(None)
    await shielded
    print("woken")


# The child outlives the caller: nobody keeps the shield, yet its callback is called.
async def forgotten():
    async def begin():
        asyncio.shield(worker("a", 1)).add_done_callback(lambda f: print("called back", f.result()))

    await begin()
    await asyncio.sleep(2)
