import asyncio

async def f(x):
    await asyncio.sleep(0.01)
    return x * x

async def agen(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i

async def main():
    print([await f(x) for x in range(4)])
    print([await f(x) async for x in agen(5) if x % 2 == 0])
    print({x: await f(x) for x in (1, 2)})
    print({await f(x) for x in (1, 1)})
    print(sum([x async for x in agen(4)]))
    tasks = [asyncio.create_task(f(i)) for i in range(3)]
    print([await t for t in tasks])
    print([y for x in range(3) for y in [await f(x)]])
    print(max([await f(i) for i in range(3)]), await f(len([i async for i in agen(3)])))
    gen = (await f(x) for x in range(3))
    print([v async for v in gen])
    print([(a, b) async for a in agen(2) async for b in agen(2)])
    if any([await f(i) == 4 for i in range(3)]): print("found")
    while (n := [i async for i in agen(2)]) and len(n) < 2: pass
    def sync(): return [i for i in range(3)]
    print(sync(), await asyncio.gather(*[f(i) for i in range(3)]))

asyncio.run(main())
