"""logging to the log of the run."""

import sys
import time

import _traceback
from _text import text

NOTSET, DEBUG, INFO, WARNING, ERROR, CRITICAL = 0, 10, 20, 30, 40, 50
WARN, FATAL = WARNING, CRITICAL
_names = {0: "NOTSET", 10: "DEBUG", 20: "INFO", 30: "WARNING", 40: "ERROR", 50: "CRITICAL"}


def getLevelName(level):
    return _names.get(level, f"Level {level}")


def addLevelName(level, name):
    _names[level] = name


def _level(level):
    if isinstance(level, str):
        for number, name in _names.items():
            if name == level:
                return number
        raise ValueError(f"Unknown level: {level!r}")
    return level


class LogRecord:
    def __init__(self, name, levelno, msg, args, exc_info):
        self.name = name
        self.levelno = levelno
        self.levelname = getLevelName(levelno)
        self.msg = msg
        self.args = args
        self.exc_info = exc_info
        self.created = time.time()
        self.threadName = "MainThread"
        self.process = 1

    def getMessage(self):
        return text(self.msg) % tuple([_Shown(arg) for arg in self.args]) if self.args else text(self.msg)


def _Shown(value):
    return value if isinstance(value, (int, float, str)) else text(value)


class Formatter:
    def __init__(self, fmt=None, datefmt=None, style="%"):
        self._fmt = fmt or "%(message)s"
        self._datefmt = datefmt
        self._style = style

    def formatTime(self, record, datefmt=None):
        t = time.localtime(record.created)
        if datefmt:
            return time.strftime(datefmt, t)
        return time.strftime("%Y-%m-%d %H:%M:%S", t) + f",{int(record.created * 1000) % 1000:03d}"

    def format(self, record):
        values = dict(record.__dict__)
        values["message"] = record.getMessage()
        values["asctime"] = self.formatTime(record, self._datefmt)
        line = self._fmt.format(**values) if self._style == "{" else self._fmt % values
        if record.exc_info:
            line += "\n" + _traceback.text(record.exc_info)
        return line


class Handler:
    def __init__(self, level=NOTSET):
        self.level = level
        self.formatter = Formatter()

    def setLevel(self, level):
        self.level = _level(level)

    def setFormatter(self, formatter):
        self.formatter = formatter

    def format(self, record):
        return self.formatter.format(record)

    def emit(self, record):
        pass

    def handle(self, record):
        if record.levelno >= self.level:
            self.emit(record)


NullHandler = Handler


class StreamHandler(Handler):
    def __init__(self, stream=None):
        super().__init__()
        self.stream = stream

    def emit(self, record):
        print(self.format(record), file=self.stream or sys.stderr)


class FileHandler(StreamHandler):
    def __init__(self, filename, mode="a", *args, **kwargs):
        super().__init__(open(filename, mode))


class Logger:
    def __init__(self, name, parent=None):
        self.name = name
        self.level = NOTSET
        self.parent = parent
        self.handlers = []
        self.propagate = True
        self.disabled = False

    def setLevel(self, level):
        self.level = _level(level)

    def getEffectiveLevel(self):
        return self.level or (self.parent.getEffectiveLevel() if self.parent else WARNING)

    def isEnabledFor(self, level):
        return level >= self.getEffectiveLevel()

    def addHandler(self, handler):
        self.handlers.append(handler)

    def removeHandler(self, handler):
        self.handlers.remove(handler)

    def hasHandlers(self):
        return bool(self.handlers or (self.parent and self.parent.hasHandlers()))

    def log(self, level, msg, *args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        if not self.isEnabledFor(level) or self.disabled:
            return
        record = LogRecord(self.name, level, msg, args, exc_info)
        logger, handled = self, False
        while logger is not None:
            for handler in logger.handlers:
                handler.handle(record)
                handled = True
            logger = logger.parent if logger.propagate else None
        if not handled and level >= WARNING:
            print(record.getMessage(), file=sys.stderr)

    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)

    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)

    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)

    def exception(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)


root = Logger("root")
_loggers = {}


def getLogger(name=None):
    if not name or name == "root":
        return root
    if name not in _loggers:
        above = name.rfind(".")
        _loggers[name] = Logger(name, getLogger(name[:above]) if above > 0 else root)
    return _loggers[name]


def basicConfig(*, level=None, format=None, datefmt=None, style="%", stream=None, handlers=None, filename=None, force=False,
                **options):
    if root.handlers and not force:
        return
    if format is None:
        format = "%(levelname)s:%(name)s:%(message)s"
    root.handlers = list(handlers or [FileHandler(filename) if filename else StreamHandler(stream)])
    for handler in root.handlers:
        handler.setFormatter(Formatter(format, datefmt, style))
    if level is not None:
        root.setLevel(level)


def _of_root(name):
    def call(msg, *args, **kwargs):
        if not root.handlers:
            basicConfig()
        getattr(root, name)(msg, *args, **kwargs)

    return call


debug, info, warning = _of_root("debug"), _of_root("info"), _of_root("warning")
error, critical, exception = _of_root("error"), _of_root("critical"), _of_root("exception")
log = root.log


def disable(level=CRITICAL):
    root.disabled = True
