import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, suppress

@asynccontextmanager
async def resource(name):
    print("open", name)
    await asyncio.sleep(0.1)
    try:
        yield name
    except ValueError as e:
        print(name, "saw", e)
        raise
    finally:
        print("close", name)

class Connection:
    def __init__(self, name): self.name = name
    async def __aenter__(self):
        await asyncio.sleep(0); print("connect", self.name); return self
    async def __aexit__(self, exc_type, exc, tb):
        print("disconnect", self.name, exc_type.__name__ if exc_type else None)
        return exc_type is KeyError

async def main():
    async with AsyncExitStack() as stack:
        names = [await stack.enter_async_context(resource(n)) for n in "abc"]
        stack.push_async_callback(asyncio.sleep, 0.1)
        stack.callback(print, "callback")
        print(names)
    with suppress(ValueError):
        async with resource("x"):
            raise ValueError("oops")
    async with Connection("db") as c:
        raise KeyError(c.name)
    print("swallowed")

asyncio.run(main())
