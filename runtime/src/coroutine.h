#ifndef AIO_COROUTINE_H
#define AIO_COROUTINE_H

#include "loop.h"
#include "object.h"
#include <asyncio/coroutine.h>

enum aio__coroutine_status { AIO__CREATED, AIO__SUSPENDED, AIO__RUNNING, AIO__DONE };

/* Why a TRY block, or the coroutine itself, is being left. */
enum aio__leaving {
  AIO__STAYS,
  AIO__RETURNS, /* coroutine->awaited is the value */
  AIO__RAISES   /* coroutine->error is the error */
};

static inline const asyncio_coroutine_type *aio__coroutine_type(const asyncio_coroutine *coroutine) {
  return (const asyncio_coroutine_type *)coroutine->object.type;
}

/* A coroutine of asyncio's own, no frame of ASYNC: zero behind its head, the caller's reference. NULL with MemoryError. */
void *aio__coroutine_allocate(const asyncio_coroutine_type *type);

/* Gives it a number in the trace, once there is a loop. */
void aio__coroutine_identify(asyncio_coroutine *coroutine, asyncio_loop *loop);

/* 0 where nobody has awaited it yet; else -1 with RuntimeError. */
int aio__coroutine_check_fresh(const asyncio_coroutine *coroutine);

/* Runs it to its next await or its end, with what it awaited in `awaited` or `error`. */
asyncio_step aio__coroutine_resume(asyncio_coroutine *coroutine);

/* What it awaited has ended: gives back the reference to it. */
void aio__coroutine_awaited(asyncio_coroutine *coroutine);

/* The frame has ended: its objects are released once no coroutine that it created can name them. */
void aio__frame_ended(asyncio_coroutine *frame);

/* A reference to an object that a macro's expression evaluated to: the scope's own where the expression made it just
** now (no task, which a program likes to look at later). Returns `object`. */
void *aio__frame_hold(asyncio_coroutine *frame, void *object);

/* Sets what the last await came to; the value gets a reference of its own. */
void aio__coroutine_set_awaited(asyncio_coroutine *coroutine, asyncio_value value);

#endif
