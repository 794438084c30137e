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

/* Who stands at a place. The timers of one deadline that were set one behind the other are a chain. */
typedef struct aio__timer_place {
  aio__timer *timer; /* NULL: taken back, or nobody's */
  uint32_t next;     /* the place behind it in its chain, or the next free one; 0: none */
} aio__timer_place;

/* What the heap orders: a chain's deadline and first place, so that ordering touches no timer, reading or writing. */
typedef struct aio__timer_entry {
  double when;
  uint32_t serial; /* orders chains of one deadline by when they were begun */
  uint32_t place;
} aio__timer_entry;

/* Where the newest chain of a deadline ends. */
typedef struct aio__timer_end {
  double when;
  uint32_t place; /* 0: unknown */
} aio__timer_end;

enum { AIO__TIMER_ENDS = 256 /* two for each hash of a deadline */ };

/*
** Timers in order of deadline, among equals in the order in which they were set: a 4-ary heap of chains. CPython leaves
** equals to chance; here they are not. Who is taken back leaves its place in the chain, which goes when it comes to the
** top, or when half of all are such; the top is never of that kind. All zero: empty.
*/
typedef struct aio__timers {
  aio__timer_entry *entries;            /* entries[0] is the next one */
  aio__timer_place *places;             /* by place; places[0] is nobody's */
  uint32_t count;                       /* entries */
  uint32_t used;                        /* places in chains */
  uint32_t capacity;                    /* of entries; of places one more */
  uint32_t given;                       /* places that were ever given */
  uint32_t free;                        /* the first of them that is free; 0: none */
  uint32_t taken_back;                  /* places in chains whose timer was taken back */
  uint32_t serial;                      /* of the next chain */
  aio__timer_end ends[AIO__TIMER_ENDS]; /* by hash of the deadline; what is not there costs a chain of its own */
} aio__timers;

/* Sets `timer` to `when`. 0, or -1 with MemoryError. O(log n), with a deadline set just before O(1). */
int aio__timers_add(aio__timers *timers, aio__timer *timer, double when);

/* Takes a timer that is set back; it may go at once. O(log n) amortised, since each place goes once. */
void aio__timers_remove(aio__timers *timers, aio__timer *timer);

/* The next one, or NULL. */
static inline aio__timer *aio__timers_first(const aio__timers *timers) {
  return timers->count > 0 ? timers->places[timers->entries[0].place].timer : NULL;
}

/* Frees the heap, not the timers. */
void aio__timers_free(aio__timers *timers);

#endif
