#ifndef AIO_FUTURE_H
#define AIO_FUTURE_H

#include "error.h"
#include "handle.h"
#include "loop.h"
#include "object.h"
#include "value.h"
#include <asyncio/future.h>

enum aio__future_state { AIO__PENDING, AIO__RESULT, AIO__EXCEPTION, AIO__CANCELLED };

struct asyncio_future {
  asyncio_object object;
  asyncio_loop *loop;
  uint32_t id;
  uint8_t state;        /* enum aio__future_state */
  bool unretrieved : 1; /* failed, and nobody has looked at the error */
  bool error_taken : 1; /* cancelled, and somebody has had the error */
  bool quiet : 1;       /* nobody outside sees it: destroying it while pending is no mistake */
  /* A task's own, here where there is room: */
  bool named : 1;           /* it has a name, not only a number */
  bool must_cancel : 1;     /* CancelledError comes with the next step */
  bool being_cancelled : 1; /* a cancel goes through it right now */
  uint32_t cancelling;      /* cancels requested and not taken back */
  union {
    aio__handle_queue callbacks; /* while pending: handles of aio__waiters, in order of registration */
    asyncio_value result;        /* held */
    asyncio_error *error;        /* held; of a cancelled one the CancelledError */
  };
};

/*
** Something to call when a future is done. It stands inside whoever waits. While the future is pending nothing is
** held: who waits holds the future, and takes the waiter back before it goes. Once scheduled, the waiter holds the
** future and its holder.
*/
typedef struct aio__waiter {
  aio__handle handle;
  asyncio_future *future; /* NULL: waits for nothing, or the future went away before it was done */
  void *holder;           /* the object it stands in, kept alive while it is scheduled; NULL: that lives on its own */
} aio__waiter;

/* Sets up a future in memory of its own or inside something larger. `what` it is for, in the trace. */
void aio__future_init(asyncio_future *future, asyncio_loop *loop, const char *what);

/* The repr of a plain future. */
int aio__future_repr(const void *object, char *text, size_t size);

/* A new one, the caller's reference; NULL with MemoryError. */
asyncio_future *aio__future_new(asyncio_loop *loop, const char *what);

/* Lets go of the outcome and reports an error that nobody has looked at. */
void aio__future_clear(asyncio_future *future);

/* Ends a pending future. The error's reference is taken over; the value is copied with a reference of its own. */
void aio__future_finish(asyncio_future *future, asyncio_value result);
void aio__future_fail(asyncio_future *future, asyncio_error *error);
void aio__future_end_cancelled(asyncio_future *future, asyncio_error *cancelled_error);

/* 0 where the future is of `loop`; else -1 with ValueError. */
int aio__check_loop(const asyncio_future *future, const asyncio_loop *loop);

/* The CancelledError that a cancelled future, or a gather that ends with it, raises: as CPython's
** _make_cancelled_error, the one that the future ended with for who asks first, a new one with the message of the last
** cancel afterwards. The caller's reference. */
asyncio_error *aio__future_take_cancelled_error(asyncio_future *future);

/* The error that awaiting a done future raises: what it failed with, or its CancelledError; NULL where it has a
** result. Marks it as looked at. The caller's reference. */
static inline asyncio_error *aio__future_take_error(asyncio_future *future) {
  if (future->state < AIO__EXCEPTION) {
    return NULL;
  }
  if (future->state == AIO__CANCELLED) {
    return aio__future_take_cancelled_error(future);
  }
  future->unretrieved = false;
  return aio__retain(future->error);
}

/* The future is done: its waiter is to run. */
void aio__waiter_schedule(aio__waiter *waiter, asyncio_future *future);

void aio__waiter_trace_added(const aio__waiter *waiter, const asyncio_future *future, const char *label);

/* Waits for a future that may be done already: `waiter` is scheduled when it is. `label` says in the trace what is
** called. */
static inline void aio__waiter_add(aio__waiter *waiter, asyncio_future *future, const char *label) {
  waiter->future = future;
  if (future->loop->trace != NULL) {
    aio__waiter_trace_added(waiter, future, label);
  }
  if (future->state == AIO__PENDING) {
    aio__handle_push(&future->callbacks, &waiter->handle);
  } else {
    aio__waiter_schedule(waiter, future);
  }
}

/* Takes it back where it is not scheduled yet. True where that was so: it waits for nothing then. O(callbacks). */
bool aio__waiter_remove(aio__waiter *waiter);

/* As asyncio_future_add_done_callback, with an object as data, which is held from when the future is done until the
** callback has run. Who adds it holds the object until then, and takes the callback back before it goes. */
int aio__future_call_object(asyncio_future *future, asyncio_done_callback callback, void *object);

/* The first line of a waiter's `run`: takes the future out, which the caller releases, and the holder too, last. */
static inline asyncio_future *aio__waiter_done(aio__waiter *waiter) {
  asyncio_future *future = waiter->future;
  waiter->future = NULL;
  return future;
}

#endif
