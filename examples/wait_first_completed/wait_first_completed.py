"""Three people fish for one supper: the first bite ends the day, the others reel in."""
import asyncio

ANNA = 3.0
BO = 1.4
CLEO = 2.2


async def fish(name, catch, seconds):
    print(f"{name}: casts the line")
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(f"{name}: reels in")
        raise
    return catch


async def main():
    tasks = [
        asyncio.create_task(fish("Anna", "pike", ANNA), name="Anna"),
        asyncio.create_task(fish("Bo", "perch", BO), name="Bo"),
        asyncio.create_task(fish("Cleo", "trout", CLEO), name="Cleo"),
    ]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        print(f"{task.get_name()} has a {task.result()}")
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    print("supper")


asyncio.run(main())
