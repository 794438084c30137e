import asyncio

from support import child, failing, show


async def plain():
    for next_one in asyncio.as_completed([child("a", 3), child("b", 1), child("c", 2)]):
        print("got", await next_one)
    print("all")


# Trap 17: async iteration yields the tasks themselves.
async def yields_the_tasks():
    tasks = [asyncio.create_task(child(name, delay), name=name) for name, delay in (("a", 2), ("b", 1))]
    async for task in asyncio.as_completed(tasks):
        print(task.get_name(), tasks.index(task), task.done())
        print(await task)


async def makes_tasks_of_coroutines():
    async for task in asyncio.as_completed([child("a", 0), child("b", 0)]):
        print(task.done(), task.result())


async def same_time():
    async for task in asyncio.as_completed([child(name, 1) for name in "abc"]):
        print(task.result())


async def errors():
    for next_one in asyncio.as_completed([failing("a", 2), child("b", 3), failing("c", 1)]):
        try:
            print("got", await next_one)
        except ValueError as error:
            print("raised", show(error))


async def none_at_all():
    async for _ in asyncio.as_completed([]):
        print("not here")
    for _ in asyncio.as_completed([], timeout=1):
        print("not here")
    print("nothing")


async def duplicates():
    task = asyncio.create_task(child("a", 1))
    coroutine = child("b", 2)
    async for done in asyncio.as_completed([task, coroutine, task, coroutine]):
        print(done.result())


# Trap 17: the timeout is raised by each item that is not done.
async def timeout_plain():
    tasks = [asyncio.create_task(child(name, delay)) for name, delay in (("a", 1), ("b", 5), ("c", 6))]
    for next_one in asyncio.as_completed(tasks, timeout=2):
        try:
            print("got", await next_one)
        except TimeoutError as error:
            print("raised", show(error))
    print([task.done() for task in tasks])


async def timeout_async():
    tasks = [asyncio.create_task(child(name, delay)) for name, delay in (("a", 1), ("b", 5))]
    try:
        async for task in asyncio.as_completed(tasks, timeout=2):
            print("got", task.result())
    except TimeoutError as error:
        print("raised", show(error))
    print(await tasks[1])


async def timeout_in_the_turn_of_a_result():
    tasks = [asyncio.create_task(child("a", 1)), asyncio.create_task(child("b", 1))]
    for next_one in asyncio.as_completed(tasks, timeout=1):
        try:
            print("got", await next_one)
        except TimeoutError:
            print("too slow")


async def timeout_zero():
    done = asyncio.get_running_loop().create_future()
    done.set_result("done")
    for next_one in asyncio.as_completed([done, child("a", 1)], timeout=0):
        try:
            print("got", await next_one)
        except TimeoutError:
            print("too slow")


async def breaks_off():
    async for task in asyncio.as_completed([child("a", 1), child("b", 2), child("c", 3)]):
        print("first", task.result())
        break
    await asyncio.sleep(1)
    print("others")


async def several_at_once():
    results = list(asyncio.as_completed([child("a", 3), child("b", 1), child("c", 2)]))
    print(await asyncio.gather(*results))


async def getter_is_cancelled():
    iterator = iter(asyncio.as_completed([child("a", 1), child("b", 2)]))
    first = asyncio.create_task(next(iterator))
    second = asyncio.create_task(next(iterator))
    await asyncio.sleep(0.5)
    first.cancel()
    await asyncio.wait([first, second])
    print(first.cancelled(), second.result())


async def woken_getter_is_cancelled():
    futures = [asyncio.get_running_loop().create_future() for _ in range(2)]
    iterator = iter(asyncio.as_completed(futures))
    first = asyncio.create_task(next(iterator))
    second = asyncio.create_task(next(iterator))
    await asyncio.sleep(0)
    futures[0].set_result("a")
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.wait([first, second])
    print(first.cancelled(), second.result())


async def left_over_timer():
    async def begin():
        async for task in asyncio.as_completed([child("a", 1), child("b", 5)], timeout=2):
            return task.result()

    print(await begin())
    await asyncio.sleep(3)
    print("later")
    await asyncio.sleep(3)
