"""Record an asyncio program under CPython as an Awaitscope trace.

    python awaitscope_trace.py [-o TRACE.json] PROGRAM.py [ARGUMENT…]
    python -m awaitscope_trace PROGRAM.py > trace.json        (with this file on the path)

The program runs unchanged, on its own clock; what it prints goes to standard error while the trace goes to standard
output, or stays where it is with -o. `awaitscope replay trace.json` and `<await-scope trace="trace.json">` show the trace.

CPython 3.11 or newer, nothing else. Tasks and futures are asyncio's own, written in Python, with the recording around
them; a program that makes futures of another kind is recorded as far as its tasks show it.
"""
import argparse
import asyncio
import asyncio.futures
import asyncio.locks
import asyncio.queues
import asyncio.taskgroups
import asyncio.tasks
import asyncio.timeouts
import builtins
import contextlib
import json
import os
import sys
import time
import traceback

VERSION = 1

# The kinds of records, as runtime/include/asyncio/trace.h numbers them.
TURN_BEGIN, TURN_END, IDLE = 1, 2, 3
FUTURE_CREATED, FUTURE_RESULT, FUTURE_EXCEPTION, FUTURE_CANCELLED = 16, 17, 18, 19
TASK_CREATED, TASK_COROUTINE, TASK_STEP_BEGIN, TASK_STEP_END = 32, 33, 34, 35
TASK_AWAITS, TASK_WOKEN, TASK_CANCEL_REQUESTED, TASK_UNCANCEL, TASK_RENAMED = 36, 37, 38, 39, 40
COROUTINE_CREATED, COROUTINE_ENTERED, COROUTINE_LEFT, COROUTINE_AWAITS = 48, 49, 50, 51
COMPOSITE_CREATED, COMPOSITE_MEMBER, COMPOSITE_DEADLINE = 64, 65, 66
COMPOSITE_EXPIRED, COMPOSITE_RESCHEDULED, COMPOSITE_SETTLED = 67, 68, 69
PRIMITIVE_CREATED, PRIMITIVE_WAITS, PRIMITIVE_ACQUIRED, PRIMITIVE_RELEASED = 80, 81, 82, 83
PRIMITIVE_SET, PRIMITIVE_CLEARED, PRIMITIVE_PUT, PRIMITIVE_GOT, PRIMITIVE_SIZE, PRIMITIVE_LIMIT = 84, 85, 86, 87, 88, 89
PRINT = 112

LONGEST_TEXT = 200

# As this file's frames name it, however it was started.
OWN_FILE = (lambda: None).__code__.co_filename


class Recorder:
    """What happened so far: records and the strings that they name by number."""

    def __init__(self, program):
        self.program = os.path.abspath(program)
        self.records = []
        self.strings = [""]
        self.numbers = {"": 0}
        self.last_id = 0
        self.turn = 0
        self.began = time.monotonic()
        self.running = []  # ids of the tasks whose steps run, the innermost last
        self.over = False  # the main task is: what asyncio.run does to shut down is not the program's

    def new_id(self):
        self.last_id += 1
        return self.last_id

    def by(self):
        return self.running[-1] if self.running else 0

    def text(self, text):
        text = text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT - 1] + "…"
        number = self.numbers.get(text)
        if number is None:
            number = self.numbers[text] = len(self.strings)
            self.strings.append(text)
        return number

    def write(self, kind, subject=0, by=0, value=0, line=0):
        if not self.over:
            self.records.append([time.monotonic() - self.began, self.turn, kind, min(line, 65535), subject, by, value])

    def trace(self):
        """The parts of the file, one record a line."""
        with open(self.program, encoding="utf-8") as file:
            source = file.read()
        name = os.path.basename(self.program)
        head = {
            "format": "awaitscope-trace",
            "version": VERSION,
            "scenario": {"name": name, "title": name},
            "parameters": {},
            "clock": "real",
            "sources": [{"name": name, "language": "python", "text": source}],
            "strings": self.strings,
            "lost": 0,
        }
        yield json.dumps(head, ensure_ascii=False)[:-1] + ', "records": [\n'
        for index, record in enumerate(self.records):
            yield (",\n" if index else "") + json.dumps(record)
        yield "\n]}\n"


recorder = None


def safe_repr(value):
    try:
        return repr(value)
    except Exception as error:
        return f"<{type(value).__name__}: repr raised {type(error).__name__}>"


def error_line(error):
    message = str(error)
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def note_outcome(future):
    """A future that is done, by which number it is known."""
    if future.cancelled():
        recorder.write(FUTURE_CANCELLED, future.trace_id, recorder.by(), recorder.text(future._cancel_message or ""))
    elif future._exception is not None:
        recorder.write(FUTURE_EXCEPTION, future.trace_id, recorder.by(), recorder.text(error_line(future._exception)))
    else:
        recorder.write(FUTURE_RESULT, future.trace_id, recorder.by(), recorder.text(safe_repr(future._result)))


class OutcomeRecorded:
    """Notes the end of a future once, whichever way it comes."""

    def set_result(self, result):
        super().set_result(result)
        note_outcome(self)

    def set_exception(self, exception):
        super().set_exception(exception)
        note_outcome(self)


PURPOSES = {"_wait": "wait", "_cancel_and_wait": "wait_for", "__aenter__": "acquire", "__aexit__": "TaskGroup"}
TELLING = ("asyncio.tasks", "asyncio.locks", "asyncio.queues", "asyncio.timeouts", "asyncio.taskgroups")


def purpose(frame):
    """What a future is made for: the asyncio function that makes it, or of several that the program called; "future" for the
    program itself."""
    name = "future"
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if frame.f_code.co_filename != OWN_FILE:
            if not module.startswith("asyncio"):
                break
            called = frame.f_code.co_name
            if called.startswith("__step"):
                break
            if called in PURPOSES or not (called.startswith("_") or called == "create_future"):
                name = called
            if module in TELLING:
                break
        frame = frame.f_back
    return PURPOSES.get(name, name)


class Future(OutcomeRecorded, asyncio.futures._PyFuture):
    def __init__(self, *, loop=None):
        super().__init__(loop=loop)
        self.trace_id = recorder.new_id()
        recorder.write(FUTURE_CREATED, self.trace_id, recorder.by(), recorder.text(purpose(sys._getframe(1))))

    def cancel(self, msg=None):
        cancelled = super().cancel(msg=msg)
        if cancelled:
            note_outcome(self)
        return cancelled


class GatheringFuture(Future):
    """The future that gather returns, with the cancel of asyncio's own."""

    cancel = asyncio.tasks._GatheringFuture.cancel

    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False
        recorder.write(COMPOSITE_CREATED, self.trace_id, recorder.by(), recorder.text("gather"))
        for child in children:
            recorder.write(COMPOSITE_MEMBER, self.trace_id, getattr(child, "trace_id", 0))

    def set_result(self, result):
        recorder.write(COMPOSITE_SETTLED, self.trace_id, 0, 0)
        super().set_result(result)

    def set_exception(self, exception):
        cancelled = isinstance(exception, asyncio.CancelledError)
        recorder.write(COMPOSITE_SETTLED, self.trace_id, 0, 2 if cancelled else 1)
        super().set_exception(exception)


def chain_of(coroutine):
    """The coroutines awaited inline, outermost first, and what the innermost waits for is not among them."""
    chain = []
    while coroutine is not None and hasattr(coroutine, "cr_frame"):
        if coroutine.cr_code.co_filename != OWN_FILE:
            chain.append(coroutine)
        coroutine = coroutine.cr_await
    return chain


class Task(asyncio.tasks._PyTask):
    def __init__(self, coro, **options):
        self.trace_id = recorder.new_id()
        self._entered = []  # [coroutine, its id]: the stack as the trace has it, outermost first
        self._over = False
        super().__init__(coro, **options)
        recorder.write(TASK_CREATED, self.trace_id, recorder.by(), recorder.text(self.get_name()))
        self._root = self._new_coroutine(coro)
        recorder.write(TASK_COROUTINE, self.trace_id, self._root[1])

    def _new_coroutine(self, coroutine):
        code = getattr(coroutine, "cr_code", None)
        name = getattr(coroutine, "__qualname__", type(coroutine).__name__)
        entry = [coroutine, recorder.new_id()]
        line = code.co_firstlineno if code is not None and code.co_filename == recorder.program else 0
        recorder.write(COROUTINE_CREATED, entry[1], recorder.by(), recorder.text(name), line)
        return entry

    def _note_stack(self):
        """Coroutines entered and left since the last step, and where each stands."""
        chain = [] if self.done() else chain_of(self.get_coro())
        same = 0
        while same < len(chain) and same < len(self._entered) and self._entered[same][0] is chain[same]:
            same += 1
        for entry in reversed(self._entered[same:]):
            recorder.write(COROUTINE_LEFT, entry[1], self.trace_id)
        del self._entered[same:]
        for coroutine in chain[same:]:
            entry = self._root if coroutine is self._root[0] else self._new_coroutine(coroutine)
            recorder.write(COROUTINE_ENTERED, entry[1], self.trace_id)
            self._entered.append(entry)
        waits_for = getattr(self._fut_waiter, "trace_id", 0)
        line = 0
        for index, (coroutine, number) in enumerate(self._entered):
            frame = coroutine.cr_frame
            own = frame is not None and frame.f_code.co_filename == recorder.program
            line = frame.f_lineno if own else line
            inner = self._entered[index + 1][1] if index + 1 < len(self._entered) else waits_for
            recorder.write(COROUTINE_AWAITS, number, inner, line=frame.f_lineno if own else 0)
        return waits_for, line

    def _step(self, run, argument):
        recorder.write(TASK_STEP_BEGIN, self.trace_id, recorder.by())
        recorder.running.append(self.trace_id)
        try:
            run(argument)
        finally:
            waits_for, line = self._note_stack()
            if self.done():
                self._note_end()
            else:
                recorder.write(TASK_AWAITS, self.trace_id, waits_for, line=line)
            recorder.running.pop()
            recorder.write(TASK_STEP_END, self.trace_id, recorder.by())

    def _note_end(self):
        if not self._over:
            self._over = True
            note_outcome(self)

    def _Task__step(self, exc=None):
        self._step(super()._Task__step, exc)

    def _Task__wakeup(self, future):
        recorder.write(TASK_WOKEN, self.trace_id, getattr(future, "trace_id", 0))
        super()._Task__wakeup(future)

    def cancel(self, msg=None):
        if not self.done():
            recorder.write(TASK_CANCEL_REQUESTED, self.trace_id, recorder.by(), self.cancelling() + 1)
        return super().cancel(msg=msg)

    def uncancel(self):
        left = super().uncancel()
        recorder.write(TASK_UNCANCEL, self.trace_id, recorder.by(), left)
        return left

    def set_name(self, value):
        super().set_name(value)
        recorder.write(TASK_RENAMED, self.trace_id, recorder.by(), recorder.text(self.get_name()))


class TaskGroup(asyncio.TaskGroup):
    __module__ = "asyncio.taskgroups"

    async def __aenter__(self):
        self.trace_id = recorder.new_id()
        recorder.write(COMPOSITE_CREATED, self.trace_id, recorder.by(), recorder.text("TaskGroup"))
        return await super().__aenter__()

    def create_task(self, coro, **options):
        task = super().create_task(coro, **options)
        recorder.write(COMPOSITE_MEMBER, self.trace_id, getattr(task, "trace_id", 0))
        return task

    async def __aexit__(self, *raised):
        outcome = 0
        try:
            return await super().__aexit__(*raised)
        except BaseException as error:
            outcome = 2 if isinstance(error, asyncio.CancelledError) else 1
            raise
        finally:
            recorder.write(COMPOSITE_SETTLED, self.trace_id, 0, outcome)


class Timeout(asyncio.Timeout):
    __module__ = "asyncio.timeouts"
    trace_id = 0

    async def __aenter__(self):
        caller = sys._getframe(1).f_code.co_name
        self._kind_of_deadline = COMPOSITE_DEADLINE
        self.trace_id = recorder.new_id()
        recorder.write(COMPOSITE_CREATED, self.trace_id, recorder.by(),
                       recorder.text("wait_for" if caller == "wait_for" else "timeout"))
        recorder.write(COMPOSITE_MEMBER, self.trace_id, recorder.by())
        return await super().__aenter__()

    def reschedule(self, when):
        super().reschedule(when)
        recorder.write(self._kind_of_deadline, self.trace_id, recorder.by(), None if when is None else when - recorder.began)
        self._kind_of_deadline = COMPOSITE_RESCHEDULED

    def _on_timeout(self):
        recorder.write(COMPOSITE_EXPIRED, self.trace_id)
        super()._on_timeout()

    async def __aexit__(self, kind, *raised):
        outcome = 0 if kind is None else 2 if kind is asyncio.CancelledError else 1
        try:
            return await super().__aexit__(kind, *raised)
        except TimeoutError:
            outcome = 3
            raise
        finally:
            recorder.write(COMPOSITE_SETTLED, self.trace_id, 0, outcome)


class Primitive:
    """What tasks meet at: who waits, who goes on. What asyncio makes for itself, as a queue does an event, is not told."""

    def __init__(self, *args, **options):
        maker = sys._getframe(1)
        while maker.f_code.co_filename == OWN_FILE:
            maker = maker.f_back
        own = maker.f_globals.get("__name__", "").startswith("asyncio.")
        self.trace_id = 0 if own else recorder.new_id()
        self._note(PRIMITIVE_CREATED, recorder.text(type(self).__name__))
        super().__init__(*args, **options)

    def _note(self, kind, value=0):
        if self.trace_id:
            recorder.write(kind, self.trace_id, recorder.by(), value)

    async def _waited(self, waits, call, coroutine):
        if waits:
            self._note(PRIMITIVE_WAITS, recorder.text(call))
        return await coroutine


class Lock(Primitive, asyncio.Lock):
    __module__ = "asyncio.locks"

    async def acquire(self):
        result = await self._waited(self.locked(), "acquire", super().acquire())
        self._note(PRIMITIVE_ACQUIRED)
        return result

    def release(self):
        super().release()
        self._note(PRIMITIVE_RELEASED)


class Event(Primitive, asyncio.Event):
    __module__ = "asyncio.locks"

    async def wait(self):
        return await self._waited(not self.is_set(), "wait", super().wait())

    def set(self):
        super().set()
        self._note(PRIMITIVE_SET)

    def clear(self):
        super().clear()
        self._note(PRIMITIVE_CLEARED)


class Condition(Primitive, asyncio.Condition):
    __module__ = "asyncio.locks"

    async def wait(self):
        return await self._waited(True, "wait", super().wait())

    def notify(self, n=1):
        super().notify(n)
        self._note(PRIMITIVE_SET)


class Semaphore(Primitive, asyncio.Semaphore):
    __module__ = "asyncio.locks"

    def __init__(self, value=1, **options):
        super().__init__(value, **options)
        self._note(PRIMITIVE_SIZE, value)

    async def acquire(self):
        result = await self._waited(self.locked(), "acquire", super().acquire())
        self._note(PRIMITIVE_ACQUIRED)
        self._note(PRIMITIVE_SIZE, self._value)
        return result

    def release(self):
        super().release()
        self._note(PRIMITIVE_RELEASED)
        self._note(PRIMITIVE_SIZE, self._value)


class BoundedSemaphore(Semaphore, asyncio.BoundedSemaphore):
    __module__ = "asyncio.locks"


class Queue(Primitive, asyncio.Queue):
    __module__ = "asyncio.queues"

    def __init__(self, maxsize=0, **options):
        super().__init__(maxsize, **options)
        if maxsize > 0:
            self._note(PRIMITIVE_LIMIT, maxsize)

    async def put(self, item):
        return await self._waited(self.full(), "put", super().put(item))

    async def get(self):
        return await self._waited(self.empty(), "get", super().get())

    def _put(self, item):
        super()._put(item)
        self._note(PRIMITIVE_PUT, recorder.text(safe_repr(item)))
        self._note(PRIMITIVE_SIZE, self.qsize())

    def _get(self):
        item = super()._get()
        self._note(PRIMITIVE_GOT, recorder.text(safe_repr(item)))
        self._note(PRIMITIVE_SIZE, self.qsize())
        return item


class LifoQueue(Queue, asyncio.LifoQueue):
    __module__ = "asyncio.queues"


class PriorityQueue(Queue, asyncio.PriorityQueue):
    __module__ = "asyncio.queues"


class Loop(asyncio.SelectorEventLoop):
    def create_future(self):
        return Future(loop=self)

    def shutdown_asyncgens(self):
        recorder.over = True
        return super().shutdown_asyncgens()

    def _run_once(self):
        recorder.turn += 1
        recorder.write(TURN_BEGIN, 0, len(self._ready))
        super()._run_once()
        recorder.write(TURN_END, 0, len(self._ready))
        if not self._ready:
            recorder.write(IDLE, value=self._scheduled[0]._when - recorder.began if self._scheduled else None)


class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        return Loop()


@contextlib.contextmanager
def recording(output):
    """asyncio as it is recorded; `output` takes what the program prints."""
    plain_print = builtins.print
    recorded = {"Task": Task, "Future": Future, "_GatheringFuture": GatheringFuture}
    recorded |= {one.__name__: one for one in (TaskGroup, Timeout, Lock, Event, Condition, Semaphore, BoundedSemaphore, Queue,
                                               LifoQueue, PriorityQueue)}
    modules = (asyncio, asyncio.tasks, asyncio.futures, asyncio.locks, asyncio.queues, asyncio.taskgroups, asyncio.timeouts)
    plain = [(module, name, getattr(module, name)) for module in modules for name in recorded if hasattr(module, name)]

    def recorded_print(*values, sep=" ", end="\n", file=None, flush=False):
        if file in (None, sys.stdout):
            file = output
            text = (" " if sep is None else sep).join(str(value) for value in values)
            recorder.write(PRINT, 0, recorder.by(), recorder.text(text))
        plain_print(*values, sep=sep, end=end, file=file, flush=flush)

    builtins.print = recorded_print
    for module, name, _ in plain:
        setattr(module, name, recorded[name])
    try:
        yield
    finally:
        builtins.print = plain_print
        for module, name, value in plain:
            setattr(module, name, value)


def forget_recorder(error, seen):
    """Takes this file's frames out of the tracebacks of an error, and of those that it holds."""
    if error is None or id(error) in seen:
        return
    seen.add(id(error))
    frames = []
    at = error.__traceback__
    while at is not None:
        if at.tb_frame.f_code.co_filename != OWN_FILE:
            frames.append(at)
        at = at.tb_next
    for frame, after in zip(frames, frames[1:] + [None]):
        frame.tb_next = after
    error.__traceback__ = frames[0] if frames else None
    for one in (error.__cause__, error.__context__, *getattr(error, "exceptions", ())):
        forget_recorder(one, seen)


def run(program, output):
    """Runs the program as __main__. Returns its exit status."""
    with open(program, encoding="utf-8") as file:
        code = compile(file.read(), recorder.program, "exec")
    asyncio.set_event_loop_policy(Policy())
    sys.path.insert(0, os.path.dirname(recorder.program))
    namespace = {"__name__": "__main__", "__file__": recorder.program, "__builtins__": builtins}
    with recording(output):
        try:
            exec(code, namespace)
        except SystemExit as error:
            return error.code if isinstance(error.code, int) else 1 if error.code else 0
        except BaseException as error:
            forget_recorder(error, set())
            traceback.print_exception(error)
            return 1
    return 0


@contextlib.contextmanager
def written_whole(path):
    """A file that stands at `path` only once it is complete; what cannot be written is told before the program runs."""
    part = f"{path}.part"
    try:
        with open(part, "w", encoding="utf-8") as file:
            yield file
        os.replace(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.remove(part)
        raise


def main():
    global recorder
    parser = argparse.ArgumentParser(prog="awaitscope_trace", description=__doc__.split("\n")[0])
    parser.add_argument("-o", "--output", metavar="TRACE.json", help="where the trace goes; default: standard output")
    parser.add_argument("program", metavar="PROGRAM.py")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="ARGUMENT")
    options = parser.parse_args()
    try:
        recorder = Recorder(options.program)
        sys.argv = [options.program, *options.arguments]
        if options.output is None:
            status = run(options.program, sys.stderr)
            sys.stdout.writelines(recorder.trace())
        else:
            with written_whole(options.output) as file:
                status = run(options.program, sys.stdout)
                file.writelines(recorder.trace())
    except (OSError, SyntaxError) as error:
        sys.exit(f"awaitscope_trace: {error}")
    sys.exit(status)


if __name__ == "__main__":
    main()
