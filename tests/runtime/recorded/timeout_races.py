import asyncio

from support import show


# Trap 10: a cancel from outside in the same turn stays CancelledError.
async def external_cancel_in_the_same_turn():
    async def patient():
        block = asyncio.timeout(1)
        try:
            async with block:
                await asyncio.sleep(5)
        except TimeoutError:
            print("not here")
        except asyncio.CancelledError as error:
            print(show(error), block.expired(), asyncio.current_task().cancelling())
            raise

    task = asyncio.create_task(patient())
    asyncio.get_running_loop().call_at(1, task.cancel, "outside")
    try:
        await task
    except asyncio.CancelledError as error:
        print("raised", show(error), task.cancelling())


async def external_cancel_one_turn_later():
    async def patient():
        try:
            async with asyncio.timeout(1):
                try:
                    await asyncio.sleep(5)
                finally:
                    print("leaves")
                    await asyncio.sleep(1)
        except TimeoutError:
            print("not here")

    task = asyncio.create_task(patient())
    asyncio.get_running_loop().call_at(1.5, task.cancel, "outside")
    try:
        await task
    except asyncio.CancelledError as error:
        print("raised", show(error), task.cancelling())


# Trap 10: timeout(0) runs the body to its first yield.
async def zero_with_await():
    try:
        async with asyncio.timeout(0) as block:
            print("begins", block.expired())
            await asyncio.sleep(0)
            print("not here")
    except TimeoutError:
        print("TimeoutError", block.expired())


async def zero_without_await():
    async with asyncio.timeout(0) as block:
        print("body")
    print("end", block.expired())
    await asyncio.sleep(0)


async def zero_with_await_of_done():
    async def at_once():
        return "at once"

    async with asyncio.timeout(0) as block:
        print(await at_once())
    print("end", block.expired())


async def negative():
    try:
        async with asyncio.timeout(-1):
            await asyncio.sleep(1)
    except TimeoutError:
        print("TimeoutError")


# Trap 10, the quirk: a cancel that was pending before timeout(0) becomes TimeoutError (gh-134471).
async def cancel_pending_before_zero():
    async def quirk():
        asyncio.current_task().cancel("before")
        try:
            async with asyncio.timeout(0):
                print("body")
                await asyncio.sleep(1)
        except TimeoutError as error:
            print(show(error))
        except asyncio.CancelledError as error:
            print(show(error))
        print("cancelling", asyncio.current_task().cancelling())

    await asyncio.create_task(quirk())


async def cancel_pending_before_later():
    async def patient():
        asyncio.current_task().cancel("before")
        try:
            async with asyncio.timeout(1):
                await asyncio.sleep(5)
        except asyncio.CancelledError as error:
            print(show(error))

    await asyncio.create_task(patient())


# Trap 10: TimeoutError in the chain of another error's contexts, in 3.13.
async def other_error_gets_context():
    try:
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(5)
            finally:
                raise ValueError("other")
    except ValueError as error:
        while error is not None:
            print(show(error))
            error = error.__context__


async def other_error_without_expiry():
    block = asyncio.timeout(1)
    try:
        async with block:
            raise ValueError("other")
    except ValueError as error:
        print(show(error), block.expired())


async def body_swallows():
    async with asyncio.timeout(1) as block:
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            print("swallowed")
    print("end", block.expired(), asyncio.current_task().cancelling())


async def result_and_expiry_in_one_turn():
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(1)
            print("slept")
    except TimeoutError:
        print("TimeoutError")


async def expiry_and_result_in_one_turn():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    try:
        async with asyncio.timeout(1):
            loop.call_at(1, future.set_result, "value")
            print(await future)
    except TimeoutError:
        print("TimeoutError", future.cancelled())


async def result_first_and_expiry_in_one_turn():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_at(1, future.set_result, "value")
    try:
        async with asyncio.timeout(1):
            print(await future)
    except TimeoutError:
        print("TimeoutError", future.cancelled(), future.result())


async def waits_for_a_task():
    async def child():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            print("child cleans up")
            await asyncio.sleep(1)
            raise

    task = asyncio.create_task(child())
    try:
        async with asyncio.timeout(1):
            await task
    except TimeoutError:
        print("TimeoutError", task.cancelled())
