import asyncio


async def lasting(name, delay=100, clean_up=0):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print(name, "is cancelled")
        await asyncio.sleep(clean_up)
        print(name, "leaves")
        raise


# What is left is cancelled in the order of creation and waited for.
async def leftovers():
    for i in range(4):
        asyncio.create_task(lasting(str(i), 100, 4 - i))
    await asyncio.sleep(1)
    print("main ends")


async def leftover_never_begins():
    asyncio.create_task(lasting("a"))
    print("main ends")


async def leftover_refuses():
    async def refuses():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("refuses")
        await asyncio.sleep(2)
        print("ends by itself")

    asyncio.create_task(refuses())
    await asyncio.sleep(1)
    print("main ends")


async def leftover_creates_a_task():
    async def creates():
        try:
            await asyncio.sleep(10)
        finally:
            asyncio.create_task(lasting("late"))
            await asyncio.sleep(0)
            print("creates")

    asyncio.create_task(creates())
    await asyncio.sleep(1)
    print("main ends")


# Callbacks that are ready still run in the turns of the shutdown; timers do not.
async def callbacks_after_the_end():
    loop = asyncio.get_running_loop()

    def again(left):
        print("callback", left)
        loop.call_soon(again, left + 1)

    loop.call_soon(again, 0)
    loop.call_later(1, print, "not here")
    await asyncio.sleep(0)
    print("main ends")


async def main_raises():
    asyncio.create_task(lasting("a"))
    await asyncio.sleep(1)
    raise ValueError("main")


async def main_is_cancelled():
    asyncio.current_task().cancel("by itself")
    await asyncio.sleep(1)


async def deadlock():
    try:
        await asyncio.get_running_loop().create_future()
    finally:
        print("main leaves")


async def deadlock_with_others():
    asyncio.create_task(lasting("a", 2))
    asyncio.get_running_loop().call_later(3, print, "last timer")

    async def waits():
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            print("waiter leaves")

    await asyncio.create_task(waits())


async def deadlock_in_shutdown():
    async def hangs():
        try:
            await asyncio.sleep(10)
        finally:
            print("hangs")
            await asyncio.get_running_loop().create_future()

    asyncio.create_task(hangs())
    await asyncio.sleep(1)
    print("main ends")


async def keyboard_interrupt_in_main():
    asyncio.create_task(lasting("a", 100, 1))
    await asyncio.sleep(1)
    raise KeyboardInterrupt("stop")
