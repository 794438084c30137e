import asyncio
async def work():
    await asyncio.sleep(0.1)
async def main():
    await work()
    result = await 5
asyncio.run(main())
