import asyncio

from support import failing, show, stubborn, worker


async def outer_cancel_in_body():
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(worker("a", 5))
            await asyncio.sleep(5)

    task = asyncio.create_task(parent())
    await asyncio.sleep(1)
    task.cancel("out")
    try:
        await task
    except asyncio.CancelledError as error:
        print(show(error), task.cancelling())


async def outer_cancel_while_leaving():
    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(worker("a", 5))
        print("not here")

    task = asyncio.create_task(parent())
    await asyncio.sleep(1)
    task.cancel("out")
    try:
        await task
    except asyncio.CancelledError as error:
        print(show(error), task.cancelling())


async def outer_cancel_twice():
    async def slow_to_leave():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            await asyncio.sleep(2)
            print("left")
            raise

    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(slow_to_leave())

    task = asyncio.create_task(parent())
    await asyncio.sleep(1)
    task.cancel("one")
    await asyncio.sleep(1)
    task.cancel("two")
    try:
        await task
    except asyncio.CancelledError as error:
        print(show(error), task.cancelling())


# Trap 11, new in 3.13: a cancel from outside is not lost behind the children's errors; it comes at the next await.
async def outer_cancel_and_errors():
    async def parent():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(stubborn("a", 5))
        except ExceptionGroup as error:
            print(show(error), asyncio.current_task().cancelling())
        print("before")
        try:
            await asyncio.sleep(1)
            print("not here")
        except asyncio.CancelledError as error:
            print(show(error), asyncio.current_task().cancelling())

    task = asyncio.create_task(parent())
    await asyncio.sleep(1)
    task.cancel("out")
    await task


async def outer_cancel_after_error():
    async def slow_to_leave():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            await asyncio.sleep(2)
            raise

    async def parent():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(slow_to_leave())
                group.create_task(failing("b", 1))
        except ExceptionGroup as error:
            print(show(error), asyncio.current_task().cancelling())
        await asyncio.sleep(0)
        print("not here")

    task = asyncio.create_task(parent())
    await asyncio.sleep(2)
    task.cancel("out")
    try:
        await task
    except asyncio.CancelledError as error:
        print(show(error), task.cancelling())


async def nested():
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(worker("outer", 5))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(worker("inner", 5))
                inner.create_task(failing("b", 1))
            print("not here")
    except ExceptionGroup as error:
        print(error, show(error), asyncio.current_task().cancelling())


async def nested_outer_fails():
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(failing("a", 1))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(worker("inner", 5))
            print("not here")
    except ExceptionGroup as error:
        print(error, show(error), asyncio.current_task().cancelling())


async def inside_timeout():
    try:
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as group:
                group.create_task(worker("a", 5))
    except TimeoutError:
        print("too slow", asyncio.current_task().cancelling())


async def swallowed_cancel_in_body():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(failing("a", 1))
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                print("swallowed", asyncio.current_task().cancelling())
            await asyncio.sleep(1)
            print("body ends")
    except ExceptionGroup as error:
        print(show(error), asyncio.current_task().cancelling())
