"""abc: a class with abstract methods left makes no objects."""

_abstract = set()


def abstractmethod(function):
    _abstract.add(function)
    return function


class ABC:
    def __new__(cls, *args, **kwargs):
        left = [name for name in dir(cls) if _is_abstract(getattr(cls, name, None))]
        if left:
            names = ", ".join([f"'{name}'" for name in sorted(left)])
            plural = "" if len(left) == 1 else "s"
            raise TypeError(
                f"Can't instantiate abstract class {cls.__name__} without an implementation for "
                f"abstract method{plural} {names}"
            )
        return super().__new__(cls)


def _is_abstract(value):
    return callable(value) and value in _abstract


class ABCMeta(type):
    """metaclass=ABCMeta is written as ABC (wasm/python/rewrite.mjs)."""
