import asyncio

async def work(n):
    await asyncio.sleep(n / 10)
    if n == 2:
        raise ValueError(n)
    return n

async def main():
    for coro in asyncio.as_completed([work(3), work(1), work(2)]):
        try:
            print("plain", await coro)
        except ValueError as e:
            print("error", e)
    tasks = {asyncio.create_task(work(n), name=f"w{n}") for n in (5, 4, 1)}
    async for t in asyncio.as_completed(tasks):
        print("async", t.get_name(), await t, t in tasks)
    try:
        for c in asyncio.as_completed([work(1), work(30)], timeout=0.5):
            print(await c)
    except TimeoutError as e:
        print("timeout", repr(e))

asyncio.run(main())
