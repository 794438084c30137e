# How an async generator ends, is closed, thrown into, sent to, and entered while it runs; handlers of groups; contexts of callbacks.
import asyncio
import contextvars


def show(error):
    return f"{type(error).__name__}({error})"


async def numbers(name, count):
    try:
        for i in range(count):
            await asyncio.sleep(0.1)
            got = yield i
            if got is not None:
                print(name, "was sent", got)
    except ValueError as error:
        print(name, "meets", show(error))
        yield "caught"
    finally:
        print(name, "ends")
        await asyncio.sleep(0)
        print(name, "ended")


async def attempt(what, awaitable):
    try:
        print(what, await awaitable)
    except BaseException as error:
        print(what, "raises", show(error))


async def ended():
    generator = numbers("ended", 1)
    print(await anext(generator))
    await attempt("next", anext(generator))
    await attempt("next", anext(generator))
    await attempt("throw", generator.athrow(ValueError("late")))
    await attempt("send", generator.asend("late"))
    await attempt("close", generator.aclose())


async def unborn():
    generator = numbers("unborn", 1)
    await attempt("send", generator.asend("early"))
    print(await generator.asend(None))
    await generator.aclose()
    await attempt("close", generator.aclose())
    generator = numbers("thrown", 1)
    await attempt("throw", generator.athrow(KeyError("early")))
    await attempt("throw", generator.athrow(ValueError))
    generator = numbers("closed", 1)
    await attempt("close", generator.aclose())
    await attempt("next", anext(generator, "default"))


async def thrown():
    generator = numbers("thrown", 3)
    print(await anext(generator))
    await attempt("throw", generator.athrow(ValueError("now")))
    await attempt("next", anext(generator))


async def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            yield 2
            return


async def ignores():
    generator = stubborn()
    print(await anext(generator))
    await attempt("close", generator.aclose())
    await attempt("close", generator.aclose())
    await attempt("throw", generator.athrow(ValueError("after")))
    await attempt("close", generator.aclose())


async def two_at_once():
    generator = numbers("shared", 2)
    first = asyncio.create_task(attempt("first", generator.__anext__()))
    await asyncio.sleep(0)
    await attempt("next", anext(generator))
    await attempt("send", generator.asend(1))
    await attempt("throw", generator.athrow(ValueError("busy")))
    await attempt("close", generator.aclose())
    await first
    await generator.aclose()


async def cancelled():
    generator = numbers("cancelled", 3)
    await attempt("limited", asyncio.wait_for(attempt("next", anext(generator)), 0.05))
    await attempt("next", anext(generator))


async def groups():
    for error in ExceptionGroup("all", [ValueError(1)]), BaseExceptionGroup("more", [KeyboardInterrupt()]):
        try:
            raise error
        except BaseExceptionGroup:
            print("caught")
        try:
            raise error
        except (LookupError, BaseExceptionGroup) as caught:
            print("caught", show(caught), isinstance(caught, BaseExceptionGroup), isinstance(caught, ExceptionGroup))


async def contexts():
    variable = contextvars.ContextVar("variable", default="default")
    context = contextvars.copy_context()
    context.run(variable.set, "inside")
    variable.set("outside")
    future = asyncio.get_running_loop().create_future()
    future.add_done_callback(lambda future: print("own", variable.get()))
    future.add_done_callback(lambda future: print("given", variable.get()), context=context)
    variable.set("later")
    future.set_result(None)
    future.add_done_callback(lambda future: print("given when done", variable.get()), context=context)
    await asyncio.sleep(0)


async def main():
    for part in ended, unborn, thrown, ignores, two_at_once, cancelled, groups, contexts:
        print("--", part.__name__)
        await part()


asyncio.run(main())
