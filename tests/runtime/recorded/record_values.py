#!/usr/bin/env python3
"""Record anew what CPython 3.13 makes of floats, texts and seeded random numbers: values.h.

    python3.13 tests/runtime/recorded/record_values.py
"""
import math
import pathlib
import random
import struct
import sys


def bits_of(number):
    return struct.unpack("<Q", struct.pack("<d", number))[0]


def c_string(text):
    """A literal of C; what is not printable ASCII in octal, so that no digit behind it belongs to it."""
    escape = lambda byte: chr(byte) if 32 <= byte < 127 and byte not in b'"\\?' else f"\\{byte:03o}"
    return '"' + "".join(map(escape, text.encode())) + '"'


def floats():
    yield from (0.0, -0.0, 1.0, -1.0, 0.1, 0.3, 1 / 3, 2 / 3, 0.1 + 0.2, 1e15, 1e16, 1e17, 9999999999999998.0, 1e22,
                1e23, 1e-4, 1e-5, 0.0001234, 9.999e-5, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308,
                math.pi, math.e, 123456789012345680.0, math.inf, -math.inf, math.nan)
    for exponent in range(-30, 30):
        yield from (10.0 ** exponent, 3 * 10.0 ** exponent)
    for _ in range(1500):
        yield struct.unpack("<d", random.getrandbits(64).to_bytes(8, "little"))[0]
    for _ in range(1000):
        yield random.uniform(-1000, 1000)
    for digits in range(500):
        yield round(random.uniform(-100, 100), digits % 6)


TEXTS = ("", "plain", "it's", 'say "hi"', "both ' and \"", "tab\tline\nreturn\r", "back\\slash", "\x01\x1f\x7f",
         "caf\u00e9", "\u65e5\u672c", "face \U0001f600", "no-break\u00a0space", "soft\u00adhyphen", "zero\u200bwidth",
         "line\u2028separator", "private\ue000use", "\x80\x9f", "combining e\u0301", "\ufeffmark", "wide\u3000space",
         "left\u202eright", "tag\U000e0001", "plane 16 \U00100000", "non-character \uffff", "hair\u200aspace")


def random_lines():
    """Calls of C and their results, as one text a seed."""
    for seed in 0, 1, 42, 2**32 - 1, 2**32, 2**63 + 5:
        random.seed(seed)
        numbers = [repr(random.random()) for _ in range(5)]
        numbers += [repr(random.uniform(-5, 5)) for _ in range(3)]
        numbers += [str(random.randint(1, 6)) for _ in range(8)]
        numbers += [str(random.randint(-2**62, 2**62)) for _ in range(3)]
        numbers += [str(random.randrange(1000)) for _ in range(5)]
        for _ in range(700):  # past the 624 words of the state
            random.random()
        numbers.append(repr(random.random()))
        yield seed, " ".join(numbers)


def main():
    if sys.version_info[:2] != (3, 13):
        sys.exit(__doc__)
    random.seed(20)
    lines = ["/* Recorded from CPython 3.13 by record_values.py. */", "/* clang-format off */", "",
             "static const struct {\n  uint64_t bits;\n  const char *text;\n} expected_floats[] = {"]
    lines += [f'    {{0x{bits_of(number):016x}u, "{number!r}"}},' for number in floats()]
    lines += ["};", "", "static const struct {\n  const char *text;\n  const char *repr;\n} expected_texts[] = {"]
    lines += [f"    {{{c_string(text)}, {c_string(repr(text))}}}," for text in TEXTS]
    lines += ["};", "", "static const struct {\n  uint64_t seed;\n  const char *numbers;\n} expected_random[] = {"]
    lines += [f'    {{{seed}u, "{numbers}"}},' for seed, numbers in random_lines()]
    lines += ["};", ""]
    pathlib.Path(__file__).with_name("values.h").write_text("\n".join(lines))


main()
