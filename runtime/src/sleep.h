#ifndef AIO_SLEEP_H
#define AIO_SLEEP_H

#include "coroutine.h"

typedef struct aio__sleep {
  asyncio_coroutine coroutine;
  double delay;         /* seconds */
  asyncio_value result; /* held */
} aio__sleep;

extern const asyncio_coroutine_type aio__sleep_type;

/* The same for those that do no more than to yield once and return None: the loop keeps one of them for the next
** sleep(0), since nothing is awaited more often. */
extern const asyncio_coroutine_type aio__yield_type;

/* Whether awaiting `object`, which is in a scope, does no more than to yield once: only its scope holds it, and nobody
** has awaited it. */
static inline bool aio__sleep_is_yield(const asyncio_object *object) {
  return object->type == &aio__yield_type.type && object->references == 1 &&
         ((const asyncio_coroutine *)object)->status == AIO__CREATED;
}

/* Takes such a one, the last of `scope`, out of it; it is kept for the next. */
void aio__sleep_discard(aio__sleep *sleep, aio__links *scope);

#endif
