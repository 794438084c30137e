"""inspect, as far as it concerns coroutines."""

import _bridge
import _functions
from _bridge import Coroutine, generator

_functions.track()

CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED"


def iscoroutine(object):
    return isinstance(object, Coroutine) or _functions.is_coroutine(object)


def iscoroutinefunction(object):
    return _functions.is_coroutine_function(object)


def isawaitable(object):
    return iscoroutine(object) or hasattr(object, "__await__")


def isgenerator(object):
    return isinstance(object, generator) and not iscoroutine(object)


def isgeneratorfunction(object):
    return (isfunction(object) and not iscoroutinefunction(object) and not isasyncgenfunction(object)
            and "generator" in repr(object))


def isasyncgen(object):
    return hasattr(object, "__anext__") and hasattr(object, "asend")


def isasyncgenfunction(object):
    return _functions.is_async_generator_function(object)


def isfunction(object):
    return type(object).__name__ in ("function", "closure", "generator") and not isinstance(object, generator)


def ismethod(object):
    return type(object).__name__ == "bound_method"


def isroutine(object):
    return isfunction(object) or ismethod(object)


def isclass(object):
    return isinstance(object, type)


def ismodule(object):
    return type(object).__name__ == "module"


def getcoroutinestate(coroutine):
    return _functions.state_of(coroutine)


def getdoc(object):
    return None


def getmembers(object, predicate=None):
    members = [(name, getattr(object, name)) for name in dir(object)]
    return [member for member in members if predicate is None or predicate(member[1])]


def currentframe():
    return None


def cleandoc(doc):
    return "\n".join([line.strip() for line in doc.strip().split("\n")])
