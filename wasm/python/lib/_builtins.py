"""Built-in functions, where MicroPython's are not CPython's."""

import builtins
import sys
from collections import OrderedDict

from _bridge import runtime
from _methods import method, strftime
from _text import represent, text

_sum = sum


def print(*values, sep=" ", end="\n", file=None, flush=False):
    """Through the runtime, which knows the time and the task."""
    line = (" " if sep is None else sep).join([text(value) for value in values])
    if file is None or file is sys.stdout:
        runtime.print(line, "\n" if end is None else end)
    elif file is sys.stderr:
        runtime.log(line)
    else:
        file.write(line + ("\n" if end is None else end))


def sorted(iterable, *, key=None, reverse=False):
    """Stable: what is equal keeps its order."""
    items = list(iterable)
    keys = items if key is None else [key(item) for item in items]
    sign = -1 if reverse else 1
    if all([type(one) in _ORDERED for one in keys]):
        order = [(one, sign * i) for i, one in enumerate(keys)]
        order.sort(reverse=reverse)
        return [items[sign * i] for _, i in order]
    places = list(range(len(items)))
    return [items[i] for i in _merge_sort(places[::sign], keys)][::sign]


_ORDERED = (int, float, str, bool)


def _merge_sort(places, keys):
    """Asks only for <, as CPython does."""
    if len(places) < 2:
        return places
    half = len(places) // 2
    left, right = _merge_sort(places[:half], keys), _merge_sort(places[half:], keys)
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if keys[right[j]] < keys[left[i]]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    return merged + left[i:] + right[j:]


def sum(iterable, start=0):
    """Floats with Neumaier's compensation, as CPython since 3.12."""
    items = list(iterable)
    if not any([type(item) is float for item in items]):
        return _sum(items, start)
    total, rest = start, 0.0
    for i, item in enumerate(items):
        if type(total) is not float or type(item) not in (float, int):
            total = total + item
            continue
        new = total + item
        rest += (total - new) + item if abs(total) >= abs(item) else (item - new) + total
        total = new
    return total + rest if rest else total


def format(value, spec=""):
    if not spec:
        return text(value)
    if "%" in spec and hasattr(value, "isoformat"):
        return strftime(value, spec)
    if "," in spec and isinstance(value, float):
        return _with_commas(value, spec)
    if hasattr(value, "__format__"):
        return value.__format__(spec)
    return f"{value:{spec}}"


def _with_commas(value, spec):
    """A float, its thousands apart: MicroPython does so with ints."""
    comma = spec.find(",")
    sign = "+" if "+" in spec[:comma] else ""
    shown = f"{value:{sign}{spec[comma + 1 :]}}"
    point = shown.find(".") if "." in shown else len(shown)
    for at in range(point - 3, 1 if shown[0] in "+-" else 0, -3):
        shown = shown[:at] + "," + shown[at:]
    return f"{shown:{_alignment(spec[:comma].replace('+', ''))}}"


def _alignment(spec):
    return spec if spec[:1] in ("<", ">", "^") or spec[1:2] in ("<", ">", "^") or not spec else ">" + spec


def sliced(value, start, stop, step):
    """value[start:stop:step], of which MicroPython's types know the step 1 alone."""
    if step is None or step == 1:
        return value[start:stop]
    if not isinstance(value, (str, list, tuple, bytes, bytearray)):
        return value[start:stop:step]
    if step == 0:
        raise ValueError("slice step cannot be zero")
    size = len(value)
    low, high = (0, size) if step > 0 else (-1, size - 1)

    def within(place, default):
        if place is None:
            return default
        return max(low, min(high, place + size if place < 0 else place))

    begin, end = within(start, low if step > 0 else high), within(stop, high if step > 0 else low)
    items = [value[i] for i in range(begin, end, step)]
    if isinstance(value, str):
        return "".join(items)
    return items if isinstance(value, list) else tuple(items) if isinstance(value, tuple) else type(value)(items)


def vars(thing):
    return thing.__dict__


def make_dict(*entries):
    """A display: pairs, and mappings after **."""
    made = OrderedDict()
    for entry in entries:
        if type(entry) is tuple:
            made[entry[0]] = entry[1]
        else:
            for key in entry.keys():
                made[key] = entry[key]
    return made


class _Ordered:
    """dict(…): a mapping or pairs, and names, in their order."""

    def __call__(self, *args, **kwargs):
        made = OrderedDict()
        for arg in args:
            for key, value in [(key, arg[key]) for key in arg.keys()] if hasattr(arg, "keys") else arg:
                made[key] = value
        for key, value in kwargs.items():
            made[key] = value
        return made

    def fromkeys(self, keys, value=None):
        return OrderedDict([(key, value) for key in keys])


def make_list(*items):
    return list(items)


def make_tuple(*items):
    return items


def make_set(*items):
    return set(items)


for _function in (print, sorted, sum, format, vars):
    setattr(builtins, _function.__name__, _function)
builtins.repr = represent
builtins.__repr__ = represent
builtins.__str__ = text
builtins.__map__ = make_dict
builtins.__ordered__ = _Ordered()
builtins.__list__ = make_list
builtins.__tuple__ = make_tuple
builtins.__set__ = make_set
builtins.__sliced__ = sliced
builtins.__format__ = format
builtins.__method__ = method
