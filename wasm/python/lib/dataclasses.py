"""dataclasses: the rewritten program notes each class's annotated names in __fields__."""

MISSING = object()


class Field:
    def __init__(self, default, default_factory, init, repr, compare):
        self.name = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.compare = compare


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=False):
    return Field(default, default_factory, init, repr, compare)


class FrozenInstanceError(AttributeError):
    pass


def frozen(self, name, value):
    """The __setattr__ of a class with frozen=True, which the rewritten program gives it: it counts only where it is made."""
    raise FrozenInstanceError(f"cannot assign to field '{name}'")


def _fields_of(cls):
    found = {}
    order = []
    for base in cls.__bases__:
        for one in getattr(base, "__dataclass_fields__", ()):
            found[one.name] = one
            order.append(one.name)
    for name in cls.__dict__.get("__fields__", ()):
        default = cls.__dict__.get(name, MISSING)
        one = default if isinstance(default, Field) else Field(default, MISSING, True, True, True)
        one.name = name
        if name not in found:
            order.append(name)
        found[name] = one
    return [found[name] for name in order]


def dataclass(cls=None, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    def make(cls):
        described = _fields_of(cls)
        cls.__dataclass_fields__ = described
        own = cls.__dict__

        def initialize(self, *args, **kwargs):
            wanted = [one for one in described if one.init]
            if len(args) > len(wanted):
                raise TypeError(
                    f"{cls.__name__}.__init__() takes {len(wanted) + 1} positional arguments but {len(args) + 1} were given")
            given = dict(zip([one.name for one in wanted], args))
            for name in kwargs:
                if name not in [one.name for one in wanted]:
                    raise TypeError(f"{cls.__name__}.__init__() got an unexpected keyword argument '{name}'")
                given[name] = kwargs[name]
            for one in described:
                if one.name in given:
                    value = given[one.name]
                elif one.default_factory is not MISSING:
                    value = one.default_factory()
                elif one.default is not MISSING:
                    value = one.default
                else:
                    raise TypeError(f"{cls.__name__}.__init__() missing 1 required positional argument: '{one.name}'")
                object.__setattr__(self, one.name, value)
            if hasattr(self, "__post_init__"):
                self.__post_init__()

        def values(self):
            return tuple([getattr(self, one.name) for one in described if one.compare])

        def represent(self):
            shown = ", ".join([f"{one.name}={__repr__(getattr(self, one.name))}" for one in described if one.repr])
            return f"{cls.__name__}({shown})"

        if init and "__init__" not in own:
            cls.__init__ = initialize
        if repr and "__repr__" not in own:
            cls.__repr__ = represent
        if eq and "__eq__" not in own:
            cls.__eq__ = lambda self, other: type(other) is type(self) and values(self) == values(other)
            if frozen or unsafe_hash:
                cls.__hash__ = lambda self: hash(values(self))
        if order:
            cls.__lt__ = lambda self, other: values(self) < values(other)
            cls.__le__ = lambda self, other: values(self) <= values(other)
            cls.__gt__ = lambda self, other: values(self) > values(other)
            cls.__ge__ = lambda self, other: values(self) >= values(other)
        for one in described:
            if one.default is not MISSING:
                setattr(cls, one.name, one.default)
        return cls

    return make if cls is None else make(cls)


def fields(thing):
    return tuple(thing.__dataclass_fields__)


def is_dataclass(thing):
    return hasattr(thing, "__dataclass_fields__")


def asdict(thing):
    def plain(value):
        if is_dataclass(value):
            return asdict(value)
        if isinstance(value, list):
            return [plain(item) for item in value]
        return value

    return __map__(*[(one.name, plain(getattr(thing, one.name))) for one in thing.__dataclass_fields__])


def astuple(thing):
    return tuple([getattr(thing, one.name) for one in thing.__dataclass_fields__])


def replace(thing, **changes):
    given = {one.name: getattr(thing, one.name) for one in thing.__dataclass_fields__ if one.init}
    given.update(changes)
    return type(thing)(**given)
