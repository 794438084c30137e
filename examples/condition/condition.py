"""A reservoir fills up; three mills wait, each for its own level."""
import asyncio

INFLOW = 0.5
GRIND = 1.5


class Reservoir:
    def __init__(self):
        self.changed = asyncio.Condition()
        self.level = 0


async def mill(name, water, need):
    async with water.changed:
        await water.changed.wait_for(lambda: water.level >= need)
        water.level -= need
        print(f"{name}: takes {need}, {water.level} left")
    await asyncio.sleep(GRIND)
    print(f"{name}: has ground the corn")


async def rain(water):
    while water.level < 7:
        await asyncio.sleep(INFLOW)
        async with water.changed:
            water.level += 1
            print(f"level {water.level}")
            water.changed.notify_all()


async def main():
    water = Reservoir()
    raining = asyncio.create_task(rain(water), name="rain")
    await asyncio.gather(
        asyncio.create_task(mill("big mill", water, 4), name="big mill"),
        asyncio.create_task(mill("old mill", water, 2), name="old mill"),
        asyncio.create_task(mill("new mill", water, 3), name="new mill"),
    )
    raining.cancel()
    await asyncio.gather(raining, return_exceptions=True)
    print("flour for all")


asyncio.run(main())
