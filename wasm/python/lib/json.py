"""json: MicroPython's reader, and a writer that indents and sorts."""

import ujson


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc="", pos=0):
        line = doc.count("\n", 0, pos) + 1
        column = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {line} column {column} (char {pos})")
        self.msg, self.doc, self.pos = msg, doc, pos


def loads(s, **options):
    text = s if isinstance(s, str) else bytes(s).decode()
    if not text.strip():
        raise JSONDecodeError("Expecting value", text, len(text))
    try:
        return ujson.loads(text)
    except ValueError:
        raise JSONDecodeError("Expecting value", text, 0)


def load(fp, **options):
    return loads(fp.read())


def dumps(obj, *, skipkeys=False, ensure_ascii=True, indent=None, separators=None, default=None, sort_keys=False, **options):
    if isinstance(indent, int):
        indent = " " * indent
    comma, colon = separators or ("," if indent is not None else ", ", ": ")
    return _write(obj, indent, comma, colon, default, sort_keys, ensure_ascii, "\n")


def dump(obj, fp, **options):
    fp.write(dumps(obj, **options))


def _write(value, indent, comma, colon, default, sort_keys, ascii, line):
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return _quote(value, ascii)
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float):
        return "NaN" if value != value else {"inf": "Infinity", "-inf": "-Infinity"}.get(str(value), str(value))
    inner = line if indent is None else line + indent

    def write(item):
        return _write(item, indent, comma, colon, default, sort_keys, ascii, inner)

    if isinstance(value, dict):
        keys = sorted(value.keys()) if sort_keys else value.keys()
        parts = [_quote(_key(key), ascii) + colon + write(value[key]) for key in keys]
        begin, end = "{", "}"
    elif isinstance(value, (list, tuple)):
        parts = [write(item) for item in value]
        begin, end = "[", "]"
    elif default is not None:
        return _write(default(value), indent, comma, colon, default, sort_keys, ascii, line)
    else:
        raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
    if not parts:
        return begin + end
    if indent is None:
        return begin + comma.join(parts) + end
    return begin + inner + (comma + inner).join(parts) + line + end


def _key(key):
    if isinstance(key, str):
        return key
    if key is None or isinstance(key, (bool, int, float)):
        return _write(key, None, "", "", None, False, True, "")
    raise TypeError(f"keys must be str, int, float, bool or None, not {type(key).__name__}")


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def _quote(text, ascii):
    shown = '"'
    for c in text:
        code = ord(c)
        if c in _ESCAPES:
            shown += _ESCAPES[c]
        elif code < 32 or (ascii and 126 < code < 65536):
            shown += f"\\u{code:04x}"
        elif ascii and code > 65535:
            code -= 65536
            shown += f"\\u{0xd800 + (code >> 10):04x}\\u{0xdc00 + (code & 1023):04x}"
        else:
            shown += c
    return shown + '"'
