import asyncio

cache = {}

async def get(key):
    if key in cache:
        return cache[key]
    await asyncio.sleep(1)
    cache[key] = key.upper()
    return cache[key]

async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    t1 = asyncio.create_task(get("a"))
    print(t1.done())
    print(await t1)
    t2 = asyncio.create_task(get("a"))
    print(t2.done(), t2.result())
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(get("a")); b = tg.create_task(get("b"))
        print(a.done(), b.done())
    print(a.result(), b.result())

asyncio.run(main())
