import asyncio

async def boom(i):
    raise RuntimeError(f"boom {i}")

async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            for i in range(3):
                tg.create_task(boom(i))
    except ExceptionGroup as eg:
        print(eg)
        print(repr(eg))
        print(eg.message, len(eg.exceptions))
        matched, rest = eg.split(RuntimeError)
        print(matched is not None, rest)
    try:
        raise BaseExceptionGroup("both", [KeyboardInterrupt(), ValueError(1)])
    except BaseExceptionGroup as beg:
        print(type(beg).__name__, beg.subgroup(ValueError))

asyncio.run(main())
