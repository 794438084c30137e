import _about
from _bridge import Owner, check, error_for, failed, runtime

from .exceptions import CancelledError, ExceptionGroup, TimeoutError

_FOREVER = float("inf")


class Timeout(Owner):
    """A block that may take until a deadline."""

    def __init__(self, when, _address=None):
        super().__init__(_address or runtime.timeout_at(_FOREVER if when is None else when))

    def when(self):
        when = float(runtime.timeout_when(self._address)) if self._address else self._when
        return None if when == _FOREVER else when

    def reschedule(self, when):
        if not self._address:
            raise RuntimeError(f"Cannot change state of {'expired' if self._expired else 'finished'} Timeout")
        check(runtime.timeout_reschedule(self._address, _FOREVER if when is None else when))

    def expired(self):
        return runtime.timeout_expired(self._address) == 1 if self._address else self._expired

    async def __aenter__(self):
        if not self._address:
            raise RuntimeError("Timeout has already been entered")
        runtime.enter(self._address)
        check(0)
        self._cancelling = runtime.task_cancelling(runtime.current_task())
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        error = error_for(exc_val) if exc_val is not None else 0
        runtime.leave(self._address, error)
        if error:
            runtime.release(error)
        raised = failed()
        self._expired = self.expired()
        self._when = float(runtime.timeout_when(self._address))
        self._let_go()
        if raised is not None:
            raise _about.raised_during(raised, exc_val)
        if self._expired and exc_val is not None:
            if runtime.task_cancelling(runtime.current_task()) <= self._cancelling:
                _insert_timeout_error(exc_val)
                for error in exc_val.exceptions if isinstance(exc_val, ExceptionGroup) else ():
                    _insert_timeout_error(error)

    def __repr__(self):
        when = "" if self._address == 0 or self.when() is None else f" when={self.when():.3f}"
        state = "active" if self._address else "expired" if self._expired else "finished"
        return f"<Timeout [{state}]{when}>"


def _insert_timeout_error(error):
    """Before the CancelledErrors at the end of the chain of contexts, as in CPython 3.13."""
    context = _about.context_of(error)
    while context is not None:
        if isinstance(context, CancelledError):
            about = _about.note(TimeoutError())
            about.cause = about.context = context
            about.suppresses = True
            _about.note(error).context = about.error
            return
        error, context = context, _about.context_of(context)


def timeout(delay):
    return Timeout(None, check(runtime.timeout(_FOREVER if delay is None else delay)))


def timeout_at(when):
    return Timeout(when)
