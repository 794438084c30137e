import asyncio
import contextvars


class Boom(Exception):
    pass


def show(error):
    """One line for an exception: its type, what it says, its cause; groups spelled out in order."""
    inner = getattr(error, "exceptions", None)
    if inner is not None:
        return type(error).__name__ + "[" + ", ".join(show(e) for e in inner) + "]"
    cause = "" if error.__cause__ is None else " from " + show(error.__cause__)
    return type(error).__name__ + "(" + ", ".join(str(a) for a in error.args) + ")" + cause


def shown(value):
    if isinstance(value, BaseException):
        return show(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(shown(v) for v in value) + "]"
    return str(value)


def state(future):
    if not future.done():
        return "pending"
    if future.cancelled():
        try:
            future.result()
        except asyncio.CancelledError as e:
            return "cancelled " + show(e)
    if future.exception() is not None:
        return "raised " + show(future.exception())
    return "result " + shown(future.result())


def names(tasks):
    return sorted(t.get_name() for t in tasks)


def cancels():
    return asyncio.current_task().cancelling()


def spawn(tasks, coroutine, name):
    task = asyncio.create_task(coroutine, name=name)
    tasks.append(task)
    kept.append(task)
    return task


kept = []


async def leaf(me, delay, how):
    print(me, "leaf")
    await asyncio.sleep(delay)
    if how:
        raise Boom(me) if how == 1 else ValueError(me)
    return me


async def stubborn(me, delay, times):
    """Refuses so many cancellations."""
    while True:
        try:
            await asyncio.sleep(delay)
            return me
        except asyncio.CancelledError as e:
            print(me, "refuses", show(e), cancels())
            times -= 1
            if times < 0:
                raise


async def careful(me, delay, cleanup):
    """Takes its time to end."""
    try:
        await asyncio.sleep(delay)
        return me
    finally:
        print(me, "cleans up", cancels())
        await asyncio.sleep(cleanup)
        print(me, "is clean")


async def spiteful(me, delay):
    """Answers a cancellation by an error of its own."""
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError as e:
        print(me, "spites", show(e))
        raise Boom(me) from e
    return me


async def storm(me, turns):
    for i in range(turns):
        await asyncio.sleep(0)
        print(me, "turn", i)
    return me


async def relay(me, length, delay):
    """A task that awaits a task that awaits a task."""
    print(me, "relay", length)
    if length == 0:
        await asyncio.sleep(delay)
        return me
    try:
        return await asyncio.create_task(relay(me, length - 1, delay), name=me + "-" + str(length))
    except asyncio.CancelledError as e:
        print(me, length, show(e), cancels())
        raise


class Later:
    """Awaitable by a method of its own: so many turns, then a value or an error."""

    def __init__(self, turns, value):
        self.turns, self.value = turns, value

    def __await__(self):
        for _ in range(self.turns):
            yield
        if isinstance(self.value, Exception):
            raise self.value
        return self.value


class Gate:
    """What async with enters: kind says where it fails, or that it swallows errors."""

    def __init__(self, me, kind):
        self.me, self.kind = me, kind

    async def __aenter__(self):
        await asyncio.sleep(0)
        if self.kind == "enter":
            raise Boom(self.me)
        print(self.me, "enters")
        return self

    async def __aexit__(self, error_type, error, traceback):
        print(self.me, "leaves", "-" if error is None else show(error))
        await asyncio.sleep(0)
        if self.kind == "leave":
            raise Boom(self.me)
        return self.kind == "swallow"


async def numbers(me, count, delay, error=None):
    """An async generator that tells how it ends."""
    try:
        for i in range(count):
            await asyncio.sleep(delay)
            got = yield i
            if got is not None:
                print(me, "was sent", got)
        if error is not None:
            raise error
    except (Boom, GeneratorExit) as e:
        print(me, "meets", show(e))
        raise
    finally:
        print(me, "ends")
        await asyncio.sleep(0)
        print(me, "ended")
