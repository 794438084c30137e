import asyncio

from support import end, show


def state(barrier):
    return f"{barrier.n_waiting}/{barrier.parties} {barrier.broken}"


async def meet(name, barrier):
    try:
        print(name, await barrier.wait(), state(barrier))
    except asyncio.CancelledError as error:
        print(name, show(error), state(barrier))
        raise
    except asyncio.BrokenBarrierError as error:
        print(name, show(error), state(barrier))


async def started(names, barrier):
    tasks = [asyncio.create_task(meet(name, barrier)) for name in names]
    await asyncio.sleep(0)
    print(state(barrier))
    return tasks


async def all_go_on_together():
    barrier = asyncio.Barrier(3)
    tasks = await started("ab", barrier)
    await asyncio.sleep(1)
    await meet("main", barrier)
    await end(tasks)
    print(state(barrier))


async def of_one():
    barrier = asyncio.Barrier(1)
    await meet("main", barrier)
    await meet("main", barrier)


async def again_and_again():
    barrier = asyncio.Barrier(2)

    async def walk(name, seconds):
        for i in range(3):
            await asyncio.sleep(seconds)
            print(name, i, await barrier.wait())

    await asyncio.gather(walk("a", 1), walk("b", 2))


async def as_a_block():
    barrier = asyncio.Barrier(2)

    async def inside(name):
        async with barrier as position:
            print(name, position)
            await asyncio.sleep(1)
        print(name, state(barrier))

    await asyncio.gather(inside("a"), inside("b"))


# Those who come while it drains wait for the next round.
async def comes_while_it_drains():
    barrier = asyncio.Barrier(2)
    tasks = [asyncio.create_task(meet(name, barrier)) for name in "abcde"]
    await asyncio.sleep(1)
    print(state(barrier))
    await meet("main", barrier)
    await end(tasks)


async def reset_of_empty():
    barrier = asyncio.Barrier(2)
    await barrier.reset()
    print(state(barrier))
    tasks = await started("ab", barrier)
    await end(tasks)


async def reset_while_filling():
    barrier = asyncio.Barrier(3)
    tasks = await started("ab", barrier)
    await barrier.reset()
    print(state(barrier))
    tasks += await started("cde", barrier)
    await end(tasks)
    print(state(barrier))


async def reset_while_draining():
    barrier = asyncio.Barrier(3)
    tasks = await started("ab", barrier)
    await meet("main", barrier)
    await barrier.reset()
    print(state(barrier))
    await end(tasks)
    print(state(barrier))
    await end(await started("cde", barrier))


async def reset_while_resetting():
    barrier = asyncio.Barrier(2)
    tasks = await started("a", barrier)
    await barrier.reset()
    await barrier.reset()
    tasks += await started("bc", barrier)
    await end(tasks)


async def abort_of_empty():
    barrier = asyncio.Barrier(2)
    await barrier.abort()
    print(state(barrier))
    await meet("main", barrier)
    await barrier.reset()
    await end(await started("ab", barrier))


async def abort_while_filling():
    barrier = asyncio.Barrier(3)
    tasks = await started("ab", barrier)
    await barrier.abort()
    print(state(barrier))
    await meet("main", barrier)
    await end(tasks)
    print(state(barrier))
    await barrier.reset()
    print(state(barrier))


async def abort_while_draining():
    barrier = asyncio.Barrier(2)
    tasks = await started("a", barrier)
    await meet("main", barrier)
    tasks += await started("b", barrier)
    await barrier.abort()
    await end(tasks)
    print(state(barrier))


async def abort_then_reset_before_they_run():
    barrier = asyncio.Barrier(3)
    tasks = await started("ab", barrier)
    await barrier.abort()
    await barrier.reset()
    print(state(barrier))
    await end(tasks)
    print(state(barrier))


async def abort_in_a_block():
    barrier = asyncio.Barrier(2)

    async def inside(name):
        try:
            async with barrier:
                print(name)
                await barrier.abort()
        except asyncio.BrokenBarrierError as error:
            print(name, show(error))

    await asyncio.gather(inside("a"), inside("b"))
    print(state(barrier))


async def waiter_is_cancelled():
    barrier = asyncio.Barrier(2)
    a, = await started("a", barrier)
    a.cancel("early")
    await end([a])
    print(state(barrier))
    await end(await started("bc", barrier))


async def one_of_several_is_cancelled():
    barrier = asyncio.Barrier(4)
    tasks = await started("abc", barrier)
    tasks[0].cancel("early")
    await asyncio.sleep(1)
    print(state(barrier))
    tasks += await started("de", barrier)
    await end(tasks)


async def released_waiter_is_cancelled():
    barrier = asyncio.Barrier(3)
    tasks = await started("ab", barrier)
    await meet("main", barrier)
    tasks[0].cancel("late")
    await end(tasks)
    print(state(barrier))


async def blocked_waiter_is_cancelled():
    barrier = asyncio.Barrier(2)
    tasks = [asyncio.create_task(meet(name, barrier)) for name in "abcd"]
    await asyncio.sleep(0)
    tasks[2].cancel("blocked")
    await asyncio.sleep(1)
    print(state(barrier))
    await meet("main", barrier)
    await end(tasks)


async def no_parties():
    for parties in (0, -1):
        try:
            asyncio.Barrier(parties)
        except ValueError as error:
            print(show(error))
