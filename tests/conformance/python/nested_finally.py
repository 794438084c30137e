import asyncio

async def inner():
    try:
        await asyncio.sleep(10)
    finally:
        print("inner finally")
        await asyncio.sleep(0.1)
        print("inner cleaned")

async def outer():
    try:
        await inner()
    except asyncio.CancelledError:
        print("outer cancelled")
        raise
    else:
        print("never")
    finally:
        print("outer finally")

async def main():
    t = asyncio.create_task(outer())
    await asyncio.sleep(0.5)
    t.cancel()
    r = await asyncio.gather(t, return_exceptions=True)
    print(r, t.cancelled())
    def g():
        try:
            yield 1
            return "r"
        finally:
            print("gen closed")
    x = g(); next(x); x.close()
    def outer_gen():
        v = yield from g()
        print(v)
    print(list(outer_gen()))

asyncio.run(main())
