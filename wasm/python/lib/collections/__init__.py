"""collections, and dicts with defaults, in the order of insertion."""

import ucollections
from ucollections import OrderedDict

# The names of each of its classes.
named_fields = {}


def namedtuple(typename, field_names, **options):
    names = field_names.replace(",", " ").split() if isinstance(field_names, str) else list(field_names)
    made = ucollections.namedtuple(typename, names, **options)
    named_fields[made] = tuple(names)
    return made


class deque:
    def __init__(self, iterable=(), maxlen=None):
        self._items = list(iterable)
        self.maxlen = maxlen
        self._trim(left=True)

    def _trim(self, left):
        if self.maxlen is not None:
            while len(self._items) > self.maxlen:
                self._items.pop(0 if left else -1)

    def append(self, item):
        self._items.append(item)
        self._trim(left=True)

    def appendleft(self, item):
        self._items.insert(0, item)
        self._trim(left=False)

    def extend(self, iterable):
        for item in iterable:
            self.append(item)

    def extendleft(self, iterable):
        for item in iterable:
            self.appendleft(item)

    def pop(self):
        if not self._items:
            raise IndexError("pop from an empty deque")
        return self._items.pop()

    def popleft(self):
        if not self._items:
            raise IndexError("pop from an empty deque")
        return self._items.pop(0)

    def clear(self):
        self._items.clear()

    def copy(self):
        return deque(self._items, self.maxlen)

    def count(self, item):
        return self._items.count(item)

    def index(self, item):
        return self._items.index(item)

    def insert(self, index, item):
        self._items.insert(index, item)

    def remove(self, item):
        self._items.remove(item)

    def reverse(self):
        self._items.reverse()

    def rotate(self, n=1):
        if self._items:
            n %= len(self._items)
            self._items = self._items[-n:] + self._items[:-n] if n else self._items

    def __iter__(self):
        return iter(self._items)

    def __reversed__(self):
        return iter(self._items[::-1])

    def __len__(self):
        return len(self._items)

    def __bool__(self):
        return bool(self._items)

    def __contains__(self, item):
        return item in self._items

    def __getitem__(self, index):
        return self._items[index]

    def __setitem__(self, index, item):
        self._items[index] = item

    def __eq__(self, other):
        return isinstance(other, deque) and self._items == other._items

    def __repr__(self):
        return f"deque({repr(self._items)}" + (")" if self.maxlen is None else f", maxlen={self.maxlen})")


class defaultdict(OrderedDict):
    def __init__(self, default_factory=None, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.default_factory = default_factory

    def __getitem__(self, key):
        if key not in self:
            if self.default_factory is None:
                raise KeyError(key)
            self[key] = self.default_factory()
        return super().__getitem__(key)

    def __repr__(self):
        return f"defaultdict({__repr__(self.default_factory)}, {_items(self)})"


def _items(mapping):
    return "{" + ", ".join([f"{__repr__(key)}: {__repr__(value)}" for key, value in mapping.items()]) + "}"


class Counter(OrderedDict):
    def __init__(self, iterable=(), **counts):
        super().__init__()
        self.update(iterable, **counts)

    def __getitem__(self, key):
        return super().__getitem__(key) if key in self else 0

    def update(self, iterable=(), **counts):
        if isinstance(iterable, dict):
            for key, count in iterable.items():
                self[key] = self[key] + count
        else:
            for key in iterable:
                self[key] = self[key] + 1
        for key, count in counts.items():
            self[key] = self[key] + count

    def most_common(self, n=None):
        ordered = sorted(self.items(), key=lambda item: item[1], reverse=True)
        return ordered if n is None else ordered[:n]

    def total(self):
        return sum(self.values())

    def elements(self):
        return [key for key, count in self.items() for _ in range(count)]

    def __repr__(self):
        return f"Counter({_items(OrderedDict(self.most_common()))})" if self else "Counter()"


class ChainMap:
    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __getitem__(self, key):
        for one in self.maps:
            if key in one:
                return one[key]
        raise KeyError(key)

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __contains__(self, key):
        return any([key in one for one in self.maps])

    def get(self, key, default=None):
        return self[key] if key in self else default
