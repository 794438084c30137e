#ifndef AIO_TIMERS_H
#define AIO_TIMERS_H

#include "handle.h"
#include <stdbool.h>
#include <stdint.h>

/* A handle with a deadline. */
typedef struct aio__timer {
  aio__handle handle;
  uint32_t place; /* in the heap, from 1; 0: not set */
  double when;    /* seconds on the loop's clock */
} aio__timer;

/* A place in the heap: the key beside the pointer, so that comparing touches no timer. */
typedef struct aio__timer_entry {
  double when;
  uint32_t serial; /* orders equal deadlines by when they were set */
  aio__timer *timer;
} aio__timer_entry;

/*
** Timers in order of deadline, among equals in the order in which they were set: a 4-ary heap. CPython leaves equals
** to chance and keeps cancelled timers until they are due; here neither is so. All zero: empty.
*/
typedef struct aio__timers {
  aio__timer_entry *entries; /* entries[0] is the next one */
  uint32_t count;
  uint32_t capacity;
  uint32_t serial; /* of the next timer set */
} aio__timers;

/* Sets `timer` to `when`. 0, or -1 with MemoryError. O(log n). */
int aio__timers_add(aio__timers *timers, aio__timer *timer, double when);

/* Takes a timer that is set out. O(log n). */
void aio__timers_remove(aio__timers *timers, aio__timer *timer);

/* The next one, or NULL. */
static inline aio__timer *aio__timers_first(const aio__timers *timers) {
  return timers->count > 0 ? timers->entries[0].timer : NULL;
}

/* Frees the heap, not the timers. */
void aio__timers_free(aio__timers *timers);

#endif
