import asyncio

from support import child, show


class Task(asyncio.Task):
    def set_name(self, name):
        if name is not None:  # what 3.13.0 calls it with when there is a factory
            super().set_name(name)


eager_task_factory = asyncio.create_eager_task_factory(Task)


def eager(coroutine):
    return asyncio.Task(coroutine, loop=asyncio.get_running_loop(), eager_start=True)


async def at_once(value):
    print("at once", value)
    return value


async def fails_at_once():
    raise ValueError("at once")


# Trap 16: done before the call returns.
async def done_before_return():
    task = eager(at_once(1))
    print("created", task.done(), task.result())
    print(await task)


async def runs_to_its_first_wait():
    task = eager(child("a", 1))
    print("created", task.done())
    print(await task)


async def bare_yield():
    task = eager(child("a", 0))
    print("created")
    print(await task)


async def error():
    task = eager(fails_at_once())
    print("created", task.done())
    try:
        await task
    except ValueError as error:
        print("raised", error)


async def current_task_inside():
    async def tell(name):
        print(name, asyncio.current_task().get_name())

    asyncio.current_task().set_name("parent")
    print("before", asyncio.current_task().get_name())
    task = asyncio.Task(tell("inside"), name="child", loop=asyncio.get_running_loop(), eager_start=True)
    print("behind", asyncio.current_task().get_name())
    await task


async def eager_in_eager():
    async def outer():
        print("outer")
        inner = eager(child("inner", 1))
        print("behind inner")
        await inner
        print("outer ends")

    await eager(outer())


async def cancelled_while_waiting():
    task = eager(child("a", 5))
    print(task.cancel("stop"))
    try:
        await task
    except asyncio.CancelledError as error:
        print(f"raised CancelledError({error})")


async def cancels_itself():
    async def cancels():
        print(asyncio.current_task().cancel())
        print("goes on")

    task = eager(cancels())
    print(task.done(), task.cancelled())


# Trap 16: gather and TaskGroup take children that are done already.
async def factory():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(eager_task_factory)
    print("gather", await asyncio.gather(at_once(1), at_once(2)))
    print("gather", await asyncio.gather(at_once(3), child("a", 1)))
    async with asyncio.TaskGroup() as group:
        group.create_task(at_once(4))
        group.create_task(child("b", 1))
        print("body ends")
    print("wait_for", await asyncio.wait_for(at_once(5), 1))
    print("shield", await asyncio.shield(at_once(6)))
    for task in asyncio.as_completed([child("c", 1), at_once(7)]):
        print("as_completed", await task)
    loop.set_task_factory(None)
    task = asyncio.create_task(at_once(8))
    print("created")
    await task


async def group_of_failed():
    asyncio.get_running_loop().set_task_factory(eager_task_factory)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child("a", 1))
            group.create_task(fails_at_once())
            print("not refused yet")
            group.create_task(at_once(2))
    except RuntimeError as error:
        print("refused", error)
    except ExceptionGroup as error:
        print(f"ExceptionGroup[{', '.join(f'{type(inner).__name__}({inner})' for inner in error.exceptions)}]")


async def gather_of_failed():
    asyncio.get_running_loop().set_task_factory(eager_task_factory)
    try:
        await asyncio.gather(child("a", 1), fails_at_once(), child("b", 1))
    except ValueError as error:
        print("raised", error)
    await asyncio.sleep(2)
    print(await asyncio.gather(at_once(1), fails_at_once(), return_exceptions=True))


async def order():
    asyncio.get_running_loop().call_soon(print, "callback")
    first = asyncio.create_task(child("first", 0))
    second = eager(child("second", 0))
    await asyncio.wait([first, second])


# What ends the program leaves the call that creates the task.
async def exit_leaves_the_call():
    async def exits():
        raise SystemExit(3)

    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(context["message"], show(context["exception"])))
    try:
        task = eager(exits())
        print("created", task.done())
    except SystemExit as error:
        print("raised", show(error))
    loop.set_task_factory(eager_task_factory)
    try:
        await asyncio.gather(child("a", 1), exits())
    except SystemExit as error:
        print("gather", show(error))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child("b", 1))
            group.create_task(exits())
            print("body goes on")
    except SystemExit as error:
        print("group", show(error))
    await asyncio.sleep(0)
    print("goes on")
