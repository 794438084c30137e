"""contextvars: each task and callback runs in the copy of the context in which it was made."""

import _bridge

_current = {}
_missing = []

# The context in which each coroutine and callback was made, by reference, until it begins; that of each task since then, by
# address. What a coroutine sets that is awaited inline is set for its task.
_made = {}
_tasks = {}


def keep(reference):
    _made[reference] = _current


def resume(step, reference, kind, number):
    """Runs a coroutine's step in its task's context."""
    global _current
    task = _bridge.runtime.current_task()
    made = _made.pop(reference, _current)
    outside, _current = _current, _tasks.get(task, made)
    try:
        return step(reference, kind, number)
    finally:
        _tasks[task] = _current
        _current = outside


def forget(task):
    _tasks.pop(task, None)


def in_context(reference, callback):
    values = _made.pop(reference, _current)

    def call(*args):
        global _current
        outside, _current = _current, values
        try:
            callback(*args)
        finally:
            _current = outside

    return call




class Token:
    MISSING = _missing

    def __init__(self, var, old_value):
        self.var = var
        self.old_value = old_value


class ContextVar:
    def __init__(self, name, *, default=_missing):
        self.name = name
        self._default = default

    def get(self, *default):
        value = _current.get(self, _missing)
        if value is not _missing:
            return value
        if default:
            return default[0]
        if self._default is not _missing:
            return self._default
        raise LookupError(self)

    def set(self, value):
        global _current
        token = Token(self, _current.get(self, _missing))
        # A context is never changed: whoever copied it keeps what was.
        _current = dict(_current)
        _current[self] = value
        return token

    def reset(self, token):
        global _current
        _current = dict(_current)
        if token.old_value is _missing:
            _current.pop(self, None)
        else:
            _current[self] = token.old_value

    def __hash__(self):
        return id(self)

    def __repr__(self):
        return f"<ContextVar name={self.name!r}>"


class Context:
    def __init__(self, values=None):
        self._values = {} if values is None else values

    def run(self, callable, *args, **kwargs):
        global _current
        outside, _current = _current, self._values
        try:
            return callable(*args, **kwargs)
        finally:
            self._values, _current = _current, outside

    def copy(self):
        return Context(self._values)

    def get(self, var, default=None):
        return self._values.get(var, default)

    def __getitem__(self, var):
        return self._values[var]

    def __contains__(self, var):
        return var in self._values

    def __len__(self):
        return len(self._values)

    def __iter__(self):
        return iter(self._values)

    def items(self):
        return self._values.items()


def copy_context():
    return Context(_current)


class _Hooks:
    keep = staticmethod(keep)
    resume = staticmethod(resume)
    in_context = staticmethod(in_context)
    forget = staticmethod(forget)


_bridge._contexts = _Hooks
