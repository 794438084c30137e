/* What values look like: Python's str() and repr(). */
#include "value.h"

#include "decimal.h"
#include "error.h"
#include "format.h"
#include "list.h"
#include "running.h"
#include <math.h>
#include <string.h>

/*
** The fewest digits that read back as the same number; an exponent from 1e16 and below 1e-4, as repr(float). In a
** function of its own for its digits' sake: lists in lists come by here on each level.
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

/* The character at `at`, of which `room` bytes are left, and its size in bytes; a byte that begins none: INVALID and
** 1. */
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

static bool has(const char *text, size_t size, char c) {
  return memchr(text, c, size) != NULL;
}

/* A text, or bytes, of which only ASCII is shown as it is. */
static void write_quoted(aio__writer *out, const char *text, size_t length, bool bytes) {
  char quote = has(text, length, '\'') && !has(text, length, '"') ? '"' : '\'';
  aio__write_str(out, bytes ? "b" : "");
  aio__write(out, &quote, 1);
  for (size_t i = 0, size; i < length && !aio__writer_is_full(out); i += size) {
    uint32_t c = decode(&text[i], bytes ? 1 : length - i, &size);
    if (c == '\n' || c == '\r' || c == '\t') {
      aio__write_str(out, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
    } else if (c == '\\' || c == (unsigned char)quote) {
      aio__writef(out, "\\%c", (int)c);
    } else if (c == INVALID) {
      aio__writef(out, "\\x%02x", (unsigned char)text[i]);
    } else if (is_printable(c)) {
      aio__write(out, &text[i], size);
    } else {
      aio__writef(out, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
    }
  }
  aio__write(out, &quote, 1);
}

/*
** What is being shown, the innermost first: what holds itself stands as [...] where it comes again. One a thread.
** Objects that show values take more of the C stack than lists do, and count for more of them.
*/
typedef struct shown {
  const void *object;
  const struct shown *outer;
  unsigned depth;
} shown;

static _Thread_local const shown *showing;

enum { OBJECT_DEPTH = 20 };

/* Whether `object` is shown now, until leave(here); else dots stand for it. */
static bool enter(shown *here, const void *object, unsigned depth) {
  for (const shown *at = showing; at != NULL; at = at->outer) {
    if (at->object == object) {
      return false;
    }
  }
  *here = (shown){object, showing, depth + (showing == NULL ? 0 : showing->depth)};
  if (here->depth > AIO__DEEPEST_LISTS) {
    if (aio__now.error == NULL) {
      asyncio_raise(asyncio_RecursionError, "maximum recursion depth exceeded while getting the repr of an object");
    }
    return false;
  }
  showing = here;
  return true;
}

static void leave(const shown *here) {
  showing = here->outer;
}

static void write_value(aio__writer *out, asyncio_value value, bool repr);

static __attribute__((noinline)) void write_list(aio__writer *out, const asyncio_list *list) {
  shown here;
  if (!enter(&here, list, 1)) {
    aio__write_str(out, "[...]");
    return;
  }
  aio__write_str(out, "[");
  for (size_t i = 0; i < asyncio_list_size(list) && !aio__writer_is_full(out); i++) {
    aio__write_str(out, i > 0 ? ", " : "");
    write_value(out, asyncio_list_get(list, i), true);
  }
  aio__write_str(out, "]");
  leave(&here);
}

static __attribute__((noinline)) void write_object(aio__writer *out, const asyncio_object *object) {
  shown here;
  if (object->type->repr == NULL) {
    aio__writef(out, "<%.100s>", object->type->name);
  } else if (enter(&here, object, OBJECT_DEPTH)) {
    aio__wrote(out, object->type->repr(object, aio__writer_end(out), aio__writer_room(out)));
    leave(&here);
  } else {
    aio__write_str(out, "...");
  }
}

static void write_value(aio__writer *out, asyncio_value value, bool repr) {
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
      write_quoted(out, str->text, str->size, false);
    } else {
      aio__write(out, str->text, str->size);
    }
    return;
  }
  case ASYNCIO_BYTES:
    write_quoted(out, ((const aio__str *)value.object)->text, ((const aio__str *)value.object)->size, true);
    return;
  case ASYNCIO_LIST:
    write_list(out, (const asyncio_list *)value.object);
    return;
  case ASYNCIO_OBJECT:
  case ASYNCIO_HOST:
    if (!repr && aio__kind(value.object) == AIO__KIND_ERROR) {
      aio__write_str(out, asyncio_error_message((const asyncio_error *)value.object));
    } else {
      write_object(out, value.object);
    }
    return;
  }
}

int aio__value_str(asyncio_value value, char *text, size_t size) {
  aio__writer out = aio__writer_open(text, size);
  write_value(&out, value, false);
  return (int)out.length;
}

int aio__value_repr(asyncio_value value, char *text, size_t size) {
  aio__writer out = aio__writer_open(text, size);
  write_value(&out, value, true);
  return (int)out.length;
}

void aio__value_repr_start(asyncio_value value, char *text, size_t size) {
  aio__writer out = aio__writer_open(text, size);
  out.most = size - 1;
  write_value(&out, value, true);
}

int aio__text_repr(const char *bytes, char *text, size_t size) {
  aio__writer out = aio__writer_open(text, size);
  write_quoted(&out, bytes, strlen(bytes), false);
  return (int)out.length;
}
