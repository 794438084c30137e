import asyncio

from support import show


# Trap 1: a turn runs exactly what was ready when it began.
async def turn_is_a_snapshot():
    loop = asyncio.get_running_loop()

    def again(left):
        print("left", left)
        if left:
            loop.call_soon(again, left - 1)
            loop.call_soon(print, "beside", left)

    loop.call_soon(again, 3)
    await asyncio.sleep(1)


# Trap 1: timers that are due come behind what is ready already.
async def due_timers_come_behind():
    loop = asyncio.get_running_loop()

    def at_one():
        print("timer one")
        loop.call_soon(print, "soon")
        loop.call_at(1, print, "due at once")
        loop.call_soon(print, "soon too")

    loop.call_at(1, at_one)
    await asyncio.sleep(2)


# Trap 21: equal deadlines, first in first out.
async def equal_timers_are_fifo():
    loop = asyncio.get_running_loop()
    for i in range(20):
        loop.call_at(1 + i % 2, print, "timer", i)
    await asyncio.sleep(3)


async def timers_in_order():
    loop = asyncio.get_running_loop()
    for i in range(30):
        loop.call_later((i * 7919 % 101) / 10, print, "timer", i)
    await asyncio.sleep(11)


async def past_and_zero():
    loop = asyncio.get_running_loop()
    await asyncio.sleep(1)
    loop.call_at(0.5, print, "in the past")
    loop.call_later(0, print, "later 0")
    loop.call_later(-1, print, "later -1")
    loop.call_soon(print, "soon")
    print("main")
    await asyncio.sleep(0)
    print("main again")
    await asyncio.sleep(1)


# A handle cancelled in each of its states.
async def handle_states():
    loop = asyncio.get_running_loop()
    ready = loop.call_soon(print, "not here: ready")
    timer = loop.call_later(1, print, "not here: timer")
    ready.cancel()
    timer.cancel()
    print(ready.cancelled(), timer.cancelled())
    ran = loop.call_soon(print, "runs")
    await asyncio.sleep(0)
    ran.cancel()
    print(ran.cancelled())
    ran.cancel()
    await asyncio.sleep(2)
    print(timer.when())


async def fired_timer_is_cancelled():
    loop = asyncio.get_running_loop()
    handles = []
    loop.call_at(1, lambda: handles[0].cancel())
    handles.append(loop.call_at(1, print, "not here"))
    loop.call_at(1, print, "third")
    await asyncio.sleep(2)
    print(handles[0].cancelled())


async def handle_cancels_itself():
    loop = asyncio.get_running_loop()
    handles = []

    def own_end():
        handles[0].cancel()
        print("runs", handles[0].cancelled())

    handles.append(loop.call_soon(own_end))
    await asyncio.sleep(1)


# Trap 20: the error of a callback is reported, the rest still runs.
async def callback_raises():
    loop = asyncio.get_running_loop()

    def raises():
        raise ValueError("callback")

    loop.set_exception_handler(lambda loop, context: print("handler", show(context["exception"])))
    loop.call_soon(raises)
    loop.call_soon(print, "the rest")
    loop.call_later(1, raises)
    await asyncio.sleep(2)
    print("end")


# Trap 20: KeyboardInterrupt and SystemExit leave the loop.
async def keyboard_interrupt_escapes():
    loop = asyncio.get_running_loop()

    def interrupts():
        raise KeyboardInterrupt

    loop.call_soon(interrupts)
    loop.call_soon(print, "in the next turn")
    try:
        await asyncio.sleep(1)
    finally:
        print("main leaves")


async def system_exit_escapes():
    loop = asyncio.get_running_loop()

    def exits():
        raise SystemExit(3)

    loop.call_soon(exits)
    loop.call_soon(print, "in the next turn")
    try:
        await asyncio.sleep(1)
    finally:
        print("main leaves")


# Trap 22: more than a hundred timers, most of them cancelled.
async def many_cancelled_timers():
    loop = asyncio.get_running_loop()
    handles = [loop.call_later(1 + (i * 37 % 211) / 100, print, "timer", i) for i in range(211)]
    for i, handle in enumerate(handles):
        if i % 20:
            handle.cancel()
    await asyncio.sleep(4)


async def sleeps_interleave():
    async def ticks(name, pause, count):
        for i in range(count):
            await asyncio.sleep(pause)
            print(name, i)

    await asyncio.gather(ticks("a", 1, 4), ticks("b", 2, 2), ticks("c", 0, 3))


async def float_deadlines():
    loop = asyncio.get_running_loop()
    for i in range(10):
        await asyncio.sleep(0.1)
    print(loop.time())
    loop.call_at(1.0, print, "at 1.0")
    loop.call_at(0.9999999999999999, print, "at 0.9999999999999999")
    loop.call_at(1.0000000005, print, "within the resolution")
    loop.call_at(1.000000002, print, "behind the resolution")
    await asyncio.sleep(1)
