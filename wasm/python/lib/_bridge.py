"""What stands between Python's objects and the runtime's: references, values, exceptions, and resuming coroutines.

`runtime` is the module's boundary (wasm/python_host.h): it knows an object of ours by its reference, a number that `keep`
gives out; we know an object of the runtime's by its address. Nothing here decides when anything runs.
"""

import _about
import _awaitscope


class runtime:
    """The module's functions, found once: each look-up crosses to JavaScript and back."""


for _name in _awaitscope.names().split():
    setattr(runtime, _name, getattr(_awaitscope, _name))

NONE, BOOL, INT, FLOAT, STR, LIST, OBJECT, HOST, ERROR, FUTURE, TASK, BYTES = range(12)
YIELDED, RETURNED_NONE, RETURNED, RAISED = 0, -1, -2, -3

# --- References ----------------------------------------------------------------------------------------------------------

_kept = [None]
_free = []



def keep(thing):
    """A reference for the runtime; it lives until the runtime calls `release`."""
    if _free:
        reference = _free.pop()
        _kept[reference] = thing
    else:
        reference = len(_kept)
        _kept.append(thing)
    return reference


def release(reference):
    _kept[reference] = None
    _free.append(reference)


def kept(reference):
    return _kept[reference]


# --- Values --------------------------------------------------------------------------------------------------------------

_SMALL = 1 << 29


def give(value):
    """A value as the kind and number that the runtime takes."""
    if value is None:
        return NONE, 0
    kind = type(value)
    if kind is bool:
        return BOOL, value
    if kind is int and -_SMALL < value < _SMALL:
        return INT, value
    if kind is float:
        return FLOAT, value
    return HOST, keep(value)


_future_of = None


def take(kind, number):
    """The value that the runtime means."""
    if kind == NONE:
        return None
    if kind == HOST:
        return _kept[number]
    if kind == BOOL:
        return number == 1
    if kind == INT:
        return int(number)
    if kind == FLOAT:
        return float(number)
    if kind == STR:
        return runtime.text(number)
    if kind == LIST:
        return take_list(number)
    if kind == ERROR:
        return exception(number)
    if kind == BYTES:
        return bytes.fromhex(runtime.bytes_hex(number))
    if kind == OBJECT:
        return runtime.retain(number)
    return _future_of(kind, number)


def bytes_address(data):
    """The runtime's bytes, the caller's reference."""
    return check(runtime.bytes(bytes(data).hex() if data else ""))


def take_list(address):
    items = []
    for i in range(runtime.list_size(address)):
        items.append(take(runtime.list_get(address, i), runtime.number()))
    return items


# --- Exceptions ----------------------------------------------------------------------------------------------------------

_classes = {}
_types = {}


def name_class(cls, name=None):
    """`cls` is what the runtime calls by its name."""
    name = name or cls.__name__
    address = runtime.error_type(name, 0)
    if address:
        _classes[name] = cls
        _types[cls] = address


def _type_of(cls):
    address = _types.get(cls)
    if address is None:
        parent = None
        for base in cls.__bases__:
            if issubclass(base, BaseException):
                parent = base
                break
        address = _types[cls] = runtime.error_type(cls.__name__, _type_of(parent or Exception))
    return address


# What MicroPython says itself, and CPython in other words.
_WORDS = {
    ZeroDivisionError: (("divide by zero", "division by zero"),),
    NameError: (("isn't", "is not"),),
    TypeError: (
        ("object isn't iterable", "object is not iterable"),
        ("object isn't callable", "object is not callable"),
        ("object isn't subscriptable", "object is not subscriptable"),
    ),
    ValueError: (("invalid syntax for integer with base", "invalid literal for int() with base"),),
}


# Operators, by the names of their methods.
_OPERATORS = {
    "add": "+", "sub": "-", "mul": "*", "matmul": "@", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "** or pow()",
    "lshift": "<<", "rshift": ">>", "and": "&", "or": "|", "xor": "^", "lt": "<", "le": "<=", "gt": ">", "ge": ">=",
    "neg": "-", "pos": "+", "invert": "~",
}


def _type_error(text):
    """unsupported types for __add__: 'str', 'int'"""
    found, _, types = text.partition("__: ")
    operator = _OPERATORS.get(found[found.find("__") + 2 :])
    if operator is None:
        return text
    if found.startswith("unsupported type for"):
        return f"bad operand type for unary {operator}: {types}"
    left, _, right = types.partition(", ")
    if operator == "+" and left in ("'str'", "'list'", "'tuple'"):
        left, right = left[1:-1], right[1:-1]
        return f'can only concatenate {left} (not "{right}") to {left}'
    if operator in ("<", "<=", ">", ">="):
        return f"'{operator}' not supported between instances of {left} and {right}"
    return f"unsupported operand type(s) for {operator}: {left} and {right}"


def args_of(error):
    """error.args, in CPython's words."""
    args = error.args
    words = _WORDS.get(type(error))
    if words and len(args) == 1 and isinstance(args[0], str):
        text = args[0]
        for ours, theirs in words:
            text = text.replace(ours, theirs)
        return (_type_error(text) if text.startswith("unsupported type") else text,)
    return args


def message_of(error):
    """str(error), as CPython has it."""
    try:
        if isinstance(error, KeyError) and len(error.args) == 1:
            return repr(error.args[0])
        if isinstance(error, OSError) and len(error.args) == 2:
            return f"[Errno {error.args[0]}] {error.args[1]}"
        if type(error) in _WORDS:
            args = args_of(error)
            if len(args) == 1:
                return str(args[0])
        return str(error)
    except Exception:
        return "<exception str() failed>"


def error_for(error):
    """A new error of the runtime's for an exception; the caller's reference."""
    return runtime.error(_type_of(type(error)), keep(error), message_of(error))


# Classes that are made of more than a message: how, of the runtime's error and that.
_details = {}


def exception(address):
    """The exception that an error of the runtime's is: the same one each time."""
    reference = runtime.error_reference(address)
    if reference:
        return _kept[reference]
    cls = _classes.get(runtime.text(runtime.error_name(address)), RuntimeError)
    message = runtime.text(runtime.error_message(address))
    errors = runtime.error_errors(address)
    if errors:
        made = cls(message[: message.rfind(" (")], take_list(errors))
    elif cls in _details:
        made = _details[cls](address, message)
    elif message.startswith("[Errno "):
        number, _, text = message[7:].partition("] ")
        made = cls(int(number), text)
    else:
        # An empty message and none are told apart by the runtime's repr alone.
        made = cls(message) if message or runtime.text(runtime.show(address)).endswith("('')") else cls()
    cause = runtime.error_cause(address)
    if cause:
        _about.raised_from(made, exception(cause))
    context = runtime.error_context(address)
    if context:
        _about.raised_during(made, exception(context))
    reference = keep(made)
    if not runtime.error_attach(address, reference):
        release(reference)
    return made


def failed():
    """The exception of the call that failed; None where it did not."""
    address = runtime.failed()
    if not address:
        return None
    error = exception(address)
    runtime.release(address)
    return error


def check(address):
    """What a call returned, unless it failed."""
    if not address:
        error = failed()
        if error is not None:
            raise error
    return address


class Owner:
    """Stands for an object of the runtime's that nothing else may hold: who drops the one drops the other."""

    def __init__(self, address):
        self._address = check(address)
        self._held = runtime.hold(address)

    def _let_go(self):
        address, self._address = self._address, 0
        runtime.unhold(self._held)
        runtime.release(address)


# --- Coroutines ----------------------------------------------------------------------------------------------------------


async def _nothing():
    pass


_probe = _nothing()
generator = type(_probe)
_probe.close()


class Coroutine:
    """A coroutine of the runtime's own: sleep, Lock.acquire. Awaiting it hands it over to whoever runs us."""

    def __init__(self, address):
        self._address = check(address)

    def __iter__(self):
        return (yield self._take())

    __await__ = __iter__

    def _take(self):
        address = self._address
        if not address:
            raise RuntimeError("cannot reuse already awaited coroutine")
        self._address = 0
        return address

    def close(self):
        if self._address:
            runtime.coroutine_close(self._take())

    def __repr__(self):
        return "<coroutine object>"


class Awaitable:
    """Something with an __await__, which MicroPython does not look for."""

    def __init__(self, awaitable):
        self._awaitable = awaitable

    def __iter__(self):
        return (yield from self._awaitable.__await__())


_coroutine_types = {}
_repr = repr


def name_of(coroutine):
    """The function's name, which MicroPython tells in the repr alone."""
    text = _repr(coroutine)
    start = text.find("'") + 1
    return text[start : text.find("'", start)]


def name_of_address(address):
    """The same of one of the runtime's."""
    text = runtime.text(runtime.show(address))
    return text.split(" ")[2] if text.startswith("<coroutine object ") else text


def line_of(name):
    """Where a function of the program's is defined; _functions knows."""
    return 0


def current_task_name():
    task = runtime.current_task()
    return runtime.text(runtime.task_name(task)) if task else ""


def coroutine_for(coroutine):
    """The runtime's coroutine for a Python one; the caller's reference."""
    name = name_of(coroutine)
    kind = _coroutine_types.get(name)
    if kind is None:
        kind = _coroutine_types[name] = runtime.coroutine_type(name, line_of(name))
    return check(runtime.coroutine(kind, keep(coroutine)))


def resume(reference, kind, number):
    """Called by the runtime: runs a coroutine to its next await or its end."""
    thrown = None
    try:
        if kind == NONE:
            awaited = _kept[reference].send(None)
        elif kind == ERROR:
            thrown = exception(number)
            awaited = _kept[reference].throw(thrown)
        else:
            awaited = _kept[reference].send(take(kind, number))
    except StopIteration as stop:
        if stop.value is None:
            return RETURNED_NONE
        kind, number = give(stop.value)
        runtime.answer(kind, number)
        return RETURNED
    except BaseException as error:
        if error is not thrown and isinstance(error, Exception):
            _about.note(error).task = (current_task_name(), name_of(_kept[reference]))
        runtime.answer_error(number if error is thrown else error_for(error))
        return RAISED
    if awaited is None:
        return YIELDED
    return awaited


# --- Callbacks and comparisons -------------------------------------------------------------------------------------------


# The name of the last that failed; what a handle calls.
failed_callback = None
handled_call = None


def call(reference, kind, number):
    """Called by the runtime: a future's done callback, or a handle's; a server's, which stays."""
    global failed_callback, handled_call
    handled_call = None
    callback = _kept[reference]
    if kind != LIST:
        release(reference)
    try:
        if kind == NONE:
            callback()
        else:
            callback(take(kind, number))
    except BaseException as error:
        failed_callback = getattr(handled_call or callback, "__name__", None)
        runtime.answer_error(error_for(error))
        return RAISED
    return 0


def less(kind, number, other_kind, other):
    """Called by the runtime: the order of a PriorityQueue."""
    try:
        return 1 if take(kind, number) < take(other_kind, other) else 0
    except BaseException as error:
        runtime.answer_error(error_for(error))
        return RAISED


def represent(reference):
    """Called by the runtime: repr() of a value, for people."""
    try:
        return repr(_kept[reference])
    except Exception:
        return "<repr() failed>"


def report(message, address, ended=False):
    """Called by the runtime: what nobody handles. asyncio's loop says what becomes of it."""
    _handle_report(message, exception(address) if address else None, ended)


_handle_report = None


def shutdown():
    """Called by the runtime where a loop closes its async generators: the coroutine that does, or 0."""
    closing = _close_generators()
    return coroutine_for(closing) if closing is not None else 0


_close_generators = None
