import asyncio

async def main():
    print("before")
    await asyncio.sleep(0.5)
    raise RuntimeError("unhandled")

asyncio.run(main())
