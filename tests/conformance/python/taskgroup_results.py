import asyncio

async def fetch(name: str, delay: float) -> str:
    print(f"{name}: start")
    await asyncio.sleep(delay)
    print(f"{name}: done after {delay:.1f}s")
    return name.upper()

async def main() -> None:
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(fetch(n, d), name=f"job-{n}") for n, d in (("a", 0.3), ("b", 0.1), ("c", 0.2))]
    print([t.result() for t in tasks])
    print({t.get_name(): t.result() for t in tasks})

asyncio.run(main())
