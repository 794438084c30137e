#include "error.h"
#include "lock.h"
#include "scope.h"
#include "trace.h"
#include "value.h"
#include <asyncio/condition.h>

struct asyncio_condition {
  aio__primitive primitive;
  asyncio_lock *lock; /* held */
  aio__deque waiters;
};

static void notify(asyncio_condition *self, size_t count) {
  while (count > 0 && aio__deque_wake(&self->waiters, asyncio_bool(false))) {
    count--;
  }
}

/* --- wait --------------------------------------------------------------------------------------------------------- */

typedef struct condition_wait {
  aio__waiting waiting;
  asyncio_error *error; /* that ended the wait, held; NULL: it was notified */
  asyncio_error *later; /* the last CancelledError since, while it locks again; held */
} condition_wait;

enum { BEGINNING, WAITING, LOCKING, LOCKING_ITSELF };

static void condition_wait_clear(asyncio_coroutine *coroutine) {
  condition_wait *self = (condition_wait *)coroutine;
  aio__release(self->error);
  aio__release(self->later);
  aio__waiting_clear(coroutine);
}

static asyncio_step wait_begin(condition_wait *self, asyncio_condition *condition) {
  if (!condition->lock->locked) {
    asyncio_raise(asyncio_RuntimeError, "cannot wait on un-acquired lock");
    return aio__step_raise(&self->waiting.coroutine);
  }
  if (aio__primitive_bind(&condition->primitive) < 0) {
    return aio__step_raise(&self->waiting.coroutine);
  }
  asyncio_lock_release(condition->lock);
  self->waiting.coroutine.state = WAITING;
  return aio__waiting_begin(&self->waiting, &condition->waiters);
}

/* Whoever leaves with an error may have been notified: that is passed on. */
static asyncio_step wait_failed(condition_wait *self, asyncio_condition *condition, asyncio_error *error) {
  self->waiting.coroutine.error = error;
  notify(condition, 1);
  return ASYNCIO_RAISED;
}

static asyncio_step wait_locked(condition_wait *self, asyncio_condition *condition) {
  asyncio_error *error = self->error;
  self->error = NULL;
  if (self->later != NULL) {
    aio__release(error);
    error = self->later;
    self->later = NULL;
  }
  return error == NULL ? aio__step_return(&self->waiting.coroutine, asyncio_bool(true))
                       : wait_failed(self, condition, error);
}

/* Nobody leaves without the lock: where there is no memory for a coroutine that locks, this one stands in line
** itself. */
static asyncio_step wait_lock_itself(condition_wait *self, asyncio_condition *condition) {
  asyncio_clear_error();
  asyncio_future *future = &self->waiting.future; /* of the wait that is over: it is made anew */
  if (future->object.references > 0 && future->state == AIO__CANCELLED) {
    aio__release(future->error);
  }
  self->waiting.coroutine.state = LOCKING_ITSELF;
  return aio__waiting_begin_as(&self->waiting, &condition->lock->waiters, "Lock.acquire");
}

static asyncio_step wait_lock(condition_wait *self, asyncio_condition *condition) {
  if (aio__lock_try(condition->lock)) {
    return wait_locked(self, condition);
  }
  asyncio_coroutine *acquire = aio__lock_acquire(condition->lock);
  if (acquire == NULL) {
    return wait_lock_itself(self, condition);
  }
  self->waiting.coroutine.state = LOCKING;
  return aio__step_await(&self->waiting.coroutine, acquire);
}

static asyncio_step wait_resume(asyncio_coroutine *coroutine) {
  condition_wait *self = (condition_wait *)coroutine;
  asyncio_condition *condition = (asyncio_condition *)self->waiting.primitive;
  if (coroutine->state == BEGINNING) {
    return wait_begin(self, condition);
  }
  if (coroutine->state == WAITING) {
    aio__waiting_end(&self->waiting);
  } else if (coroutine->state == LOCKING_ITSELF) {
    aio__lock_waited(&self->waiting, condition->lock);
  }
  asyncio_error *error = coroutine->error;
  coroutine->error = NULL;
  if (coroutine->state == WAITING) {
    self->error = error;
    return wait_lock(self, condition);
  }
  if (error == NULL) {
    return wait_locked(self, condition);
  }
  aio__error_set_context(error, self->error);
  if (!asyncio_error_is(error, asyncio_CancelledError)) {
    return wait_failed(self, condition, error);
  }
  aio__release(self->later);
  self->later = error;
  return wait_lock(self, condition);
}

static const asyncio_coroutine_type wait_type = {AIO__FRAME_TYPE,        "Condition.wait", 0,
                                                 sizeof(condition_wait), wait_resume,      condition_wait_clear};

asyncio_coroutine *asyncio_condition_wait(asyncio_condition *condition) {
  return aio__own(aio__waiting_new(&wait_type, condition, "condition"));
}

/* --- wait_for ----------------------------------------------------------------------------------------------------- */

typedef struct condition_wait_for {
  asyncio_coroutine coroutine;
  asyncio_condition *condition; /* held */
  asyncio_predicate predicate;
  void *data;
} condition_wait_for;

/* What the predicate makes belongs to the loop's scope, as what a callback makes. */
static bool is_true(const condition_wait_for *self) {
  aio__links *outside = aio__now.scope;
  aio__now.scope = aio__now.loop == NULL ? NULL : &aio__now.loop->scope;
  bool result = self->predicate(self->data);
  aio__now.scope = outside;
  return result;
}

static asyncio_step wait_for_resume(asyncio_coroutine *coroutine) {
  condition_wait_for *self = (condition_wait_for *)coroutine;
  if (coroutine->error != NULL) {
    return ASYNCIO_RAISED;
  }
  bool result = is_true(self);
  if (aio__now.error != NULL) {
    return aio__step_raise(coroutine);
  }
  if (result) {
    return aio__step_return(coroutine, asyncio_bool(true));
  }
  asyncio_coroutine *wait = aio__waiting_new(&wait_type, self->condition, "condition");
  return wait == NULL ? aio__step_raise(coroutine) : aio__step_await(coroutine, wait);
}

static void wait_for_clear(asyncio_coroutine *coroutine) {
  aio__release(((condition_wait_for *)coroutine)->condition);
}

static const asyncio_coroutine_type wait_for_type = {
    AIO__FRAME_TYPE, "Condition.wait_for", 0, sizeof(condition_wait_for), wait_for_resume, wait_for_clear};

asyncio_coroutine *asyncio_condition_wait_for(asyncio_condition *condition, asyncio_predicate predicate, void *data) {
  if (aio__is_null(condition, "condition") || aio__is_null((const void *)(uintptr_t)predicate, "predicate")) {
    return NULL;
  }
  condition_wait_for *self = aio__coroutine_allocate(&wait_for_type);
  if (self != NULL) {
    self->condition = aio__retain(condition);
    self->predicate = predicate;
    self->data = data;
  }
  return aio__own(self);
}

/* --- notify ------------------------------------------------------------------------------------------------------- */

int asyncio_condition_notify(asyncio_condition *self, size_t count) {
  if (aio__is_null(self, "condition")) {
    return -1;
  }
  if (!self->lock->locked) {
    return asyncio_raise(asyncio_RuntimeError, "cannot notify on un-acquired lock");
  }
  aio__primitive_trace(&self->primitive, ASYNCIO_TRACE_PRIMITIVE_SET, 0);
  notify(self, count);
  return 0;
}

int asyncio_condition_notify_all(asyncio_condition *self) {
  return asyncio_condition_notify(self, SIZE_MAX);
}

/* --- As its lock -------------------------------------------------------------------------------------------------- */

asyncio_coroutine *asyncio_condition_acquire(asyncio_condition *self) {
  return aio__is_null(self, "condition") ? NULL : asyncio_lock_acquire(self->lock);
}

int asyncio_condition_release(asyncio_condition *self) {
  return aio__is_null(self, "condition") ? -1 : asyncio_lock_release(self->lock);
}

bool asyncio_condition_locked(const asyncio_condition *self) {
  return !aio__is_null(self, "condition") && self->lock->locked;
}

static void *condition_enter(void *object) {
  return aio__lock_enter(((asyncio_condition *)object)->lock);
}

static void *condition_leave(void *object, asyncio_error *error) {
  (void)error;
  asyncio_lock_release(((asyncio_condition *)object)->lock);
  return NULL;
}

static void condition_destroy(void *object) {
  asyncio_condition *self = object;
  aio__release(self->lock);
  aio__primitive_free(self);
}

static int condition_repr(const void *object, char *text, size_t size) {
  const asyncio_condition *self = object;
  return aio__primitive_repr(&self->primitive, &self->waiters, self->lock->locked ? "locked" : "unlocked", text, size);
}

static const asyncio_type condition_type = {.name = "Condition",
                                            .destroy = condition_destroy,
                                            .enter = condition_enter,
                                            .leave = condition_leave,
                                            .repr = condition_repr};

asyncio_condition *asyncio_condition_new(asyncio_lock *lock) {
  if (lock == NULL && aio__now.error != NULL) {
    return NULL; /* there was no memory for the lock */
  }
  asyncio_condition *self = aio__primitive_new(&condition_type, sizeof(asyncio_condition));
  if (self == NULL) {
    return NULL;
  }
  aio__deque_init(&self->waiters);
  self->lock = lock == NULL ? aio__lock_new(self->primitive.id) : aio__retain(lock);
  if (self->lock == NULL) {
    aio__release(self);
    return NULL;
  }
  return aio__own(self);
}
