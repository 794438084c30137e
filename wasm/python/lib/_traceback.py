"""Tracebacks as CPython prints them, of the program's own frames: what of asyncio lies between them is ours, and left out."""

import io
import sys

import _about
import _functions
from _bridge import message_of, runtime

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n"

_FRAME = '  File "'
_PROGRAM = '<stdin>", line '
_MOST_ERRORS = 15
_MOST_DEPTH = 10
_MOST_REPEATED = 3

_MODULES = {
    "CancelledError": "asyncio.exceptions",
    "InvalidStateError": "asyncio.exceptions",
    "BrokenBarrierError": "asyncio.exceptions",
    "IncompleteReadError": "asyncio.exceptions",
    "LimitOverrunError": "asyncio.exceptions",
    "QueueEmpty": "asyncio.queues",
    "QueueFull": "asyncio.queues",
    "QueueShutDown": "asyncio.queues",
    "gaierror": "socket",
}


def text(error):
    return "\n".join(lines(error))


def lines(error):
    shown = _Shown()
    shown.add(error, set())
    return shown.lines


def last_lines(error):
    """What stands below the frames: the class, the message, the notes."""
    kind = type(error)
    name = kind.__name__
    module = _MODULES.get(name)
    if module is not None and getattr(kind, "__module__", None) != "__main__":
        name = f"{module}.{name}"
    message = message_of(error)
    found = (f"{name}: {message}" if message else name).split("\n")
    about = _about.of(error)
    for one in about.notes or () if about is not None else ():
        found += one.split("\n")
    return found


def _frames(error):
    """The program's frames, outermost first: line and function."""
    about = _about.of(error)
    raw = io.StringIO()
    sys.print_exception(error, raw)
    found, inside = [], False
    for entry in raw.getvalue().split("\n"):
        if not entry.startswith(_FRAME):
            continue
        place = entry[len(_FRAME) :]
        if place.startswith(_PROGRAM):
            line, _, function = place[len(_PROGRAM) :].partition(", in ")
            found.append([runtime.original_line(int(line)), function])
            inside = True
        else:
            if inside and about is not None and about.line and place.endswith(" in __aexit__"):
                found[-1][0] = about.line
            inside = False
    if about is not None and about.whole is not None:
        # It was raised where the whole was caught, and says where that comes from.
        return found[:-1] + _frames(about.whole)
    return found


def _stack(error):
    shown, before, times = [], None, 0
    for line, function in _frames(error):
        times = times + 1 if before == (line, function) else 1
        before = (line, function)
        if times <= _MOST_REPEATED:
            shown.append(f'{_FRAME}{_functions.program_name}", line {line}, in {function}')
            source = runtime.source_line(line)
            if source:
                shown.append(f"    {source}")
        elif times == _MOST_REPEATED + 1:
            shown.append("")
        if times > _MOST_REPEATED:
            more = times - _MOST_REPEATED
            shown[-1] = f"  [Previous line repeated {more} more time{'' if more == 1 else 's'}]"
    return shown


class _Shown:
    """As traceback.TracebackException.format has it: groups are a tree, indented by depth."""

    def __init__(self):
        self.lines = []
        self._depth = 0
        self._open = False

    def add(self, error, seen):
        chain = []
        while error is not None:
            seen.add(id(error))
            cause, context = _about.cause_of(error), _about.context_of(error)
            if cause is not None and id(cause) not in seen:
                chain.append((_CAUSE, error))
                error = cause
            elif context is not None and not _about.suppresses(error) and id(context) not in seen:
                chain.append((_CONTEXT, error))
                error = context
            else:
                chain.append((None, error))
                error = None
        for link, one in reversed(chain):
            if link is not None:
                self._say(link.split("\n"))
            if isinstance(one, (BaseExceptionGroup, ExceptionGroup)):
                self._add_group(one, seen)
            else:
                self._add_one(one)

    def _say(self, lines, margin="|"):
        indent = " " * (2 * self._depth) + (margin + " " if self._depth else "")
        for line in lines:
            self.lines.append(indent + line)

    def _add_one(self, error):
        stack = _stack(error)
        if stack:
            self._say(["Traceback (most recent call last):"])
            self._say(stack)
        self._say(last_lines(error))

    def _add_group(self, group, seen):
        if self._depth > _MOST_DEPTH:
            self._say([f"... (max_group_depth is {_MOST_DEPTH})"])
            return
        top = self._depth == 0
        if top:
            self._depth = 1
        stack = _stack(group)
        if stack:
            self._say(["Exception Group Traceback (most recent call last):"], "+" if top else "|")
            self._say(stack)
        self._say(last_lines(group))
        errors = group.exceptions
        count = min(len(errors), _MOST_ERRORS + 1)
        self._open = False
        for i in range(count):
            last = i == count - 1
            if last:
                self._open = True
            title = str(i + 1) if i < _MOST_ERRORS else "..."
            indent = " " * (2 * self._depth)
            self.lines.append(f"{indent}{'+-' if i == 0 else '  '}+---------------- {title} ----------------")
            self._depth += 1
            if i < _MOST_ERRORS:
                self.add(errors[i], seen)
            else:
                more = len(errors) - _MOST_ERRORS
                self._say([f"and {more} more exception{'' if more == 1 else 's'}"])
            if last and self._open:
                self.lines.append(" " * (2 * self._depth) + "+------------------------------------")
                self._open = False
            self._depth -= 1
        if top:
            self._depth = 0
