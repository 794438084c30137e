"""asyncio's exceptions, and the built-in ones that MicroPython has not."""

import builtins

import _about
from _bridge import _details, name_class, runtime, take, BYTES


class CancelledError(BaseException):
    pass


class InvalidStateError(Exception):
    pass


class TimeoutError(OSError):
    pass


class BrokenBarrierError(RuntimeError):
    pass


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


class QueueShutDown(Exception):
    pass


class IncompleteReadError(EOFError):
    def __init__(self, partial, expected):
        shown = "undefined" if expected is None else expected
        super().__init__(f"{len(partial)} bytes read on a total of {shown} expected bytes")
        self.partial = partial
        self.expected = expected


class LimitOverrunError(Exception):
    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed


def _incomplete(address, message):
    size = int(runtime.error_size(address))
    return IncompleteReadError(take(BYTES, runtime.error_partial(address)), None if size < 0 else size)


_details[IncompleteReadError] = _incomplete
_details[LimitOverrunError] = lambda address, message: LimitOverrunError(message, int(runtime.error_size(address)))


# --- Groups. MicroPython cannot derive ExceptionGroup from Exception and BaseExceptionGroup both. -----------------------


def _text(group):
    count = len(group.args[1])
    return f"{group.args[0]} ({count} sub-exception{'' if count == 1 else 's'})"


def _repr(group):
    return f"{type(group).__name__}({__repr__(group.args[0])}, {__repr__(list(group.args[1]))})"


def _split(group, condition):
    """The part that matches and the rest, each a group or None."""
    if isinstance(condition, (type, tuple)):
        def matches(error):
            return isinstance(error, condition)
    else:
        matches = condition
    if matches(group):
        return group, None
    matching, rest = [], []
    for error in group.exceptions:
        if is_group(error):
            inside, outside = _split(error, condition)
            if inside is not None:
                matching.append(inside)
            if outside is not None:
                rest.append(outside)
        else:
            (matching if matches(error) else rest).append(error)
    return (
        _about.part_of(group.derive(matching), group) if matching else None,
        _about.part_of(group.derive(rest), group) if rest else None,
    )


class BaseExceptionGroup(BaseException):
    message = property(lambda self: self.args[0])
    exceptions = property(lambda self: tuple(self.args[1]))
    __str__ = _text
    __repr__ = _repr
    split = _split

    def derive(self, exceptions):
        return make_group(self.message, exceptions)

    def subgroup(self, condition):
        return _split(self, condition)[0]


class ExceptionGroup(Exception):
    message = property(lambda self: self.args[0])
    exceptions = property(lambda self: tuple(self.args[1]))
    __str__ = _text
    __repr__ = _repr
    split = _split
    derive = BaseExceptionGroup.derive
    subgroup = BaseExceptionGroup.subgroup


def is_group(error):
    return isinstance(error, (BaseExceptionGroup, ExceptionGroup))


def make_group(message, exceptions):
    plain = all(isinstance(error, Exception) for error in exceptions)
    return (ExceptionGroup if plain else BaseExceptionGroup)(message, exceptions)


# --- Names ---------------------------------------------------------------------------------------------------------------


class ConnectionError(OSError):
    pass


class gaierror(OSError):
    pass


_ours = (
    CancelledError, InvalidStateError, TimeoutError, BrokenBarrierError, QueueEmpty, QueueFull, QueueShutDown,
    BaseExceptionGroup, ExceptionGroup, ConnectionError, IncompleteReadError, LimitOverrunError, gaierror,
)
_shared = (
    BaseException, GeneratorExit, KeyboardInterrupt, SystemExit, Exception, ArithmeticError, ZeroDivisionError,
    AssertionError, EOFError, LookupError, IndexError, KeyError, MemoryError, NotImplementedError, OSError,
    RuntimeError, StopAsyncIteration, StopIteration, TypeError, ValueError,
)
for _cls in _ours + _shared:
    name_class(_cls)


def _define(name, parent):
    """A built-in class, unless MicroPython has it. What is set in builtins is found as a name, not as its attribute."""
    cls = getattr(builtins, name, None)
    if cls is None:
        cls = type(name, (parent,), {})
        setattr(builtins, name, cls)
    return cls


for _cls in (TimeoutError, ConnectionError, BaseExceptionGroup, ExceptionGroup):
    setattr(builtins, _cls.__name__, _cls)
for _name in ("ConnectionRefusedError", "ConnectionResetError", "ConnectionAbortedError", "BrokenPipeError"):
    name_class(_define(_name, ConnectionError))
for _name in ("FileNotFoundError", "FileExistsError", "PermissionError", "InterruptedError", "BlockingIOError",
              "IsADirectoryError", "NotADirectoryError", "ProcessLookupError", "ChildProcessError"):
    _define(_name, OSError)
name_class(_define("RecursionError", RuntimeError))
# MicroPython raises ImportError itself.
builtins.ModuleNotFoundError = ImportError
_define("UnicodeDecodeError", UnicodeError)
_define("UnicodeEncodeError", UnicodeError)
_define("FloatingPointError", ArithmeticError)
_define("OverflowError", ArithmeticError)
_define("BufferError", Exception)
_define("ReferenceError", Exception)
_warning = _define("Warning", Exception)
for _name in ("UserWarning", "DeprecationWarning", "RuntimeWarning", "FutureWarning", "ResourceWarning", "SyntaxWarning"):
    _define(_name, _warning)
