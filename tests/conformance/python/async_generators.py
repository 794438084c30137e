import asyncio

async def ticker(delay, to):
    """Yield numbers from 0 to *to* every *delay* seconds."""
    try:
        for i in range(to):
            yield i
            await asyncio.sleep(delay)
    finally:
        print("closing ticker")

async def agen_send():
    total = 0
    while True:
        x = yield total
        if x is None:
            return
        total += x

async def main():
    print(ticker.__doc__)
    async for i in ticker(0.1, 3):
        print(i)
    print([i async for i in ticker(0.01, 5) if i % 2])
    print({i: i * i async for i in ticker(0.01, 3)})
    print({i % 2 async for i in ticker(0.01, 3)})
    g = agen_send()
    print(await g.asend(None), await g.asend(5), await anext(g, "end"))
    gen = ticker(1, 10)
    print(await anext(gen))
    await gen.aclose()
    try:
        await anext(gen)
    except StopAsyncIteration:
        print("stopped")
    doubled = (x * 2 async for x in ticker(0.01, 3))
    async for d in doubled:
        print("d", d)

asyncio.run(main())
