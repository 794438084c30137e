import sys


def warn(message, category=None, stacklevel=1, source=None):
    print(f"{getattr(category, '__name__', 'UserWarning')}: {message}", file=sys.stderr)


def simplefilter(*args, **kwargs):
    pass


filterwarnings = simplefilter
