import logging
import sys
import traceback


def divide(a, b):
    return a / b


try:
    divide(1, 0)
except ZeroDivisionError:
    traceback.print_exc()
    print(sys.exc_info()[0].__name__, traceback.format_exc().split("\n")[0], file=sys.stderr)
    try:
        raise KeyError("k")
    except KeyError:
        logging.exception("inside %s", "a handler")
        logging.getLogger("shop").error("again", exc_info=True)
traceback.print_exc()
