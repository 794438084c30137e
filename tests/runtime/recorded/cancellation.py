import asyncio

from support import show


async def sleeper(name, delay):
    try:
        print(name, "sleeps")
        await asyncio.sleep(delay)
        print(name, "slept")
        return name
    except asyncio.CancelledError as error:
        print(name, show(error))
        raise


async def look(task):
    try:
        print("result", await task)
    except asyncio.CancelledError as error:
        print("raised", show(error))
    print("done", task.done(), "cancelled", task.cancelled(), "cancelling", task.cancelling())


# Trap 5: cancelled before its first step, the body never runs.
async def before_first_step():
    task = asyncio.create_task(sleeper("a", 1))
    print(task.cancel("early"), task.cancelling())
    await look(task)
    print(task.cancel())


async def before_first_step_twice():
    task = asyncio.create_task(sleeper("a", 1))
    task.cancel("first")
    task.cancel("second")
    await look(task)


# Trap 5: the result is there, the task is not woken yet.
async def after_result_before_wakeup():
    future = asyncio.get_running_loop().create_future()

    async def waiter():
        try:
            print("got", await future)
        except asyncio.CancelledError as error:
            print("lost", show(error))
            raise

    task = asyncio.create_task(waiter())
    await asyncio.sleep(0)
    future.set_result("value")
    print(task.cancel("late"))
    await look(task)
    print(future.result())


# Trap 5: cancels itself and returns without an await.
async def cancels_itself_and_returns():
    async def own_end():
        print(asyncio.current_task().cancel("me"))
        return "result"

    await look(asyncio.create_task(own_end()))


async def cancels_itself_and_awaits():
    async def own_end():
        asyncio.current_task().cancel("me")
        print("before")
        try:
            await asyncio.sleep(0)
            print("not here")
        except asyncio.CancelledError as error:
            print(show(error))
        await asyncio.sleep(1)
        return "went on"

    await look(asyncio.create_task(own_end()))


async def cancels_itself_and_raises():
    async def own_end():
        asyncio.current_task().cancel()
        raise ValueError("more")

    try:
        await asyncio.create_task(own_end())
    except ValueError as error:
        print(show(error))


# Trap 6: the cancel goes to the inner task, the parent waits for it.
async def goes_to_the_inner_task():
    async def slow_to_leave():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as error:
            print("inner", show(error))
            await asyncio.sleep(2)
            print("inner leaves")
            raise

    inner = asyncio.create_task(slow_to_leave())

    async def parent():
        try:
            await inner
        except asyncio.CancelledError as error:
            print("parent", show(error), inner.cancelled())
            raise

    outer = asyncio.create_task(parent())
    await asyncio.sleep(1)
    outer.cancel("message")
    await look(outer)


# Trap 6: a repeated cancel is forwarded again.
async def is_forwarded_again():
    async def stubborn():
        for i in range(3):
            try:
                await asyncio.sleep(10)
                print("slept")
            except asyncio.CancelledError as error:
                print("stubborn", show(error))
        return "stayed"

    inner = asyncio.create_task(stubborn())

    async def parent():
        return await inner

    outer = asyncio.create_task(parent())
    await asyncio.sleep(1)
    print(outer.cancel("one"))
    await asyncio.sleep(1)
    print(outer.cancel("two"))
    print("cancelling", outer.cancelling(), inner.cancelling())
    await look(outer)


async def goes_through_inline_coroutines():
    async def level(depth):
        try:
            if depth == 0:
                await asyncio.sleep(5)
            else:
                await level(depth - 1)
        finally:
            print("leaving", depth)

    task = asyncio.create_task(level(3))
    await asyncio.sleep(1)
    task.cancel("out")
    await look(task)


async def inner_swallows():
    async def inner():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError as error:
            print("swallowed", show(error))
        return "inner"

    async def outer():
        print(await inner())
        await asyncio.sleep(1)
        return "outer"

    task = asyncio.create_task(outer())
    await asyncio.sleep(1)
    task.cancel()
    await look(task)


# Trap 7: the count stays when the cancel is swallowed.
async def count_stays():
    async def swallows():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            print("cancelling", asyncio.current_task().cancelling())
        await asyncio.sleep(1)
        print("cancelling", asyncio.current_task().cancelling())
        print("uncancel", asyncio.current_task().uncancel(), asyncio.current_task().uncancel())
        return "end"

    task = asyncio.create_task(swallows())
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.sleep(0)
    print("cancel", task.cancel())
    await look(task)


# Trap 7: uncancel to 0 takes a cancel that is to come back, in 3.13.
async def uncancel_takes_back():
    async def thinks_again():
        task = asyncio.current_task()
        task.cancel()
        task.cancel()
        print("uncancel", task.uncancel())
        try:
            await asyncio.sleep(0)
            print("not here")
        except asyncio.CancelledError:
            print("cancelled: one was left")
        print("uncancel", task.uncancel())
        task.cancel()
        print("uncancel", task.uncancel())
        await asyncio.sleep(1)
        return "went on"

    await look(asyncio.create_task(thinks_again()))


async def uncancel_before_first_step():
    task = asyncio.create_task(sleeper("a", 1))
    task.cancel()
    print("uncancel", task.uncancel())
    await look(task)


async def cancel_of_done():
    task = asyncio.create_task(sleeper("a", 0))
    await task
    print(task.cancel(), task.cancelling(), task.cancelled(), task.result())


async def cancel_of_future():
    future = asyncio.get_running_loop().create_future()
    print(future.cancel("gone"), future.cancel("again"), future.done(), future.cancelled())
    try:
        await future
    except asyncio.CancelledError as error:
        print(show(error))
    try:
        future.result()
    except asyncio.CancelledError as error:
        print(show(error))


# The error that a task ended with goes to who asks first; later ones are made of the last cancel that found it at no wait.
async def error_is_raised_once():
    async def refuses(name):
        task = asyncio.current_task()
        task.cancel("refused")
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            pass
        await sleeper(name, 5)

    for task in asyncio.create_task(sleeper("a", 5)), asyncio.create_task(refuses("b")):
        await asyncio.sleep(1)
        task.cancel("first")
        for _ in range(3):
            await look(task)
        try:
            task.exception()
        except asyncio.CancelledError as error:
            print(show(error))


async def each_gets_an_error_of_its_own():
    future = asyncio.get_running_loop().create_future()
    future.cancel("gone")
    errors = []
    for _ in range(3):
        try:
            await future
        except asyncio.CancelledError as error:
            errors.append(error)
    print([show(error) for error in errors], errors[0] is errors[1], errors[1] is errors[2])


async def waited_future_is_cancelled():
    future = asyncio.get_running_loop().create_future()

    async def waiter():
        try:
            await future
        except asyncio.CancelledError as error:
            print("waiter", show(error))
            raise

    first, second = asyncio.create_task(waiter()), asyncio.create_task(waiter())
    await asyncio.sleep(0)
    first.cancel("through the task")
    await look(first)
    await look(second)
    print(future.cancelled(), second.cancelling())


async def raised_by_hand():
    async def leaves():
        raise asyncio.CancelledError("by hand")

    task = asyncio.create_task(leaves())
    await look(task)


async def other_error_in_cleanup():
    async def breaks():
        try:
            await asyncio.sleep(5)
        finally:
            raise ValueError("in clean-up")

    task = asyncio.create_task(breaks())
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except ValueError as error:
        print(show(error), "context", show(error.__context__))
    print(task.cancelled(), task.cancelling())


async def cancel_while_cleaning_up():
    async def cleans():
        try:
            await asyncio.sleep(5)
        finally:
            try:
                print("cleaning")
                await asyncio.sleep(5)
            except asyncio.CancelledError as error:
                print("again", show(error))
                raise

    task = asyncio.create_task(cleans())
    await asyncio.sleep(1)
    task.cancel("first")
    await asyncio.sleep(1)
    task.cancel("second")
    await look(task)


async def main_is_cancelled_by_child():
    main = asyncio.current_task()

    async def child():
        main.cancel("by child")
        print("asked")

    asyncio.create_task(child())
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as error:
        print("main", show(error))
        raise


async def two_cancels_in_one_turn():
    task = asyncio.create_task(sleeper("a", 5))
    await asyncio.sleep(1)
    print(task.cancel("first"), task.cancel("second"), task.cancelling())
    await look(task)


async def bare_yield_is_cancelled():
    async def yields():
        try:
            await asyncio.sleep(0)
            print("not here")
        except asyncio.CancelledError as error:
            print("yield", show(error))
            raise

    task = asyncio.create_task(yields())
    await asyncio.sleep(0)
    task.cancel("now")
    await look(task)
