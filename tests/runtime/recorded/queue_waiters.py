import asyncio

from support import attempt, end, show


async def get(name, queue):
    try:
        print(name, await queue.get())
    except asyncio.CancelledError as error:
        print(name, show(error), queue)
        raise
    except asyncio.QueueShutDown as error:
        print(name, show(error), queue)


async def put(item, queue):
    try:
        await queue.put(item)
        print(item, "is in", queue)
    except asyncio.CancelledError as error:
        print(item, show(error), queue)
        raise
    except asyncio.QueueShutDown as error:
        print(item, show(error), queue)


async def join(name, queue):
    await queue.join()
    print(name, "joined", queue)


async def started(coroutines):
    tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
    await asyncio.sleep(0)
    return tasks


# Trap 15: the item goes to who runs first, and the loser stands behind the others.
async def thief():
    queue = asyncio.Queue()
    tasks = await started([get("a", queue), get("b", queue)])
    queue.put_nowait(1)
    print("stolen", queue.get_nowait())
    await asyncio.sleep(0)
    queue.put_nowait(2)
    queue.put_nowait(3)
    await end(tasks)


async def thief_of_room():
    queue = asyncio.Queue(1)
    queue.put_nowait(0)
    tasks = await started([put("a", queue), put("b", queue)])
    print(queue.get_nowait())
    queue.put_nowait("stolen")
    await asyncio.sleep(1)
    for _ in range(3):
        print(await queue.get())
    await end(tasks)


async def two_gets_for_one_item():
    queue = asyncio.Queue()
    tasks = await started([get("a", queue), get("b", queue)])
    await queue.put(1)
    await get("main", queue)
    queue.put_nowait(2)
    queue.put_nowait(3)
    await end(tasks)


# Cancelled in each state.
async def getter_is_cancelled():
    queue = asyncio.Queue()
    tasks = await started([get("a", queue), get("b", queue)])
    tasks[0].cancel("early")
    await asyncio.sleep(0)
    queue.put_nowait(1)
    await end(tasks)


async def getter_is_cancelled_then_put():
    queue = asyncio.Queue()
    tasks = await started([get("a", queue), get("b", queue)])
    tasks[0].cancel("early")
    queue.put_nowait(1)
    await end(tasks)


async def woken_getter_is_cancelled():
    queue = asyncio.Queue()
    tasks = await started([get("a", queue), get("b", queue)])
    queue.put_nowait(1)
    tasks[0].cancel("late")
    await end(tasks)


async def woken_getter_is_cancelled_and_item_stolen():
    queue = asyncio.Queue()
    tasks = await started([get("a", queue), get("b", queue)])
    queue.put_nowait(1)
    tasks[0].cancel("late")
    print(queue.get_nowait())
    await asyncio.sleep(1)
    queue.put_nowait(2)
    await end(tasks)


async def putter_is_cancelled():
    queue = asyncio.Queue(1)
    queue.put_nowait(0)
    tasks = await started([put("a", queue), put("b", queue)])
    tasks[0].cancel("early")
    print(await queue.get())
    await end(tasks)


async def woken_putter_is_cancelled():
    queue = asyncio.Queue(1)
    queue.put_nowait(0)
    tasks = await started([put("a", queue), put("b", queue)])
    print(queue.get_nowait())
    tasks[0].cancel("late")
    await end(tasks)


async def woken_putter_is_cancelled_and_room_stolen():
    queue = asyncio.Queue(1)
    queue.put_nowait(0)
    tasks = await started([put("a", queue), put("b", queue)])
    print(queue.get_nowait())
    queue.put_nowait("stolen")
    tasks[0].cancel("late")
    await asyncio.sleep(1)
    print(queue.get_nowait())
    await end(tasks)


async def joins():
    queue = asyncio.Queue()
    await join("empty", queue)
    for i in range(2):
        queue.put_nowait(i)
    tasks = await started([join("a", queue), join("b", queue)])
    for _ in range(2):
        await asyncio.sleep(1)
        await queue.get()
        queue.task_done()
        print(queue)
    await end(tasks)


async def joins_in_time():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    tasks = await started([join("a", queue)])
    queue.task_done()
    queue.put_nowait(2)
    await end(tasks)
    tasks = await started([join("b", queue)])
    tasks[0].cancel()
    await end(tasks)


async def done_too_often():
    queue = asyncio.Queue()
    attempt(queue.task_done)
    queue.put_nowait(1)
    queue.task_done()
    attempt(queue.task_done)


async def shutdown_drains():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    queue.put_nowait(2)
    queue.shutdown()
    print(queue)
    attempt(queue.put_nowait, 3)
    await put(3, queue)
    await get("main", queue)
    attempt(queue.get_nowait)
    attempt(queue.get_nowait)
    await get("main", queue)
    queue.task_done()
    queue.task_done()
    await join("main", queue)


async def shutdown_wakes_getters():
    queue = asyncio.Queue()
    tasks = await started([get("a", queue), get("b", queue)])
    queue.shutdown()
    queue.shutdown()
    await end(tasks)


async def shutdown_wakes_putters():
    queue = asyncio.Queue(1)
    queue.put_nowait(1)
    tasks = await started([put("a", queue), put("b", queue)])
    queue.shutdown()
    await end(tasks)
    await get("main", queue)


async def shutdown_after_room_was_made():
    queue = asyncio.Queue(1)
    queue.put_nowait(1)
    tasks = await started([put("a", queue)])
    queue.get_nowait()
    queue.shutdown()
    await end(tasks)


async def shutdown_immediate():
    queue = asyncio.Queue(2)
    queue.put_nowait(1)
    queue.put_nowait(2)
    tasks = await started([put("a", queue), join("j", queue)])
    queue.shutdown(immediate=True)
    print(queue)
    await end(tasks)
    attempt(queue.get_nowait)
    attempt(queue.task_done)


async def shutdown_immediate_with_work_left():
    queue = asyncio.LifoQueue()
    queue.put_nowait(1)
    queue.put_nowait(2)
    await queue.get()
    tasks = await started([join("j", queue)])
    queue.shutdown(immediate=True)
    await asyncio.sleep(1)
    print(queue)
    queue.task_done()
    await end(tasks)


async def cancelled_getter_at_shutdown():
    queue = asyncio.Queue()
    tasks = await started([get("a", queue), get("b", queue)])
    tasks[0].cancel()
    queue.shutdown()
    await end(tasks)
