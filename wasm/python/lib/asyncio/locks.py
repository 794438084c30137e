"""Lock, Event, Condition, Semaphore, BoundedSemaphore, Barrier."""

from _bridge import Coroutine, Owner, check, runtime


def _repr(primitive):
    shown = runtime.text(runtime.show(primitive._address))
    return f"<asyncio.locks.{type(primitive).__name__}{shown[shown.find(' ') :]}"


class _Acquired(Owner):
    """What is held for a block."""

    async def __aenter__(self):
        await self.acquire()
        return None

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        self.release()


class Lock(_Acquired):
    def __init__(self):
        super().__init__(runtime.lock())

    def acquire(self):
        return Coroutine(runtime.lock_acquire(self._address))

    def release(self):
        check(runtime.lock_release(self._address))

    def locked(self):
        return runtime.lock_locked(self._address) == 1

    __repr__ = _repr


class Event(Owner):
    def __init__(self):
        super().__init__(runtime.event())

    def is_set(self):
        return runtime.event_is_set(self._address) == 1

    def set(self):
        runtime.event_set(self._address)

    def clear(self):
        runtime.event_clear(self._address)

    def wait(self):
        return Coroutine(runtime.event_wait(self._address))

    __repr__ = _repr


class Condition(_Acquired):
    def __init__(self, lock=None):
        self._lock = lock or Lock()
        super().__init__(runtime.condition(self._lock._address))
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self.locked = self._lock.locked

    def wait(self):
        return Coroutine(runtime.condition_wait(self._address))

    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        check(runtime.condition_notify(self._address, n))

    def notify_all(self):
        check(runtime.condition_notify_all(self._address))

    __repr__ = _repr


class Semaphore(_Acquired):
    _bounded = False

    def __init__(self, value=1):
        super().__init__(runtime.semaphore(value, self._bounded))

    def acquire(self):
        return Coroutine(runtime.semaphore_acquire(self._address))

    def release(self):
        check(runtime.semaphore_release(self._address))

    def locked(self):
        return runtime.semaphore_locked(self._address) == 1

    __repr__ = _repr


class BoundedSemaphore(Semaphore):
    _bounded = True


class Barrier(Owner):
    def __init__(self, parties):
        super().__init__(runtime.barrier(parties))
        self.parties = parties

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        pass

    def wait(self):
        return Coroutine(runtime.barrier_wait(self._address))

    def reset(self):
        return Coroutine(runtime.barrier_reset(self._address))

    def abort(self):
        return Coroutine(runtime.barrier_abort(self._address))

    @property
    def n_waiting(self):
        return runtime.barrier_n_waiting(self._address)

    @property
    def broken(self):
        return runtime.barrier_broken(self._address) == 1

    __repr__ = _repr
