"""str() and repr() as CPython shows things: what programs print is compared with it."""

from collections import OrderedDict

import _functions
from _bridge import args_of, generator, message_of, name_of

_repr = repr
_view = type({}.items())
_plain = (int, float, bool, type(None))


def text(value):
    """str(value)."""
    kind = type(value)
    if kind is str:
        return value
    if kind in _plain:
        return str(value)
    if isinstance(value, BaseException):
        return message_of(value)
    if isinstance(value, (list, tuple, dict, set, frozenset, type, generator, _view)):
        return represent(value)
    return str(value)


def represent(value):
    """repr(value)."""
    kind = type(value)
    if kind is str:
        return _quoted(value)
    if kind in _plain:
        return _repr(value)
    if kind is list:
        return "[" + ", ".join([represent(item) for item in value]) + "]"
    if kind is tuple:
        items = ", ".join([represent(item) for item in value])
        return f"({items},)" if len(value) == 1 else f"({items})"
    if kind is dict or kind is OrderedDict:
        return "{" + ", ".join([represent(key) + ": " + represent(item) for key, item in value.items()]) + "}"
    if kind is set:
        return "{" + ", ".join([represent(item) for item in value]) + "}" if value else "set()"
    if kind is generator:
        name = name_of(value)
        return f"<{_functions.type_of(value).__name__} object {name} at 0x{id(value):012x}>"
    if isinstance(value, BaseException) and not _defines(kind, "__repr__"):
        return kind.__name__ + "(" + ", ".join([represent(item) for item in args_of(value)]) + ")"
    if kind is type:
        return _class(value)
    if kind is _view:
        shown = _repr(value)
        return shown[: shown.find("(") + 1] + represent(list(value)) + ")"
    return _repr(value)


def _defines(cls, name):
    """Whether a class of the program's, or one above it, has a method of its own."""
    while cls not in (Exception, BaseException, object):
        if name in getattr(cls, "__dict__", ()):
            return True
        bases = cls.__bases__
        if not bases:
            return False
        cls = bases[0]
    return False


_BUILTIN = ("TimeoutError", "ConnectionError", "ExceptionGroup", "BaseExceptionGroup", "dict")


def _class(cls):
    module = getattr(cls, "__dict__", {}).get("__module__")
    name = cls.__name__
    if not module or (module.startswith("_") and module != "__main__") or name in _BUILTIN:
        return f"<class '{name}'>"
    return f"<class '{module}.{name}'>"


def _quoted(value):
    """MicroPython escapes all that is not ASCII; CPython only what cannot be printed."""
    if all([" " <= c <= "~" for c in value]):
        return _repr(value)
    quote = '"' if "'" in value and '"' not in value else "'"
    shown = quote
    for c in value:
        if c == quote or c == "\\":
            shown += "\\" + c
        elif c in "\n\r\t":
            shown += {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[c]
        elif c < " " or "\x7f" <= c <= "\xa0":
            shown += f"\\x{ord(c):02x}"
        else:
            shown += c
    return shown + quote
