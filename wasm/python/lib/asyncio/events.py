"""The loop, its handles, and which loop is the program's."""

import _about
import _bridge
import _functions
import _traceback
from _bridge import ERROR, check, keep, release, runtime, take

from . import futures

_loop = None
_running = None


class _Turns:
    """Awaited by what runs a loop: who drives the program takes the loop's turns, then goes on."""

    def __iter__(self):
        yield


_TURNS = _Turns()


def block(running):
    """Runs a loop while the program stands still."""
    try:
        running.send(None)
        runtime.drive()
        running.send(None)
    except StopIteration as stop:
        return stop.value
    raise RuntimeError("the loop was asked to run twice")


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
        _bridge.handled_call = callback
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
        self._factory = None
        self._eager = False
        self._debug = False
        # Async generators that were asked for an item and have not ended.
        self._generators = []

    # --- Running

    def _use(self):
        global _loop
        if not self._address:
            self._address = runtime.loop()
        runtime.loop_use(self._address)
        runtime.loop_eager(self._eager)

    def _check(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")
        if _running is not None:
            if _running is self:
                raise RuntimeError("This event loop is already running")
            raise RuntimeError("Cannot run the event loop while another loop is running")

    async def _run(self, ask, *addresses):
        """Asks the runtime to run, waits until that is over, and tells what it came to."""
        global _running
        self._check()
        self._use()
        _running = self
        try:
            check(ask(*addresses))
            await _TURNS
        finally:
            _running = None
        kind = runtime.outcome()
        value = take(kind, runtime.number())
        if kind == ERROR:
            raise value
        return value

    async def _run_until_complete(self, future):
        self._check()
        self._use()
        return await self._run(runtime.run_until_complete, futures.awaitable_address(future))

    def run_until_complete(self, future):
        return block(self._run_until_complete(future))

    async def _run_forever(self):
        await self._run(runtime.run_forever)

    def run_forever(self):
        block(self._run_forever())

    async def _run_main(self, coroutine):
        """asyncio.run."""
        self._use()
        try:
            return await self._run(runtime.run, futures.coroutine_address(coroutine))
        finally:
            self._closed = True

    async def _shut_down(self):
        try:
            await self._run(runtime.close)
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
        from .tasks import gather

        closing, self._generators = self._generators, []
        if not closing:
            return
        results = await gather(*[generator.aclose() for generator in closing], return_exceptions=True)
        for i, error in enumerate(results):
            if isinstance(error, Exception):
                message = f"an error occurred during closing of asynchronous generator {__repr__(closing[i])}"
                self.call_exception_handler({"message": message, "exception": error, "asyncgen": closing[i]})

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
        handle = Handle(callback, args) if context is None else Handle(context.run, (callback,) + args)
        handle._reference = keep(handle._run)
        handle._address = check(runtime.call_soon(handle._reference))
        return handle

    call_soon_threadsafe = call_soon

    def call_at(self, when, callback, *args, context=None):
        self._live()
        if context is not None:
            callback, args = context.run, (callback,) + args
        handle = TimerHandle(callback, args, when)
        handle._reference = keep(handle._run)
        handle._address = check(runtime.call_at(when, handle._reference))
        return handle

    def call_later(self, delay, callback, *args, context=None):
        if delay is None:
            raise TypeError("delay must not be None")
        return self.call_at(self.time() + delay, callback, *args, context=context)

    # --- Futures and tasks

    def create_future(self):
        return futures.Future(loop=self)

    def create_task(self, coro, *, name=None, context=None, eager_start=None):
        use(self)
        if self._factory is None:
            return futures.create_task(coro, name, bool(eager_start) or self._eager, context)
        task = self._factory(self, coro) if context is None else self._factory(self, coro, context=context)
        if name is not None:
            task.set_name(name)
        return task

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

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError("task factory must be a callable or None")
        self._eager = factory is eager_task_factory
        self._factory = None if self._eager else factory
        if _running is self:
            runtime.loop_eager(self._eager)

    def get_task_factory(self):
        return eager_task_factory if self._eager else self._factory

    def add_signal_handler(self, sig, callback, *args):
        """Nothing here sends signals."""

    def remove_signal_handler(self, sig):
        return False

    # --- What nobody handles

    def default_exception_handler(self, context):
        error = context.get("exception")
        shown = [context["message"]]
        shown += [f"{key}: {context[key]}" for key in sorted(context) if key not in ("message", "exception")]
        shown += [] if error is None else _traceback.lines(error)
        runtime.log("\n".join(shown))

    def call_exception_handler(self, context):
        if self._handler is None:
            self.default_exception_handler(context)
            return
        try:
            self._handler(self, context)
        except Exception as error:
            runtime.log("Unhandled error in exception handler\n" + _traceback.text(error))

    # --- Settings

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    def set_exception_handler(self, handler):
        if handler is not None and not callable(handler):
            raise TypeError(f"A callable object or None is expected, got {__repr__(handler)}")
        self._handler = handler

    def get_exception_handler(self):
        return self._handler

    def __repr__(self):
        return f"<_UnixSelectorEventLoop running={self.is_running()} closed={self._closed} debug={self._debug}>"


def eager_task_factory(loop, coro, *, name=None, context=None):
    """A task that begins at once."""
    return futures.create_task(coro, name, True, context)


def _report(message, error, ended=False):
    """What the runtime says that nobody handles; at the end of the run no more of the program is asked."""
    if message.startswith("coroutine '"):
        _warn(message)
        return
    loop = None if ended else current()
    (loop or AbstractEventLoop()).call_exception_handler(_context(message, error))


def _context(message, error):
    """As asyncio has it: what the message is about stands beside it, shown as repr() does."""
    context = {}
    if message.startswith(_DESTROYED):
        name, _, coroutine = message[len(_DESTROYED) + len(" name='") :].partition("' coro=<")
        message = _DESTROYED
        context["task"] = _Shown(f"<Task pending name='{name}' coro=<{coroutine[:-1]} running at {_place(coroutine[:-3])}>>")
    elif error is not None and message in _OF_TASKS:
        about = _about.of(error)
        if about is not None and about.task is not None:
            name, coroutine = about.task
            context[_OF_TASKS[message]] = _Shown(
                f"<Task finished name='{name}' coro=<{coroutine}() done, defined at {_place(coroutine)}> "
                f"exception={__repr__(error)}>"
            )
    elif error is not None and message == "Exception in callback" and _bridge.failed_callback is not None:
        shown = _bridge.failed_callback + "()"
        message = f"{message} {shown}"
        context["handle"] = _Shown(f"<Handle {shown}>")
    context["message"] = message
    if error is not None:
        context["exception"] = error
    return context


_DESTROYED = "Task was destroyed but it is pending!"
# Messages about tasks that failed, and where they stand in what the handler is told.
_OF_TASKS = {
    "Task exception was never retrieved": "future",
    "unhandled exception during asyncio.run() shutdown": "task",
}


class _Shown:
    def __init__(self, shown):
        self._shown = shown

    def __repr__(self):
        return self._shown


def _place(name):
    return f"{_functions.program_name}:{_functions.line_of(name)}"


# The line of the statement that drops a coroutine, while it does.
_dropping = 0


def never_awaited(address, line):
    """A coroutine that a statement made, and nobody awaits."""
    global _dropping
    _dropping = line
    if current() is None:
        _warn(f"coroutine '{_bridge.name_of_address(address)}' was never awaited")
    else:
        runtime.release(address)
    _dropping = 0


def _warn(message):
    place = f"{_functions.program_name}:{_dropping}" if _dropping else _functions.program_name
    source = "\n  " + runtime.source_line(_dropping) if _dropping else ""
    runtime.log(f"{place}: RuntimeWarning: {message}{source}")


_bridge._handle_report = _report


def _close_generators():
    return _running.shutdown_asyncgens() if _running is not None and _running._generators else None


_bridge._close_generators = _close_generators


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
    global _loop, _was_set
    _loop = loop
    _was_set = True


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
