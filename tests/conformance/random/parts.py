import asyncio
import sys


class E1(Exception):
    pass


class E2(Exception):
    pass


class E3(E1):
    pass


ticks = 0


def tick():
    """A number that looks random and is the same in every run."""
    global ticks
    ticks += 1
    return ticks * 7919 % 1009


def tell(error):
    print(f"{type(error).__name__}: {error}")


async def leaf(number, waits, fails):
    if waits:
        await asyncio.sleep(0)
    if fails:
        raise E2(number)
    return number


class Gate:
    def __init__(self, number, kind):
        self.number, self.kind = number, kind

    async def __aenter__(self):
        await asyncio.sleep(0)
        if self.kind == "fails on enter":
            raise E1(self.number)
        print(f"in {self.number}")

    async def __aexit__(self, error_type, error, traceback):
        await asyncio.sleep(0)
        print(f"out {self.number} {error_type.__name__ if error_type else '-'}")
        if self.kind == "fails on leave":
            raise E2(self.number)
        return self.kind == "swallows"
