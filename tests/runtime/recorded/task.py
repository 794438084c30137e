import asyncio

from support import child, failing, show


async def trivial(name):
    print(name)
    return name


# Trap 4: turns from call to resume.
async def turns():
    print(await trivial("inline"))
    print(await asyncio.create_task(trivial("task")))
    print(await asyncio.sleep(0, "yield"))
    print(await asyncio.sleep(1, "slept"))
    done, pending = await asyncio.wait([asyncio.create_task(trivial("waited"))])
    print(len(done))
    print(await asyncio.wait_for(trivial("wait_for"), 1))


# Trap 3: sleep(0) and a negative sleep are one turn.
async def bare_yields():
    asyncio.get_running_loop().call_soon(print, "callback")
    await asyncio.sleep(0)
    print("zero")
    asyncio.get_running_loop().call_soon(print, "callback")
    await asyncio.sleep(-1)
    print("negative")


async def names():
    print(asyncio.current_task().get_name())
    first = asyncio.create_task(child("a", 0))
    second = asyncio.create_task(child("b", 0), name="second")
    third = asyncio.create_task(child("c", 0))
    print(first.get_name(), second.get_name(), third.get_name())
    third.set_name("renamed")
    await asyncio.sleep(1)
    print(third.get_name())


async def all_tasks_in_order():
    def show_all():
        print(*(task.get_name() for task in asyncio.all_tasks()))

    tasks = [asyncio.create_task(child(str(i), i)) for i in range(4)]
    show_all()
    await asyncio.sleep(1.5)
    show_all()
    tasks[3].cancel()
    await asyncio.sleep(0)
    show_all()
    print(asyncio.current_task() in asyncio.all_tasks())


async def current_task_in_callback():
    def look():
        print(asyncio.current_task())

    asyncio.get_running_loop().call_soon(look)
    await asyncio.sleep(0)
    print(asyncio.current_task().get_name())


async def done_callbacks():
    task = asyncio.create_task(child("a", 1))

    def done(task):
        print("done", task.result(), asyncio.current_task())

    def not_here(task):
        print("not here")

    task.add_done_callback(done)
    task.add_done_callback(not_here)
    print(task.remove_done_callback(not_here))
    await asyncio.sleep(2)


async def two_await_one():
    task = asyncio.create_task(child("a", 1))

    async def waits(name):
        print(name, await task)

    await asyncio.gather(waits("first"), waits("second"))
    print(await task)


async def failure_reaches_all():
    task = asyncio.create_task(failing("a", 1))

    async def waits(name):
        try:
            await task
        except ValueError as error:
            print(name, show(error))

    await asyncio.gather(waits("first"), waits("second"))
    print(show(task.exception()), task.done(), task.cancelled())


# Trap 19: reported when the task goes.
async def never_retrieved():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(context["message"], show(context["exception"])))
    task = asyncio.create_task(failing("unseen", 1))
    await asyncio.sleep(2)
    print("forget")
    del task
    task = asyncio.create_task(failing("seen", 1))
    await asyncio.sleep(2)
    task.exception()
    print("forget")
    del task
    task = asyncio.create_task(failing("cancelled too late", 1))
    await asyncio.sleep(2)
    print(task.cancel())
    print("forget")
    del task
    await asyncio.sleep(0)


async def ping_pong():
    async def play(name):
        for i in range(3):
            print(name, i)
            await asyncio.sleep(0)

    await asyncio.gather(play("ping"), play("pong"))


async def result_of_pending():
    task = asyncio.create_task(child("a", 1))
    for look in task.result, task.exception:
        try:
            look()
        except asyncio.InvalidStateError as error:
            print(show(error))
    for attempt in lambda: task.set_result(1), lambda: task.set_exception(ValueError()):
        try:
            attempt()
        except RuntimeError as error:
            print(show(error))
    print(await task)


async def grandchildren():
    async def parent(name, count):
        print(name, count)
        if count:
            await asyncio.gather(
                asyncio.create_task(parent(name + "l", count - 1)), asyncio.create_task(parent(name + "r", count - 1)))
        print(name, "ends")

    await parent("", 2)


async def awaits_itself():
    async def narcissus():
        try:
            await asyncio.current_task()
        except RuntimeError as error:
            print(type(error).__name__, str(error)[:27])
        return "end"

    print(await asyncio.create_task(narcissus()))


async def ensure_future():
    task = asyncio.create_task(trivial("a"))
    print(asyncio.ensure_future(task) is task)
    future = asyncio.get_running_loop().create_future()
    print(asyncio.ensure_future(future) is future)
    print(await asyncio.ensure_future(trivial("b")))
    await task
