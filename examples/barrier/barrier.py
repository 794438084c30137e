"""Three hikers walk at their own pace and wait for each other at every hut."""
import asyncio

LIV = 1.2
MATS = 2.4
NILS = 1.8


async def hike(hiker, hut, pace):
    for stage in range(1, 4):
        await asyncio.sleep(pace / stage)
        print(f"{hiker}: at hut {stage}")
        if await hut.wait() == 0:
            print(f"{hiker} was first and cooks")


async def main():
    hut = asyncio.Barrier(3)
    await asyncio.gather(
        asyncio.create_task(hike("Liv", hut, LIV), name="Liv"),
        asyncio.create_task(hike("Mats", hut, MATS), name="Mats"),
        asyncio.create_task(hike("Nils", hut, NILS), name="Nils"),
    )
    print("down in the valley")


asyncio.run(main())
