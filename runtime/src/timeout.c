#include "coroutine.h"
#include "error.h"
#include "loop.h"
#include "memory.h"
#include "running.h"
#include "scope.h"
#include "task.h"
#include "task_cancel.h"
#include "trace.h"
#include <asyncio/print.h>
#include <asyncio/timeout.h>
#include <math.h>

enum state { CREATED, ENTERED, EXPIRING, EXPIRED, EXITED };

struct asyncio_timeout_block {
  asyncio_object object;
  asyncio_loop *loop; /* in which it was made; held */
  asyncio_task *task; /* that entered it; held until it leaves */
  uint32_t id;
  uint8_t state;             /* enum state */
  double when;               /* deadline, seconds on the loop's clock; INFINITY: never */
  unsigned cancelling;       /* of the task, when it entered */
  struct deadline *deadline; /* NULL: not armed, or expired */
};

/* What expires: one each time the block is armed, since the last one may still stand in the ready queue, cancelled. */
typedef struct deadline {
  aio__timer timer;
  asyncio_timeout_block *block; /* held */
} deadline;

static void deadline_free(deadline *self) {
  aio__release(self->block);
  aio__pool_free(self, sizeof *self);
}

static void disarm(asyncio_timeout_block *self) {
  deadline *armed = self->deadline;
  self->deadline = NULL;
  if (armed != NULL) {
    bool set = armed->timer.chain != 0;
    aio__loop_cancel_timer(self->loop, &armed->timer);
    if (set) {
      deadline_free(armed);
    }
  }
}

static void deadline_run(aio__handle *handle) {
  deadline *self = (deadline *)((char *)handle - offsetof(deadline, timer.handle));
  asyncio_timeout_block *block = self->block;
  if (block->deadline == self) {
    block->deadline = NULL;
  }
  if (!handle->cancelled) {
    block->state = EXPIRING;
    aio__trace(block->loop, ASYNCIO_TRACE_COMPOSITE_EXPIRED, block->id, 0, 0);
    aio__cancel(&block->task->future, NULL);
  }
  deadline_free(self);
}

/* Has it expire at `when` and no more at its deadline before. 0; -1 with MemoryError, and all is as it was. */
static int arm(asyncio_timeout_block *self, double when) {
  if (isinf(when)) {
    disarm(self);
    self->when = when;
    return 0;
  }
  deadline *armed = aio__pool_allocate(sizeof *armed);
  if (armed == NULL) {
    return -1;
  }
  *armed = (deadline){.timer = {.handle = {.run = deadline_run, .owner = self->id}}, .block = aio__retain(self)};
  if (when <= self->loop->now) {
    aio__loop_schedule(self->loop, &armed->timer.handle, "timeout");
  } else if (aio__loop_set_timer(self->loop, &armed->timer, when) < 0) {
    deadline_free(armed);
    return -1;
  }
  disarm(self);
  self->deadline = armed;
  self->when = when;
  return 0;
}

static void *timeout_enter(void *object) {
  asyncio_timeout_block *self = object;
  if (self->state != CREATED) {
    asyncio_raise(asyncio_RuntimeError, "Timeout has already been entered");
    return NULL;
  }
  asyncio_task *task = asyncio_current_task();
  if (task == NULL) {
    asyncio_raise(asyncio_RuntimeError, "Timeout should be used inside a task");
    return NULL;
  }
  if (task->future.loop != self->loop) {
    asyncio_raise(asyncio_RuntimeError, "%r is bound to a different event loop", asyncio_value_of(self));
    return NULL;
  }
  self->id = aio__loop_new_id(self->loop);
  aio__trace_text(self->loop, ASYNCIO_TRACE_COMPOSITE_CREATED, self->id, task->future.id, "timeout");
  aio__trace(self->loop, ASYNCIO_TRACE_COMPOSITE_MEMBER, self->id, task->future.id, 0);
  aio__trace(self->loop, ASYNCIO_TRACE_COMPOSITE_DEADLINE, self->id, 0, self->when);
  if (arm(self, self->when) == 0) {
    self->task = aio__retain(task);
    self->cancelling = task->future.cancelling;
    self->state = ENTERED;
  }
  return NULL;
}

/* A TimeoutError takes the place of the CancelledErrors at the end of the chain of contexts, as in CPython 3.13. */
static void insert_timeout_error(asyncio_error *error) {
  for (; error->context != NULL; error = error->context) {
    if (asyncio_error_is(error->context, asyncio_CancelledError)) {
      asyncio_error *timeout = aio__error_new(asyncio_TimeoutError, NULL);
      asyncio_error_set_cause(timeout, error->context);
      aio__error_set_context(timeout, error->context);
      aio__release(error->context);
      error->context = timeout;
      return;
    }
  }
}

static void *timeout_leave(void *object, asyncio_error *error) {
  asyncio_timeout_block *self = object;
  disarm(self);
  bool expired = self->state == EXPIRING;
  self->state = expired ? EXPIRED : EXITED;
  bool ours = false;
  if (expired) {
    ours = asyncio_task_uncancel(self->task) <= self->cancelling && error != NULL;
  }
  bool raises = ours && asyncio_error_is(error, asyncio_CancelledError);
  aio__trace(self->loop, ASYNCIO_TRACE_COMPOSITE_SETTLED, self->id, 0,
             raises          ? 3
             : error == NULL ? 0
                             : 1 + asyncio_error_is(error, asyncio_CancelledError));
  if (raises) {
    asyncio_error *timeout = aio__error_new(asyncio_TimeoutError, NULL);
    asyncio_error_set_cause(timeout, error);
    aio__set_error(timeout);
  } else if (ours) {
    insert_timeout_error(error);
    for (size_t i = 0; asyncio_error_is(error, asyncio_ExceptionGroup) && i < asyncio_list_size(error->errors); i++) {
      insert_timeout_error((asyncio_error *)asyncio_list_get(error->errors, i).object);
    }
  }
  return NULL;
}

static void timeout_destroy(void *object) {
  asyncio_timeout_block *self = object;
  aio__release(self->task);
  aio__loop_let_go(self->loop);
  aio__object_free(self);
}

static int timeout_repr(const void *object, char *text, size_t size) {
  static const char *const states[] = {"created", "active", "expiring", "expired", "finished"};
  const asyncio_timeout_block *self = object;
  return asyncio_format(text, size, "<Timeout [%s]>", states[self->state]);
}

static const asyncio_type timeout_type = {.name = "Timeout",
                                          .destroy = timeout_destroy,
                                          .enter = timeout_enter,
                                          .leave = timeout_leave,
                                          .repr = timeout_repr};

asyncio_timeout_block *asyncio_timeout_at(double when) {
  asyncio_loop *loop = aio__running_loop();
  if (loop == NULL) {
    return NULL;
  }
  if (isnan(when)) {
    asyncio_raise(asyncio_ValueError, "Invalid deadline: NaN (not a number)");
    return NULL;
  }
  asyncio_timeout_block *self = aio__object_new(&timeout_type, sizeof(asyncio_timeout_block));
  if (self != NULL) {
    self->loop = aio__loop_hold(loop);
    self->when = when;
  }
  return aio__own(self);
}

asyncio_timeout_block *asyncio_timeout(double delay) {
  return asyncio_timeout_at(asyncio_time() + delay);
}

int asyncio_timeout_reschedule(asyncio_timeout_block *self, double when) {
  static const char *const states[] = {"created", "active", "expiring", "expired", "finished"};
  if (aio__is_null(self, "timeout")) {
    return -1;
  }
  if (isnan(when)) {
    return asyncio_raise(asyncio_ValueError, "Invalid deadline: NaN (not a number)");
  }
  if (self->state == CREATED) {
    return asyncio_raise(asyncio_RuntimeError, "Timeout has not been entered");
  }
  if (self->state != ENTERED) {
    return asyncio_raise(asyncio_RuntimeError, "Cannot change state of %s Timeout", states[self->state]);
  }
  if (aio__loop_check_open(self->loop) < 0) {
    return -1;
  }
  if (arm(self, when) < 0) {
    return -1;
  }
  aio__trace(self->loop, ASYNCIO_TRACE_COMPOSITE_RESCHEDULED, self->id, aio__loop_by(self->loop), when);
  return 0;
}

double asyncio_timeout_when(const asyncio_timeout_block *self) {
  if (aio__is_null(self, "timeout")) {
    return INFINITY;
  }
  return self->when;
}

bool asyncio_timeout_expired(const asyncio_timeout_block *self) {
  if (aio__is_null(self, "timeout")) {
    return false;
  }
  return self->state == EXPIRING || self->state == EXPIRED;
}
