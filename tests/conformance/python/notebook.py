"""Awaits at top level, as in a notebook's cell."""
import asyncio


async def fetch(name, delay):
    await asyncio.sleep(delay)
    return name


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.n:
            raise StopAsyncIteration
        await asyncio.sleep(0.5)
        self.n -= 1
        return self.n


class Later:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield from asyncio.sleep(1).__await__()
        return self.value


print(await fetch("a", 1))
async for n in Countdown(3):
    print(n)
print(await asyncio.gather(fetch("b", 2), Later("c"), asyncio.wait_for(Later("d"), 3)))
async with asyncio.timeout(5) as scope:
    print(await Later("e"), scope.expired())
for task in asyncio.as_completed([fetch("f", 2), fetch("g", 1)]):
    print(await task)
print(asyncio.current_task().get_name())
