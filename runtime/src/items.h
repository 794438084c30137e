#ifndef AIO_ITEMS_H
#define AIO_ITEMS_H

#include <asyncio/value.h>
#include <stddef.h>
#include <stdint.h>

/* What a queue holds: a ring, a stack or Python's heapq. */
enum aio__order { AIO__FIFO, AIO__LIFO, AIO__PRIORITY };

typedef struct aio__items {
  asyncio_value *items; /* each held; NULL while there was none yet */
  size_t head;          /* of a ring, the place of the first; else 0 */
  size_t count;
  size_t capacity; /* a power of two, or 0 */
  uint8_t order;   /* enum aio__order */
} aio__items;

/* Puts an item, with a reference of its own. 0; -1 with MemoryError, and nothing is changed; -1 with TypeError where a
** heap cannot compare it, and it is in, as in CPython. */
int aio__items_put(aio__items *self, asyncio_value item);

/* Takes the next item; there is one. The reference is the caller's. 0; -1 with MemoryError, and nothing is changed; -1
** with TypeError where a heap cannot compare what is left, and the item is lost, as in CPython. */
int aio__items_take(aio__items *self, asyncio_value *item);

/* The item at `index`, from 0, as Python's list(queue._queue) orders them; borrowed. */
static inline asyncio_value aio__items_at(const aio__items *self, size_t index) {
  return self->items[(self->head + index) & (self->capacity - 1)];
}

/* The item that aio__items_take takes; there is one. Borrowed. */
static inline asyncio_value aio__items_next(const aio__items *self) {
  return self->items[self->order == AIO__LIFO ? self->count - 1 : self->head];
}

/* Lets go of all. */
void aio__items_clear(aio__items *self);

#endif
