# A queue with two places: who puts waits while it is full, who gets waits while it is empty.
import asyncio


async def baker(shelf):
    for number in range(1, 7):
        await asyncio.sleep(0.5)
        await shelf.put(f'loaf {number}')
        print(f'baked loaf {number}, {shelf.qsize()} on the shelf')


async def customer(name, shelf):
    while True:
        loaf = await shelf.get()
        print(f'{name} takes {loaf}')
        await asyncio.sleep(2.4)
        shelf.task_done()


async def main():
    shelf = asyncio.Queue(maxsize=2)
    customers = [
        asyncio.create_task(customer(name, shelf), name=name) for name in ('Ada', 'Ben')
    ]
    await asyncio.create_task(baker(shelf), name='baker')
    await shelf.join()
    for task in customers:
        task.cancel()
    print('closed')


asyncio.run(main())
