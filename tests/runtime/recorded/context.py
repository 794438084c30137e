import asyncio
import contextvars

from support import show

var = contextvars.ContextVar("var")
other = contextvars.ContextVar("other", default="default")


async def without_value():
    print(other.get(), var.get(3), other.get(3))
    try:
        var.get()
    except LookupError as error:
        print("LookupError")


async def set_and_reset():
    first = var.set(1)
    print(var.get())
    second = var.set(2)
    print(var.get())
    var.reset(second)
    print(var.get())
    var.reset(first)
    print(var.get(0))
    try:
        var.reset(first)
    except RuntimeError as error:
        print("RuntimeError")
    token = other.set(5)
    try:
        var.reset(token)
    except ValueError as error:
        print("ValueError")
    print(other.get())
    other.reset(token)
    print(other.get())


# Trap 18: copied when the task is created.
async def copied_at_creation():
    async def tell(name):
        print(name, var.get("none"))
        var.set(name)
        await asyncio.sleep(1)
        print(name, var.get("none"))

    first = asyncio.create_task(tell("first"))
    var.set("parent")
    second = asyncio.create_task(tell("second"))
    var.set("later")
    await first
    await second
    print(var.get())


# Trap 18: and when a callback is scheduled.
async def copied_at_call():
    loop = asyncio.get_running_loop()

    def tell(name):
        print(name, var.get("none"))
        var.set(name)
        loop.call_soon(lambda: print("from", name, var.get()))

    loop.call_soon(tell, "empty")
    var.set(1)
    loop.call_soon(tell, "soon")
    loop.call_later(1, tell, "later")
    var.set(2)
    loop.call_at(2, tell, "at")
    var.set(3)
    await asyncio.sleep(3)
    print(var.get())


async def copied_at_done_callback():
    future = asyncio.get_running_loop().create_future()
    var.set("added")
    future.add_done_callback(lambda f: print("called", var.get()))
    var.set("set")
    future.set_result(None)
    await asyncio.sleep(0)
    print(var.get())


async def shared_by_coroutines():
    async def sets():
        var.set("inner")
        await asyncio.sleep(0)

    var.set("outer")
    await sets()
    print(var.get())
    await asyncio.wait_for(sets(), 1)
    print(var.get())
    var.set("outer")
    await asyncio.gather(sets(), sets())
    print(var.get())


async def token_of_another_context():
    tokens = []

    async def sets():
        tokens.append(var.set("there"))
        await asyncio.sleep(0)

    await asyncio.create_task(sets())
    try:
        var.reset(tokens[0])
    except ValueError as error:
        print("ValueError")


async def in_a_context():
    var.set("parent")
    context = contextvars.copy_context()
    var.set("changed")
    context.run(lambda: (print("run", var.get()), var.set("run")))
    print(var.get())

    async def tell():
        print("task", var.get())
        var.set("task")
        try:
            context.run(print, "not here")
        except RuntimeError:
            print("RuntimeError")

    await asyncio.create_task(tell(), context=context)
    context.run(lambda: print("run", var.get()))
    print(var.get())


async def called_in_a_context():
    """What is called in a context shares it; in a copy, as without one, nobody sees what is set."""
    loop = asyncio.get_running_loop()
    var.set("parent")
    context = contextvars.copy_context()
    var.set("changed")

    def tell(what):
        print(what, var.get())
        var.set(what)

    future = loop.create_future()
    future.add_done_callback(lambda _: tell("done callback"), context=context)
    future.set_result(None)
    future.add_done_callback(lambda _: tell("done already"), context=context)
    loop.call_soon(tell, "soon", context=context)
    loop.call_later(1, tell, "later", context=context)
    loop.call_at(2, tell, "at", context=context)
    loop.call_soon(tell, "no context", context=None)
    await asyncio.sleep(3)

    async def child(what):
        tell(what)
        await asyncio.sleep(1)
        print(what, "still", var.get())

    async with asyncio.TaskGroup() as group:
        group.create_task(child("group"), context=context)
        group.create_task(child("sibling"), context=context)
        group.create_task(child("without"), context=None)
    context.run(tell, "end")
    print(var.get())


async def many():
    variables = [contextvars.ContextVar(str(i)) for i in range(40)]
    tokens = [variable.set(i) for i, variable in enumerate(variables)]

    async def total(change):
        for i, variable in enumerate(variables):
            variable.set(variable.get() + change)
        await asyncio.sleep(1)
        return sum(variable.get() for variable in variables)

    print(await asyncio.gather(total(0), total(1), total(100)))
    for variable, token in zip(variables[::2], tokens[::2]):
        variable.reset(token)
    print(sum(variable.get(0) for variable in variables))


async def in_eager_task():
    async def tell():
        print("inside", var.get())
        var.set("eager")
        await asyncio.sleep(1)
        print("inside", var.get())

    var.set("parent")
    task = asyncio.Task(tell(), loop=asyncio.get_running_loop(), eager_start=True)
    print(var.get())
    await task
    print(var.get())


# The exception handler sees what the callback saw.
async def of_the_handler():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handler", var.get("none"), show(context["exception"])))

    def raises(future=None):
        print("callback", var.get("none"))
        var.set("changed")
        raise ValueError

    var.set("first")
    loop.call_soon(raises)
    var.set("second")
    future = loop.create_future()
    future.add_done_callback(raises)
    var.set("third")
    future.set_result(None)
    await asyncio.sleep(0)
    print(var.get())
