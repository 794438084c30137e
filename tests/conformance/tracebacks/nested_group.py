import asyncio


async def main():
    try:
        raise OSError("lost")
    except OSError as error:
        cause = error
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(cause))
            raise ExceptionGroup("inner", [TypeError("x"), ValueError("two\nlines")])
    except* ValueError:
        pass


async def fail(cause):
    raise RuntimeError("cannot") from cause


asyncio.run(main())
