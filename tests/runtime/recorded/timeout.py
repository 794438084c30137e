import asyncio

from support import show


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


# The deadline counts from the call, not from where the block is entered.
async def made_before_it_is_entered():
    block = asyncio.timeout(1)
    print(deadline(block))
    await asyncio.sleep(2)
    try:
        async with block:
            print("inside")
            await asyncio.sleep(5)
    except TimeoutError:
        print("TimeoutError", deadline(block))


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
