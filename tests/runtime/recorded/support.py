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
