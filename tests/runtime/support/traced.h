#ifndef TEST_TRACED_H
#define TEST_TRACED_H

#include "scene.h"

/* What the tests of traces share: a program whose records are told one by one. */

/* Called with each record, in order. */
typedef void traced_record(asyncio_loop *loop, const asyncio_trace_record *record);

/* In a scene: runs the coroutine that `program` makes, on the virtual clock, with a ring so small that it is read again
** and again. */
void run_traced(asyncio_coroutine *(*program)(void), traced_record *tell);

/* PROGRAM(name): run_traced needs a function, and this makes one, start_name. */
#define PROGRAM(name)                                                                                                  \
  static asyncio_coroutine *start_##name(void) {                                                                       \
    return CORO(name);                                                                                                 \
  }                                                                                                                    \
  struct name

#endif
