import asyncio

from support import show


async def count(end):
    try:
        for i in range(end):
            await asyncio.sleep(1)
            yield i
        print("count ends")
    finally:
        print("count closes")


async def slow_to_close():
    try:
        while True:
            yield "item"
    except GeneratorExit:
        print("closing")
        await asyncio.sleep(1)
        print("closed")
        raise


async def to_the_end():
    async for i in count(3):
        print(i)
    print("behind")


async def without_waiting():
    async def letters():
        for letter in "abc":
            yield letter

    async for letter in letters():
        print(letter)


# The loop holds it alone: it is closed by a task of its own, in the next turn but one.
async def breaks_off():
    async for i in count(9):
        print(i)
        if i == 1:
            break
    print("behind")
    await asyncio.sleep(0)
    print("one turn")
    await asyncio.sleep(0)
    print("two turns")


async def breaks_off_slowly():
    async for item in slow_to_close():
        print(item)
        break
    print("behind")
    await asyncio.sleep(2)
    task = asyncio.create_task(asyncio.sleep(0))
    print(task.get_name())


async def goes_on_later():
    numbers = count(4)
    async for i in numbers:
        print(i)
        if i == 1:
            break
    print("again")
    async for i in numbers:
        print(i)
    async for i in numbers:
        print("not here")
    await numbers.aclose()


async def anext_by_hand():
    numbers = count(2)
    print(await anext(numbers))
    print(await anext(numbers))
    for _ in range(2):
        try:
            await anext(numbers)
        except StopAsyncIteration:
            print("StopAsyncIteration")


async def asend():
    async def echo():
        got = 0
        while got is not None:
            got = yield got
            print("got", got)

    generator = echo()
    try:
        await generator.asend(1)
    except TypeError as error:
        print(show(error))
    print(await generator.asend(None))
    print(await generator.asend(5))
    try:
        await generator.asend(None)
    except StopAsyncIteration:
        print("StopAsyncIteration")


async def athrow():
    async def catches():
        while True:
            try:
                yield "item"
            except ValueError as error:
                print(show(error))

    generator = catches()
    print(await anext(generator))
    print(await generator.athrow(ValueError("thrown")))
    try:
        await generator.athrow(LookupError("out"))
    except LookupError as error:
        print(show(error))
    print(await generator.athrow(ValueError("late")))


async def athrow_unbegun():
    generator = count(1)
    try:
        await generator.athrow(ValueError("thrown"))
    except ValueError as error:
        print(show(error))
    try:
        await anext(generator)
    except StopAsyncIteration:
        print("StopAsyncIteration")


async def aclose():
    generator = count(3)
    print(await anext(generator))
    await generator.aclose()
    await generator.aclose()
    try:
        await anext(generator)
    except StopAsyncIteration:
        print("StopAsyncIteration")
    unbegun = count(3)
    await unbegun.aclose()
    print("unbegun")


async def aclose_awaits():
    generator = slow_to_close()
    print(await anext(generator))
    await generator.aclose()
    print("behind")


async def ignores_exit():
    async def ignores():
        for i in range(3):
            try:
                yield i
            except GeneratorExit:
                print("ignored")

    generator = ignores()
    await anext(generator)
    try:
        await generator.aclose()
    except RuntimeError as error:
        print(show(error))


async def raises():
    async def fails():
        yield 1
        raise ValueError("body")

    try:
        async for i in fails():
            print(i)
    except ValueError as error:
        print(show(error))


async def raises_stop():
    async def stops():
        yield 1
        raise StopAsyncIteration("mine")

    try:
        async for i in stops():
            print(i)
    except RuntimeError as error:
        print(show(error), show(error.__cause__))


async def two_at_once():
    numbers = count(5)
    first = asyncio.create_task(next_of(numbers))
    await asyncio.sleep(0.5)
    for name, coroutine in ("anext", numbers.asend(None)), ("aclose", numbers.aclose()):
        try:
            await coroutine
        except RuntimeError as error:
            print(show(error))
    print(await first)
    print(await anext(numbers))


async def next_of(generator):
    return await anext(generator)


async def cancelled_inside():
    async def tells():
        try:
            while True:
                yield "item"
                await asyncio.sleep(5)
        except asyncio.CancelledError:
            print("cancelled")
            raise
        finally:
            print("closes")

    try:
        async with asyncio.timeout(1):
            async for item in tells():
                print(item)
    except TimeoutError:
        print("too slow")


async def generator_of_generator():
    async def doubled(numbers):
        async for number in numbers:
            yield 2 * number

    async for number in doubled(count(3)):
        print(number)


async def in_tasks():
    async def total(name):
        result = 0
        async for i in count(3):
            print(name, i)
            result += i
        return result

    print(await asyncio.gather(total("a"), total("b")))


# Kept to the end of the run: shutdown_asyncgens closes it.
kept = []


async def left_to_the_end():
    for generator in slow_to_close(), count(3):
        kept.append(generator)
        print(await anext(generator))


async def returns_early():
    async def first(numbers):
        async for number in numbers:
            return number

    print(await first(count(3)))
    await asyncio.sleep(1)
    print("behind")
