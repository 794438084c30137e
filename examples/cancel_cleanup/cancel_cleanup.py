"""A kiln is switched off while it fires, and cools down before its door opens."""
import asyncio

FIRING = 5.0
STOP = 2.0
COOLING = 1.2


async def fire():
    try:
        print("kiln: heats up")
        await asyncio.sleep(FIRING)
        print("kiln: the firing is done")
    except asyncio.CancelledError as error:
        print(f"kiln: stopped by a {error}")
        await asyncio.sleep(COOLING)
        print("kiln: has cooled down")
        raise
    finally:
        print("kiln: the door opens")


async def shape():
    for bowl in range(1, 4):
        await asyncio.sleep(0.9)
        print(f"potter: bowl {bowl}")


async def main():
    kiln = asyncio.create_task(fire(), name="kiln")
    potter = asyncio.create_task(shape(), name="potter")
    await asyncio.sleep(STOP)
    print(f"cancel: {kiln.cancel('power cut')}")
    try:
        await kiln
    except asyncio.CancelledError:
        print("the kiln was cancelled")
    await potter


asyncio.run(main())
