"""Running a program: step by step, so that whoever drives it takes the loop's turns between."""

import abc
import builtins
import json
import os
import sys

import asyncio
import _about
import _bridge
import _builtins
import _functions
import _traceback
from asyncio import events, exceptions, runners
from _bridge import Awaitable, Coroutine, generator, runtime

FINISHED, RAISED, LOOP = 0, 1, 2

_main = None
outcome = ""
trace = ""


# --- What the rewritten program calls (wasm/python/rewrite.mjs) ----------------------------------------------------------


# Whether a coroutine of the program's that is awaited becomes the runtime's, so that the trace has it.
_traces = False


def at(line, awaitable):
    """What is awaited at a line of the program."""
    runtime.at(line)
    if isinstance(awaitable, (generator, Coroutine)):
        if _traces and _functions.is_coroutine(awaitable):
            awaited = Coroutine(_bridge.coroutine_for(awaitable))
            return awaited if _functions.states is None else _functions.Tracked(awaitable, awaited)
        return awaitable if _functions.states is None else _functions.Tracked(awaitable, awaitable)
    if not hasattr(awaitable, "__await__"):
        if hasattr(awaitable, "__iter__"):
            return awaitable
        raise TypeError(f"object {type(awaitable).__name__} can't be used in 'await' expression")
    return awaitable if hasattr(awaitable, "__iter__") else Awaitable(awaitable)


class With:
    """async with, which awaits at its line when it is entered and when it is left."""

    def __init__(self, line, manager):
        self._line = line
        self._manager = manager

    async def __aenter__(self):
        return await at(self._line, self._manager.__aenter__())

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        try:
            return await at(self._line, self._manager.__aexit__(exc_type, exc_val, exc_tb))
        except Exception as error:
            if error is not exc_val:
                _about.note(error).line = self._line
            raise


class For:
    """async for, which awaits at its line for each item."""

    def __init__(self, line, iterable):
        self._line = line
        self._iterator = iterable.__aiter__()

    def __aiter__(self):
        return self

    def __anext__(self):
        return at(self._line, self._iterator.__anext__())


def dropped(line, value):
    """What a statement called and does not await."""
    if isinstance(value, Coroutine):
        address = value._address and value._take()
    elif _functions.is_coroutine(value):
        address = _bridge.coroutine_for(value)
    else:
        return
    if address:
        events.never_awaited(address, line)


async def run(target, name, *args, **kwargs):
    """target.name(…), or target(…): the program waits here while a loop runs."""
    function = getattr(target, name) if name else target
    if function is asyncio.run:
        return await runners._run(*args, **kwargs)
    if isinstance(target, (events.AbstractEventLoop, runners.Runner)):
        return await getattr(target, "_" + name)(*args, **kwargs)
    return function(*args, **kwargs)


class _Item:
    """What an async generator yields, told apart from what it awaits."""

    def __init__(self, value):
        self.value = value


class AsyncGenerator:
    """An async generator: MicroPython has only the generator that it is inside."""

    def __init__(self, steps):
        self._steps = steps
        self._running = False
        self._started = False
        self._closed = False
        self._done = False
        self._loop = None

    def __aiter__(self):
        return self

    def __anext__(self):
        return self.asend(None)

    async def asend(self, value):
        self._check("anext")
        if value is not None and not self._started:
            raise TypeError("can't send non-None value to a just-started async generator")
        return await self._step(value, None)

    async def athrow(self, error, *rest):
        if self._done:
            return None
        self._check("athrow")
        if self._closed:
            raise StopAsyncIteration
        return await self._step(None, error() if isinstance(error, type) else error)

    async def aclose(self):
        if self._done:
            return
        self._check("aclose")
        if self._closed:
            raise StopAsyncIteration
        self._closed = True
        self._forget()
        try:
            await self._step(None, GeneratorExit())
        except (StopAsyncIteration, GeneratorExit):
            return
        raise RuntimeError("async generator ignored GeneratorExit")

    def _check(self, method):
        if self._running:
            raise RuntimeError(f"{method}(): asynchronous generator is already running")

    def _forget(self):
        """Its loop has it to close no longer."""
        if self._loop is not None and self in self._loop._generators:
            self._loop._generators.remove(self)

    async def _step(self, value, error):
        if not self._started and not self._closed:
            self._loop = events.get_running_loop()
            self._loop._generators.append(self)
        self._running = self._started = True
        try:
            return await _Step(self._steps, value, error)
        except BaseException:
            self._done = True
            self._forget()
            raise
        finally:
            self._running = False


class _Step:
    """To the next item; raises StopAsyncIteration at the end."""

    def __init__(self, steps, value, error):
        self._steps = steps
        self._value = value
        self._error = error

    def __iter__(self):
        steps = self._steps
        value = self._value
        error = self._error
        while True:
            try:
                got = steps.send(value) if error is None else steps.throw(error)
            except StopIteration:
                raise StopAsyncIteration
            except StopAsyncIteration:
                raise RuntimeError("async generator raised StopAsyncIteration")
            except RuntimeError as error:
                if error.args == ("generator raised StopIteration",):
                    raise RuntimeError("async generator raised StopIteration")
                raise
            if isinstance(got, _Item):
                return got.value
            error = None
            try:
                value = yield got
            except BaseException as thrown:
                error = thrown


def async_generator(function):
    def make(*args, **kwargs):
        return AsyncGenerator(function(*args, **kwargs))

    _functions.wrapped_names[make] = function
    return make


async def anext_(iterator, *default):
    try:
        return await iterator.__anext__()
    except StopAsyncIteration:
        if default:
            return default[0]
        raise


def frozen(self, name, value):
    import dataclasses
    dataclasses.frozen(self, name, value)


def members(*names):
    def decorate(cls):
        import enum
        return enum.members(names, cls)

    return decorate


class Star:
    """try … except*: what was raised, the part of it that no handler took, and what the handlers raised."""

    def __enter__(self):
        self._left = None
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.clean = exc_type is None
        if exc_type is None or exc_type is GeneratorExit:
            return False
        self._given = self._left = exc_val
        self._raised = []
        self._again = []
        return True

    def match(self, types):
        """A list of the group that matches, or of nothing."""
        left = self._left
        if left is None:
            return []
        if exceptions.is_group(left):
            matching, self._left = left.split(types)
        elif isinstance(left, types):
            matching, self._left = exceptions.make_group("", (left,)), None
        else:
            return []
        self._taken = matching
        return [] if matching is None else [matching]

    def handler(self):
        return _StarHandler(self)

    def again(self):
        """What `raise` raises in a handler."""
        self._again.append(self._taken)
        return self._taken

    def finish(self):
        if self.clean:
            return
        raised = self._raised
        if not exceptions.is_group(self._given):
            if raised or self._left is not None:
                raise raised[0] if raised else self._left
            return
        if self._left is not None:
            self._again.append(self._left)
        left = self._part_left()
        if left is not None:
            raised.append(left)
        if raised:
            raise raised[0] if len(raised) == 1 else exceptions.make_group("", raised)

    def _part_left(self):
        """The part of the group that was given which nobody took, or which was raised again, as it stood there."""
        leaves = []
        for group in self._again:
            _add_leaves(group, leaves)
        return self._given.subgroup(lambda error: any([error is leaf for leaf in leaves])) if leaves else None


class _StarHandler:
    """The block of one except*: what it raises waits for the other handlers."""

    def __init__(self, star):
        self._star = star

    def __enter__(self):
        self._before = len(self._star._again)

    def __exit__(self, exc_type, exc_val, exc_tb):
        if exc_type is None or exc_type is GeneratorExit:
            return False
        star = self._star
        again = len(star._again) > self._before and exc_val is star._taken
        if not again or not exceptions.is_group(star._given):
            star._raised.append(exc_val)
        return True


def _add_leaves(error, leaves):
    if exceptions.is_group(error):
        for one in error.exceptions:
            _add_leaves(one, leaves)
    else:
        leaves.append(error)


# --- match: what is asked of a subject (wasm/python/match.mjs) ---


def bind(value):
    return True


def is_sequence(subject, size):
    """One of so many items; of a negative size, of one less at least, for a star takes any number."""
    if not isinstance(subject, (list, tuple)):
        return False
    return len(subject) == size if size >= 0 else len(subject) >= -size - 1


def is_mapping(subject):
    return isinstance(subject, dict)


def rest_of(subject, keys):
    return __map__(*[(key, value) for key, value in subject.items() if key not in keys])


def positional(cls, i):
    names = getattr(cls, "__match_args__", None)
    if names is None:
        names = [one.name for one in getattr(cls, "__dataclass_fields__", ())] or getattr(cls, "_fields", ())
    if i >= len(names):
        raise TypeError(f"{cls.__name__}() accepts {len(names)} positional sub-patterns ({i + 1} given)")
    return names[i]


class _End:
    def __iter__(self):
        return iter(())


builtins.__at__ = at
builtins.__with__ = With
builtins.__for__ = For
builtins.__run__ = run
builtins.__item__ = _Item
builtins.__async_generator__ = async_generator
builtins.__end__ = _End()
builtins.__members__ = members
builtins.__star__ = Star
builtins.__bind__ = bind
builtins.__seq__ = is_sequence
builtins.__mapping__ = is_mapping
builtins.__rest__ = rest_of
builtins.__positional__ = positional
builtins.__from__ = _about.raised_from
builtins.__during__ = _about.raised_during
builtins.__suppresses__ = _about.suppresses
builtins.__cause_of__ = _about.cause_of
builtins.__context_of__ = _about.context_of
builtins.__notes_of__ = _about.notes_of
builtins.__exc_info__ = lambda error: (None, None, None) if error is None else (type(error), error, None)
builtins.__dropped__ = dropped
builtins.__abc__ = abc.ABC
builtins.__frozen__ = frozen
builtins.__attributes__ = _functions.Function
builtins.__type__ = _functions.type_of
builtins.__name_of__ = _functions.name
builtins.__doc_of__ = _functions.doc
builtins.aiter = lambda iterable: iterable.__aiter__()
builtins.anext = anext_

# --- Called from outside -------------------------------------------------------------------------------------------------


def prepare(name, modules, coroutines, async_generators, docs, traces):
    """Before the program is compiled. Names, separated by spaces: of modules that it uses without importing them, which a
    notebook's earlier cells would have done; of its coroutine functions, with their lines; of its async generators.
    `docs`: their docstrings' literals by name, as JSON. `traces`: coroutines that it awaits are to be traced."""
    global _traces
    import __main__
    _traces = traces
    for module in modules.split():
        setattr(__main__, module, __import__(module))
    for one in coroutines.split():
        function, _, line = one.partition(":")
        _functions.coroutine_names[function] = int(line)
    _functions.program_name = name
    _functions.docs = json.loads(docs)
    _bridge.line_of = _functions.line_of
    _functions.async_generator_names.update(async_generators.split())


def begin(main, awaits):
    """`main` is the program, a coroutine; one that awaits by itself is asyncio.run's."""
    global _main
    _main = runners._run(main) if awaits else main


def step():
    """Runs it until it waits for its loop, or to the end."""
    try:
        _main.send(None)
        return LOOP
    except StopIteration:
        return FINISHED
    except BaseException as error:
        return fail(error)


def fail(error):
    global outcome, trace
    if isinstance(error, SystemExit) and not (error.args and error.args[0]):
        return FINISHED
    outcome = f"{type(error).__name__}: {_bridge.message_of(error)}"
    trace = _traceback.text(error)
    message = str(error)
    if isinstance(error, ImportError) and message.startswith("no module named "):
        outcome = f"ModuleNotFoundError: N{message[1:]}"
        trace = f"{trace[: trace.rfind('ImportError')]}{outcome}\n{_about_modules()}"
    return RAISED


_NATIVE = (
    "array base64 binascii builtins cmath copy datetime errno fnmatch gc hashlib hmac html io locale math os pathlib "
    "platform re string struct sys types unittest zlib"
)


def _about_modules():
    ours = [name[:-3] if name.endswith(".py") else name for name in os.listdir(sys.path[0])]
    names = sorted([name for name in ours if not name.startswith("_")] + _NATIVE.split())
    return (
        f"Nothing can be installed here; there are: {', '.join(names)}.\n"
        "A program that needs more runs under CPython, and python/awaitscope_trace.py records it there for the player."
    )


def get_outcome():
    return outcome


def get_trace():
    return trace
