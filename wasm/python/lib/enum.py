"""enum: members as attributes of their class, made by a decorator that the rewritten program puts on it."""

import builtins

_isinstance = isinstance


class EnumClass:
    """Stands for an Enum's class, which without metaclasses cannot be gone through, called or subscripted."""

    def __init__(self, cls, members):
        self._class = cls
        self._list = members
        self.__name__ = self.__qualname__ = cls.__name__
        self.__members__ = __map__(*[(member.name, member) for member in members])

    def __iter__(self):
        return iter(self._list)

    def __reversed__(self):
        return iter(self._list[::-1])

    def __len__(self):
        return len(self._list)

    def __contains__(self, item):
        return item in self._list or item in [member.value for member in self._list]

    def __getitem__(self, name):
        return self.__members__[name]

    def __call__(self, value):
        for member in self._list:
            if member is value or member.value == value:
                return member
        missing = getattr(self._class, "_missing_", None)
        found = missing(value) if missing is not None else None
        if found is None:
            raise ValueError(f"{__repr__(value)} is not a valid {self.__name__}")
        return found

    def __getattr__(self, name):
        return getattr(self._class, name)

    def __repr__(self):
        return f"<enum '{self.__name__}'>"


def _is(thing, classes):
    """isinstance, where a class may be an Enum's."""
    if _isinstance(classes, tuple):
        return any([_is(thing, one) for one in classes])
    return _isinstance(thing, classes._class if _isinstance(classes, EnumClass) else classes)


builtins.isinstance = _is


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
        first = [one for one in made if one.value == value]
        setattr(cls, name, first[0] if first else member)
        if not first:
            made.append(member)
    for member in made:
        if hasattr(cls, "__init__") and _isinstance(member.value, tuple) and "__init__" in cls.__dict__:
            member.__init__(*member.value)
    return EnumClass(cls, made)
