"""Three divers look over a hull; who finds a leak ends the dive for all."""
import asyncio

BOW = 1.0
KEEL = 1.8
STERN = 3.2
LEAK = 1


class Leak(Exception):
    pass


async def survey(part, seconds, leaks):
    print(f"{part}: diving")
    await asyncio.sleep(seconds)
    if leaks:
        raise Leak(f"water comes in at the {part}")
    print(f"{part}: sound")


async def main():
    tasks = [
        asyncio.create_task(survey("bow", BOW, False), name="bow"),
        asyncio.create_task(survey("keel", KEEL, LEAK), name="keel"),
        asyncio.create_task(survey("stern", STERN, False), name="stern"),
    ]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(f"{len(done)} done, {len(pending)} under water")
    for task in done:
        error = task.exception()
        if error:
            print(f"{task.get_name()}: {error}")
    for task in pending:
        print(f"{task.get_name()}: called up")
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    print("all aboard")


asyncio.run(main())
