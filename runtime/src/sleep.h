#ifndef AIO_SLEEP_H
#define AIO_SLEEP_H

#include "coroutine.h"

typedef struct aio__sleep {
  asyncio_coroutine coroutine;
  double delay;         /* seconds */
  asyncio_value result; /* held */
} aio__sleep;

extern const asyncio_coroutine_type aio__sleep_type;

/* Whether awaiting `object`, which is in a scope, does no more than to yield once: a sleep(0) that only its scope holds
** and nobody has awaited. */
static inline bool aio__sleep_is_yield(const asyncio_object *object) {
  const aio__sleep *self = (const aio__sleep *)object;
  return object->type == &aio__sleep_type.type && object->references == 1 && self->delay <= 0 &&
         self->result.kind == ASYNCIO_NONE && self->coroutine.status == AIO__CREATED;
}

/* Takes such a one out of its scope; it is kept for the next. */
void aio__sleep_discard(aio__sleep *sleep);

#endif
