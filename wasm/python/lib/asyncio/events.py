"""The loop, its handles, and which loop is the program's."""

from _bridge import check, failed, keep, release, runtime, take

_loop = None
_running = None


class Handle:
    """A call that the loop will make."""

    def __init__(self, callback, args):
        self._cancelled = False
        self._callback = callback
        self._args = args
        self._address = 0

    def _run(self):
        callback, args, self._callback = self._callback, self._args, None
        self._done()
        callback(*args)

    def _done(self):
        address, self._address = self._address, 0
        if address:
            runtime.release(address)

    def cancel(self):
        if not self._cancelled:
            self._cancelled = True
            if self._address:
                runtime.handle_cancel(self._address)
                release(self._reference)
                self._done()

    def cancelled(self):
        return self._cancelled


class TimerHandle(Handle):
    def __init__(self, callback, args, when):
        super().__init__(callback, args)
        self._when = when

    def when(self):
        return self._when


class AbstractEventLoop:
    """A loop of the runtime's. What runs when is decided there."""

    def __init__(self):
        self._closed = False
        self._address = 0
        self._handler = None
        self._debug = False

    # --- Running

    def _use(self):
        global _loop
        if not self._address:
            self._address = runtime.loop()
        runtime.loop_use(self._address)

    def _check(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")
        if _running is not None:
            if _running is self:
                raise RuntimeError("This event loop is already running")
            raise RuntimeError("Cannot run the event loop while another loop is running")

    def _turns(self):
        """Has the loop take its turns until what was asked is over."""
        global _running
        _running = self
        try:
            runtime.drive()
        finally:
            _running = None
        return self._outcome()

    def _outcome(self):
        kind = runtime.outcome()
        value = take(kind, runtime.number())
        if kind == 8:
            raise value
        return value

    def run_until_complete(self, future):
        from .futures import awaitable_address
        self._check()
        self._use()
        check(runtime.run_until_complete(awaitable_address(future)))
        return self._turns()

    def run_forever(self):
        self._check()
        self._use()
        check(runtime.run_forever())
        self._turns()

    def _run(self, coroutine):
        from .futures import coroutine_address
        self._use()
        check(runtime.run(coroutine_address(coroutine)))
        try:
            return self._turns()
        finally:
            self._closed = True

    def stop(self):
        runtime.stop()

    def is_running(self):
        return _running is self

    def is_closed(self):
        return self._closed

    def close(self):
        if _running is self:
            raise RuntimeError("Cannot close a running event loop")
        self._closed = True

    async def shutdown_asyncgens(self):
        pass

    async def shutdown_default_executor(self, timeout=None):
        pass

    # --- Handles

    def time(self):
        return float(runtime.time())

    def _live(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")
        if _running is not self:
            self._use()

    def call_soon(self, callback, *args, context=None):
        self._live()
        handle = Handle(callback, args)
        handle._reference = keep(handle._run)
        handle._address = check(runtime.call_soon(handle._reference))
        return handle

    call_soon_threadsafe = call_soon

    def call_at(self, when, callback, *args, context=None):
        self._live()
        handle = TimerHandle(callback, args, when)
        handle._reference = keep(handle._run)
        handle._address = check(runtime.call_at(when, handle._reference))
        return handle

    def call_later(self, delay, callback, *args, context=None):
        if delay is None:
            raise TypeError("delay must not be None")
        return self.call_at(self.time() + delay, callback, *args)

    # --- Futures and tasks

    def create_future(self):
        from .futures import Future
        return Future(loop=self)

    def create_task(self, coro, *, name=None, context=None, eager_start=None):
        from .futures import Task
        return Task(coro, loop=self, name=name, context=context)

    def run_in_executor(self, executor, func, *args):
        future = self.create_future()

        def call():
            try:
                result = func(*args)
            except BaseException as error:
                if not future.cancelled():
                    future.set_exception(error)
            else:
                if not future.cancelled():
                    future.set_result(result)

        self.call_soon(call)
        return future

    # --- Settings

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    def set_exception_handler(self, handler):
        self._handler = handler

    def get_exception_handler(self):
        return self._handler

    def __repr__(self):
        return f"<_UnixSelectorEventLoop running={self.is_running()} closed={self._closed} debug={self._debug}>"


def current():
    """The loop that runs, or else the program's."""
    return _running or _loop


def use(loop):
    """Something is made for `loop`, or for the running one."""
    if loop is None or loop is _running:
        if _running is None:
            raise RuntimeError("no running event loop")
    else:
        loop._live()


def get_running_loop():
    if _running is None:
        raise RuntimeError("no running event loop")
    return _running


def _get_running_loop():
    return _running


def new_event_loop():
    return AbstractEventLoop()


def set_event_loop(loop):
    global _loop
    _loop = loop


def get_event_loop():
    global _loop, _was_set
    if _running is not None:
        return _running
    if _loop is None:
        if _was_set:
            raise RuntimeError("There is no current event loop in thread 'MainThread'.")
        _was_set = True
        _loop = new_event_loop()
    return _loop


_was_set = False
