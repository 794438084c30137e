# Eager tasks where they end at once, fail at once, or are not the loop's only kind.
import asyncio
import contextvars

var = contextvars.ContextVar("var", default="default")


def state(future):
    if not future.done():
        return "pending"
    if future.cancelled():
        return "cancelled"
    return repr(future.exception()) if future.exception() else str(future.result())


async def leaf(turns, value, error=None):
    for _ in range(turns):
        await asyncio.sleep(0)
    if error:
        raise error
    print("leaf", value)
    return value


def scene(function):
    async def run():
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
        await function()

    print("==", function.__name__)
    asyncio.run(run())


async def tells(awaitable):
    try:
        print("came to", await awaitable)
    except BaseException as error:
        print("raised", repr(error))


async def exits(error):
    raise error


@scene
async def exit_leaves_the_call():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
    for error in (SystemExit(3), KeyboardInterrupt("stop")):
        try:
            print("made", asyncio.create_task(exits(error)))
        except BaseException as raised:
            print("raised", repr(raised), asyncio.current_task() is not None)
    await asyncio.sleep(0)
    print("goes on")


@scene
async def in_a_context():
    async def child():
        print("in", var.get())
        var.set("child")
        await asyncio.sleep(0)
        asyncio.current_task().set_name("child")  # 3.13.0 gives eager tasks the name None
        print("in", var.get())

    var.set("parent")
    context = contextvars.copy_context()
    task = asyncio.create_task(child(), context=context)
    print(var.get(), context[var])
    await task
    task = asyncio.create_task(child())
    print(var.get(), context[var])
    await task


@scene
async def fails_in_a_group():
    async def block():
        async with asyncio.TaskGroup() as group:
            group.create_task(leaf(2, "x"))
            group.create_task(leaf(0, "y", ValueError("y")))
            print("not aborted yet")
            try:
                group.create_task(leaf(0, "z"))
            except RuntimeError as error:
                print("refused", str(error).endswith("is shutting down"))
            raise LookupError("body")

    try:
        await block()
    except ExceptionGroup as group:
        print([repr(error) for error in group.exceptions], asyncio.current_task().cancelling())


@scene
async def cancels_its_parent():
    parent = asyncio.current_task()

    async def child():
        return parent.cancel("by its child")

    task = asyncio.create_task(child())
    print(state(task))
    await tells(asyncio.sleep(0))
    print(parent.uncancel())


@scene
async def cancelled_in_its_first_wait():
    future = asyncio.get_running_loop().create_future()

    async def child():
        try:
            await future
        except asyncio.CancelledError as error:
            asyncio.current_task().set_name("child")
            print("child", error)
            raise

    task = asyncio.create_task(child())
    print(task.cancel("at once"), task.cancelling(), state(future))
    await tells(task)


@scene
async def every_other():
    made = []

    def factory(loop, coroutine, **options):
        made.append(len(made) % 2 == 0)
        return asyncio.Task(coroutine, loop=loop, eager_start=made[-1], **options)

    loop = asyncio.get_running_loop()
    loop.set_task_factory(factory)
    await tells(asyncio.gather(leaf(0, "a"), leaf(0, "b", ValueError("b")), asyncio.sleep(1, "c"), return_exceptions=True))
    await tells(asyncio.shield(asyncio.sleep(0, "d")))
    await tells(asyncio.ensure_future(leaf(0, "e")))
    print(made)
    try:
        loop.set_task_factory(5)
    except TypeError as error:
        print(error)
