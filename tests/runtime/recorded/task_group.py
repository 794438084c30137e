import asyncio

from support import failing, show, stubborn, worker


# Trap 4: three turns, from the last call in the block to what follows it.
async def waits_for_all():
    async with asyncio.TaskGroup() as group:
        first = group.create_task(worker("a", 2), name="Ay")
        second = group.create_task(worker("b", 1), name="Bee")
        print(first.get_name(), second.get_name())
    print(first.result(), second.result())
    async with asyncio.TaskGroup() as group:
        group.create_task(worker("c", 0))
    print("behind")


async def empty():
    async with asyncio.TaskGroup():
        print("inside")
    print("behind")


async def all_done_before_the_end():
    async with asyncio.TaskGroup() as group:
        group.create_task(worker("a", 1))
        await asyncio.sleep(2)
        print("body")
    print("behind")


# Trap 11: the first error cancels the siblings and the body; the parent's count is as before.
async def first_error_aborts():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(worker("a", 3))
            group.create_task(failing("b", 1))
            group.create_task(worker("c", 3))
            await asyncio.sleep(5)
            print("not here")
    except* ValueError as errors:
        print(errors, show(errors))
    print(asyncio.current_task().cancelling())


async def error_while_leaving():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(worker("a", 3))
            group.create_task(failing("b", 1))
    except ExceptionGroup as error:
        print(error, show(error), error.__cause__)
    await asyncio.sleep(1)
    print("behind", asyncio.current_task().cancelling())


# Trap 11: errors stand in the order in which they came.
async def order_of_errors():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(stubborn("a", 5))
            group.create_task(failing("b", 1))
            group.create_task(failing("c", 1))
            group.create_task(stubborn("d", 5))
    except ExceptionGroup as error:
        print(error, show(error))


# Trap 11: the body's error joins the group.
async def body_raises():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(worker("a", 3))
            group.create_task(stubborn("b", 3))
            await asyncio.sleep(1)
            raise LookupError("body")
    except ExceptionGroup as error:
        print(error, show(error))


async def body_raises_alone():
    try:
        async with asyncio.TaskGroup():
            raise LookupError("body")
    except ExceptionGroup as error:
        print(error, show(error))


# Trap 11: a cancelled child is no error.
async def cancelled_child():
    async with asyncio.TaskGroup() as group:
        first = group.create_task(worker("a", 3))
        group.create_task(worker("b", 2))
        await asyncio.sleep(1)
        first.cancel()
    print(first.cancelled(), "behind")


async def child_raises_cancelled():
    async def raises():
        raise asyncio.CancelledError("mine")

    async with asyncio.TaskGroup() as group:
        task = group.create_task(raises())
        group.create_task(worker("b", 1))
    print(task.cancelled(), "behind")


# Trap 11: refused where it is not entered, finished or shutting down.
async def refuses():
    group = asyncio.TaskGroup()
    print(repr(group))
    try:
        group.create_task(worker("a", 1))
    except RuntimeError as error:
        print(error)
    async with group:
        group.create_task(worker("b", 1))
        print(repr(group))
        try:
            async with group:
                print("not here")
        except RuntimeError as error:
            print(error)
    try:
        group.create_task(worker("c", 1))
    except RuntimeError as error:
        print(error)


async def refuses_while_shutting_down():
    group = asyncio.TaskGroup()

    async def late():
        try:
            await asyncio.sleep(5)
        finally:
            try:
                group.create_task(worker("late", 1))
            except RuntimeError as error:
                print(error)

    try:
        async with group:
            group.create_task(late())
            group.create_task(failing("b", 1))
    except ExceptionGroup as error:
        print(show(error))


# A child may add children, also while the block waits at its end.
async def child_adds_children():
    async with asyncio.TaskGroup() as group:
        async def adds(depth):
            await asyncio.sleep(1)
            print("depth", depth)
            if depth < 2:
                group.create_task(adds(depth + 1))

        group.create_task(adds(0))
    print("behind")


async def base_error_of_body():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(worker("a", 5))
            await asyncio.sleep(1)
            raise KeyboardInterrupt("body")
    except KeyboardInterrupt as error:
        print(show(error))


async def base_group():
    class Odd(BaseException):
        pass

    async def odd():
        raise Odd("a")

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(odd())
            group.create_task(failing("b", 0))
    except BaseExceptionGroup as error:
        print(error, show(error))
