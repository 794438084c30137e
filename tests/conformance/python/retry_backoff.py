import asyncio
import random

class TransientError(Exception):
    """Something that may go away."""

def retry(times: int, *, base: float = 0.1, exceptions: tuple = (Exception,)):
    def decorator(fn):
        async def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return await fn(*args, **kwargs)
                except exceptions as e:
                    if attempt == times:
                        raise RuntimeError(f"gave up after {attempt}") from e
                    delay = base * 2 ** (attempt - 1)
                    print(f"attempt {attempt} failed: {e!r}, retry in {delay:.1f}s")
                    await asyncio.sleep(delay)
        return wrapper
    return decorator

calls = 0

@retry(4, exceptions=(TransientError,))
async def flaky(limit):
    global calls
    calls += 1
    if calls < limit:
        raise TransientError(f"call {calls}")
    return calls

async def main():
    print(await flaky(3))
    try:
        await flaky(100)
    except RuntimeError as e:
        print(e, "|", repr(e.__cause__), "|", e.__context__ is e.__cause__)
    print(TransientError.__doc__, random.random() < 1)

asyncio.run(main())
