import asyncio

from support import end, show


async def wait(name, event):
    try:
        print(name, await event.wait(), event.is_set())
    except asyncio.CancelledError as error:
        print(name, show(error), event.is_set())
        raise


async def set_event_does_not_yield():
    event = asyncio.Event()
    print(event.is_set())
    event.set()
    asyncio.create_task(wait("other", event))
    print(await event.wait(), event.is_set())
    await asyncio.sleep(0)
    event.clear()
    print(event.is_set())


async def wakes_all_in_order():
    event = asyncio.Event()
    tasks = [asyncio.create_task(wait(name, event)) for name in "abc"]
    await asyncio.sleep(1)
    event.set()
    event.set()
    await end(tasks)


# Trap 14: set and cleared at once, who waited wakes all the same.
async def set_and_clear_wakes():
    event = asyncio.Event()
    a = asyncio.create_task(wait("a", event))
    await asyncio.sleep(0)
    event.set()
    event.clear()
    b = asyncio.create_task(wait("b", event))
    await end([a])
    await asyncio.sleep(1)
    event.set()
    await end([b])


async def waits_again():
    event = asyncio.Event()

    async def thrice():
        for i in range(3):
            await event.wait()
            event.clear()
            print(i)

    task = asyncio.create_task(thrice())
    for _ in range(3):
        await asyncio.sleep(1)
        event.set()
    await end([task])


async def waiter_is_cancelled():
    event = asyncio.Event()
    a = asyncio.create_task(wait("a", event))
    b = asyncio.create_task(wait("b", event))
    await asyncio.sleep(0)
    a.cancel("early")
    event.set()
    await end([a, b])


async def woken_waiter_is_cancelled():
    event = asyncio.Event()
    a = asyncio.create_task(wait("a", event))
    b = asyncio.create_task(wait("b", event))
    await asyncio.sleep(0)
    event.set()
    a.cancel("late")
    await end([a, b])


async def set_in_a_callback():
    event = asyncio.Event()
    asyncio.get_running_loop().call_later(2, event.set)
    await wait("main", event)


async def timeout_while_waiting():
    event = asyncio.Event()
    try:
        async with asyncio.timeout(1):
            await event.wait()
    except TimeoutError as error:
        print(show(error))
    event.set()
    await wait("main", event)


async def nobody_sets_it():
    await asyncio.Event().wait()
