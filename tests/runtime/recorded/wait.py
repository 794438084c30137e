import asyncio

from support import show


async def child(name, delay):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print(name, "is cancelled")
        raise
    print(name, "ends")
    return name


async def failing(name, delay):
    await asyncio.sleep(delay)
    print(name, "fails")
    raise ValueError(name)


def names(tasks):
    return " ".join(task.get_name() for task in tasks) or "none"


def tasks_of(*coroutines):
    return [asyncio.create_task(coroutine, name=chr(ord("a") + i)) for i, coroutine in enumerate(coroutines)]


async def look(tasks, **options):
    done, pending = await asyncio.wait(tasks, **options)
    print("done", names(done), "pending", names(pending))
    for task in done:
        task.cancelled() or task.exception()


async def all_completed():
    await look(tasks_of(child("a", 2), failing("b", 1), child("c", 3)))


async def first_completed():
    tasks = tasks_of(child("a", 2), child("b", 1), child("c", 3))
    await look(tasks, return_when=asyncio.FIRST_COMPLETED)
    await look(tasks, return_when=asyncio.FIRST_COMPLETED)
    await look(tasks)


async def two_complete_in_one_turn():
    await look(tasks_of(child("a", 1), child("b", 1), child("c", 2)), return_when=asyncio.FIRST_COMPLETED)


async def first_exception():
    await look(tasks_of(child("a", 1), failing("b", 2), child("c", 3)), return_when=asyncio.FIRST_EXCEPTION)


async def first_exception_of_none():
    await look(tasks_of(child("a", 1), child("b", 2)), return_when=asyncio.FIRST_EXCEPTION)


async def first_exception_is_no_cancel():
    tasks = tasks_of(child("a", 5), child("b", 2))
    asyncio.get_running_loop().call_later(1, tasks[0].cancel)
    await look(tasks, return_when=asyncio.FIRST_EXCEPTION)


async def timeout():
    tasks = tasks_of(child("a", 1), child("b", 3))
    await look(tasks, timeout=2)
    await look(tasks, timeout=0)
    await look(tasks, timeout=10)


async def timeout_and_end_in_one_turn():
    await look(tasks_of(child("a", 1), child("b", 3)), timeout=1)


async def done_already():
    tasks = tasks_of(child("a", 0), child("b", 2))
    await asyncio.sleep(1)
    print("now")
    await look(tasks, return_when=asyncio.FIRST_COMPLETED)
    await look(tasks[:1])


# Cancelling the wait cancels nothing else.
async def wait_is_cancelled():
    tasks = tasks_of(child("a", 2), child("b", 3))
    waiter = asyncio.create_task(look(tasks))
    await asyncio.sleep(1)
    waiter.cancel("no more")
    try:
        await waiter
    except asyncio.CancelledError as error:
        print(show(error))
    await asyncio.sleep(5)


async def refusals():
    try:
        await asyncio.wait([])
    except ValueError as error:
        print(show(error))
    coroutine = child("a", 1)
    try:
        await asyncio.wait([coroutine])
    except TypeError as error:
        print(show(error))
    coroutine.close()
    task, = tasks_of(child("a", 1))
    try:
        await asyncio.wait([task], return_when=7)
    except ValueError as error:
        print(show(error))
    await task


async def same_task_twice():
    task, = tasks_of(child("a", 1))
    await look([task, task])


async def of_futures():
    futures = [asyncio.get_running_loop().create_future() for i in range(3)]
    asyncio.get_running_loop().call_later(1, futures[1].set_result, "one")
    asyncio.get_running_loop().call_later(2, futures[0].cancel)
    asyncio.get_running_loop().call_later(3, futures[2].set_exception, ValueError("two"))
    for _ in range(3):
        done, pending = await asyncio.wait(
            [future for future in futures if not future.done()], return_when=asyncio.FIRST_COMPLETED)
        print(len(done), len(pending), [futures.index(future) for future in done])
    print(show(futures[2].exception()))


async def many_waits_for_one():
    task, = tasks_of(child("a", 2))
    await asyncio.gather(look([task], timeout=1), look([task]), look([task], return_when=asyncio.FIRST_COMPLETED))
