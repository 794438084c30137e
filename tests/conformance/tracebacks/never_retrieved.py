import asyncio
async def fail(n):
    raise ValueError(n)
async def main():
    asyncio.create_task(fail(1))
    await asyncio.sleep(0.01)
    print("after one")
    t = asyncio.create_task(fail(2), name="kept")
    await asyncio.sleep(0.01)
    print("end")
asyncio.run(main())
print("over")
