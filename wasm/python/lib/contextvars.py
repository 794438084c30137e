"""contextvars: the runtime's. A task runs in a copy of the context in which it was made, and so does a callback."""

from _bridge import Owner, check, give, keep, runtime, take

_missing = []


class Token(Owner):
    MISSING = _missing

    def __init__(self, var, old_value, address):
        self.var = var
        self.old_value = old_value
        super().__init__(address)


class ContextVar(Owner):
    def __init__(self, name, *, default=_missing):
        self.name = name
        self._default = default
        super().__init__(runtime.context_var(name))

    def _value(self):
        kind = runtime.context_var_get(self._address)
        return _missing if kind < 0 else take(kind, runtime.number())

    def get(self, *default):
        value = self._value()
        if value is not _missing:
            return value
        if default:
            return default[0]
        if self._default is not _missing:
            return self._default
        raise LookupError(self)

    def set(self, value):
        old = self._value()
        kind, number = give(value)
        return Token(self, old, runtime.context_var_set(self._address, kind, number))

    def reset(self, token):
        check(runtime.context_var_reset(self._address, token._address))

    def __repr__(self):
        return f"<ContextVar name={self.name!r}>"


class Context(Owner):
    def __init__(self):
        super().__init__(runtime.copy_context())

    def run(self, callable, *args, **kwargs):
        outcome = []

        def call():
            try:
                outcome.append((callable(*args, **kwargs), None))
            except BaseException as error:
                outcome.append((None, error))

        check(runtime.context_run(self._address, keep(call)))
        result, error = outcome[0]
        if error is not None:
            raise error
        return result

    def get(self, var, default=None):
        return self.run(var.get, default)

    def __getitem__(self, var):
        value = self.run(var._value)
        if value is _missing:
            raise KeyError(var)
        return value

    def __contains__(self, var):
        return self.run(var._value) is not _missing


def copy_context():
    return Context()
