"""What an error was raised while handling: chains across tasks, futures, what waits for several, and generators."""
import asyncio

from support import answers, failing, handles, raises, sleeps_and_raises, tell_chain, tells


# --- Of tasks and futures --------------------------------------------------------------------------------------------------


async def of_a_task():
    await tells(handles(ValueError("1"), asyncio.create_task(raises(KeyError(2)))))
    await tells(handles(ValueError("1"), handles(ValueError("2"), asyncio.create_task(raises(KeyError(3))))))
    await tells(asyncio.create_task(handles(ValueError("1"), raises(KeyError(2)))))
    await tells(handles(ValueError("0"), asyncio.create_task(handles(ValueError("1"), raises(KeyError(2))))))


async def of_a_future_that_is_done():
    future = asyncio.get_running_loop().create_future()
    future.set_exception(KeyError(3))
    await tells(future)
    await tells(handles(ValueError("1"), future))
    await tells(handles(ValueError("1"), handles(ValueError("2"), future)))
    await tells(future)


async def of_a_result():
    task = asyncio.create_task(failing("1", 0))
    await asyncio.wait([task])

    async def asks():
        try:
            raise KeyError(2)
        except KeyError:
            task.result()

    await tells(asks())
    await tells(handles(ValueError("3"), asks()))


async def of_an_eager_task():
    loop = asyncio.get_running_loop()

    async def program():
        try:
            raise ValueError("1")
        except ValueError:
            await asyncio.Task(raises(KeyError(2)), loop=loop, eager_start=True)

    await tells(program())

    async def later():
        try:
            raise ValueError("1")
        except ValueError:
            task = asyncio.Task(sleeps_and_raises(KeyError(2)), loop=loop, eager_start=True)
        await task

    await tells(later())


# --- Of what waits for several ---------------------------------------------------------------------------------------------


async def of_gather():
    async def program():
        try:
            raise ValueError("1")
        except ValueError:
            await asyncio.gather(failing("2", 0), asyncio.sleep(1))

    await tells(program())
    await tells(handles(ValueError("0"), program()))


async def of_wait_for():
    await tells(asyncio.wait_for(asyncio.sleep(5), 1))
    await tells(handles(ValueError("1"), asyncio.wait_for(asyncio.sleep(5), 1)))
    await tells(handles(ValueError("1"), asyncio.wait_for(failing("2", 0), 1)))
    await tells(asyncio.wait_for(answers(asyncio.sleep(5), KeyError(1)), 1))
    await tells(handles(ValueError("0"), asyncio.wait_for(answers(asyncio.sleep(5), KeyError(1)), 1)))
    await tells(asyncio.wait_for(asyncio.create_task(answers(asyncio.sleep(5), KeyError(1))), 1))
    await tells(handles(ValueError("0"), asyncio.wait_for(asyncio.sleep(5), 0)))


async def of_timeout():
    async def program(delay, awaitable):
        async with asyncio.timeout(delay):
            await awaitable

    await tells(program(1, asyncio.sleep(5)))
    await tells(handles(ValueError("1"), program(1, asyncio.sleep(5))))
    await tells(program(1, handles(ValueError("1"), asyncio.sleep(5))))
    await tells(program(1, answers(asyncio.sleep(5), KeyError(1))))
    await tells(handles(ValueError("0"), program(1, answers(asyncio.sleep(5), KeyError(1)))))
    await tells(handles(ValueError("0"), program(1, handles(ValueError("1"), answers(asyncio.sleep(5), KeyError(2))))))
    await tells(program(1, program(0.5, asyncio.sleep(5))))


async def of_task_group():
    def each(error):
        tell_chain(error)
        for one in getattr(error, "exceptions", []):
            tell_chain(one)

    async def program(*children):
        async with asyncio.TaskGroup() as group:
            for one in children:
                group.create_task(one)
            await asyncio.sleep(2)

    async def body_fails(*children):
        async with asyncio.TaskGroup() as group:
            for one in children:
                group.create_task(one)
            await asyncio.sleep(0)
            raise KeyError(9)

    for coroutine in (
        program(failing("1", 0), failing("2", 5)),
        program(failing("1", 0), answers(asyncio.sleep(5), KeyError(2))),
        body_fails(answers(asyncio.sleep(5), KeyError(2))),
        handles(ValueError("0"), program(failing("1", 0))),
        handles(ValueError("0"), body_fails(answers(asyncio.sleep(5), KeyError(2)))),
    ):
        try:
            await coroutine
        except BaseException as error:
            each(error)


async def of_shield():
    await tells(handles(ValueError("1"), asyncio.shield(failing("2", 0))))


async def of_generators():
    async def numbers():
        try:
            yield 1
        except KeyError:
            yield 2
            raise TypeError("3")
        finally:
            await asyncio.sleep(0)

    async def program():
        generator = numbers()
        await anext(generator)
        try:
            raise ValueError("0")
        except ValueError:
            await generator.athrow(KeyError(1))
            await anext(generator)

    await tells(program())

    async def handles_and_yields():
        try:
            raise ValueError("1")
        except ValueError:
            yield 1
            raise KeyError(2)

    async def iterates():
        async for _ in handles_and_yields():
            pass

    await tells(iterates())
    await tells(handles(ValueError("0"), iterates()))

    async def outside():
        async for _ in handles_and_yields():
            raise TypeError("3")

    await tells(outside())
