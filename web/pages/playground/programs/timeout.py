# timeout() cancels what takes too long, and turns that into a TimeoutError.
import asyncio


async def dig(depth):
    for metre in range(1, depth + 1):
        await asyncio.sleep(0.4)
        print(f'{metre} m')
    return 'water'


async def attempt(depth, limit):
    try:
        async with asyncio.timeout(limit):
            print('found', await dig(depth))
    except TimeoutError:
        print(f'gave up after {limit} s')


async def main():
    await attempt(2, limit=1)
    await attempt(9, limit=1)


asyncio.run(main())
