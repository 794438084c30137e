"""Boats in a harbour wait for the tide; who comes late enough finds it there."""
import asyncio

TIDE = 2.0
FERRY = 2.8


async def sail(boat, tide, loading, trip):
    await asyncio.sleep(loading)
    print(f"{boat}: loaded, {'the water is there' if tide.is_set() else 'waits'}")
    await tide.wait()
    print(f"{boat}: sails")
    await asyncio.sleep(trip)
    print(f"{boat}: is at sea")


async def main():
    tide = asyncio.Event()
    cutter = asyncio.create_task(sail("cutter", tide, 0.6, 1.2), name="cutter")
    yawl = asyncio.create_task(sail("yawl", tide, 1.1, 0.7), name="yawl")
    ferry = asyncio.create_task(sail("ferry", tide, FERRY, 0.9), name="ferry")
    await asyncio.sleep(TIDE)
    print("the tide is in")
    tide.set()
    await asyncio.gather(cutter, yawl, ferry)
    print("the harbour is empty")


asyncio.run(main())
