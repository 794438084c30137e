#include "items.h"

#include "error.h"
#include "memory.h"
#include "running.h"
#include "value.h"
#include <stdbool.h>

enum { SMALLEST = 4, KEPT = 16 };

/* Moves the items to memory for `capacity` of them. 0, or -1 with MemoryError. */
static int resize(aio__items *self, size_t capacity) {
  asyncio_value *items = aio__allocate(aio__size_of(capacity, sizeof *items));
  if (items == NULL) {
    return -1;
  }
  for (size_t i = 0; i < self->count; i++) {
    items[i] = aio__items_at(self, i);
  }
  aio__free(self->items);
  self->items = items;
  self->head = 0;
  self->capacity = capacity;
  return 0;
}

/* Gives back half the memory when a quarter is used; where there is none for the move, all stays as it is. */
static void shrink(aio__items *self) {
  if (self->capacity > KEPT && self->count <= self->capacity / 4 && aio__now.error == NULL &&
      resize(self, self->capacity / 2) < 0) {
    asyncio_clear_error();
  }
}

/* --- Python's heapq: the same comparisons in the same order, so that equal items come out in the same order too --- */

/* 1, 0, or -1 with TypeError. */
static int less(const aio__items *self, size_t left, size_t right) {
  bool result = asyncio_value_less(self->items[left], self->items[right]);
  return aio__now.error != NULL ? -1 : result;
}

static void swap(aio__items *self, size_t left, size_t right) {
  asyncio_value item = self->items[left];
  self->items[left] = self->items[right];
  self->items[right] = item;
}

/* The item at `*place` goes towards the root while it is less than its parent. 0, or -1: `*place` is how far it
** came. */
static int rise(aio__items *self, size_t *place) {
  while (*place > 0) {
    size_t parent = (*place - 1) / 2;
    int is_less = less(self, *place, parent);
    if (is_less <= 0) {
      return is_less;
    }
    swap(self, *place, parent);
    *place = parent;
  }
  return 0;
}

/* The root goes down to a leaf, the smaller child coming up each time, and from there to its place. Likewise. */
static int sink(aio__items *self, size_t *place) {
  while (*place < self->count / 2) {
    size_t child = 2 * *place + 1;
    if (child + 1 < self->count) {
      int is_less = less(self, child, child + 1);
      if (is_less < 0) {
        return -1;
      }
      child += is_less == 0;
    }
    swap(self, *place, child);
    *place = child;
  }
  return rise(self, place);
}

/* Whether a comparison failed for want of memory: not a program's mistake, after which CPython's heap has an item more
** or less. */
static bool lacked_memory(int status) {
  return status < 0 && asyncio_error_is(aio__now.error, asyncio_MemoryError);
}

/* The last item was put and rose up to `place`: it goes back behind the others, and each that came down for it comes
** up. */
static void put_back(aio__items *self, size_t place) {
  for (size_t at = self->count - 1; at != place; at = (at - 1) / 2) {
    swap(self, at, place);
  }
}

/* The last item took the root's place and came down to `place`: it goes back. */
static void take_back(aio__items *self, size_t place, asyncio_value item) {
  for (; place > 0; place = (place - 1) / 2) {
    swap(self, place, (place - 1) / 2);
  }
  self->items[self->count++] = self->items[0];
  self->items[0] = item;
}

/* --- Putting, taking ---------------------------------------------------------------------------------------------- */

int aio__items_put(aio__items *self, asyncio_value item) {
  if (self->count == self->capacity && resize(self, self->capacity == 0 ? SMALLEST : 2 * self->capacity) < 0) {
    return -1;
  }
  self->items[(self->head + self->count) & (self->capacity - 1)] = aio__value_retain(item);
  size_t place = self->count++;
  int status = self->order == AIO__PRIORITY ? rise(self, &place) : 0;
  if (lacked_memory(status)) {
    put_back(self, place);
    self->count--;
    aio__value_release(item);
  }
  return status;
}

int aio__items_take(aio__items *self, asyncio_value *item) {
  int status = 0;
  self->count--;
  if (self->order == AIO__FIFO) {
    *item = self->items[self->head];
    self->head = (self->head + 1) & (self->capacity - 1);
  } else if (self->order == AIO__LIFO) {
    *item = self->items[self->count];
  } else {
    size_t place = 0;
    *item = self->items[0];
    self->items[0] = self->items[self->count];
    status = sink(self, &place);
    if (lacked_memory(status)) {
      take_back(self, place, *item);
      *item = asyncio_none();
      return status;
    }
  }
  shrink(self);
  if (status < 0) {
    aio__value_release(*item);
    *item = asyncio_none();
  }
  return status;
}

void aio__items_clear(aio__items *self) {
  while (self->count > 0) {
    asyncio_value item = aio__items_at(self, --self->count);
    aio__value_release(item);
  }
  aio__free(self->items);
  self->items = NULL;
  self->head = self->capacity = 0;
}
