"""Three couriers ride out and one has a flat tyre: gather tells at once, the others ride on."""
import asyncio

MILL = 3.0
HIGH = 1.2
DOCK = 2.2


class FlatTyre(Exception):
    pass


async def deliver(street, seconds):
    print(f"{street}: on the way")
    await asyncio.sleep(seconds)
    print(f"{street}: delivered")


async def break_down(street, seconds):
    print(f"{street}: on the way")
    await asyncio.sleep(seconds)
    raise FlatTyre(f"flat tyre in {street}")


async def main():
    mill = asyncio.create_task(deliver("Mill Lane", MILL), name="Mill Lane")
    high = asyncio.create_task(break_down("High Street", HIGH), name="High Street")
    dock = asyncio.create_task(deliver("Dock Road", DOCK), name="Dock Road")
    try:
        await asyncio.gather(mill, high, dock)
    except FlatTyre as error:
        print(f"the office hears of it: {error}")
    print(f"back by then: {mill.done()} {dock.done()}")
    await asyncio.gather(mill, dock)
    print("everyone is back")


asyncio.run(main())
