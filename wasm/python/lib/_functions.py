"""What the program's functions are. MicroPython has one type for coroutine functions and generator functions, and for what
they return; the names tell them apart, which are known from the program's text."""

from collections import OrderedDict

from _bridge import Coroutine, generator, name_of

# Of coroutine functions, the lines where they are defined; of the program, the file's name.
coroutine_names = {}
program_name = ""
async_generator_names = set()

# A wrapper made with functools.wraps, and what it wraps.
wrapped_names = {}

# id of a coroutine: its state. Kept only once the program has imported inspect.
states = None


_repr = repr


def line_of(name):
    return coroutine_names.get(name, 0)


class coroutine:
    """What type() says of a coroutine."""


class async_generator:
    """What type() says of an async generator."""


def is_coroutine(thing):
    return isinstance(thing, generator) and name_of(thing) in coroutine_names


def _function_name(thing):
    return getattr(thing, "__name__", None) or ""


def is_coroutine_function(thing):
    thing = getattr(thing, "__wrapped_function__", thing)
    text = _repr(thing)
    return ("<generator>" in text or "closure" in text) and _function_name(thing) in coroutine_names


def is_async_generator_function(thing):
    return thing in wrapped_names and _function_name(wrapped_names[thing]) in async_generator_names


def type_of(thing):
    """type(thing)."""
    if isinstance(thing, Coroutine) or is_coroutine(thing):
        return coroutine
    kind = type(thing)
    return dict if kind is OrderedDict else kind


class Function:
    """A function with attributes, which MicroPython's functions cannot have."""

    def __init__(self, function):
        self.__wrapped_function__ = function
        self.__name__ = self.__qualname__ = function.__name__

    def __call__(self, *args, **kwargs):
        return self.__wrapped_function__(*args, **kwargs)

    def __repr__(self):
        return f"<function {self.__name__}>"


class Tracked:
    """A coroutine that is awaited, and its state noted."""

    def __init__(self, coroutine, awaited):
        self._coroutine = coroutine
        self._awaited = awaited

    def __iter__(self):
        note(self._coroutine, "CORO_SUSPENDED")
        try:
            return (yield from self._awaited)
        finally:
            note(self._coroutine, "CORO_CLOSED")


def track():
    global states
    if states is None:
        states = {}


def note(thing, state):
    if states is not None:
        states[id(thing)] = state


def state_of(thing):
    if isinstance(thing, Coroutine):
        return "CORO_CREATED" if thing._address else "CORO_SUSPENDED"
    return states.get(id(thing), "CORO_CREATED")


# The literals of the program's docstrings, by the names of what they describe.
docs = {}


def doc(thing):
    """thing.__doc__."""
    literal = docs.get(name(thing) if hasattr(thing, "__name__") else type(thing).__name__)
    if literal is None:
        return None
    first, *rest = eval(literal).split("\n")
    indents = [len(line) - len(line.lstrip()) for line in rest if line.strip()]
    margin = min(indents) if indents else 0
    return "\n".join([first.lstrip()] + [line[margin:] for line in rest])


def name(thing):
    """thing.__name__."""
    while callable(thing) and not isinstance(thing, type) and thing in wrapped_names:
        thing = wrapped_names[thing]
    return name_of(thing) if isinstance(thing, generator) else thing.__name__
