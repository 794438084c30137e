import asyncio

class Countdown:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n <= 0:
            raise StopAsyncIteration
        await asyncio.sleep(0.1)
        self.n -= 1
        return self.n

class Later:
    def __init__(self, value, delay): self.value, self.delay = value, delay
    def __await__(self):
        return self._run().__await__()
    async def _run(self):
        await asyncio.sleep(self.delay)
        return self.value

class Yielder:
    def __await__(self):
        for i in range(3):
            print("step", i)
            yield
        return "done"

async def main():
    async for i in Countdown(3):
        print(i)
    else:
        print("else")
    print(await Later("v", 0.5))
    print(await Yielder())
    print(await asyncio.wait_for(Later("w", 0.1), 1))
    print(await asyncio.gather(Later(1, 0.2), Later(2, 0.1)))
    t = asyncio.ensure_future(Later(3, 0))
    print(await t)

asyncio.run(main())
