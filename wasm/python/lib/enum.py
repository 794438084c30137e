"""enum: members as attributes of their class, made by a decorator that the rewritten program puts on it."""


class auto:
    pass


class Enum:
    def __repr__(self):
        return f"<{type(self).__name__}.{self.name}: {self.value!r}>"

    def __str__(self):
        return f"{type(self).__name__}.{self.name}"

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        return self is other


class _Number(Enum):
    def __int__(self):
        return self.value

    __index__ = __int__

    def __str__(self):
        return str(self.value)

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        return self.value == _plain(other)

    def __lt__(self, other):
        return self.value < _plain(other)

    def __le__(self, other):
        return self.value <= _plain(other)

    def __gt__(self, other):
        return self.value > _plain(other)

    def __ge__(self, other):
        return self.value >= _plain(other)

    def __add__(self, other):
        return self.value + _plain(other)

    def __sub__(self, other):
        return self.value - _plain(other)


def _plain(value):
    return value.value if isinstance(value, Enum) else value


class IntEnum(_Number):
    pass


class StrEnum(_Number):
    pass


class Flag(Enum):
    pass


IntFlag = Flag


def unique(cls):
    return cls


def members(names, cls):
    """Makes the attributes called so, in order, members of the class."""
    last = 0
    made = []
    for name in names:
        value = cls.__dict__.get(name)
        if name.startswith("_") or callable(value) and not isinstance(value, type):
            continue
        if value is auto or isinstance(value, auto):
            value = name.lower() if issubclass(cls, StrEnum) else last + 1
        last = value
        member = object.__new__(cls)
        member.name = member._name_ = name
        member.value = member._value_ = value
        setattr(cls, name, member)
        made.append(member)
    cls._members = made
    return cls
