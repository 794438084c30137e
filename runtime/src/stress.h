#ifndef AIO_STRESS_H
#define AIO_STRESS_H

#include "memory.h"
#include "object.h"

/*
** The stress build (AWAITSCOPE_STRESS, for tests): what a program must not rely on does not work by luck either.
**
**   - The locals of a coroutine move to another place before each step, and those at the old place are overwritten and
**     freed: a pointer into a frame is good until the coroutine goes on behind its next AWAIT, and no longer. The frame's
**     head stays where it is. AddressSanitizer sees every use of the old place.
**   - Before each step of a coroutine the C stack below it is overwritten: a variable of the C function that was to
**     survive an AWAIT, other than in the frame, is gone.
**   - A frame's locals are overwritten and freed as soon as it has ended and no coroutine that it created may name them,
**     though the frame itself may be held for long.
**   - Each object is an allocation of its own (no pool), so that AddressSanitizer sees every use after its end.
**
** Programs and library have to agree on it: the macros of asyncio/coroutine.h look at AIO__STRESS too.
*/
#ifdef AIO__STRESS

/* Room for a frame and its locals, neither of them set yet. NULL with MemoryError. */
asyncio_frame *aio__frame_allocate(const asyncio_coroutine_type *type);

/* A coroutine of any kind is about to run a step. */
void aio__stress_resume(asyncio_coroutine *coroutine);

/* Nobody may name the frame's locals any more. */
void aio__stress_ended(asyncio_frame *frame);

/* The memory of a coroutine of any kind is about to be freed. */
void aio__stress_destroyed(asyncio_coroutine *coroutine);

#else

static inline asyncio_frame *aio__frame_allocate(const asyncio_coroutine_type *type) {
  return aio__pool_allocate(type->size);
}

static inline void aio__stress_resume(asyncio_coroutine *coroutine) {
  (void)coroutine;
}

static inline void aio__stress_ended(asyncio_frame *frame) {
  (void)frame;
}

static inline void aio__stress_destroyed(asyncio_coroutine *coroutine) {
  (void)coroutine;
}

#endif

#endif
