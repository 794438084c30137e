"""Futures and tasks: thin objects around the runtime's."""

import gc

import _bridge
import _functions
from _bridge import (
    FUTURE, TASK, Coroutine, check, coroutine_for, error_for, exception, failed, generator, give, keep, release,
    runtime, take,
)

from . import events

_objects = {}

# What future_standing says (wasm/python_objects.c).
_SHARED, _PENDING, _RESULT, _FAILED, _CANCELLED = range(5)

# How many futures there may be before those are looked for that the runtime has finished with.
_limit = 256


def _remember(address, future):
    global _limit
    _objects[address] = future
    if len(_objects) > _limit:
        settle()
        _limit = 256 + 2 * len(_objects)


def settle():
    """Lets go of what the runtime has finished with."""
    for one in list(_objects.values()):
        one._settle()


def collect():
    """Called from outside: what the program has dropped is found."""
    settle()
    gc.collect()


class Future:
    """A future of the running loop, or of `loop`.

    The runtime's is held, at `_address`, while anything there may come back to it. One that is done and only ours is let
    go: its outcome is kept here (`_outcome`), and made the runtime's again should it be
    handed there. One that is only ours and not done, or cancelled, or whose error nobody has seen, is `_held`: it goes when
    the program drops it.
    """

    def __init__(self, *, loop=None, _address=None):
        if _address is None:
            events.use(loop)
            _address = check(runtime.future())
        self._address = _address
        self._callbacks = None
        self._looked = False
        self._held = None
        _remember(_address, self)

    def _settle(self):
        address = self._address
        standing = runtime.future_standing(address)
        if standing == _SHARED:
            return
        if standing in (_PENDING, _CANCELLED) or (standing == _FAILED and not self._looked):
            del _objects[address]
            self._held = runtime.hold(address)
            return
        try:
            result = self.result()
            self._outcome = (None, result)
        except BaseException as error:
            self._outcome = (error, None)
        self._keep()
        self._callbacks = None
        self._address = 0
        del _objects[address]
        runtime.release(address)

    def _keep(self):
        """What else is asked of one that was let go."""

    def _live(self):
        """Its address, also where it was let go."""
        if not self._address:
            error, result = self._outcome
            address = self._address = check(runtime.future())
            _objects[address] = self
            if error is None:
                self.set_result(result)
            else:
                runtime.future_set_exception(address, error_for(error))
        elif self._held is not None:
            runtime.unhold(self._held)
            self._held = None
            _objects[self._address] = self
        return self._address

    def done(self):
        return not self._address or runtime.future_done(self._address) == 1

    def cancelled(self):
        return bool(self._address) and runtime.future_cancelled(self._address) == 1

    def cancel(self, msg=None):
        if not self._address:
            return False
        return runtime.future_cancel(self._address, msg if msg is None else str(msg)) == 1

    def result(self):
        if not self._address:
            error, result = self._outcome
            if error is not None:
                raise error
            return result
        self._looked = True
        kind = runtime.future_result(self._address)
        error = failed()
        if error is not None:
            raise error
        return take(kind, runtime.number())

    def exception(self):
        if not self._address:
            return self._outcome[0]
        self._looked = True
        address = runtime.future_exception(self._address)
        if address:
            return exception(address)
        error = failed()
        if error is not None:
            raise error
        return None

    def set_result(self, result):
        kind, number = give(result)
        check(runtime.future_set_result(self._live(), kind, number))

    def set_exception(self, exception):
        if isinstance(exception, type):
            exception = exception()
        check(runtime.future_set_exception(self._live(), error_for(exception)))

    def add_done_callback(self, fn, *, context=None):
        address = self._live()
        reference = keep(fn if context is None else lambda future: context.run(fn, future))
        if self._callbacks is None:
            self._callbacks = []
        self._callbacks.append((fn, reference))
        check(runtime.future_add_done_callback(address, reference))

    def remove_done_callback(self, fn):
        removed = 0
        left = []
        for callback, reference in self._callbacks or ():
            if callback == fn and runtime.future_remove_done_callback(self._address, reference):
                release(reference)
                removed += 1
            else:
                left.append((callback, reference))
        self._callbacks = left
        return removed

    def get_loop(self):
        return events.current()

    def __iter__(self):
        # One that is done does not yield to the loop: the runtime answers at once.
        return (yield self._live()) if self._address else self.result()

    __await__ = __iter__

    def _state(self):
        if not self.done():
            return "pending"
        if self.cancelled():
            return "cancelled"
        error = self.exception()
        if error is not None:
            return f"finished exception={__repr__(error)}"
        return f"finished result={__repr__(self.result())}"

    def __repr__(self):
        return f"<Future {self._state()}>"

    def __hash__(self):
        return id(self)

    def __eq__(self, other):
        return self is other


class Task(Future):
    """A coroutine that the loop runs."""

    def __init__(self, coro=None, *, loop=None, name=None, context=None, eager_start=False, _address=None):
        if _address is None:
            events.use(loop)
            _address = check(_new_task(coro, name, eager_start, context))
        super().__init__(_address=_address)
        self._coro = coro

    def _keep(self):
        name, cancelling = self.get_name(), self.cancelling()
        self._name = name
        self._cancelling = cancelling

    def _is_task(self):
        """Whether the runtime has the task, not what it came to."""
        return self._address and not hasattr(self, "_name")

    def get_name(self):
        return runtime.text(runtime.task_name(self._address)) if self._is_task() else self._name

    def set_name(self, value):
        if self._is_task():
            runtime.task_set_name(self._address, str(value))
        else:
            self._name = str(value)

    def get_coro(self):
        return self._coro

    def cancelling(self):
        return runtime.task_cancelling(self._address) if self._is_task() else self._cancelling

    def uncancel(self):
        if self._is_task():
            return runtime.task_uncancel(self._address)
        self._cancelling = max(0, self._cancelling - 1)
        return self._cancelling

    def set_result(self, result):
        if self._is_task():
            raise RuntimeError("Task does not support set_result operation")
        super().set_result(result)

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def __repr__(self):
        state, _, outcome = self._state().partition(" ")
        return f"<Task {state} name={self.get_name()!r}{self._shown_coro()}{' ' + outcome if outcome else ''}>"

    def _shown_coro(self):
        if self._coro is None:
            return ""
        name = _bridge.name_of(self._coro)
        place = f"{_functions.program_name}:{_functions.line_of(name)}"
        return f" coro=<{name}() {'done, defined' if self.done() else 'running'} at {place}>"


def future_of(kind, address):
    """The one Python object for a future of the runtime's."""
    found = _objects.get(address)
    if found is None:
        runtime.retain(address)
        found = Task(_address=address) if kind == TASK else Future(_address=address)
    return found


_bridge._future_of = future_of


def made(address, kind=FUTURE):
    """The same where the caller has a reference to give away."""
    check(address)
    found = _objects.get(address)
    if found is None:
        return Task(_address=address) if kind == TASK else Future(_address=address)
    runtime.release(address)
    return found


def _new_task(coro, name, eager, context=None):
    address = coroutine_address(coro)
    name = None if name is None else str(name)
    if context is not None:
        return runtime.task_in(address, context._address, eager, name)
    return (runtime.eager_task if eager else runtime.task)(address, name)


def create_task(coro, name, eager=False, context=None):
    """A task, which may have run already when this returns, and be known."""
    task = made(_new_task(coro, name, eager, context), TASK)
    task._coro = coro
    return task


def iscoroutine(thing):
    return isinstance(thing, (generator, Coroutine))


def isfuture(thing):
    return isinstance(thing, Future)


def coroutine_address(coro):
    """The runtime's coroutine, to be handed over."""
    if isinstance(coro, Coroutine):
        return coro._take()
    if not isinstance(coro, generator):
        raise TypeError(f"a coroutine was expected, got {__repr__(coro)}")
    return coroutine_for(coro)


async def _wrap(awaitable):
    return await _bridge.Awaitable(awaitable)


def awaitable_address(thing):
    """The runtime's coroutine or future for anything that can be awaited."""
    if isinstance(thing, Future):
        return thing._live()
    if isinstance(thing, (generator, Coroutine)):
        return coroutine_address(thing)
    if hasattr(thing, "__await__"):
        return coroutine_for(_wrap(thing))
    raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")


def future_address(thing):
    """The same, of what is to be a future: a task factory of the program's is asked for its task."""
    loop = events.current()
    if loop is not None and loop._factory is not None and not isinstance(thing, Future):
        coroutine = _wrap(thing) if hasattr(thing, "__await__") and not iscoroutine(thing) else thing
        return loop.create_task(coroutine)._live()
    return awaitable_address(thing)


def address_list(things):
    """A list of the runtime's futures; the same thing twice is the same coroutine twice."""
    known = {}
    addresses = runtime.list()
    for thing in things:
        address = known.get(id(thing))
        if address is None:
            address = known[id(thing)] = future_address(thing)
        runtime.list_add(addresses, address)
    return addresses
