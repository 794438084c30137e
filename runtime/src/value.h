#ifndef AIO_VALUE_H
#define AIO_VALUE_H

#include "object.h"
#include <asyncio/value.h>
#include <stdbool.h>
#include <stddef.h>

/* A text, or bytes: immutable, terminated, its size known. */
typedef struct aio__str {
  asyncio_object object;
  size_t size; /* bytes, without the terminator */
  char text[];
} aio__str;

static inline bool aio__value_has_object(asyncio_value value) {
  return value.kind >= ASYNCIO_STR && value.object != NULL;
}

/* Takes and gives back a reference to the value's object. */
static inline asyncio_value aio__value_retain(asyncio_value value) {
  if (aio__value_has_object(value)) {
    aio__retain(value.object);
  }
  return value;
}

static inline void aio__value_release(asyncio_value value) {
  if (aio__value_has_object(value)) {
    aio__release(value.object);
  }
}

/* A new text of `size` bytes, the caller's reference; NULL with MemoryError. */
aio__str *aio__str_new(const char *text, size_t size);

/* Likewise, bytes; NULL `bytes`: not set yet. */
aio__str *aio__bytes_new(const void *bytes, size_t size);

/* A text formatted as asyncio_print does; likewise. */
aio__str *aio__str_format(const char *format, ...);

/* The name of its type, for people. */
const char *aio__value_kind(asyncio_value value);

/* Python's == and < of values, in lists `depth` deep: 1, 0, or -1 with the current error. */
int aio__value_equal(asyncio_value left, asyncio_value right, unsigned depth);
int aio__value_less(asyncio_value left, asyncio_value right, unsigned depth);

/* Lists in lists, as deep as they are compared and shown; CPython's own limit is the C stack's. */
enum { AIO__DEEPEST_LISTS = 1000 };

/* Python's repr() of a text, as snprintf. */
int aio__text_repr(const char *bytes, char *text, size_t size);

/* Python's str() and repr() into `text`, as snprintf does. */
int aio__value_str(asyncio_value value, char *text, size_t size);
int aio__value_repr(asyncio_value value, char *text, size_t size);

/* Of repr() what fits into `size` bytes, from 1: megabytes are not formatted for a line. */
void aio__value_repr_start(asyncio_value value, char *text, size_t size);

#endif
