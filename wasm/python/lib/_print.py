"""print, which goes through the runtime, that knows the time and the task."""

import builtins
import sys

from _bridge import runtime


def print(*values, sep=" ", end="\n", file=None, flush=False):
    if sep is None:
        sep = " "
    text = sep.join([value if type(value) is str else str(value) for value in values])
    if file is None or file is sys.stdout:
        runtime.print(text)
    elif file is sys.stderr:
        runtime.log(text)
    else:
        file.write(text + ("\n" if end is None else end))


builtins.print = print
