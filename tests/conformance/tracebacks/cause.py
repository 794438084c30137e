import asyncio
async def fetch():
    raise ValueError("bad")
async def main():
    try:
        await fetch()
    except ValueError as error:
        raise RuntimeError("wrapped") from error
asyncio.run(main())
