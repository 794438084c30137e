import asyncio
import concurrent.futures
import time

def blocking_io():
    time.sleep(0.1)
    return "io"

def cpu_bound():
    return sum(i * i for i in range(1000))

async def main():
    loop = asyncio.get_running_loop()
    result = await loop.run_in_executor(None, cpu_bound)
    print('default thread pool', result)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        result = await loop.run_in_executor(pool, cpu_bound)
        print('custom thread pool', result)
    print(await asyncio.to_thread(lambda x, y=1: x + y, 1, y=2))
    try:
        await asyncio.to_thread(int, "x")
    except ValueError as e:
        print(e)

if __name__ == '__main__':
    asyncio.run(main())
