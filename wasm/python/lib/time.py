"""time on the loop's clock."""

from _bridge import runtime


def time():
    return float(runtime.time())


monotonic = perf_counter = time


def sleep(secs):
    runtime.blocked(secs)
