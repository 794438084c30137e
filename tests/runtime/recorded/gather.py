import asyncio

from support import show, worker


async def failing(name, delay):
    await asyncio.sleep(delay)
    print(name, "fails")
    raise ValueError(name)


# Trap 4: three turns from call to resume for children that end at once.
async def turns():
    async def trivial():
        print("child")
        return 1

    print("before")
    print(await asyncio.gather(trivial(), trivial()))


async def results_in_order():
    print(await asyncio.gather(worker("a", 3), worker("b", 1), worker("c", 2)))


async def of_nothing():
    future = asyncio.gather()
    print(future.done())
    print(await future)


# Trap 8: the first exception propagates, siblings continue, later errors are silent.
async def first_error():
    try:
        await asyncio.gather(failing("a", 2), failing("b", 1), worker("c", 3))
    except ValueError as error:
        print(show(error))
    await asyncio.sleep(5)
    print("end")


async def errors_as_results():
    results = await asyncio.gather(failing("a", 1), worker("b", 2), return_exceptions=True)
    print(show(results[0]), repr(results[1]))


# Trap 8: a cancelled child makes outer raise CancelledError, and outer.cancelled() is False.
async def cancelled_child():
    task = asyncio.create_task(worker("a", 5))
    outer = asyncio.gather(task, worker("b", 2))
    await asyncio.sleep(1)
    task.cancel("stop")
    try:
        await outer
    except asyncio.CancelledError as error:
        print(show(error), "cancelled", outer.cancelled(), "done", outer.done())
    await asyncio.sleep(5)


async def cancelled_child_as_result():
    task = asyncio.create_task(worker("a", 5))
    outer = asyncio.gather(task, worker("b", 2), return_exceptions=True)
    await asyncio.sleep(1)
    task.cancel("stop")
    results = await outer
    print(show(results[0]), repr(results[1]))


# Trap 8: cancelling outer cancels the children in order and waits for them all.
async def outer_is_cancelled():
    async def cleans(name, delay):
        try:
            await asyncio.sleep(10)
        finally:
            print(name, "cleans up")
            await asyncio.sleep(delay)
            print(name, "is clean")

    async def gatherer():
        await asyncio.gather(cleans("a", 2), cleans("b", 1), cleans("c", 3))

    task = asyncio.create_task(gatherer())
    await asyncio.sleep(1)
    task.cancel("all")
    try:
        await task
    except asyncio.CancelledError as error:
        print(show(error), task.cancelled())


async def gathering_future_is_cancelled():
    outer = asyncio.gather(worker("a", 5), worker("b", 6))
    await asyncio.sleep(1)
    print(outer.cancel("all"), outer.done())
    try:
        await outer
    except asyncio.CancelledError as error:
        print(show(error), outer.cancelled(), outer.done(), outer.cancel())


# Trap 8: raises even with return_exceptions.
async def outer_is_cancelled_with_return_exceptions():
    outer = asyncio.gather(worker("a", 5), worker("b", 6), return_exceptions=True)
    await asyncio.sleep(1)
    outer.cancel()
    try:
        print(await outer)
    except asyncio.CancelledError as error:
        print(show(error), outer.cancelled())


async def outer_is_cancelled_but_children_refuse():
    async def refuses(name):
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            print(name, "refuses")
        return name

    outer = asyncio.gather(refuses("a"), refuses("b"), return_exceptions=True)
    await asyncio.sleep(1)
    outer.cancel()
    try:
        print(await outer)
    except asyncio.CancelledError as error:
        print(show(error), outer.cancelled())


# Trap 8: duplicates collapse.
async def duplicates():
    coroutine = worker("a", 1)
    task = asyncio.create_task(worker("b", 1))
    print(await asyncio.gather(coroutine, task, coroutine, task))


async def done_already():
    future = asyncio.get_running_loop().create_future()
    future.set_result("done")
    print(await asyncio.gather(future, future))
    print(await asyncio.gather(future, worker("a", 0)))


async def failed_already():
    future = asyncio.get_running_loop().create_future()
    future.set_exception(ValueError("before"))
    outer = asyncio.gather(worker("a", 1), future)
    print(outer.done())
    try:
        await outer
    except ValueError as error:
        print(show(error))
    await asyncio.sleep(2)


async def nested():
    print(await asyncio.gather(asyncio.gather(worker("a", 2), worker("b", 1)), worker("c", 1)))


async def nested_is_cancelled():
    outer = asyncio.gather(asyncio.gather(worker("a", 5), worker("b", 6)), worker("c", 7))
    await asyncio.sleep(1)
    outer.cancel("deep")
    try:
        await outer
    except asyncio.CancelledError as error:
        print(show(error))


# The message is that of the last child in the list, whichever was done last.
async def last_child_refuses_with_a_message():
    async def careful(delay):
        try:
            await asyncio.sleep(5)
        finally:
            await asyncio.sleep(delay)

    async def refuses():
        asyncio.current_task().cancel("refused")
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            print("goes on")
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError as error:
            print(show(error))

    for delay in 0, 2:
        outer = asyncio.gather(careful(delay), refuses(), return_exceptions=True)
        await asyncio.sleep(1)
        outer.cancel("outer")
        try:
            await outer
        except asyncio.CancelledError as error:
            print(show(error))


async def error_after_cancel():
    async def breaks(name):
        try:
            await asyncio.sleep(5)
        finally:
            raise ValueError(name)

    outer = asyncio.gather(breaks("a"), worker("b", 6))
    await asyncio.sleep(1)
    outer.cancel()
    try:
        await outer
    except BaseException as error:
        print(show(error), outer.cancelled())


async def never_awaited():
    outer = asyncio.gather(worker("a", 1), worker("b", 2))
    await asyncio.sleep(3)
    print(outer.result())


async def two_wait_for_it():
    outer = asyncio.gather(worker("a", 1))

    async def waits(name):
        print(name, await outer)

    await asyncio.gather(waits("first"), waits("second"))


async def failed_and_never_awaited():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context["message"]))
    outer = asyncio.gather(failing("a", 1), failing("b", 2))
    await asyncio.sleep(3)
    print(outer.done())
    del outer
    print("end")


async def abandoned_while_it_runs():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context["message"]))
    asyncio.gather(failing("a", 1), worker("b", 2))
    await asyncio.sleep(3)
    print("end")


async def future_that_nobody_ends():
    async def abandons():
        asyncio.gather(asyncio.get_running_loop().create_future(), worker("b", 1))
        await asyncio.sleep(0.5)
        print("abandons")

    await abandons()
    await asyncio.sleep(3)
    print("end")
