#ifndef AIO_TIMERS_H
#define AIO_TIMERS_H

#include "handle.h"
#include <stdbool.h>
#include <stdint.h>

/* A handle with a deadline. */
typedef struct aio__timer {
  aio__handle handle;
  uint32_t place; /* its place among the timers that are set, from 1; 0: not set */
  double when;    /* seconds on the loop's clock */
} aio__timer;

/* What the heap orders: the key and the timer's place, so that ordering touches no timer, reading or writing. */
typedef struct aio__timer_entry {
  double when;
  uint32_t serial; /* orders equal deadlines by when they were set */
  uint32_t place;
} aio__timer_entry;

/* Who stands at a place. */
typedef union aio__timer_place {
  aio__timer *timer; /* NULL: taken back; its entry goes when it comes to the top, or when half of all are such */
  uint32_t free;     /* where nobody does: the next free place; 0: none */
} aio__timer_place;

/*
** Timers in order of deadline, among equals in the order in which they were set: a 4-ary heap. CPython leaves equals
** to chance; here they are not. The first entry is never of a timer that was taken back. All zero: empty.
*/
typedef struct aio__timers {
  aio__timer_entry *entries; /* entries[0] is the next one */
  aio__timer_place *places;  /* by place; places[0] is nobody's */
  uint32_t count;            /* entries */
  uint32_t capacity;         /* of entries; of places one more */
  uint32_t used;             /* places that were ever given, without the first */
  uint32_t free;             /* the first free place below that; 0: none */
  uint32_t taken_back;       /* entries whose timer was taken back */
  uint32_t serial;           /* of the next timer set */
} aio__timers;

/* Sets `timer` to `when`. 0, or -1 with MemoryError. O(log n). */
int aio__timers_add(aio__timers *timers, aio__timer *timer, double when);

/* Takes a timer that is set back; it may go at once. O(log n) amortised, since each entry goes once. */
void aio__timers_remove(aio__timers *timers, aio__timer *timer);

/* The next one, or NULL. */
static inline aio__timer *aio__timers_first(const aio__timers *timers) {
  return timers->count > 0 ? timers->places[timers->entries[0].place].timer : NULL;
}

/* Frees the heap, not the timers. */
void aio__timers_free(aio__timers *timers);

#endif
