/* What values look like: Python's str() and repr(). */
#include "value.h"

#include "decimal.h"
#include "error.h"
#include "format.h"
#include "list.h"
#include <math.h>
#include <string.h>

/*
** The fewest digits that read back as the same number; an exponent from 1e16 and below 1e-4, as repr(float). In a function of
** its own for its digits' sake: lists in lists come by here on each level.
*/
static __attribute__((noinline)) void write_float(aio__writer *out, double number) {
  if (isnan(number) || isinf(number)) {
    aio__write_str(out, isnan(number) ? "nan" : number < 0 ? "-inf" : "inf");
    return;
  }
  aio__decimal digits;
  aio__decimal_shortest(number, &digits);
  if (signbit(number)) {
    aio__write_str(out, "-");
  }
  if (digits.point < -3 || digits.point > 16) {
    aio__write_scientific(out, &digits, digits.count - 1, false);
  } else {
    int places = digits.count - digits.point;
    aio__write_fixed(out, &digits, places > 0 ? places : 1, false);
  }
}

/* The character at `at`, of which `room` bytes are left, and its size in bytes; a byte that begins none: INVALID and 1. */
#define INVALID UINT32_MAX
static uint32_t decode(const char *at, size_t room, size_t *size) {
  static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
  unsigned char first = (unsigned char)at[0];
  *size = 1;
  if (first < 0x80) {
    return first;
  }
  size_t more = first >= 0xf0 && first < 0xf8 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
  if (more == 0 || first >= 0xf8 || more >= room) {
    return INVALID;
  }
  uint32_t character = first & (0x3fu >> more);
  for (size_t i = 1; i <= more; i++) {
    if (((unsigned char)at[i] & 0xc0) != 0x80) {
      return INVALID;
    }
    character = character << 6 | ((unsigned char)at[i] & 0x3f);
  }
  if (character < least[more] || character > 0x10ffff || (character >= 0xd800 && character < 0xe000)) {
    return INVALID;
  }
  *size = more + 1;
  return character;
}

/*
** What Python's str.isprintable says no to: controls, spaces but the one, separators, marks of direction and format,
** private use and what is no character. Characters that are not assigned yet count as printable here.
*/
static bool is_printable(uint32_t character) {
  static const struct {
    uint32_t first, last;
  } unprintable[] = {{0, 0x1f},        {0x7f, 0xa0},     {0xad, 0xad},       {0x600, 0x605},     {0x61c, 0x61c},
                     {0x6dd, 0x6dd},   {0x70f, 0x70f},   {0x1680, 0x1680},   {0x180e, 0x180e},   {0x2000, 0x200f},
                     {0x2028, 0x202f}, {0x205f, 0x206f}, {0x3000, 0x3000},   {0xe000, 0xf8ff},   {0xfeff, 0xfeff},
                     {0xfff0, 0xfffb}, {0xfffe, 0xffff}, {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff}, {0xf0000, 0x10ffff}};
  for (size_t i = 0; i < sizeof unprintable / sizeof *unprintable; i++) {
    if (character >= unprintable[i].first && character <= unprintable[i].last) {
      return false;
    }
  }
  return true;
}

static bool has(const aio__str *str, char c) {
  return memchr(str->text, c, str->size) != NULL;
}

/* A text, or bytes, of which only ASCII is shown as it is. */
static void write_quoted(aio__writer *out, const aio__str *str, bool bytes) {
  char quote = has(str, '\'') && !has(str, '"') ? '"' : '\'';
  aio__write_str(out, bytes ? "b" : "");
  aio__write(out, &quote, 1);
  for (size_t i = 0, size; i < str->size; i += size) {
    uint32_t c = decode(&str->text[i], bytes ? 1 : str->size - i, &size);
    if (c == '\n' || c == '\r' || c == '\t') {
      aio__write_str(out, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
    } else if (c == '\\' || c == (unsigned char)quote) {
      aio__writef(out, "\\%c", (int)c);
    } else if (c == INVALID) {
      aio__writef(out, "\\x%02x", (unsigned char)str->text[i]);
    } else if (is_printable(c)) {
      aio__write(out, &str->text[i], size);
    } else {
      aio__writef(out, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
    }
  }
  aio__write(out, &quote, 1);
}

/* A list in more lists than this is shown as [...]; so is, in the end, one that holds itself. */
enum { DEEPEST = 100 };

static void write_value(aio__writer *out, asyncio_value value, bool repr, int depth) {
  switch (value.kind) {
  case ASYNCIO_NONE:
    aio__write_str(out, "None");
    return;
  case ASYNCIO_BOOL:
    aio__write_str(out, value.boolean ? "True" : "False");
    return;
  case ASYNCIO_INT:
    aio__writef(out, "%lld", (long long)value.integer);
    return;
  case ASYNCIO_FLOAT:
    write_float(out, value.number);
    return;
  case ASYNCIO_STR: {
    const aio__str *str = (const aio__str *)value.object;
    if (repr) {
      write_quoted(out, str, false);
    } else {
      aio__write(out, str->text, str->size);
    }
    return;
  }
  case ASYNCIO_BYTES:
    write_quoted(out, (const aio__str *)value.object, true);
    return;
  case ASYNCIO_LIST: {
    const asyncio_list *list = (const asyncio_list *)value.object;
    if (depth > DEEPEST) {
      aio__write_str(out, "[...]");
      return;
    }
    aio__write_str(out, "[");
    for (size_t i = 0; i < asyncio_list_size(list); i++) {
      aio__write_str(out, i > 0 ? ", " : "");
      write_value(out, asyncio_list_get(list, i), true, depth + 1);
    }
    aio__write_str(out, "]");
    return;
  }
  case ASYNCIO_OBJECT:
  case ASYNCIO_HOST:
    if (!repr && aio__kind(value.object) == AIO__KIND_ERROR) {
      aio__write_str(out, asyncio_error_message((const asyncio_error *)value.object));
    } else if (value.object->type->repr != NULL) {
      aio__wrote(out, value.object->type->repr(value.object, aio__writer_end(out), aio__writer_room(out)));
    } else {
      aio__writef(out, "<%.100s>", value.object->type->name);
    }
    return;
  }
}

int aio__value_str(asyncio_value value, char *text, size_t size) {
  aio__writer out = aio__writer_open(text, size);
  write_value(&out, value, false, 0);
  return (int)out.length;
}

int aio__value_repr(asyncio_value value, char *text, size_t size) {
  aio__writer out = aio__writer_open(text, size);
  write_value(&out, value, true, 0);
  return (int)out.length;
}
