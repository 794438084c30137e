"""traceback. print_exc and format_exc are given the error that is being handled: MicroPython does not know it."""

import sys

import _traceback


def format_exception(error, *rest, **options):
    error = rest[0] if rest else error
    return [line + "\n" for line in _traceback.lines(error)]


def format_exception_only(error, *rest, **options):
    error = rest[0] if rest else error
    return [line + "\n" for line in _traceback.last_lines(error)]


def print_exception(error, *rest, file=None, **options):
    print("".join(format_exception(error, *rest))[:-1], file=file or sys.stderr)


def format_exc(error=None, *args, **options):
    return "NoneType: None\n" if error is None else "".join(format_exception(error))


def print_exc(error=None, *args, file=None, **options):
    print(format_exc(error)[:-1], file=file or sys.stderr)
