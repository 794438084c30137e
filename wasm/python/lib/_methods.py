"""Methods that MicroPython's own types have not: the rewritten program asks `method` for them."""

import _about
from _bridge import generator


def method(value, name):
    """value.name, ours where the type is a built-in one."""
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


def _digit(c):
    return c.isdigit()


_METHODS = {
    "add_note": [(BaseException, _about.add_note)],
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
