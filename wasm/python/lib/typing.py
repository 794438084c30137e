"""typing: names that annotations use; MicroPython does not evaluate those."""


class _Any:
    def __init__(self, name):
        self._name = name

    def __getitem__(self, item):
        return self

    def __call__(self, *args, **kwargs):
        return self

    def __or__(self, other):
        return self

    __ror__ = __or__

    def __repr__(self):
        return f"typing.{self._name}"


for _name in (
    "Any AnyStr Annotated AsyncContextManager AsyncGenerator AsyncIterable AsyncIterator Awaitable Callable ClassVar "
    "Collection Concatenate Container ContextManager Coroutine DefaultDict Deque Dict Final FrozenSet Generator Hashable "
    "Iterable Iterator List Literal LiteralString Mapping MutableMapping MutableSequence NamedTuple Never NewType NoReturn "
    "NotRequired Optional OrderedDict ParamSpec Required Self Sequence Set Sized SupportsFloat SupportsInt Text Tuple Type "
    "TypeAlias TypeGuard TypedDict Union Unpack"
).split():
    globals()[_name] = _Any(_name)

TYPE_CHECKING = False


class Protocol:
    pass


class Generic:
    pass


# A base class that is subscripted, Generic[T], stands for nothing.
class _Base:
    def __getitem__(self, item):
        return object


Generic = _Base()


def TypeVar(name, *constraints, **options):
    return _Any(name)


def cast(typ, val):
    return val


def overload(function):
    return function


final = override = no_type_check = runtime_checkable = overload


def get_type_hints(thing):
    return {}
