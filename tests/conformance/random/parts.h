#ifndef RANDOM_PARTS_H
#define RANDOM_PARTS_H

#include "scenario.h"
#include <string.h>

/* What random programs are made of; the same in Python is in parts.py. */

extern const asyncio_error_type E1[1];
extern const asyncio_error_type E2[1];
extern const asyncio_error_type E3[1]; /* E1 */

/* A number that looks random and is the same in every run. */
extern int ticks;
int tick(void);

/* Prints "Type: message". */
void tell(const asyncio_error *error);

/* A coroutine that returns `number`, or raises E2 with it. */
asyncio_coroutine *leaf(int number, bool waits, bool fails);

/* What ASYNC_WITH enters. `kind`: "", "fails on enter", "fails on leave", "swallows" (errors). */
typedef struct gate {
  asyncio_object object;
  int number;
  const char *kind;
} gate;

gate *gate_of(int number, const char *kind);

#endif
