"""Run an asyncio program under CPython on a virtual clock, each line that it prints behind its time and task.

    python3.13 recorder.py PROGRAM.py [--iterations]

When nothing is ready the time is the next deadline's, so that two runs print the same bytes. A line is
`T<seconds>\\t[I<iteration of the loop>\\t]<task>\\t<text>`, with `-` for what is not there; an error that nobody catches is
the last line, `!Type: message`, and the exit status is 1. Where nothing is ready and no timer is set the program can never
go on: RuntimeError. Calls in an executor are made in the next turn, and `random` begins with the seed 0. Sockets are
the machine's own: what comes through them within the machine takes no time on the clock, and ports have numbers of
their own (ports.py).
"""

import ast
import asyncio
import builtins
import collections.abc
import contextvars
import inspect
import pathlib
import random
import selectors
import sys
import time
import weakref

import ports

real_all_tasks = asyncio.all_tasks

# Seconds of the machine's until a socket that has nothing to say has come to its end.
SILENCE = 0.05


class Selector(selectors.DefaultSelector):
    """Waits for sockets alone; where none is ready, the clock goes on to the timer that is due next."""

    def __init__(self, loop):
        super().__init__()
        self.loop = loop

    def select(self, timeout=None):
        ready = super().select(SILENCE if timeout is None else 0)
        if timeout is None and not ready:
            raise RuntimeError("deadlock: nothing is ready and no timer is set")
        if timeout and not ready:
            Loop.now = max(Loop.now, self.loop._scheduled[0]._when)
        return ready


class InsertionSet(collections.abc.MutableSet):
    """Where asyncio's order is that of a set, which is chance, the order of insertion."""

    def __init__(self, items=()):
        self.items = dict.fromkeys(items)

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(list(self.items))

    def __len__(self):
        return len(self.items)

    def add(self, item):
        self.items[item] = None

    def discard(self, item):
        self.items.pop(item, None)

    def __repr__(self):
        return f"{{{', '.join(map(repr, self.items))}}}" if self.items else "set()"


class WeakInsertionSet(weakref.WeakKeyDictionary):
    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)


class TimerHandle(asyncio.TimerHandle):
    """Of timers that are due at one time the first one set comes first: CPython's heap leaves that to chance."""

    __slots__ = ("_number",)
    last = 0

    def __init__(self, *arguments):
        super().__init__(*arguments)
        TimerHandle.last += 1
        self._number = TimerHandle.last

    def __lt__(self, other):
        return (self._when, self._number) < (other._when, other._number)


class Loop(asyncio.SelectorEventLoop):
    now = 0.0

    def __init__(self):
        super().__init__(Selector(self))
        self.iterations = 0
        self.created = WeakInsertionSet()
        self._asyncgens = WeakInsertionSet()

    def time(self):
        return Loop.now

    def _run_once(self):
        self.iterations += 1
        super()._run_once()

    def create_task(self, *arguments, **keywords):
        task = super().create_task(*arguments, **keywords)
        self.created.add(task)
        return task

    def run_in_executor(self, executor, function, *arguments):
        future = self.create_future()

        def call():
            if future.cancelled():
                return
            try:
                future.set_result(function(*arguments))
            except BaseException as error:
                future.set_exception(error)

        self.call_soon(call, context=contextvars.Context())
        return future

    def _write_to_self(self):
        """Nobody else's thread has to wake it."""


def all_tasks(loop=None):
    loop = loop or asyncio.get_running_loop()
    there = real_all_tasks(loop)
    return InsertionSet([task for task in loop.created if task in there] + [*there])


class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        return Loop()


def main():
    program = pathlib.Path(sys.argv[1])
    stamps_iterations = "--iterations" in sys.argv[2:]

    def stamped(*values, sep=" ", end="\n", file=None, flush=False):
        if file not in (None, sys.stdout):
            return real_print(*values, sep=sep, end=end, file=file, flush=flush)
        loop = asyncio._get_running_loop()
        task = asyncio.current_task() if loop is not None else None
        head = [f"T{loop.time():.6f}" if loop is not None else "T-"]
        if stamps_iterations:
            head.append(f"I{loop.iterations}" if loop is not None else "I-")
        head.append(task.get_name() if task is not None else "-")
        text = (" " if sep is None else sep).join(map(str, values))
        for line in text.split("\n"):
            real_print(*head, line, sep="\t", flush=True)

    def sleep(seconds):
        Loop.now += seconds

    real_print = builtins.print
    builtins.print = stamped
    time.time = time.monotonic = time.perf_counter = lambda: Loop.now
    time.sleep = sleep
    random.seed(0)
    ports.number_ports()
    asyncio.set_event_loop_policy(Policy())
    asyncio.tasks.set = asyncio.taskgroups.set = InsertionSet
    asyncio.all_tasks = asyncio.tasks.all_tasks = all_tasks
    asyncio.base_events.events.TimerHandle = TimerHandle
    sys.argv = [str(program)]
    names = {"__name__": "__main__", "__file__": str(program)}
    try:
        code = compile(program.read_text(), program.name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        result = eval(code, names)
        if inspect.iscoroutine(result):
            asyncio.run(result)
    except SystemExit as end:
        if end.code:
            real_print(f"!SystemExit: {end.code}")
            return 1
    except BaseException as error:
        real_print(f"!{type(error).__name__}: {error}")
        return 1
    return 0


sys.exit(main())
