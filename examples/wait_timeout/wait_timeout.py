"""A race with a photograph at the finish: wait looks at the clock, and the late ones run on."""
import asyncio

PHOTO = 2.0
UMA = 1.3
VIC = 3.1
XENIA = 4.2


async def race(runner, seconds):
    await asyncio.sleep(seconds)
    print(f"{runner}: finishes")


def names(tasks):
    return [task.get_name() for task in tasks]


async def main():
    tasks = [
        asyncio.create_task(race("Uma", UMA), name="Uma"),
        asyncio.create_task(race("Vic", VIC), name="Vic"),
        asyncio.create_task(race("Wes", 1.8), name="Wes"),
        asyncio.create_task(race("Xenia", XENIA), name="Xenia"),
    ]
    done, pending = await asyncio.wait(tasks, timeout=PHOTO)
    print(f"in the photograph: {names(done)}")
    print(f"on the track: {names(pending)}")
    if pending:
        await asyncio.wait(pending)
    print("everyone has finished")


asyncio.run(main())
