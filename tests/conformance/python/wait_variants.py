import asyncio

async def job(n):
    await asyncio.sleep(n)
    if n == 2: raise ValueError("two")
    return n

async def main():
    tasks = [asyncio.create_task(job(n), name=f"job{n}") for n in (1, 2, 3)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(sorted(t.get_name() for t in done), len(pending))
    done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_EXCEPTION)
    for t in done:
        print(t.get_name(), t.exception())
    done, pending = await asyncio.wait(pending, timeout=0.5)
    print(done, len(pending))
    for t in pending: t.cancel()
    done, pending = await asyncio.wait(pending)
    print([t.cancelled() for t in done], pending)
    try:
        await asyncio.wait([])
    except ValueError as e:
        print(e)
    print(isinstance(done, set), type(done).__name__)

asyncio.run(main())
