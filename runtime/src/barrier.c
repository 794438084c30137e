/*
** Barrier. CPython builds it on a Condition. No task keeps that condition's lock while it waits, so nobody ever has to
** wait for the lock: it is left out here, and what is left are the condition's waiters, woken to look again.
*/
#include "error.h"
#include "primitive.h"
#include "scope.h"
#include "trace.h"
#include "value.h"
#include <asyncio/barrier.h>
#include <asyncio/print.h>

enum state { FILLING, DRAINING, RESETTING, BROKEN };

struct asyncio_barrier {
  aio__primitive primitive;
  uint8_t state; /* enum state */
  int64_t parties;
  int64_t count; /* tasks inside */
  aio__deque waiters;
};

/* A coroutine that waits at the barrier. */
typedef struct barrier_wait {
  aio__waiting waiting;
  int64_t index; /* its number; set once it is inside */
} barrier_wait;

static void notify_all(asyncio_barrier *self) {
  aio__deque_wake_all(&self->waiters, asyncio_bool(false));
}

static void change_count(asyncio_barrier *self, int64_t by) {
  self->count += by;
  aio__primitive_trace(&self->primitive, ASYNCIO_TRACE_PRIMITIVE_SIZE, (double)self->count);
}

/* The task leaves the barrier; the last one opens it for those who wait for it to drain. */
static void leave(asyncio_barrier *self) {
  change_count(self, -1);
  if (self->count > 0) {
    return;
  }
  if (self->state == RESETTING || self->state == DRAINING) {
    self->state = FILLING;
    aio__primitive_trace(&self->primitive, ASYNCIO_TRACE_PRIMITIVE_CLEARED, 0);
  }
  notify_all(self);
}

/* --- wait --------------------------------------------------------------------------------------------------------- */

enum { BEGINNING, BLOCKED, INSIDE };

static asyncio_step raise_broken(asyncio_coroutine *coroutine, const char *message) {
  asyncio_raise(asyncio_BrokenBarrierError, "%s", message);
  return aio__step_raise(coroutine);
}

static asyncio_step wait_inside(barrier_wait *self, asyncio_barrier *barrier) {
  asyncio_coroutine *coroutine = &self->waiting.coroutine;
  asyncio_step step;
  if (barrier->state == FILLING) {
    coroutine->state = INSIDE;
    step = aio__waiting_begin(&self->waiting, &barrier->waiters);
  } else if (barrier->state == DRAINING) {
    step = aio__step_return(coroutine, asyncio_int(self->index));
  } else {
    step = raise_broken(coroutine, "Abort or reset of barrier");
  }
  if (step != ASYNCIO_SUSPENDED) {
    leave(barrier);
  }
  return step;
}

static asyncio_step come_in(barrier_wait *self, asyncio_barrier *barrier) {
  asyncio_coroutine *coroutine = &self->waiting.coroutine;
  if (barrier->state == DRAINING || barrier->state == RESETTING) {
    coroutine->state = BLOCKED;
    return aio__waiting_begin(&self->waiting, &barrier->waiters);
  }
  if (barrier->state == BROKEN) {
    return raise_broken(coroutine, "Barrier aborted");
  }
  self->index = barrier->count;
  change_count(barrier, 1);
  if (barrier->count == barrier->parties) {
    barrier->state = DRAINING;
    aio__primitive_trace(&barrier->primitive, ASYNCIO_TRACE_PRIMITIVE_SET, 0);
    notify_all(barrier);
  }
  return wait_inside(self, barrier);
}

static asyncio_step wait_resume(asyncio_coroutine *coroutine) {
  barrier_wait *self = (barrier_wait *)coroutine;
  asyncio_barrier *barrier = (asyncio_barrier *)self->waiting.primitive;
  if (coroutine->state != BEGINNING) {
    aio__waiting_end(&self->waiting);
  }
  if (coroutine->error != NULL) {
    aio__deque_wake(&barrier->waiters, asyncio_bool(false)); /* as Condition.wait: it may have been notified */
    if (coroutine->state == INSIDE) {
      leave(barrier);
    }
    return ASYNCIO_RAISED;
  }
  return coroutine->state == INSIDE ? wait_inside(self, barrier) : come_in(self, barrier);
}

static const asyncio_coroutine_type wait_type = {AIO__FRAME_TYPE,      "Barrier.wait", 0,
                                                 sizeof(barrier_wait), wait_resume,    aio__waiting_clear};

asyncio_coroutine *asyncio_barrier_wait(asyncio_barrier *barrier) {
  return aio__own(aio__waiting_new(&wait_type, barrier, "barrier"));
}

/* --- reset, abort ------------------------------------------------------------------------------------------------- */

static asyncio_step reset_resume(asyncio_coroutine *coroutine) {
  asyncio_barrier *barrier = (asyncio_barrier *)((aio__waiting *)coroutine)->primitive;
  barrier->state = barrier->count > 0 ? RESETTING : FILLING;
  aio__primitive_trace(&barrier->primitive, ASYNCIO_TRACE_PRIMITIVE_CLEARED, 0);
  notify_all(barrier);
  return aio__step_return(coroutine, asyncio_none());
}

static asyncio_step abort_resume(asyncio_coroutine *coroutine) {
  asyncio_barrier *barrier = (asyncio_barrier *)((aio__waiting *)coroutine)->primitive;
  barrier->state = BROKEN;
  aio__primitive_trace(&barrier->primitive, ASYNCIO_TRACE_PRIMITIVE_SET, 0);
  notify_all(barrier);
  return aio__step_return(coroutine, asyncio_none());
}

static const asyncio_coroutine_type reset_type = {AIO__FRAME_TYPE,      "Barrier.reset", 0,
                                                  sizeof(aio__waiting), reset_resume,    aio__waiting_clear};
static const asyncio_coroutine_type abort_type = {AIO__FRAME_TYPE,      "Barrier.abort", 0,
                                                  sizeof(aio__waiting), abort_resume,    aio__waiting_clear};

asyncio_coroutine *asyncio_barrier_reset(asyncio_barrier *barrier) {
  return aio__own(aio__waiting_new(&reset_type, barrier, "barrier"));
}

asyncio_coroutine *asyncio_barrier_abort(asyncio_barrier *barrier) {
  return aio__own(aio__waiting_new(&abort_type, barrier, "barrier"));
}

/* --- Barriers ----------------------------------------------------------------------------------------------------- */

int64_t asyncio_barrier_parties(const asyncio_barrier *barrier) {
  return aio__is_null(barrier, "barrier") ? 0 : barrier->parties;
}

int64_t asyncio_barrier_n_waiting(const asyncio_barrier *barrier) {
  return !aio__is_null(barrier, "barrier") && barrier->state == FILLING ? barrier->count : 0;
}

bool asyncio_barrier_broken(const asyncio_barrier *barrier) {
  return !aio__is_null(barrier, "barrier") && barrier->state == BROKEN;
}

static void *barrier_enter(void *object) {
  return asyncio_barrier_wait(object);
}

static int barrier_repr(const void *object, char *text, size_t size) {
  static const char *const states[] = {"filling", "draining", "resetting", "broken"};
  const asyncio_barrier *self = object;
  if (self->state == BROKEN) {
    return asyncio_format(text, size, "<Barrier [broken]>");
  }
  return asyncio_format(text, size, "<Barrier [%s, waiters:%lld/%lld]>", states[self->state],
                        (long long)asyncio_barrier_n_waiting(self), (long long)self->parties);
}

static const asyncio_type barrier_type = {
    .name = "Barrier", .destroy = aio__primitive_free, .enter = barrier_enter, .repr = barrier_repr};

asyncio_barrier *asyncio_barrier_new(int64_t parties) {
  if (parties < 1) {
    asyncio_raise(asyncio_ValueError, "parties must be > 0");
    return NULL;
  }
  asyncio_barrier *self = aio__primitive_new(&barrier_type, sizeof(asyncio_barrier));
  if (self != NULL) {
    self->parties = parties;
    aio__primitive_set_limit(&self->primitive, (double)parties);
    aio__deque_init(&self->waiters);
  }
  return aio__own(self);
}
