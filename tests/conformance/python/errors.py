"""What exceptions say of themselves."""
import asyncio


class ConfigError(Exception):
    pass


async def load(path):
    try:
        return {}[path]
    except KeyError as error:
        raise ConfigError(f"no {path}") from error


async def main():
    try:
        await load("a.toml")
    except ConfigError as error:
        print(error, repr(error), repr(error.__cause__), type(error).__name__)
    for action in (lambda: 1 / 0, lambda: int("x"), lambda: nowhere, lambda: 3(), lambda: len(5) if 0 else iter(5)):
        try:
            action()
        except Exception as error:
            print(type(error).__name__, error)
    try:
        raise ValueError from None
    except ValueError as error:
        print(repr(error), error.__cause__)
    results = await asyncio.gather(load("x"), asyncio.sleep(1, "y"), return_exceptions=True)
    print(results, [type(result) for result in results])


asyncio.run(main())
