#include "error.h"
#include "primitive.h"
#include "scope.h"
#include "trace.h"
#include "value.h"
#include <asyncio/print.h>
#include <asyncio/semaphore.h>

struct asyncio_semaphore {
  aio__primitive primitive;
  aio__deque waiters;
  int64_t value; /* permits that nobody has, nor was woken for */
  int64_t bound; /* it never has more; INT64_MAX: a plain one */
};

/* A coroutine that takes a permit: on behalf of acquire, or of ASYNC_WITH, which has no use for a result. */
typedef struct semaphore_acquire {
  aio__waiting waiting;
  bool enters;
} semaphore_acquire;

static bool is_locked(const asyncio_semaphore *self) {
  return self->value == 0 || !aio__deque_all_cancelled(&self->waiters);
}

bool asyncio_semaphore_locked(const asyncio_semaphore *self) {
  return !aio__is_null(self, "semaphore") && is_locked(self);
}

static void trace_size(asyncio_semaphore *self) {
  aio__primitive_trace(&self->primitive, ASYNCIO_TRACE_PRIMITIVE_SIZE, (double)self->value);
}

static bool try_acquire(asyncio_semaphore *self) {
  if (is_locked(self)) {
    return false;
  }
  self->value--;
  aio__primitive_trace(&self->primitive, ASYNCIO_TRACE_PRIMITIVE_ACQUIRED, 0);
  trace_size(self);
  return true;
}

/* Hands a permit over to the first who waits; false where nobody does. */
static bool wake_up_next(asyncio_semaphore *self) {
  if (!aio__deque_wake(&self->waiters, asyncio_bool(true))) {
    return false;
  }
  self->value--;
  return true;
}

/* Wakes as many as there are permits: others may have come and waited since they stood behind this one. */
static void wake_up_others(asyncio_semaphore *self) {
  bool changed = false;
  while (self->value > 0 && wake_up_next(self)) {
    changed = true;
  }
  if (changed) {
    trace_size(self);
  }
}

enum { BEGINNING, WAITING };

static asyncio_step acquire_resume(asyncio_coroutine *coroutine) {
  semaphore_acquire *self = (semaphore_acquire *)coroutine;
  asyncio_semaphore *semaphore = (asyncio_semaphore *)self->waiting.primitive;
  if (coroutine->state == BEGINNING) {
    if (!try_acquire(semaphore)) {
      coroutine->state = WAITING;
      return aio__waiting_begin(&self->waiting, &semaphore->waiters);
    }
  } else {
    aio__waiting_end(&self->waiting);
    if (coroutine->error == NULL) {
      aio__primitive_trace(&semaphore->primitive, ASYNCIO_TRACE_PRIMITIVE_ACQUIRED, 0);
    } else if (aio__waiting_was_woken(&self->waiting) && asyncio_error_is(coroutine->error, asyncio_CancelledError)) {
      semaphore->value++;
      trace_size(semaphore);
    }
    wake_up_others(semaphore);
    if (coroutine->error != NULL) {
      return ASYNCIO_RAISED;
    }
  }
  return aio__step_return(coroutine, self->enters ? asyncio_none() : asyncio_bool(true));
}

static const asyncio_coroutine_type acquire_type = {AIO__FRAME_TYPE,           "Semaphore.acquire", 0,
                                                    sizeof(semaphore_acquire), acquire_resume,      aio__waiting_clear};

asyncio_coroutine *asyncio_semaphore_acquire(asyncio_semaphore *semaphore) {
  return aio__own(aio__waiting_new(&acquire_type, semaphore, "semaphore"));
}

static void *semaphore_enter(void *object) {
  if (try_acquire(object)) {
    return NULL;
  }
  semaphore_acquire *self = aio__waiting_new(&acquire_type, object, "semaphore");
  if (self != NULL) {
    self->enters = true;
  }
  return aio__own(self);
}

static void *semaphore_leave(void *object, asyncio_error *error) {
  (void)error;
  asyncio_semaphore_release(object);
  return NULL;
}

int asyncio_semaphore_release(asyncio_semaphore *self) {
  if (aio__is_null(self, "semaphore")) {
    return -1;
  }
  if (self->value >= self->bound) {
    return asyncio_raise(asyncio_ValueError, "%s released too many times", self->primitive.object.type->name);
  }
  self->value++;
  aio__primitive_trace(&self->primitive, ASYNCIO_TRACE_PRIMITIVE_RELEASED, 0);
  wake_up_next(self);
  trace_size(self);
  return 0;
}

static int semaphore_repr(const void *object, char *text, size_t size) {
  const asyncio_semaphore *self = object;
  char state[48] = "locked";
  if (!is_locked(self)) {
    asyncio_format(state, sizeof state, "unlocked, value:%lld", (long long)self->value);
  }
  return aio__primitive_repr(&self->primitive, &self->waiters, state, text, size);
}

static const asyncio_type semaphore_type = {.name = "Semaphore",
                                            .destroy = aio__primitive_free,
                                            .enter = semaphore_enter,
                                            .leave = semaphore_leave,
                                            .repr = semaphore_repr};
static const asyncio_type bounded_type = {.name = "BoundedSemaphore",
                                          .destroy = aio__primitive_free,
                                          .enter = semaphore_enter,
                                          .leave = semaphore_leave,
                                          .repr = semaphore_repr};

static asyncio_semaphore *semaphore_new(const asyncio_type *type, int64_t value, int64_t bound) {
  if (value < 0) {
    asyncio_raise(asyncio_ValueError, "Semaphore initial value must be >= 0");
    return NULL;
  }
  asyncio_semaphore *self = aio__primitive_new(type, sizeof(asyncio_semaphore));
  if (self != NULL) {
    aio__deque_init(&self->waiters);
    self->value = value;
    self->bound = bound;
    aio__primitive_set_limit(&self->primitive, (double)value);
    trace_size(self);
  }
  return aio__own(self);
}

asyncio_semaphore *asyncio_semaphore_new(int64_t value) {
  return semaphore_new(&semaphore_type, value, INT64_MAX);
}

asyncio_semaphore *asyncio_bounded_semaphore_new(int64_t value) {
  return semaphore_new(&bounded_type, value, value);
}
