#ifndef AIO_LIST_H
#define AIO_LIST_H

#include "object.h"
#include <asyncio/value.h>
#include <stdbool.h>
#include <stddef.h>

struct asyncio_list {
  asyncio_object object;
  asyncio_value *items; /* each held; NULL while there is no room for any */
  size_t count;
  size_t capacity;
};

/* A new list with room for `capacity` items, the caller's reference; NULL with MemoryError. */
asyncio_list *aio__list_new(size_t capacity);

/* Python's == and < of lists, item by item, within `depth` others: 1, 0, or -1 with the current error. */
int aio__list_equal(const asyncio_list *left, const asyncio_list *right, unsigned depth);
int aio__list_less(const asyncio_list *left, const asyncio_list *right, unsigned depth);

#endif
