"""traceback of an exception at hand: MicroPython does not tell which one is being handled."""

import sys

import _bridge


def format_exception(error, *rest, **options):
    error = rest[0] if rest else error
    return [line + "\n" for line in _bridge.traceback_of(error).split("\n")]


def print_exception(error, *rest, file=None, **options):
    print("".join(format_exception(error, *rest)).rstrip(), file=file or sys.stderr)


def format_exc(*args, **options):
    return ""


def print_exc(*args, **options):
    pass
