import asyncio
async def fail(n):
    await asyncio.sleep(n)
    raise ValueError(f"failed {n}")
async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(fail(0.01))
        group.create_task(fail(0.01))
asyncio.run(main())
