import asyncio

async def bad(e):
    await asyncio.sleep(0)
    raise e

async def run(*errors):
    try:
        async with asyncio.TaskGroup() as tg:
            for e in errors:
                tg.create_task(bad(e))
    except* (ValueError, KeyError) as eg:
        print("value/key", [type(e).__name__ for e in eg.exceptions])
    except* OSError as eg:
        print("os", eg.exceptions)
    else:
        print("nothing")
    finally:
        print("finally")

async def main():
    await run(ValueError(1), KeyError("k"))
    await run(OSError("disk"), ValueError(2))
    await run()
    try:
        await run(ValueError(3), ZeroDivisionError("zero"))
    except* ZeroDivisionError as eg:
        print("left", eg.message, eg.exceptions)
    nested = ExceptionGroup("outer", [ValueError("a"), ExceptionGroup("inner", [TypeError("b"), ValueError("c")])])
    try:
        raise nested
    except* ValueError as eg:
        print(eg)
        print(repr(eg))
    except* TypeError as eg:
        print(repr(eg))

asyncio.run(main())
