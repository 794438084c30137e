import asyncio
def show(e):
    inner = getattr(e, "exceptions", None)
    if inner is not None:
        return f"{type(e).__name__}({e.message!r})[" + ", ".join(map(show, inner)) + "]"
    return f"{type(e).__name__}({e})"
def attempt(f, *a):
    try:
        print(f.__name__, "returned", f(*a))
    except BaseException as e:
        print(f.__name__, show(e))
G = lambda: ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(2), ValueError(3)]), KeyError(4)])
def again():
    try:
        raise G()
    except* ValueError as e:
        print(show(e))
        raise
def again_two():
    try:
        raise G()
    except* ValueError as e:
        raise
    except* TypeError as e:
        print(show(e))
        raise
def other():
    try:
        raise G()
    except* ValueError as e:
        raise LookupError(5)
def others():
    try:
        raise G()
    except* ValueError as e:
        raise LookupError(5)
    except* TypeError:
        raise RuntimeError(6) from None
    except* KeyError:
        pass
def both():
    try:
        raise G()
    except* ValueError as e:
        raise LookupError(5)
    except* TypeError:
        raise
def same():
    try:
        raise G()
    except* ValueError as e:
        raise e
def naked():
    try:
        raise ValueError(7)
    except* ValueError as e:
        print(show(e))
        raise
def naked_other():
    try:
        raise ValueError(7)
    except* ValueError as e:
        raise LookupError(8)
def naked_unmatched():
    try:
        raise ValueError(7)
    except* TypeError as e:
        raise LookupError(8)
def inner_handler():
    try:
        raise G()
    except* ValueError as e:
        try:
            raise LookupError(9)
        except LookupError:
            raise
def inner_function():
    try:
        raise G()
    except* (ValueError, TypeError) as e:
        def f():
            try:
                raise LookupError(10)
            except LookupError as x:
                print("inner", x)
        f()
        if len(e.exceptions) > 5: raise
    except* KeyError: raise
    else:
        print("else")
    finally:
        print("finally")
def nested():
    try:
        try:
            raise G()
        except* ValueError as e:
            raise
        except* KeyError as e:
            raise LookupError(11)
    except* LookupError as e:
        print("outer", show(e))
def looped():
    for i in range(3):
        try:
            if i: raise ExceptionGroup("i", [ValueError(i)])
        except* ValueError as e:
            print(i, show(e))
            if i == 2: raise
        else:
            print("clean", i)
def ended():
    try:
        raise G()
    except* Exception:
        pass
    return "fine"
for f in (again, again_two, other, others, both, same, naked, naked_other, naked_unmatched, inner_handler, inner_function, nested, looped, ended):
    attempt(f)
async def cancelled():
    try:
        raise ExceptionGroup("c", [ValueError(1), TypeError(2)])
    except* ValueError:
        print("waits")
        await asyncio.sleep(1)
        print("not here")
    except* TypeError as e:
        print("goes on", show(e))
async def main():
    task = asyncio.create_task(cancelled())
    await asyncio.sleep(0)
    task.cancel("stop")
    try:
        await task
    except BaseException as e:
        print(show(e), task.cancelled())
asyncio.run(main())
