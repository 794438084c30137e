"""operator."""


def itemgetter(item, *items):
    if not items:
        return lambda thing: thing[item]
    return lambda thing: tuple([thing[one] for one in (item,) + items])


def _attribute(thing, path):
    for name in path.split("."):
        thing = getattr(thing, name)
    return thing


def attrgetter(attr, *attrs):
    if not attrs:
        return lambda thing: _attribute(thing, attr)
    return lambda thing: tuple([_attribute(thing, one) for one in (attr,) + attrs])


def methodcaller(name, *args, **kwargs):
    return lambda thing: getattr(thing, name)(*args, **kwargs)


def add(a, b):
    return a + b


def sub(a, b):
    return a - b


def mul(a, b):
    return a * b


def truediv(a, b):
    return a / b


def floordiv(a, b):
    return a // b


def mod(a, b):
    return a % b


def pow(a, b):
    return a**b


def neg(a):
    return -a


def not_(a):
    return not a


def eq(a, b):
    return a == b


def ne(a, b):
    return a != b


def lt(a, b):
    return a < b


def le(a, b):
    return a <= b


def gt(a, b):
    return a > b


def ge(a, b):
    return a >= b


def and_(a, b):
    return a & b


def or_(a, b):
    return a | b


def xor(a, b):
    return a ^ b


def contains(a, b):
    return b in a


def getitem(a, b):
    return a[b]


def is_(a, b):
    return a is b
