"""A long sum in a thread: the clock goes on ticking, since the loop is free."""
import asyncio

LIMIT = 10000


def count_primes(limit):
    count = 0
    for n in range(2, limit):
        divisor = 2
        while divisor * divisor <= n and n % divisor != 0:
            divisor += 1
        count += divisor * divisor > n
    return count


async def clock():
    for tick in range(1, 4):
        await asyncio.sleep(0.5)
        print(f"tick {tick}")


async def main():
    ticking = asyncio.create_task(clock(), name="clock")
    print(f"{await asyncio.to_thread(count_primes, LIMIT)} primes")
    await ticking


asyncio.run(main())
