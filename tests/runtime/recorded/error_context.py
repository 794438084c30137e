"""What an error was raised while handling: chains through awaited coroutines, tasks, handlers that are thrown into."""
import asyncio

from support import failing


def chain(error):
    """As tell_chain of test_error_context.c."""
    parts = []
    while error is not None:
        cause = error.__cause__
        parts.append(f"{type(error).__name__}: {error}" + (f" from {type(cause).__name__}: {cause}" if cause else ""))
        error = error.__context__
        if len(parts) > 9:
            parts.append("...")
            break
    print(" < ".join(parts))


async def tells(awaitable):
    try:
        await awaitable
    except BaseException as error:
        chain(error)


async def raises(error):
    raise error


async def sleeps_and_raises(error):
    await asyncio.sleep(0)
    raise error


async def handles(handled, awaitable):
    """Awaits while it handles an error."""
    try:
        raise handled
    except ValueError:
        await awaitable


async def answers(awaitable, answer):
    """Raises while it handles what came of awaiting."""
    try:
        await awaitable
    except BaseException:
        raise answer


# --- Raised in a handler, through frames ---------------------------------------------------------------------------


async def in_nested_handlers():
    async def program():
        try:
            raise ValueError("1")
        except ValueError:
            try:
                raise KeyError(2)
            except KeyError:
                raise TypeError("3")

    await tells(program())


async def below_handlers_of_two_frames():
    await tells(handles(ValueError("1"), handles(ValueError("2"), raises(TypeError("3")))))
    await tells(handles(ValueError("1"), handles(ValueError("2"), sleeps_and_raises(TypeError("3")))))


async def one_error_raised_by_two():
    """It tells the handler that it was raised in last, whatever it told before."""
    error = TypeError("again")
    await tells(handles(ValueError("1"), raises(error)))
    await tells(handles(ValueError("2"), raises(error)))
    await tells(raises(error))


async def raised_again_below():
    """No ring: a is raised while b is handled, which was raised while a was."""
    a, b, c = ValueError("a"), ValueError("b"), ValueError("c")

    async def program():
        try:
            raise a
        except ValueError:
            try:
                raise b
            except ValueError:
                try:
                    raise c
                except ValueError:
                    raise a

    await tells(program())
    chain(b)
    chain(c)


async def reraised():
    async def program():
        try:
            raise ValueError("1")
        except ValueError:
            try:
                raise KeyError(2)
            except KeyError:
                raise

    await tells(program())


async def caught_below_and_raised_above():
    """What a handler below has handled is handled no longer."""
    async def below():
        try:
            raise KeyError(1)
        except KeyError:
            await asyncio.sleep(0)

    async def program():
        try:
            raise ValueError("2")
        except ValueError:
            await below()
            raise TypeError("3")

    await tells(program())


async def from_cause():
    async def program():
        try:
            await failing("1", 0)
        except ValueError as error:
            raise KeyError(2) from error

    await tells(program())

    async def other():
        try:
            raise ValueError("1")
        except ValueError:
            raise KeyError(2) from TypeError("3")

    await tells(other())


# --- finally and with ----------------------------------------------------------------------------------------------------


async def in_finally():
    async def program():
        try:
            raise ValueError("1")
        finally:
            await sleeps_and_raises(KeyError(2))

    await tells(program())


async def in_finally_of_a_return():
    async def program():
        try:
            raise ValueError("1")
        except ValueError:
            try:
                return
            finally:
                raise KeyError(2)

    await tells(program())


async def in_finally_behind_a_handler():
    async def program():
        try:
            try:
                raise ValueError("1")
            except ValueError:
                pass
            finally:
                raise KeyError(2)
        finally:
            raise TypeError("3")

    await tells(program())


class Manager:
    def __init__(self, entering, leaving):
        self.entering, self.leaving = entering, leaving

    async def __aenter__(self):
        if self.entering:
            raise self.entering

    async def __aexit__(self, kind, error, traceback):
        await asyncio.sleep(0)
        if self.leaving:
            raise self.leaving


async def in_with():
    async def program(entering, body, leaving):
        async with Manager(entering, leaving):
            if body:
                raise body

    await tells(program(None, ValueError("1"), KeyError(2)))
    await tells(program(None, None, KeyError(2)))
    await tells(handles(ValueError("0"), program(None, ValueError("1"), KeyError(2))))
    await tells(handles(ValueError("0"), program(KeyError(1), None, None)))


# --- Thrown into a handler -------------------------------------------------------------------------------------------------


async def cancelled(coroutine):
    task = asyncio.create_task(coroutine)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel("stop")
    await tells(task)


async def cancel_in_a_handler():
    await cancelled(handles(ValueError("1"), asyncio.sleep(5)))


async def cancel_in_handlers_of_two():
    await cancelled(handles(ValueError("1"), handles(ValueError("2"), asyncio.sleep(5))))


async def cancel_answered_below():
    """Who is thrown into sees what it handles itself; what its callers handle comes when the error reaches them."""
    await cancelled(handles(ValueError("1"), answers(asyncio.sleep(5), KeyError(2))))
    await cancelled(handles(ValueError("1"), answers(handles(ValueError("2"), asyncio.sleep(5)), KeyError(3))))
    await cancelled(answers(handles(ValueError("1"), asyncio.sleep(5)), KeyError(2)))


async def cancel_swallowed_below():
    async def swallows():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            pass

    async def program():
        try:
            raise ValueError("1")
        except ValueError:
            await swallows()
            raise KeyError(2)

    await cancelled(program())
    await cancelled(handles(ValueError("0"), program()))


async def cancel_swallowed_and_awaited_on():
    async def swallows():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            await sleeps_and_raises(KeyError(2))

    await cancelled(handles(ValueError("1"), swallows()))

    async def at_once():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            await raises(KeyError(2))

    await cancelled(handles(ValueError("1"), at_once()))


async def cancel_in_finally():
    async def program():
        try:
            raise ValueError("1")
        finally:
            await asyncio.sleep(5)

    await cancelled(program())
    await cancelled(handles(ValueError("0"), program()))


async def cancel_cleans_up_and_fails():
    async def program():
        try:
            await asyncio.sleep(5)
        finally:
            await sleeps_and_raises(KeyError(1))

    await cancelled(program())
    await cancelled(handles(ValueError("0"), program()))


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
        chain(error)
        for one in getattr(error, "exceptions", []):
            chain(one)

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
