# One Runner, asked several times: its context, what is left between, errors, its end.
import asyncio
import contextvars
import time

var = contextvars.ContextVar("var", default=0)


async def add(number):
    var.set(var.get() + number)
    await asyncio.sleep(1)
    return var.get()


var.set(10)
with asyncio.Runner() as runner:
    print(runner.run(add(1)), runner.run(add(2)), var.get())
    own = contextvars.copy_context()
    print(runner.run(add(5), context=own), own[var], runner.run(add(3)))
    task = runner.get_loop().create_task(add(100))
    print(runner.run(add(4)), task.done(), task.result())
print(asyncio.run(add(1)), asyncio.run(add(1)), var.get())


async def fails(error):
    await asyncio.sleep(0)
    raise error


async def ticks(count):
    try:
        for i in range(count):
            await asyncio.sleep(1)
            print("tick", i)
    except asyncio.CancelledError:
        print("ticks no more")
        raise


async def numbers(name):
    try:
        for i in range(5):
            yield i
    finally:
        print(name, "closes")
        await asyncio.sleep(0)
        print(name, "is closed")


held = numbers("held")


async def first_of_held():
    async for number in held:
        return number


async def leaves_ticks():
    global left
    left = asyncio.create_task(ticks(5))
    await asyncio.sleep(2.5)
    return "main"


async def inside():
    for run in (runner.run, asyncio.run):
        coroutine = add(1)
        try:
            run(coroutine)
        except RuntimeError as error:
            print(error)
            coroutine.close()
    return "inside"


with asyncio.Runner() as runner:
    for error in (ValueError("a"), SystemExit(3), KeyboardInterrupt("k"), asyncio.CancelledError("c")):
        try:
            runner.run(fails(error))
        except BaseException as raised:
            print(repr(raised))
    print(runner.run(leaves_ticks()))
    time.sleep(1)
    print(runner.run(add(0)), len(asyncio.all_tasks(runner.get_loop())))
    print(runner.run(inside()), runner.run(first_of_held()))
    print("leaves")
print(left.cancelled())

for use in (lambda: runner.get_loop(), lambda: runner.__enter__()):
    try:
        use()
    except RuntimeError as error:
        print(error)
runner.close()
