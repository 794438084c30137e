# What async generators come to that are open when the loop ends, and in odd states before.
import asyncio


async def numbers(name):
    try:
        for i in range(5):
            await asyncio.sleep(0)
            yield i
    finally:
        print(name, "closes")
        await asyncio.sleep(0)
        print(name, "is closed")


async def breaks_down(name):
    try:
        yield name
    finally:
        raise ValueError(name)


def report(loop, context):
    print(context["message"].split("<")[0], sorted(context), repr(context["exception"]))


async def attempt(awaitable):
    try:
        print("came to", await awaitable)
    except BaseException as error:
        print("raised", repr(error))


held = {name: numbers(name) for name in ("a",)}
held["c"] = breaks_down("c")


async def main():
    asyncio.get_running_loop().set_exception_handler(report)
    held["never begun"] = numbers("never begun")
    for name in ("a", "c"):
        await attempt(held[name].__anext__())
    return "main"


print(asyncio.run(main()))


async def raises(error):
    yield 1
    raise error


async def odd_states():
    generator = raises(StopAsyncIteration("x"))
    await attempt(anext(generator))
    await attempt(anext(generator))
    await attempt(anext(generator))
    generator = raises(StopIteration("x"))
    await attempt(anext(generator))
    await attempt(anext(generator))
    generator = numbers("thrown into")
    await attempt(generator.athrow(ValueError("before it begins")))
    await attempt(anext(generator))
    generator = numbers("closed while it runs")
    task = asyncio.create_task(anext(generator))
    await asyncio.sleep(0)
    await attempt(generator.aclose())
    await attempt(task)
    await attempt(generator.aclose())
    await attempt(generator.aclose())
    generator = numbers("cancelled while it closes")
    await attempt(anext(generator))
    task = asyncio.create_task(attempt(generator.aclose()))
    await asyncio.sleep(0)
    task.cancel("in its finally")
    await attempt(task)
    await attempt(anext(generator))
    await asyncio.get_running_loop().shutdown_asyncgens()


asyncio.run(odd_states())
