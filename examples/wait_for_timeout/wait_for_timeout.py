"""A caver is called back at a fixed hour, and needs a while to climb out."""
import asyncio

CAVE = 5.0
HOUR = 2.0
CLIMB = 0.8
LAMP = 3.6


async def explore():
    print("caver: down into the cave")
    try:
        await asyncio.sleep(CAVE)
        return "an underground lake"
    except asyncio.CancelledError:
        print("caver: called back, climbing out")
        await asyncio.sleep(CLIMB)
        print("caver: out")
        raise


async def burn():
    print("lamp: lit")
    await asyncio.sleep(LAMP)
    print("lamp: burnt down")


async def main():
    lamp = asyncio.create_task(burn(), name="lamp")
    caver = asyncio.create_task(explore(), name="caver")
    try:
        found = await asyncio.wait_for(caver, HOUR)
        print(f"found: {found}")
    except TimeoutError:
        print(f"nothing found, cancelled: {caver.cancelled()}")
    await lamp


asyncio.run(main())
