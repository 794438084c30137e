# Two events in one turn, each pair of them, for each kind of waiting: which wins, and in which turn who hears of it.
import asyncio
import time


class Boom(Exception):
    pass


def show(error):
    inner = ", ".join(map(show, error.exceptions)) if isinstance(error, BaseExceptionGroup) else str(error)
    return type(error).__name__ + "(" + inner + ")"


def state(future):
    if not future.done():
        return "pending"
    if future.cancelled():
        return "cancelled"
    return show(future.exception()) if future.exception() else str(future.result())


class World:
    """What is waited for: two futures, and the object between, where there is one."""

    def __init__(self):
        self.loop = asyncio.get_running_loop()
        self.first = self.loop.create_future()
        self.second = self.loop.create_future()
        self.between = None
        self.turn = 0
        self.told = []
        self.loop.call_soon(self.tick)

    def tick(self):
        self.turn += 1
        if self.turn < 8:
            self.loop.call_soon(self.tick)

    def tell(self, *what):
        self.told.append(str(self.turn) + ":" + " ".join(map(str, what)))

    async def leaf(self, future, answer=None):
        try:
            return await future
        except asyncio.CancelledError as error:
            self.tell("leaf", show(error))
            if answer == "late":
                await asyncio.sleep(0)
            if answer == "swallows":
                return answer
            if answer == "boom":
                raise Boom("leaf")
            raise


async def task(world):
    world.between = asyncio.create_task(world.leaf(world.first, "late"))
    return await world.between


async def gather(world):
    world.between = asyncio.gather(world.leaf(world.first, "late"), world.second)
    return await world.between


async def gather_of_gathers(world):
    inner = asyncio.gather(world.first, world.second, return_exceptions=True)
    world.between = asyncio.gather(asyncio.gather(world.first, world.leaf(world.second)), inner)
    return await world.between


async def shield_of_gather(world):
    inner = asyncio.gather(world.first, world.second)
    world.between = asyncio.shield(inner)
    return await world.between


async def wait_for_coroutine(world):
    return await asyncio.wait_for(world.leaf(world.first, "late"), 1)


async def wait_for_swallower(world):
    return await asyncio.wait_for(world.leaf(world.first, "swallows"), 1)


async def wait_for_task(world):
    world.between = asyncio.create_task(world.leaf(world.first, "late"))
    return await asyncio.wait_for(world.between, 1)


async def two_timeouts(world):
    async with asyncio.timeout(1) as outer:
        try:
            async with asyncio.timeout(1) as inner:
                return await world.first
        finally:
            world.tell("expired", outer.expired(), inner.expired())


async def group(world):
    async with asyncio.TaskGroup() as group:
        child = group.create_task(world.leaf(world.second, "boom"))
        await world.first
    return state(child)


async def group_in_group(world):
    async with asyncio.TaskGroup() as outer:
        outer.create_task(world.leaf(world.first, "boom"))
        async with asyncio.TaskGroup() as inner:
            inner.create_task(world.leaf(world.second, "late"))


async def timeout_of_group(world):
    async with asyncio.timeout(1):
        async with asyncio.TaskGroup() as group:
            group.create_task(world.leaf(world.first, "late"))
            await world.second


async def wait(world):
    both = [asyncio.shield(world.first), asyncio.create_task(world.leaf(world.second, "late"))]
    done, pending = await asyncio.wait(both, timeout=1, return_when=asyncio.FIRST_EXCEPTION)
    return [state(one) for one in both if one in done]


async def as_completed(world):
    results = []
    for each in asyncio.as_completed([world.first], timeout=1):
        results.append(await each)
    return results


EVENTS = {
    "cancel": lambda world, waiter: waiter.cancel("from outside"),
    "uncancel": lambda world, waiter: waiter.uncancel(),
    "result": lambda world, waiter: world.first.set_result(1),
    "error": lambda world, waiter: world.first.set_exception(Boom("first")),
    "cancel first": lambda world, waiter: world.first.cancel("first"),
    "error of second": lambda world, waiter: world.second.set_exception(Boom("second")),
    "cancel between": lambda world, waiter: world.between.cancel("between") if world.between else "-",
    "deadline": lambda world, waiter: time.sleep(1),
}


async def meet(kind, names):
    world = World()

    async def waits():
        for _ in range(2):
            try:
                world.tell("got", await kind(world))
                break
            except BaseException as error:
                world.tell(show(error), asyncio.current_task().cancelling())
        await asyncio.sleep(0)

    waiter = asyncio.create_task(waits())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    for name in names:
        try:
            world.tell(name, EVENTS[name](world, waiter))
        except asyncio.InvalidStateError as error:
            world.tell(name, "refused")
    for _ in range(6):
        await asyncio.sleep(0)
    world.tell("ends", state(waiter), state(world.first), state(world.second))
    for future in (world.first, world.second):
        future.cancel()
    for _ in range(3):
        waiter.cancel()
        await asyncio.sleep(0)
    await asyncio.wait([waiter], timeout=3)
    if world.between and world.between.done():
        state(world.between)
    return "; ".join(world.told)


kinds = (
    task, gather, gather_of_gathers, shield_of_gather, wait_for_coroutine, wait_for_swallower, wait_for_task,
    two_timeouts, group, group_in_group, timeout_of_group, wait, as_completed,
)
for kind in kinds:
    for first in ("cancel", "result", "error", "cancel first"):
        for second in ("cancel", "uncancel", "result", "error of second", "cancel between", "deadline"):
            print(kind.__name__, "|", asyncio.run(meet(kind, (first, second))))
