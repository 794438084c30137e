"""Three telescopes take a picture each: first one after the other, then all at once."""
import asyncio

SIRIUS = 2.0
VEGA = 1.0
RIGEL = 1.5


async def expose(star, seconds):
    print(f"{star}: shutter opens")
    await asyncio.sleep(seconds)
    print(f"{star}: shutter closes")


async def main():
    loop = asyncio.get_running_loop()

    start = loop.time()
    await expose("Sirius", SIRIUS)
    await expose("Vega", VEGA)
    await expose("Rigel", RIGEL)
    print(f"one after the other: {loop.time() - start:.1f} s")

    start = loop.time()
    sirius = asyncio.create_task(expose("Sirius", SIRIUS), name="Sirius")
    vega = asyncio.create_task(expose("Vega", VEGA), name="Vega")
    rigel = asyncio.create_task(expose("Rigel", RIGEL), name="Rigel")
    await sirius
    await vega
    await rigel
    print(f"all at once: {loop.time() - start:.1f} s")


asyncio.run(main())
