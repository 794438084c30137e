"""A scribe is told to stop and refuses, at first; the messenger obeys the first word."""
import asyncio

LINE = 1.0
EVERY = 1.4
REFUSALS = 2


async def write():
    scribe = asyncio.current_task()
    line = 1
    while True:
        try:
            await asyncio.sleep(LINE)
            print(f"scribe: line {line}")
            line += 1
        except asyncio.CancelledError:
            print(f"scribe: request {scribe.cancelling()}")
            if scribe.cancelling() > REFUSALS:
                raise


async def carry():
    print("messenger: on the road")
    await asyncio.sleep(60)


async def main():
    scribe = asyncio.create_task(write(), name="scribe")
    messenger = asyncio.create_task(carry(), name="messenger")
    while not scribe.done():
        await asyncio.sleep(EVERY)
        print("stop!")
        scribe.cancel()
        messenger.cancel()
        await asyncio.sleep(0.1)
    print(f"cancelled: {scribe.cancelled()} {messenger.cancelled()}")


asyncio.run(main())
