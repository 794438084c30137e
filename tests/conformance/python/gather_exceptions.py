import asyncio

async def ok(x):
    await asyncio.sleep(0)
    return x

async def bad(x):
    await asyncio.sleep(0)
    raise KeyError(x)

async def main():
    res = await asyncio.gather(ok(1), bad("k"), ok(3), return_exceptions=True)
    print(res)
    for r in res:
        match r:
            case Exception():
                print("exception", type(r).__name__, r)
            case int(n):
                print("number", n)
    try:
        await asyncio.gather(ok(1), bad("z"))
    except KeyError as e:
        print(repr(e), str(e))
    g = asyncio.gather(ok(1), ok(2))
    print(await g, g.done(), g.cancelled())
    print(await asyncio.gather())

asyncio.run(main())
