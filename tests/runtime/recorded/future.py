import asyncio

from support import show


# Trap 2: callbacks go through the ready queue, in the order of registration.
async def callbacks_in_order():
    future = asyncio.get_running_loop().create_future()

    async def waiter(name):
        print(name, await future)

    future.add_done_callback(lambda future: print("first", future.result()))
    asyncio.create_task(waiter("a"))
    asyncio.create_task(waiter("b"))
    await asyncio.sleep(0)
    future.add_done_callback(lambda future: print("last", future.result()))
    future.set_result(5)
    print("set")
    await asyncio.sleep(1)


# Trap 2: also on a future that is done already.
async def callback_of_done():
    future = asyncio.get_running_loop().create_future()
    future.set_result(5)
    future.add_done_callback(lambda future: print("called"))
    print("added")
    await asyncio.sleep(0)
    print("end")


# Trap 3: awaiting a done future does not yield.
async def awaiting_done_does_not_yield():
    future = asyncio.get_running_loop().create_future()
    future.set_result("done")
    asyncio.get_running_loop().call_soon(print, "callback")
    print(await future)
    print(await future)
    await asyncio.sleep(0)


async def removed_callbacks():
    future = asyncio.get_running_loop().create_future()

    def one(future):
        print("one")

    def two(future):
        print("two")

    for callback in one, two, one, one:
        future.add_done_callback(callback)
    print(future.remove_done_callback(one), future.remove_done_callback(one))
    future.set_result(None)
    print(future.remove_done_callback(two))
    await asyncio.sleep(0)


# Trap 20: set twice.
async def set_twice():
    future = asyncio.get_running_loop().create_future()
    future.set_result(1)
    for attempt in lambda: future.set_result(2), lambda: future.set_exception(ValueError("no")):
        try:
            attempt()
        except asyncio.InvalidStateError as error:
            print(show(error))
    print(future.result(), future.exception(), future.cancel())


async def looked_at_too_early():
    future = asyncio.get_running_loop().create_future()
    for look in future.result, future.exception:
        try:
            look()
        except asyncio.InvalidStateError as error:
            print(show(error))


async def set_exception():
    future = asyncio.get_running_loop().create_future()
    future.set_exception(ValueError("why"))
    try:
        await future
    except ValueError as error:
        print(show(error))
    print(show(future.exception()), future.done(), future.cancelled())
    try:
        future.result()
    except ValueError as error:
        print("again", show(error))


# Trap 20: StopIteration, in 3.13.
async def stop_iteration():
    future = asyncio.get_running_loop().create_future()
    future.set_exception(StopIteration("stop"))
    try:
        await future
    except RuntimeError as error:
        print(show(error))
        print("cause", show(error.__cause__))


async def set_after_cancel():
    future = asyncio.get_running_loop().create_future()
    future.cancel("gone")
    try:
        future.set_result(1)
    except asyncio.InvalidStateError as error:
        print(show(error))
    try:
        future.exception()
    except asyncio.CancelledError as error:
        print(show(error))


# Trap 19: reported when it goes, unless somebody looked.
async def never_retrieved():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(context["message"], show(context["exception"])))
    for looks in None, "exception", "result", "cancel", "await":
        future = loop.create_future()
        future.set_exception(ValueError(looks))
        if looks == "exception":
            future.exception()
        elif looks == "result":
            try:
                future.result()
            except ValueError:
                pass
        elif looks == "cancel":
            future.cancel()
        elif looks == "await":
            try:
                await future
            except ValueError:
                pass
        print("forget", looks)
        del future


async def callback_that_raises():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handler", show(context["exception"])))
    future = loop.create_future()

    def raises(future):
        raise ValueError("callback")

    future.add_done_callback(raises)
    future.add_done_callback(lambda future: print("the rest"))
    future.set_result(1)
    await asyncio.sleep(1)


async def callback_adds_callback():
    future = asyncio.get_running_loop().create_future()

    def adds(future):
        print("first")
        future.add_done_callback(lambda future: print("second"))

    future.add_done_callback(adds)
    future.set_result(1)
    await asyncio.sleep(1)


async def set_by_timer():
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(1.5, future.set_result, "rings")
    print(await future)
