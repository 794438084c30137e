import os
def t(name, f):
    try:
        print(name, f())
    except BaseException as e:
        print(name, "!", type(e).__name__, e)
from collections import Counter, defaultdict, deque, namedtuple, OrderedDict
t("counter", lambda: Counter("hello").most_common(2))
t("counter repr", lambda: Counter("aab"))
t("dd", lambda: dict(defaultdict(list)))
d = deque(maxlen=2)
d.append(1); d.append(2); d.append(3)
t("deque", lambda: (d, list(d), d[0]))
P = namedtuple("P", "x y")
t("nt", lambda: (P(1, 2), P(1, 2)._asdict(), P(1, 2)._replace(x=5)))
P2 = namedtuple("P2", ["x", "y"])
t("nt defaults", lambda: P2(1, 0))
from functools import lru_cache, partial, reduce, cache, total_ordering, cached_property
@lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
t("lru", lambda: (fib(20), fib.cache_info().hits > 0))
t("reduce", lambda: reduce(lambda a, b: a + b, [1, 2, 3]))
import itertools
t("chain", lambda: list(itertools.chain([1], [2])))
t("islice", lambda: list(itertools.islice(itertools.count(5), 3)))
t("product", lambda: list(itertools.product("ab", [1, 2])))
t("groupby", lambda: [(k, list(g)) for k, g in itertools.groupby("aab")])
t("batched", lambda: list(itertools.batched([1, 2, 3], 2)))
t("pairwise", lambda: list(itertools.pairwise([1, 2, 3])))
t("accumulate", lambda: list(itertools.accumulate([1, 2, 3])))
from dataclasses import dataclass, field, asdict
@dataclass
class Job:
    name: str
    n: int = 0
    tags: list = field(default_factory=list)
t("dc", lambda: (Job("a"), Job("a") == Job("a"), asdict(Job("b", 1))))
@dataclass(order=True, frozen=True)
class Item:
    p: int
    name: str = field(compare=False)
t("dc order", lambda: Item(1, "b") < Item(2, "a"))
def froz():
    i = Item(1, "x"); i.p = 3
t("frozen", froz)
import enum
class Color(enum.Enum):
    RED = 1
    BLUE = enum.auto()
t("enum", lambda: (Color.RED, Color.BLUE.value, Color["RED"], Color(1), list(Color)))
import re
t("re sub", lambda: re.sub(r"(\w)(\d)", r"\2\1", "a1b2"))
import string
t("string", lambda: string.ascii_lowercase[:3])
import time
t("strftime", lambda: time.strftime("%H:%M:%S", time.gmtime(3661)))
import typing
t("typing", lambda: typing.Optional[int] is not None)
class Stack:
    def __init__(self): self._i = []
    def __len__(self): return len(self._i)
    def __getitem__(self, k): return ("got", k)
    def __contains__(self, x): return x == 3
    def __iter__(self): return iter([1, 2])
    def __repr__(self): return "Stack()"
    def __enter__(self): return self
    def __exit__(self, *a): return True
    def __call__(self, x): return x * 2
    def __eq__(self, o): return True
    def __hash__(self): return 1
    @property
    def size(self): return 9
    @size.setter
    def size(self, v): print("set", v)
    @staticmethod
    def s(): return "static"
    @classmethod
    def c(cls): return cls.__name__
s = Stack()
s.size = 4
t("stack", lambda: (len(s), s[1], s[1:2], 3 in s, list(s), s, s(4), s.size, s.s(), Stack.c(), f"{s!r:>10}"))
with (open("awaitscope_library.txt", "w") as f):
    f.write("a\nb\n")
with open("awaitscope_library.txt") as f, open("awaitscope_library.txt") as g:
    t("file", lambda: (f.read(), g.readlines()))
class Sub: pass
def gen():
    x = yield 1
    print("got", x)
    yield from [2, 3]
    return 4
g = gen(); next(g); g.send("hi")
t("gen", lambda: list(g))
t("walrus", lambda: [y for x in range(4) if (y := x * 2) > 2])
a, *b = [1, 2, 3]
t("star", lambda: (a, b))
t("lambda default", lambda x=3: x)
t("global", lambda: "x" in globals())
t("chained", lambda: 1 < 2 < 3)
t("ternary", lambda: "a" if False else "b")
t("format", lambda: "{:>5}|{:<5}|{:^5}|{:05d}|{:+}|{:x}|{:e}".format("a", "b", "c", 42, 3, 255, 1234.5))
t("percent", lambda: "%s %d %.2f %5s %r" % ("a", 1, 2.345, "x", "y"))
t("zip", lambda: dict(zip(["a", "b"], [1, 2])))
t("any", lambda: (any([0, 1]), all([])))
t("big", lambda: 2 ** 100)
t("hex", lambda: (hex(255), bin(5), oct(8)))
t("bytes", lambda: "é".encode())
t("ord", lambda: chr(ord("a") + 1))
t("set repr", lambda: {1})
t("str methods", lambda: ("abc".startswith(("x", "a")), "abc".find("c"), "a,b".replace(",", ";"), "x".isupper(), " a ".strip()))
t("getattr", lambda: getattr(s, "nope", 5))
t("type", lambda: type(s).__name__)
t("super", lambda: Sub().__class__.__name__)
t("dict methods", lambda: ({"a": 1}.get("b", 2), {"a": 1}.setdefault("c", 3), {"a": 1}.pop("a"), list({"a": 1}.items())))
def kw(**k): return list(k)
t("inf", lambda: (float("inf"), float("nan"), -0.0, 1e16, 1e-5, 0.1 + 0.2))
t("int str", lambda: (str(10 ** 20), 7 // -2, -7 % 3))
with (
    open("awaitscope_library.txt") as f,  # the first
    open("awaitscope_library.txt") as g,
):
    print(f.read() == g.read())
print(P(1, 2)[::-1], [1, 2, 3, 4][::-2], range(10)[2:8:3])
print(isinstance(None, int | None), issubclass(P, tuple | list))
print(isinstance(True, int), isinstance(False, (str, int)), isinstance(1.0, int), isinstance(2, int | str))
name, width = "x", 6
print(f"{f'{name:>{width}}'!r}", "a" f"{f'{1}'}" "b", f"""{f"{name=}"}""")
os.remove("awaitscope_library.txt")
