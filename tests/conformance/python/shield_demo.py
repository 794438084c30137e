import asyncio

async def important():
    print("start important")
    await asyncio.sleep(1)
    print("important done")
    return "result"

async def main():
    task = asyncio.create_task(important())
    try:
        await asyncio.wait_for(asyncio.shield(task), timeout=0.5)
    except TimeoutError:
        print("timed out, still running:", not task.done())
    print(await task)

asyncio.run(main())
