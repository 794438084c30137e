import asyncio


class Retry(Exception):
    pass


async def attempt(n):
    try:
        raise ConnectionError(f"attempt {n}")
    except ConnectionError as first:
        try:
            raise ValueError("in between")
        except ValueError:
            raise Retry(n)


async def main():
    try:
        await attempt(1)
    except Retry:
        raise RuntimeError("gave up") from None


async def watch():
    try:
        await main()
    except RuntimeError as error:
        print(error.__context__.__context__.__context__.args, error.__suppress_context__, error.__cause__)
    await attempt(2)


asyncio.run(watch())
