"""Three towns read their thermometers; gather brings the readings back in order."""
import asyncio

OSLO = 3.0
LIMA = 1.0
KYOTO = 2.0


async def measure(town, degrees, seconds):
    print(f"{town}: thermometer out")
    await asyncio.sleep(seconds)
    print(f"{town}: {degrees} degrees")
    return degrees


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    readings = await asyncio.gather(
        measure("Oslo", -4, OSLO),
        measure("Lima", 19, LIMA),
        measure("Kyoto", 12, KYOTO),
    )
    print(f"readings: {readings}")
    print(f"after {loop.time() - start:.1f} s")


asyncio.run(main())
