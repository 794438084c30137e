"""threading where there is one thread: a Thread runs to its end when it starts."""

import _bridge


class _MainThread:
    name = "MainThread"
    ident = native_id = 1
    daemon = False

    def is_alive(self):
        return True

    def getName(self):
        return self.name

    def join(self, timeout=None):
        pass

    def __repr__(self):
        return f"<_MainThread({self.name}, started {self.ident})>"


_main = _current = _MainThread()
_count = 0


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _count
        _count += 1
        self._target, self._args, self._kwargs = target, args, kwargs or {}
        self.name = name or (f"Thread-{_count}" + (f" ({_bridge.name_of(target)})" if target else ""))
        self.daemon = bool(daemon)
        self.ident = self.native_id = None

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def start(self):
        global _current
        before, _current = _current, self
        self.ident = self.native_id = _count + 1
        try:
            self.run()
        finally:
            _current = before

    def join(self, timeout=None):
        pass

    def is_alive(self):
        return False

    def getName(self):
        return self.name


def current_thread():
    return _current


currentThread = current_thread


def main_thread():
    return _main


def get_ident():
    return _current.ident


get_native_id = get_ident


def active_count():
    return 1


def enumerate():
    return [_main]


class Lock:
    def __init__(self):
        self._locked = False

    def acquire(self, blocking=True, timeout=-1):
        if self._locked:
            if not blocking or timeout >= 0:
                return False
            raise RuntimeError("deadlock: there is one thread, and it holds this lock")
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False

    def locked(self):
        return self._locked

    def __enter__(self):
        self.acquire()
        return True

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.release()


class RLock(Lock):
    def __init__(self):
        self._depth = 0

    def acquire(self, blocking=True, timeout=-1):
        self._depth += 1
        return True

    def release(self):
        if not self._depth:
            raise RuntimeError("cannot release un-acquired lock")
        self._depth -= 1


class Event:
    def __init__(self):
        self._set = False

    def is_set(self):
        return self._set

    def set(self):
        self._set = True

    def clear(self):
        self._set = False

    def wait(self, timeout=None):
        return self._set


class local:
    pass
