"""What an error was raised while handling: chains through awaited coroutines, finally, handlers that are thrown into."""
import asyncio

from support import answers, failing, handles, raises, sleeps_and_raises, tell_chain, tells


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
    tell_chain(b)
    tell_chain(c)


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
