"""What exceptions hold beside their arguments. MicroPython's hold nothing else, so it is kept here for the latest of them."""

_KEPT = 1000

_known = {}
_order = []


class About:
    def __init__(self, error):
        self.error = error
        self.cause = None
        self.context = None
        self.suppresses = False
        self.notes = None
        # Where `async with` begins, for an error that leaving it raised.
        self.line = 0
        # The group that it is a part of, whose frames are its own.
        self.whole = None
        # The names of the task and the coroutine that it ended.
        self.task = None


def of(error):
    """What is known of an exception, or None."""
    about = _known.get(id(error))
    return about if about is not None and about.error is error else None


def note(error):
    """What is to be known of it."""
    about = of(error)
    if about is None:
        if len(_order) >= _KEPT:
            for one in _order[: _KEPT // 2]:
                del _known[one]
            del _order[: _KEPT // 2]
        about = _known[id(error)] = About(error)
        _order.append(id(error))
    return about


def made(error):
    """raise takes a class too."""
    return error() if isinstance(error, type) else error


def raised_from(error, cause, handled=None):
    """raise error from cause, where another may be handled."""
    error = made(error) if handled is None else raised_during(error, handled)
    about = note(error)
    about.cause = made(cause)
    about.suppresses = True
    return error


def raised_during(error, handled):
    """raise error, where another is handled."""
    error = made(error)
    if error is not handled and isinstance(error, BaseException):
        seen = handled
        while seen is not None:
            about = of(seen)
            if about is not None and about.context is error:
                about.context = None
            seen = context_of(seen)
        note(error).context = handled
    return error


def cause_of(error):
    about = of(error)
    return None if about is None else about.cause


def context_of(error):
    about = of(error)
    return None if about is None else about.context


def suppresses(error):
    about = of(error)
    return about is not None and about.suppresses


def part_of(group, whole):
    """What split makes of a group."""
    if group is not None and group is not whole:
        about, known = note(group), of(whole)
        about.whole = whole
        if known is not None:
            about.cause, about.context, about.suppresses = known.cause, known.context, known.suppresses
            about.notes, about.line = known.notes, known.line
    return group


def notes_of(error):
    about = of(error)
    if about is None or about.notes is None:
        raise AttributeError(f"'{type(error).__name__}' object has no attribute '__notes__'")
    return about.notes


def add_note(error, text):
    about = note(error)
    if about.notes is None:
        about.notes = []
    about.notes.append(text)
