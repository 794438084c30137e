"""Built-in functions, where MicroPython's are not CPython's."""

import builtins
import sys

from _bridge import runtime


def print(*values, sep=" ", end="\n", file=None, flush=False):
    """Through the runtime, which knows the time and the task."""
    if sep is None:
        sep = " "
    text = sep.join([value if type(value) is str else str(value) for value in values])
    if file is None or file is sys.stdout:
        runtime.print(text)
    elif file is sys.stderr:
        runtime.log(text)
    else:
        file.write(text + ("\n" if end is None else end))


def sorted(iterable, *, key=None, reverse=False):
    """Stable: what is equal keeps its order."""
    items = list(iterable)
    sign = -1 if reverse else 1
    order = [(item if key is None else key(item), sign * i) for i, item in enumerate(items)]
    order.sort(reverse=reverse)
    return [items[sign * i] for _, i in order]


builtins.print = print
builtins.sorted = sorted
