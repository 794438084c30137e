import asyncio
import functools
import time

def timed(fn):
    @functools.wraps(fn)
    async def wrapper(*args, **kwargs):
        start = time.perf_counter()
        try:
            return await fn(*args, **kwargs)
        finally:
            print(f"{fn.__name__} took {time.perf_counter() - start:.2f}s")
    return wrapper

@timed
async def slow(x, *, y=1):
    """Slow function."""
    await asyncio.sleep(0.5)
    return x + y

@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

async def main():
    print(slow.__name__, slow.__doc__)
    print(await slow(1, y=2))
    add = functools.partial(slow, 10)
    print(await add(y=5))
    print(fib(30), fib.cache_info())
    print(functools.reduce(lambda a, b: a * b, range(1, 6)))
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, functools.partial(pow, 2, exp=10)) if False else await loop.run_in_executor(None, pow, 2, 10))

asyncio.run(main())
