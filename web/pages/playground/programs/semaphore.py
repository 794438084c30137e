# A semaphore lets two in at a time; the others wait in the order in which they came.
import asyncio


async def swimmer(name, lanes, minutes):
    print(f'{name} arrives')
    async with lanes:
        print(f'{name} swims')
        await asyncio.sleep(minutes)
    print(f'{name} leaves')


async def main():
    lanes = asyncio.Semaphore(2)
    async with asyncio.TaskGroup() as pool:
        for name, minutes in [('Ida', 2), ('Jon', 1), ('Kim', 3), ('Lev', 1), ('Mia', 2)]:
            pool.create_task(swimmer(name, lanes, minutes), name=name)


asyncio.run(main())
