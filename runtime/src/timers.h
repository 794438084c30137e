#ifndef AIO_TIMERS_H
#define AIO_TIMERS_H

#include "handle.h"
#include <stdbool.h>
#include <stdint.h>

/* A handle with a deadline. */
typedef struct aio__timer {
  aio__handle handle;          /* `next`, while it is set: behind it in its chain */
  uint32_t chain;              /* that it is set in, from 1; 0: not set */
  struct aio__timer *previous; /* in front of it there; NULL: it is the first, or not set */
  double when;                 /* seconds on the loop's clock */
} aio__timer;

/* The timers of one deadline, in the order in which they were set. */
typedef struct aio__timer_chain {
  aio__timer *first; /* NULL: all were taken back, or the chain is free */
  union {
    aio__timer *last;
    uint32_t next_free; /* of a free one; 0: none */
  };
} aio__timer_chain;

/* What the heap orders: a chain and its deadline, so that ordering touches neither chain nor timer, reading or
** writing. */
typedef struct aio__timer_entry {
  double when;
  uint32_t serial; /* orders chains of one deadline by when they were begun */
  uint32_t chain;
} aio__timer_entry;

/* The newest chain of a deadline. */
typedef struct aio__timer_note {
  double when;
  uint32_t chain; /* 0: unknown */
} aio__timer_note;

enum { AIO__TIMER_SETS = 64, AIO__TIMER_WAYS = 4 };

/*
** Timers in order of deadline, among equals in the order in which they were set: a 4-ary heap of chains, so that
** setting one more of a deadline, taking one back and firing all of one deadline are O(1) a timer. CPython leaves
** equals to chance; here they are not. A chain whose timers were all taken back goes when it comes to the top, or when
** half of all are such; the top is never of that kind. All zero: empty.
*/
typedef struct aio__timers {
  aio__timer_entry *entries; /* entries[0] is the next one */
  aio__timer_chain *chains;  /* by number; chains[0] is nobody's */
  uint32_t count;            /* entries, one a chain that is not free */
  uint32_t capacity;         /* of entries; of chains one more */
  uint32_t given;            /* chains that ever were in use */
  uint32_t free;             /* the first of them that is free; 0: none */
  uint32_t empty;            /* chains with an entry and no timer */
  uint32_t serial;           /* of the next chain */
  /* By hash of the deadline, the newest first; what is not there costs a chain of its own. */
  aio__timer_note notes[AIO__TIMER_SETS][AIO__TIMER_WAYS];
} aio__timers;

/* Sets `timer` to `when`. 0, or -1 with MemoryError. O(log n), with a deadline set just before O(1). */
int aio__timers_add(aio__timers *timers, aio__timer *timer, double when);

/* Takes a timer that is set back; it may go at once. O(1) where others have its deadline, else O(log n) amortised,
** since each chain goes once. */
void aio__timers_remove(aio__timers *timers, aio__timer *timer);

/* Takes all timers of the next chain out; there is one. Each is still to go through aio__timers_taken. O(log n). */
aio__timer *aio__timers_take(aio__timers *timers);

/* A timer that was taken out is not set any more; returns the one behind it in its chain, or NULL. */
static inline aio__timer *aio__timers_taken(aio__timer *timer) {
  aio__timer *next = (aio__timer *)timer->handle.next;
  timer->chain = 0;
  timer->previous = NULL;
  return next;
}

/* Frees the heap, not the timers. */
void aio__timers_free(aio__timers *timers);

#endif
