"""Running and waiting: what asyncio calls by these names."""

from _bridge import Coroutine, Owner, check, failed, runtime, take_list, give

from . import events
from .futures import Future, Task, _objects, address_list, awaitable_address, coroutine_address, future_address, future_of, iscoroutine, isfuture, made
from _bridge import FUTURE, TASK

ALL_COMPLETED = "ALL_COMPLETED"
FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"

_WHEN = {ALL_COMPLETED: 0, FIRST_COMPLETED: 1, FIRST_EXCEPTION: 2}
_FOREVER = float("inf")


def _seconds(timeout):
    return _FOREVER if timeout is None else timeout


def create_task(coro, *, name=None, context=None, eager_start=None):
    return events.get_running_loop().create_task(coro, name=name, context=context, eager_start=eager_start)


def current_task(loop=None):
    if loop is None:
        events.get_running_loop()
    address = runtime.current_task()
    return future_of(TASK, address) if address else None


class InsertionSet(list):
    """A set in the order of insertion: where CPython leaves the order of tasks to chance, it is that of their creation."""

    def add(self, item):
        if item not in self:
            self.append(item)

    def discard(self, item):
        if item in self:
            self.remove(item)

    def __or__(self, other):
        made = InsertionSet(self)
        for item in other:
            made.add(item)
        return made

    union = __or__

    def __sub__(self, other):
        return InsertionSet([item for item in self if item not in other])

    difference = __sub__

    def __and__(self, other):
        return InsertionSet([item for item in self if item in other])

    intersection = __and__

    def update(self, other):
        for item in other:
            self.add(item)

    def __repr__(self):
        return "{" + ", ".join([repr(item) for item in self]) + "}" if self else "set()"


def all_tasks(loop=None):
    if loop is None:
        events.get_running_loop()
    addresses = check(runtime.all_tasks())
    tasks = InsertionSet(take_list(addresses))
    runtime.release(addresses)
    return tasks


def sleep(delay, result=None):
    kind, number = give(result)
    return Coroutine(runtime.sleep(delay, kind, number))


def ensure_future(coro_or_future, *, loop=None):
    if isinstance(coro_or_future, Future):
        return coro_or_future
    events.use(loop)
    return made(runtime.ensure_future(future_address(coro_or_future)), TASK)


def gather(*coros_or_futures, return_exceptions=False):
    if not coros_or_futures:
        events.use(None)
    addresses = address_list(coros_or_futures)
    future = runtime.gather(addresses, return_exceptions)
    runtime.release(addresses)
    return made(future)


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in _WHEN:
        raise ValueError(f"Invalid return_when value: {return_when}")
    fs = list(fs)
    for future in fs:
        if iscoroutine(future):
            raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    addresses = address_list(fs)
    waiting = Coroutine(runtime.wait(addresses, _seconds(timeout), _WHEN[return_when]))
    runtime.release(addresses)
    done, pending = await waiting
    return InsertionSet(done), InsertionSet(pending)


def wait_for(fut, timeout):
    return Coroutine(runtime.wait_for(awaitable_address(fut), _seconds(timeout)))


def shield(arg):
    return made(runtime.shield(future_address(arg)))


class as_completed(Owner):
    """Iterates, in a plain or an async loop, over awaitables in the order in which they are done."""

    def __init__(self, fs, *, timeout=None):
        if isfuture(fs) or iscoroutine(fs):
            raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
        addresses = address_list(fs)
        super().__init__(runtime.as_completed(addresses, _seconds(timeout)))
        runtime.release(addresses)

    def __iter__(self):
        return self

    def __next__(self):
        address = self._address and runtime.as_completed_next(self._address)
        if not address:
            check(0)
            if self._address:
                self._let_go()
            raise StopIteration
        return Coroutine(address)

    def __aiter__(self):
        return self

    async def __anext__(self):
        return await Coroutine(runtime.next(self._address))


def run_coroutine_threadsafe(coro, loop):
    return ensure_future(coro, loop=loop)
