import asyncio
async def fetch():
    raise ValueError("bad")
async def main():
    try:
        await fetch()
    except ValueError:
        raise KeyError("other")
asyncio.run(main())
