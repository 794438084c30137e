"""A baker fills a shelf that holds so many loaves, and two sellers empty it."""
import asyncio

SHELF = 2
BAKING = 0.3
ADA = 0.9
BEN = 1.3


async def bake(shelf):
    for loaf in range(1, 9):
        await asyncio.sleep(BAKING)
        await shelf.put(loaf)
        print(f"loaf {loaf} is on the shelf, {shelf.qsize()} there")
    print("the oven is off")


async def sell(seller, shelf, seconds):
    try:
        while True:
            loaf = await shelf.get()
            await asyncio.sleep(seconds)
            print(f"{seller}: sold loaf {loaf}")
            shelf.task_done()
    finally:
        print(f"{seller}: goes home")


async def main():
    shelf = asyncio.Queue(SHELF)
    baker = asyncio.create_task(bake(shelf), name="baker")
    ada = asyncio.create_task(sell("Ada", shelf, ADA), name="Ada")
    ben = asyncio.create_task(sell("Ben", shelf, BEN), name="Ben")
    await baker
    await shelf.join()
    print("all is sold")
    ada.cancel()
    ben.cancel()
    await asyncio.gather(ada, ben, return_exceptions=True)


asyncio.run(main())
