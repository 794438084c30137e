"""Three divers go down together: when one is low on air, all come up, and nobody goes home before the last one is."""
import asyncio

REEF = 1.2
WRECK = 3.0
AIR = 2.0
STOP = 0.6


class LowOnAir(Exception):
    pass


async def dive(name, find, seconds):
    print(f"{name}: goes down")
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(f"{name}: called back")
        await asyncio.sleep(STOP)
        print(f"{name}: is up")
        raise
    print(f"{name}: has found {find}")


async def breathe(name):
    print(f"{name}: goes down")
    await asyncio.sleep(AIR)
    raise LowOnAir(f"{name} is low on air")


async def main():
    try:
        async with asyncio.TaskGroup() as divers:
            divers.create_task(dive("Ines", "a crab", REEF), name="Ines")
            divers.create_task(breathe("Jens"), name="Jens")
            divers.create_task(dive("Kim", "a bell", WRECK), name="Kim")
            print("the boat waits")
    except ExceptionGroup as group:
        print(group)
        for error in group.exceptions:
            print(f"in the log: {error}")
    print("the boat goes home")


asyncio.run(main())
