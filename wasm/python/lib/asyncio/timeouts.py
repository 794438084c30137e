from _bridge import check, error_for, failed, runtime

_FOREVER = float("inf")


class Timeout:
    """A block that may take until a deadline."""

    def __init__(self, when, _address=None):
        self._address = _address or check(runtime.timeout_at(_FOREVER if when is None else when))

    def when(self):
        when = runtime.timeout_when(self._address)
        return None if when == _FOREVER else float(when)

    def reschedule(self, when):
        check(runtime.timeout_reschedule(self._address, _FOREVER if when is None else when))

    def expired(self):
        return runtime.timeout_expired(self._address) == 1

    async def __aenter__(self):
        check(runtime.enter(self._address))
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        error = error_for(exc_val) if exc_val is not None else 0
        runtime.leave(self._address, error)
        if error:
            runtime.release(error)
        raised = failed()
        if raised is not None:
            raise raised


def timeout(delay):
    return Timeout(None, check(runtime.timeout(_FOREVER if delay is None else delay)))


def timeout_at(when):
    return Timeout(when)
