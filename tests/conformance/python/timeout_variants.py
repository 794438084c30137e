import asyncio

async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(5)
    except TimeoutError:
        print("timeout at", loop.time())
    async with asyncio.timeout(None) as cm:
        print(cm.when())
        cm.reschedule(loop.time() + 2)
        print(round(cm.when(), 3))
        await asyncio.sleep(1)
    print(cm.expired())
    try:
        async with asyncio.timeout_at(loop.time() + 0.5) as cm:
            await asyncio.sleep(1)
    except asyncio.TimeoutError as e:
        print("expired", cm.expired(), repr(e), e.__cause__)
    print(repr(cm))

asyncio.run(main())
