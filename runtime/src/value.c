#include "value.h"

#include "error.h"
#include "host.h"
#include "list.h"
#include "memory.h"
#include "scope.h"
#include "writer.h"
#include <asyncio/print.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- Texts ---------------------------------------------------------------------------------------------------------- */

static const asyncio_type str_type = {.name = "str", .destroy = aio__object_free, .kind = AIO__KIND_STR};

static aio__str *str_allocate(size_t size) {
  aio__str *str = aio__object_new(&str_type, sizeof(aio__str) + size + 1);
  if (str != NULL) {
    str->size = size;
  }
  return str;
}

aio__str *aio__str_new(const char *text, size_t size) {
  aio__str *str = str_allocate(size);
  if (str != NULL) {
    memcpy(str->text, text, size);
  }
  return str;
}

static aio__str *str_vformat(const char *format, va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  int size = asyncio_vformat(NULL, 0, format, arguments);
  aio__str *str = str_allocate((size_t)size);
  if (str != NULL) {
    asyncio_vformat(str->text, (size_t)size + 1, format, again);
  }
  va_end(again);
  return str;
}

aio__str *aio__str_format(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  aio__str *str = str_vformat(format, arguments);
  va_end(arguments);
  return str;
}

static asyncio_value str_value(aio__str *str) {
  return str == NULL ? asyncio_none() : (asyncio_value){.kind = ASYNCIO_STR, .object = &str->object};
}

asyncio_value asyncio_str(const char *text) {
  if (aio__is_null(text, "text")) {
    return asyncio_none();
  }
  return str_value(aio__own(aio__str_new(text, strlen(text))));
}

asyncio_value asyncio_strf(const char *format, ...) {
  if (aio__is_null(format, "format")) {
    return asyncio_none();
  }
  va_list arguments;
  va_start(arguments, format);
  aio__str *str = aio__own(str_vformat(format, arguments));
  va_end(arguments);
  return str_value(str);
}

/* --- What a value holds --------------------------------------------------------------------------------------------- */

asyncio_value asyncio_value_of(void *object) {
  if (object == NULL) {
    return asyncio_none();
  }
  unsigned kind = aio__kind(object);
  return (asyncio_value){.kind = kind == AIO__KIND_STR    ? ASYNCIO_STR
                                 : kind == AIO__KIND_LIST ? ASYNCIO_LIST
                                                          : ASYNCIO_OBJECT,
                         .object = object};
}

static const char *kind_name(asyncio_value value) {
  static const char *const names[] = {"NoneType", "bool", "int", "float", "str", "list"};
  return value.kind <= ASYNCIO_LIST ? names[value.kind] : value.object->type->name;
}

static void raise_kind(const char *wanted, asyncio_value value) {
  asyncio_raise(asyncio_TypeError, "expected %s, got %s", wanted, kind_name(value));
}

bool asyncio_as_bool(asyncio_value value) {
  if (value.kind != ASYNCIO_BOOL) {
    raise_kind("bool", value);
    return false;
  }
  return value.boolean;
}

int64_t asyncio_as_int(asyncio_value value) {
  if (value.kind != ASYNCIO_INT) {
    raise_kind("int", value);
    return 0;
  }
  return value.integer;
}

double asyncio_as_float(asyncio_value value) {
  if (value.kind == ASYNCIO_INT) {
    return (double)value.integer;
  }
  if (value.kind != ASYNCIO_FLOAT) {
    raise_kind("float", value);
    return 0;
  }
  return value.number;
}

const char *asyncio_as_str(asyncio_value value) {
  if (value.kind != ASYNCIO_STR) {
    raise_kind("str", value);
    return "";
  }
  return ((aio__str *)value.object)->text;
}

void *asyncio_as_object(asyncio_value value) {
  if (!aio__value_has_object(value)) {
    raise_kind("object", value);
    return NULL;
  }
  return value.object;
}

asyncio_list *asyncio_as_list(asyncio_value value) {
  if (value.kind != ASYNCIO_LIST) {
    raise_kind("list", value);
    return NULL;
  }
  return (asyncio_list *)value.object;
}

bool asyncio_value_true(asyncio_value value) {
  switch (value.kind) {
  case ASYNCIO_NONE:
    return false;
  case ASYNCIO_BOOL:
    return value.boolean;
  case ASYNCIO_INT:
    return value.integer != 0;
  case ASYNCIO_FLOAT:
    return value.number != 0;
  case ASYNCIO_STR:
    return ((aio__str *)value.object)->size > 0;
  case ASYNCIO_LIST:
    return asyncio_list_size((asyncio_list *)value.object) > 0;
  default:
    return true;
  }
}

/* --- Comparing ------------------------------------------------------------------------------------------------------ */

static bool is_number(asyncio_value value) {
  return value.kind == ASYNCIO_BOOL || value.kind == ASYNCIO_INT || value.kind == ASYNCIO_FLOAT;
}

static double number_of(asyncio_value value) {
  return value.kind == ASYNCIO_BOOL ? value.boolean : value.kind == ASYNCIO_INT ? (double)value.integer : value.number;
}

static int64_t integer_of(asyncio_value value) {
  return value.kind == ASYNCIO_BOOL ? value.boolean : value.integer;
}

/* Negative, 0 or positive, as strcmp; both texts. */
static int compare_texts(asyncio_value left, asyncio_value right) {
  return strcmp(((aio__str *)left.object)->text, ((aio__str *)right.object)->text);
}

bool asyncio_value_equal(asyncio_value left, asyncio_value right) {
  if (is_number(left) && is_number(right)) {
    return left.kind == ASYNCIO_FLOAT || right.kind == ASYNCIO_FLOAT ? number_of(left) == number_of(right)
                                                                     : integer_of(left) == integer_of(right);
  }
  if (left.kind != right.kind) {
    return false;
  }
  if (left.kind == ASYNCIO_STR) {
    return compare_texts(left, right) == 0;
  }
  if (left.kind == ASYNCIO_LIST) {
    return aio__list_equal((asyncio_list *)left.object, (asyncio_list *)right.object);
  }
  return left.kind == ASYNCIO_NONE || left.object == right.object;
}

bool asyncio_value_less(asyncio_value left, asyncio_value right) {
  if (left.kind == ASYNCIO_HOST || right.kind == ASYNCIO_HOST) {
    return aio__host_less(left, right);
  }
  if (is_number(left) && is_number(right)) {
    return left.kind == ASYNCIO_FLOAT || right.kind == ASYNCIO_FLOAT ? number_of(left) < number_of(right)
                                                                     : integer_of(left) < integer_of(right);
  }
  if (left.kind == ASYNCIO_STR && right.kind == ASYNCIO_STR) {
    return compare_texts(left, right) < 0;
  }
  if (left.kind == ASYNCIO_LIST && right.kind == ASYNCIO_LIST) {
    return aio__list_less((asyncio_list *)left.object, (asyncio_list *)right.object);
  }
  asyncio_raise(asyncio_TypeError, "'<' not supported between instances of '%s' and '%s'", kind_name(left),
                kind_name(right));
  return false;
}

/* --- Showing, as Python does ------------------------------------------------------------------------------------------ */

/* The fewest digits that read back as the same number; an exponent from 1e16 and below 1e-4, as repr(float). */
static void write_float(aio__writer *out, double number) {
  if (isnan(number) || isinf(number)) {
    aio__write_str(out, isnan(number) ? "nan" : number < 0 ? "-inf" : "inf");
    return;
  }
  char scientific[40];
  for (int precision = 14; precision <= 16; precision++) {
    snprintf(scientific, sizeof scientific, "%.*e", precision, fabs(number));
    if (strtod(scientific, NULL) == fabs(number)) {
      break;
    }
  }
  char digits[20];
  int count = 0;
  const char *at = scientific;
  for (; *at != 'e'; at++) {
    if (*at != '.') {
      digits[count++] = *at;
    }
  }
  int exponent = atoi(at + 1);
  while (count > 1 && digits[count - 1] == '0') {
    count--;
  }
  if (signbit(number)) {
    aio__write_str(out, "-");
  }
  if (exponent < -4 || exponent >= 16) {
    aio__write(out, digits, 1);
    if (count > 1) {
      aio__write_str(out, ".");
      aio__write(out, digits + 1, (size_t)count - 1);
    }
    aio__writef(out, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
    return;
  }
  for (int place = exponent > 0 ? exponent : 0; place > exponent - count || place >= -1; place--) {
    if (place == -1) {
      aio__write_str(out, ".");
    }
    int index = exponent - place;
    aio__write(out, index >= 0 && index < count ? &digits[index] : "0", 1);
  }
}

static void write_quoted(aio__writer *out, const aio__str *str) {
  char quote = strchr(str->text, '\'') != NULL && strchr(str->text, '"') == NULL ? '"' : '\'';
  aio__write(out, &quote, 1);
  for (size_t i = 0; i < str->size; i++) {
    unsigned char c = (unsigned char)str->text[i];
    if (c == '\n' || c == '\r' || c == '\t') {
      aio__write_str(out, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
    } else if (c == '\\' || c == (unsigned char)quote) {
      aio__writef(out, "\\%c", c);
    } else if (c < 0x20 || c == 0x7f) {
      aio__writef(out, "\\x%02x", c);
    } else {
      aio__write(out, &str->text[i], 1);
    }
  }
  aio__write(out, &quote, 1);
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
      write_quoted(out, str);
    } else {
      aio__write(out, str->text, str->size);
    }
    return;
  }
  case ASYNCIO_LIST: {
    const asyncio_list *list = (const asyncio_list *)value.object;
    aio__write_str(out, "[");
    for (size_t i = 0; i < asyncio_list_size(list); i++) {
      aio__write_str(out, i > 0 ? ", " : "");
      write_value(out, asyncio_list_get(list, i), true);
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
  write_value(&out, value, false);
  return (int)out.length;
}

int aio__value_repr(asyncio_value value, char *text, size_t size) {
  aio__writer out = aio__writer_open(text, size);
  write_value(&out, value, true);
  return (int)out.length;
}
