import asyncio

async def step(n):
    await asyncio.sleep(n)
    return n * 2

with asyncio.Runner() as runner:
    print(runner.run(step(1)))
    print(runner.run(step(2)))
    loop = runner.get_loop()
    print(loop.is_running(), loop.is_closed())
print(loop.is_closed())

async def main():
    try:
        asyncio.run(step(1))
    except RuntimeError as e:
        print(e)

m = main()
asyncio.run(m)
try:
    asyncio.run("nope")
except (ValueError, TypeError) as e:
    print(type(e).__name__, e)
