#include "value.h"

#include "error.h"
#include "host.h"
#include "list.h"
#include "memory.h"
#include "running.h"
#include "scope.h"
#include "writer.h"
#include <asyncio/print.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- Texts -------------------------------------------------------------------------------------------------------- */

static const asyncio_type str_type = {.name = "str", .destroy = aio__object_free, .kind = AIO__KIND_STR};

static const asyncio_type bytes_type = {.name = "bytes", .destroy = aio__object_free, .kind = AIO__KIND_BYTES};

static aio__str *str_allocate(const asyncio_type *type, size_t size) {
  aio__str *str = aio__object_new(type, aio__size_with(sizeof(aio__str) + 1, size));
  if (str != NULL) {
    str->size = size;
  }
  return str;
}

aio__str *aio__str_new(const char *text, size_t size) {
  aio__str *str = str_allocate(&str_type, size);
  if (str != NULL) {
    memcpy(str->text, text, size);
  }
  return str;
}

aio__str *aio__bytes_new(const void *bytes, size_t size) {
  aio__str *str = str_allocate(&bytes_type, size);
  if (str != NULL && bytes != NULL && size > 0) {
    memcpy(str->text, bytes, size);
  }
  return str;
}

static aio__str *str_vformat(const asyncio_type *type, const char *format, va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  size_t size = aio__written(asyncio_vformat(NULL, 0, format, arguments));
  aio__str *str = str_allocate(type, size);
  if (str != NULL) {
    asyncio_vformat(str->text, size + 1, format, again);
  }
  va_end(again);
  return str;
}

aio__str *aio__str_format(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  aio__str *str = str_vformat(&str_type, format, arguments);
  va_end(arguments);
  return str;
}

asyncio_value asyncio_str(const char *text) {
  if (aio__is_null(text, "text")) {
    return asyncio_none();
  }
  return asyncio_value_of(aio__own(aio__str_new(text, strlen(text))));
}

asyncio_value asyncio_strf(const char *format, ...) {
  if (aio__is_null(format, "format")) {
    return asyncio_none();
  }
  va_list arguments;
  va_start(arguments, format);
  aio__str *str = aio__own(str_vformat(&str_type, format, arguments));
  va_end(arguments);
  return asyncio_value_of(str);
}

asyncio_value asyncio_bytes(const void *bytes, size_t size) {
  if (size > 0 && aio__is_null(bytes, "bytes")) {
    return asyncio_none();
  }
  return asyncio_value_of(aio__own(aio__bytes_new(bytes, size)));
}

asyncio_value asyncio_bytesf(const char *format, ...) {
  if (aio__is_null(format, "format")) {
    return asyncio_none();
  }
  va_list arguments;
  va_start(arguments, format);
  aio__str *str = aio__own(str_vformat(&bytes_type, format, arguments));
  va_end(arguments);
  return asyncio_value_of(str);
}

/* --- What a value holds ------------------------------------------------------------------------------------------- */

asyncio_value asyncio_value_of(void *object) {
  if (object == NULL) {
    return asyncio_none();
  }
  unsigned kind = aio__kind(object);
  return (asyncio_value){.kind = kind == AIO__KIND_STR     ? ASYNCIO_STR
                                 : kind == AIO__KIND_BYTES ? ASYNCIO_BYTES
                                 : kind == AIO__KIND_LIST  ? ASYNCIO_LIST
                                                           : ASYNCIO_OBJECT,
                         .object = object};
}

const char *aio__value_kind(asyncio_value value) {
  static const char *const names[] = {"NoneType", "bool", "int", "float", "str", "bytes", "list"};
  return value.kind <= ASYNCIO_LIST ? names[value.kind] : value.object->type->name;
}

/* Unless an error is current already, which made the value none. */
static void raise_kind(const char *wanted, asyncio_value value) {
  if (value.kind == ASYNCIO_NONE && aio__now.error != NULL) {
    return;
  }
  asyncio_raise(asyncio_TypeError, "expected %s, got %s", wanted, aio__value_kind(value));
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

const char *asyncio_as_bytes(asyncio_value value, size_t *size) {
  if (value.kind != ASYNCIO_BYTES) {
    raise_kind("bytes", value);
  }
  const aio__str *str = value.kind == ASYNCIO_BYTES ? (aio__str *)value.object : NULL;
  if (size != NULL) {
    *size = str == NULL ? 0 : str->size;
  }
  return str == NULL ? "" : str->text;
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
  case ASYNCIO_BYTES:
    return ((aio__str *)value.object)->size > 0;
  case ASYNCIO_LIST:
    return asyncio_list_size((asyncio_list *)value.object) > 0;
  default:
    return true;
  }
}

/* --- Comparing ---------------------------------------------------------------------------------------------------- */

static bool is_number(asyncio_value value) {
  return value.kind == ASYNCIO_BOOL || value.kind == ASYNCIO_INT || value.kind == ASYNCIO_FLOAT;
}

static int64_t integer_of(asyncio_value value) {
  return value.kind == ASYNCIO_BOOL ? value.boolean : value.integer;
}

enum { UNORDERED = 2 };

/* -1, 0 or 1; UNORDERED with NaN. Exact where the integer is none that a double can hold. */
static int compare_with_float(int64_t integer, double number) {
  if (isnan(number)) {
    return UNORDERED;
  }
  if (number >= 0x1p63 || number < -0x1p63) {
    return number > 0 ? -1 : 1;
  }
  int64_t whole = (int64_t)number;
  if (integer != whole) {
    return integer < whole ? -1 : 1;
  }
  double rest = number - (double)whole;
  return rest > 0 ? -1 : rest < 0;
}

/* Likewise, of two numbers. */
static int compare_numbers(asyncio_value left, asyncio_value right) {
  if (left.kind == ASYNCIO_FLOAT && right.kind == ASYNCIO_FLOAT) {
    return isnan(left.number) || isnan(right.number) ? UNORDERED
                                                     : (left.number > right.number) - (left.number < right.number);
  }
  if (left.kind == ASYNCIO_FLOAT) {
    int order = compare_with_float(integer_of(right), left.number);
    return order == UNORDERED ? order : -order;
  }
  if (right.kind == ASYNCIO_FLOAT) {
    return compare_with_float(integer_of(left), right.number);
  }
  return (integer_of(left) > integer_of(right)) - (integer_of(left) < integer_of(right));
}

/* Whether both are texts, or bytes. */
static bool are_texts(asyncio_value left, asyncio_value right) {
  return left.kind == right.kind && (left.kind == ASYNCIO_STR || left.kind == ASYNCIO_BYTES);
}

/* Negative, 0 or positive, as strcmp; both texts, or bytes. */
static int compare_texts(asyncio_value left, asyncio_value right) {
  const aio__str *one = (aio__str *)left.object;
  const aio__str *other = (aio__str *)right.object;
  int order = memcmp(one->text, other->text, one->size < other->size ? one->size : other->size);
  return order != 0 ? order : (one->size > other->size) - (one->size < other->size);
}

static int check_depth(unsigned depth) {
  return depth < AIO__DEEPEST_LISTS
             ? 0
             : asyncio_raise(asyncio_RecursionError, "maximum recursion depth exceeded in comparison");
}

int aio__value_equal(asyncio_value left, asyncio_value right, unsigned depth) {
  if (is_number(left) && is_number(right)) {
    return compare_numbers(left, right) == 0;
  }
  if (left.kind != right.kind) {
    return 0;
  }
  if (are_texts(left, right)) {
    return compare_texts(left, right) == 0;
  }
  if (left.kind == ASYNCIO_LIST) {
    return check_depth(depth) < 0
               ? -1
               : aio__list_equal((asyncio_list *)left.object, (asyncio_list *)right.object, depth + 1);
  }
  return left.kind == ASYNCIO_NONE || left.object == right.object;
}

bool asyncio_value_equal(asyncio_value left, asyncio_value right) {
  return aio__value_equal(left, right, 0) == 1;
}

int aio__value_less(asyncio_value left, asyncio_value right, unsigned depth) {
  if (left.kind == ASYNCIO_HOST || right.kind == ASYNCIO_HOST) {
    return aio__host_less(left, right);
  }
  if (is_number(left) && is_number(right)) {
    return compare_numbers(left, right) < 0;
  }
  if (are_texts(left, right)) {
    return compare_texts(left, right) < 0;
  }
  if (left.kind == ASYNCIO_LIST && right.kind == ASYNCIO_LIST) {
    return check_depth(depth) < 0
               ? -1
               : aio__list_less((asyncio_list *)left.object, (asyncio_list *)right.object, depth + 1);
  }
  return asyncio_raise(asyncio_TypeError, "'<' not supported between instances of '%s' and '%s'", aio__value_kind(left),
                       aio__value_kind(right));
}

bool asyncio_value_less(asyncio_value left, asyncio_value right) {
  return aio__value_less(left, right, 0) == 1;
}
