"""Methods that MicroPython's own types have not: the rewritten program asks `method` for them."""

import _about
from _bridge import generator
from collections import named_fields


def method(value, name):
    """value.name, ours where the type is a built-in one."""
    if name == "strftime" and hasattr(value, "isoformat"):
        return lambda format: strftime(value, format)
    ours = _METHODS.get(name)
    if ours is not None:
        for kind, function in ours:
            if isinstance(value, kind):
                return lambda *args, **kwargs: function(value, *args, **kwargs)
    return getattr(value, name)


def _sort(items, *, key=None, reverse=False):
    items[:] = sorted(items, key=key, reverse=reverse)


def _ljust(text, width, fill=" "):
    return text + fill * (width - len(text))


def _rjust(text, width, fill=" "):
    return fill * (width - len(text)) + text


def _center(text, width, fill=" "):
    left = (width - len(text)) // 2 + ((width - len(text)) & width & 1)
    return fill * left + text + fill * (width - len(text) - left) if width > len(text) else text


def _zfill(text, width):
    sign = text[:1] if text[:1] in ("+", "-") else ""
    return sign + "0" * (width - len(text)) + text[len(sign) :]


def _title(text):
    result, inside = "", False
    for c in text:
        result += c.lower() if inside else c.upper()
        inside = c.isalpha()
    return result


def _capitalize(text):
    return text[:1].upper() + text[1:].lower()


def _swapcase(text):
    return "".join([c.lower() if c.isupper() else c.upper() for c in text])


def _removeprefix(text, prefix):
    return text[len(prefix) :] if prefix and text.startswith(prefix) else text


def _removesuffix(text, suffix):
    return text[: -len(suffix)] if suffix and text.endswith(suffix) else text


def _expandtabs(text, tabsize=8):
    lines = []
    for line in text.split("\n"):
        shown = ""
        for c in line:
            shown += " " * (tabsize - len(shown) % tabsize) if c == "\t" else c
        lines.append(shown)
    return "\n".join(lines)


def _all(text, test):
    return bool(text) and all([test(c) for c in text])


def _isidentifier(text):
    return _all(text, lambda c: c == "_" or c.isalpha() or c.isdigit()) and not text[0].isdigit()


def _istitle(text):
    return text != "" and text == _title(text) and any([c.isalpha() for c in text])


def _translate(text, table):
    result = ""
    for c in text:
        to = table.get(ord(c), c)
        result += "" if to is None else chr(to) if isinstance(to, int) else to
    return result


def _bit_length(number):
    number, bits = abs(number), 0
    while number:
        number >>= 1
        bits += 1
    return bits


def _asdict(value):
    return __map__(*[(name, getattr(value, name)) for name in named_fields[type(value)]])


def _replace(value, **changes):
    names = named_fields[type(value)]
    for name in changes:
        if name not in names:
            raise ValueError(f"Got unexpected field names: {list(changes)}")
    return type(value)(*[changes.get(name, getattr(value, name)) for name in names])


_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()


def strftime(moment, format):
    """Of a date, a time or both; what MicroPython's have not, they are at midnight or in 1900."""
    year, month, day = (getattr(moment, "year", 1900), getattr(moment, "month", 1), getattr(moment, "day", 1))
    hour, minute, second = [getattr(moment, name, 0) for name in ("hour", "minute", "second")]
    weekday = moment.weekday() if hasattr(moment, "weekday") else 0
    days = sum([_days_in(year, one) for one in range(1, month)]) + day
    found = {
        "Y": f"{year:04d}", "y": f"{year % 100:02d}", "m": f"{month:02d}", "d": f"{day:02d}", "H": f"{hour:02d}",
        "M": f"{minute:02d}", "S": f"{second:02d}", "f": f"{getattr(moment, 'microsecond', 0):06d}",
        "I": f"{hour % 12 or 12:02d}", "p": "AM" if hour < 12 else "PM", "A": _DAYS[weekday], "a": _DAYS[weekday][:3],
        "B": _MONTHS[month - 1], "b": _MONTHS[month - 1][:3], "j": f"{days:03d}", "w": str((weekday + 1) % 7),
        "u": str(weekday + 1), "z": "", "Z": "", "%": "%", "n": "\n", "t": "\t",
    }
    found["F"] = f"{found['Y']}-{found['m']}-{found['d']}"
    found["T"] = found["X"] = f"{found['H']}:{found['M']}:{found['S']}"
    found["D"] = found["x"] = f"{found['m']}/{found['d']}/{found['y']}"
    found["R"] = f"{found['H']}:{found['M']}"
    found["c"] = f"{found['a']} {found['b']} {day:2d} {found['T']} {found['Y']}"
    first, *parts = format.split("%")
    shown, after_percent = first, False
    for part in parts:
        if after_percent:
            shown += part
            after_percent = False
        elif part == "":
            shown += "%"
            after_percent = True
        else:
            shown += found.get(part[0], "%" + part[0]) + part[1:]
    return shown


def _days_in(year, month):
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _digit(c):
    return c.isdigit()


_METHODS = {
    "add_note": [(BaseException, _about.add_note)],
    "_asdict": [(tuple, _asdict)],
    "_replace": [(tuple, _replace)],
    "__await__": [(generator, lambda coroutine: coroutine)],
    "center": [(str, _center)],
    "sort": [(list, _sort)],
    "ljust": [(str, _ljust)],
    "rjust": [(str, _rjust)],
    "zfill": [(str, _zfill)],
    "title": [(str, _title)],
    "capitalize": [(str, _capitalize)],
    "casefold": [(str, str.lower)],
    "swapcase": [(str, _swapcase)],
    "removeprefix": [(str, _removeprefix)],
    "removesuffix": [(str, _removesuffix)],
    "expandtabs": [(str, _expandtabs)],
    "isalnum": [(str, lambda text: _all(text, lambda c: c.isalpha() or c.isdigit()))],
    "isdecimal": [(str, lambda text: _all(text, _digit))],
    "isnumeric": [(str, lambda text: _all(text, _digit))],
    "isidentifier": [(str, _isidentifier)],
    "isprintable": [(str, lambda text: all([c >= " " and c != "\x7f" for c in text]))],
    "isascii": [(str, lambda text: all([c <= "\x7f" for c in text]))],
    "istitle": [(str, _istitle)],
    "translate": [(str, _translate)],
    "format_map": [(str, lambda text, values: text.format(**values))],
    "bit_length": [(int, _bit_length)],
    "bit_count": [(int, lambda number: bin(number).count("1"))],
    "is_integer": [(int, lambda number: True), (float, lambda number: number == int(number))],
}
