import asyncio

async def fail(exc, delay):
    await asyncio.sleep(delay)
    raise exc

async def long():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("long cancelled")
        raise

async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fail(ValueError("bad value"), 0.1))
            tg.create_task(fail(TypeError("bad type"), 0.1))
            t = tg.create_task(long())
    except* ValueError as eg:
        print("ValueErrors:", eg.exceptions)
        for e in eg.exceptions:
            print(repr(e), e.args)
    except* TypeError as eg:
        print("TypeErrors:", [str(e) for e in eg.exceptions])
    print(t.cancelled())

asyncio.run(main())
