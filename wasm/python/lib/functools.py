from collections import OrderedDict

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__")


class partial:
    def __init__(self, func, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, *args, **keywords):
        return self.func(*(self.args + args), **dict(self.keywords, **keywords))


def update_wrapper(wrapper, wrapped, *args, **kwargs):
    return wraps(wrapped)(wrapper)


def wraps(wrapped, *args, **kwargs):
    """The wrapper with the name of what it wraps; it stays the function it is, so that a class binds it as a method."""
    from _functions import wrapped_names

    def decorate(wrapper):
        wrapped_names[wrapper] = wrapped
        return wrapper

    return decorate


def reduce(function, sequence, *initial):
    iterator = iter(sequence)
    value = initial[0] if initial else next(iterator)
    for item in iterator:
        value = function(value, item)
    return value


class _Cached:
    def __init__(self, function, maxsize):
        self.__wrapped__ = function
        self.__name__ = self.__qualname__ = getattr(function, "__name__", "")
        self._maxsize = maxsize
        self.cache_clear()

    def __call__(self, *args, **kwargs):
        key = (args, tuple(sorted(kwargs.items()))) if kwargs else args
        if key in self._values:
            self._hits += 1
            value = self._values[key]
            if self._maxsize is not None:
                del self._values[key]
                self._values[key] = value
            return value
        self._misses += 1
        value = self.__wrapped__(*args, **kwargs)
        self._values[key] = value
        if self._maxsize is not None and len(self._values) > self._maxsize:
            del self._values[next(iter(self._values))]
        return value

    def cache_clear(self):
        self._values = {} if self._maxsize is None else OrderedDict()
        self._hits = self._misses = 0

    def cache_info(self):
        from collections import namedtuple
        info = namedtuple("CacheInfo", ("hits", "misses", "maxsize", "currsize"))
        return info(self._hits, self._misses, self._maxsize, len(self._values))


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _Cached(maxsize, 128)
    return lambda function: _Cached(function, maxsize)


def cache(function):
    return _Cached(function, None)


def cached_property(function):
    return property(lambda self: _cached(self, function))


def _cached(self, function):
    name = "_cached_" + function.__name__
    if not hasattr(self, name):
        setattr(self, name, function(self))
    return getattr(self, name)


def total_ordering(cls):
    less = cls.__lt__
    cls.__gt__ = lambda self, other: not (less(self, other) or self == other)
    cls.__le__ = lambda self, other: less(self, other) or self == other
    cls.__ge__ = lambda self, other: not less(self, other)
    return cls


class _Key:
    def __init__(self, compare, value):
        self.compare = compare
        self.value = value

    def __lt__(self, other):
        return self.compare(self.value, other.value) < 0

    def __eq__(self, other):
        return self.compare(self.value, other.value) == 0


def cmp_to_key(compare):
    return lambda value: _Key(compare, value)
