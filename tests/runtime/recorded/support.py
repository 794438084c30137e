"""What the programs have in common, as support/program.c has it for theirs in C. record.py lets them import it."""
import asyncio


def show(error):
    if isinstance(error, BaseExceptionGroup):
        return f"{type(error).__name__}[{', '.join(map(show, error.exceptions))}]"
    return f"{type(error).__name__}({error})"


async def child(name, delay):
    print(name, "begins")
    await asyncio.sleep(delay)
    print(name, "ends")
    return name


async def worker(name, delay):
    print(name, "begins")
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError as error:
        print(name, show(error))
        raise
    print(name, "ends")
    return name


async def failing(name, delay):
    await asyncio.sleep(delay)
    raise ValueError(name)


async def stubborn(name, delay):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        raise RuntimeError(name)


async def end(tasks):
    for task in tasks:
        try:
            await task
        except asyncio.CancelledError:
            print("cancelled")


def attempt(call, *arguments):
    try:
        print(call(*arguments))
    except Exception as error:
        print(show(error))


def tell_chain(error):
    """An error and what it was raised while handling, each one's cause behind it."""
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
        tell_chain(error)


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
