"""Three painters and one ladder: a lock gives it to them in the order in which they came for it."""
import asyncio

MIA = 2.0
NOOR = 1.5
OTTO = 1.0


async def paint(painter, ladder, way, seconds):
    await asyncio.sleep(way)
    print(f"{painter}: needs the ladder")
    async with ladder:
        print(f"{painter}: climbs up")
        await asyncio.sleep(seconds)
        print(f"{painter}: is down again")
    await asyncio.sleep(0.5)
    print(f"{painter}: has washed the brush")


async def main():
    ladder = asyncio.Lock()
    await asyncio.gather(
        asyncio.create_task(paint("Mia", ladder, 0.0, MIA), name="Mia"),
        asyncio.create_task(paint("Noor", ladder, 0.4, NOOR), name="Noor"),
        asyncio.create_task(paint("Otto", ladder, 0.8, OTTO), name="Otto"),
    )
    print(f"the ladder is free: {not ladder.locked()}")


asyncio.run(main())
