#ifndef AIO_COROUTINE_H
#define AIO_COROUTINE_H

#include "loop.h"
#include "object.h"
#include "running.h"
#include "stress.h"
#include "value.h"
#include <asyncio/coroutine.h>

enum aio__coroutine_status { AIO__CREATED, AIO__SUSPENDED, AIO__RUNNING, AIO__DONE };

static inline const asyncio_coroutine_type *aio__coroutine_type(const asyncio_coroutine *coroutine) {
  return (const asyncio_coroutine_type *)coroutine->object.type;
}

static inline bool aio__is_frame(const asyncio_coroutine *coroutine) {
  return aio__coroutine_type(coroutine)->is_frame;
}

/* A coroutine of asyncio's own or of the host's, no frame of ASYNC: zero behind its head; the caller's reference. NULL
** with MemoryError. */
void *aio__coroutine_allocate(const asyncio_coroutine_type *type);

void aio__coroutine_trace_created(const asyncio_coroutine *coroutine, asyncio_loop *loop);

/* Gives it a number in the trace, once there is a loop. */
static inline void aio__coroutine_identify(asyncio_coroutine *coroutine, asyncio_loop *loop) {
  if (coroutine->id == 0) {
    coroutine->id = aio__loop_new_id(loop);
    if (loop->trace != NULL) {
      aio__coroutine_trace_created(coroutine, loop);
    }
  }
}

/* Sets the head of a new coroutine of any kind. */
static inline void aio__coroutine_init(asyncio_coroutine *coroutine, const asyncio_coroutine_type *type) {
  *coroutine = (asyncio_coroutine){.object = {.type = &type->type, .references = 1}};
  if (aio__now.loop != NULL) {
    aio__coroutine_identify(coroutine, aio__now.loop);
  }
}

/* Whether nobody has awaited it yet. */
static inline bool aio__coroutine_is_fresh(const asyncio_coroutine *coroutine) {
  return coroutine->status == AIO__CREATED && coroutine->caller == NULL && !coroutine->taken;
}

/* 0 where that is so; else -1 with RuntimeError. */
int aio__coroutine_check_fresh(const asyncio_coroutine *coroutine);

/* Runs it to its next await or its end, with what it awaited in `awaited` or `error`. */
static inline asyncio_step aio__coroutine_resume(asyncio_coroutine *coroutine) {
  const asyncio_coroutine_type *type = aio__coroutine_type(coroutine);
  aio__now.coroutine = coroutine;
  aio__now.scope = type->is_frame ? &((asyncio_frame *)coroutine)->scope : NULL;
  coroutine->status = AIO__RUNNING;
  aio__stress_resume(coroutine);
  asyncio_step step = type->resume(coroutine);
  if (step == ASYNCIO_SUSPENDED) {
    coroutine->status = AIO__SUSPENDED;
  } else if (!type->is_frame) {
    coroutine->status = AIO__DONE;
  }
  return step;
}

/* What it awaited has ended: gives back the reference to it. */
static inline void aio__coroutine_awaited(asyncio_coroutine *coroutine) {
  asyncio_object *awaiting = coroutine->awaiting;
  coroutine->awaiting = NULL;
  aio__release(awaiting);
}

/* Sets what the last await came to; the value gets a reference of its own. */
static inline void aio__coroutine_set_awaited(asyncio_coroutine *coroutine, asyncio_value value) {
  asyncio_value old = coroutine->awaited;
  coroutine->awaited = value;
  if (value.kind >= ASYNCIO_STR || old.kind >= ASYNCIO_STR) {
    aio__value_retain(value);
    aio__value_release(old);
  }
}

/* Closes it for good: what ignores GeneratorExit is left where it stands, and runs no more. */
void aio__coroutine_abandon(asyncio_coroutine *coroutine);

#endif
