"""Three loaves in the oven: wait returns when all are out, burnt or not, and raises nothing."""
import asyncio

RYE = 1.5
OAT = 3.4
SPELT = 2.3
BURNS = 3.0


async def bake(loaf, seconds):
    print(f"{loaf}: in the oven")
    await asyncio.sleep(seconds)
    if seconds > BURNS:
        raise ValueError(f"the {loaf} loaf is burnt")
    return f"a fine {loaf} loaf"


async def main():
    tasks = [
        asyncio.create_task(bake("rye", RYE), name="rye"),
        asyncio.create_task(bake("oat", OAT), name="oat"),
        asyncio.create_task(bake("spelt", SPELT), name="spelt"),
    ]
    done, pending = await asyncio.wait(tasks)
    print(f"{len(done)} out of the oven, {len(pending)} inside")
    for task in tasks:
        error = task.exception()
        print(f"{task.get_name()}: {error or task.result()}")


asyncio.run(main())
