import asyncio


def show(error):
    return f"{type(error).__name__}({error})"


def deadline(block):
    return "never" if block.when() is None else block.when()


async def in_time():
    async with asyncio.timeout(2) as block:
        await asyncio.sleep(1)
    print("expired", block.expired(), deadline(block), asyncio.current_task().cancelling())
    await asyncio.sleep(5)


async def too_late():
    block = asyncio.timeout(1)
    try:
        async with block:
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError as error:
                print(show(error), block.expired(), asyncio.current_task().cancelling())
                raise
    except TimeoutError as error:
        print(show(error), "cause", show(error.__cause__))
    print("expired", block.expired(), asyncio.current_task().cancelling())


# Trap 10: of nested timeouts only the one that expired reports.
async def inner_expires():
    outer, inner = asyncio.timeout(3), asyncio.timeout(1)
    async with outer:
        try:
            async with inner:
                await asyncio.sleep(5)
        except TimeoutError:
            print("inner", inner.expired(), outer.expired())
        await asyncio.sleep(1)
    print("end", inner.expired(), outer.expired())


async def outer_expires():
    outer, inner = asyncio.timeout(1), asyncio.timeout(3)
    try:
        async with outer:
            try:
                async with inner:
                    await asyncio.sleep(5)
            except TimeoutError:
                print("not here")
            finally:
                print("leaving")
    except TimeoutError:
        print("outer", inner.expired(), outer.expired())
    print(asyncio.current_task().cancelling())


async def both_expire_at_once():
    outer, inner = asyncio.timeout(1), asyncio.timeout(1)
    try:
        async with outer:
            try:
                async with inner:
                    await asyncio.sleep(5)
            except TimeoutError:
                print("inner", inner.expired(), outer.expired())
    except TimeoutError:
        print("outer", inner.expired(), outer.expired())
    print(asyncio.current_task().cancelling())


async def inner_block_sleeps_on_past_outer():
    try:
        async with asyncio.timeout(2):
            try:
                async with asyncio.timeout(1):
                    await asyncio.sleep(5)
            except TimeoutError:
                print("inner")
                await asyncio.sleep(5)
    except TimeoutError:
        print("outer")


# Trap 10: rescheduled, also to never.
async def is_rescheduled():
    async with asyncio.timeout(1) as block:
        await asyncio.sleep(0.5)
        block.reschedule(asyncio.get_running_loop().time() + 2)
        print(deadline(block))
        await asyncio.sleep(1.5)
        block.reschedule(None)
        print(deadline(block), block.expired())
        await asyncio.sleep(50)
    print("end", block.expired())


async def is_rescheduled_to_the_past():
    try:
        async with asyncio.timeout(None) as block:
            block.reschedule(asyncio.get_running_loop().time() - 1)
            print("goes on to the next await")
            await asyncio.sleep(1)
            print("not here")
    except TimeoutError:
        print("TimeoutError", deadline(block))


async def is_rescheduled_from_outside():
    async def pushes(block):
        await asyncio.sleep(0.9)
        block.reschedule(2)
        print("pushed")

    try:
        async with asyncio.timeout(1) as block:
            asyncio.create_task(pushes(block))
            await asyncio.sleep(5)
    except TimeoutError:
        print("TimeoutError")


async def refuses_to_be_rescheduled():
    block = asyncio.timeout(1)
    try:
        block.reschedule(5)
    except RuntimeError as error:
        print(show(error))
    async with block:
        pass
    try:
        block.reschedule(5)
    except RuntimeError as error:
        print(show(error))
    block = asyncio.timeout(0)
    try:
        async with block:
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                try:
                    block.reschedule(5)
                except RuntimeError as error:
                    print(show(error))
                raise
    except TimeoutError:
        print("TimeoutError")
    try:
        block.reschedule(5)
    except RuntimeError as error:
        print(show(error))


async def is_entered_twice():
    block = asyncio.timeout(1)
    async with block:
        pass
    try:
        async with block:
            print("not here")
    except RuntimeError as error:
        print(show(error))


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


async def at_a_deadline():
    await asyncio.sleep(1)
    try:
        async with asyncio.timeout_at(3.0) as block:
            print(deadline(block))
            await asyncio.sleep(5)
    except TimeoutError:
        print("TimeoutError")
    try:
        async with asyncio.timeout_at(2):
            await asyncio.sleep(5)
    except TimeoutError:
        print("TimeoutError")


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
