#include "lock.h"

#include "error.h"
#include "scope.h"
#include "trace.h"
#include "value.h"

/* A coroutine that locks: on behalf of acquire, or of ASYNC_WITH, which has no use for a result. */
typedef struct lock_acquire {
  aio__waiting waiting;
  bool enters;
} lock_acquire;

static void lock_now(asyncio_lock *lock) {
  lock->locked = true;
  aio__primitive_trace(&lock->primitive, ASYNCIO_TRACE_PRIMITIVE_ACQUIRED, 0);
}

bool aio__lock_try(asyncio_lock *lock) {
  if (lock->locked || !aio__deque_all_cancelled(&lock->waiters)) {
    return false;
  }
  lock_now(lock);
  return true;
}

/* Only the first, and only where it is not woken or cancelled already: it will run, and see to the next. */
static void wake_up_first(asyncio_lock *lock) {
  if (!aio__deque_empty(&lock->waiters) && aio__deque_first(&lock->waiters)->future.state == AIO__PENDING) {
    aio__deque_wake(&lock->waiters, asyncio_bool(true));
  }
}

void aio__lock_waited(aio__waiting *waiting, asyncio_lock *lock) {
  asyncio_error *error = waiting->coroutine.error;
  aio__waiting_end(waiting);
  if (error == NULL) {
    lock_now(lock);
  } else if (!lock->locked && asyncio_error_is(error, asyncio_CancelledError)) {
    wake_up_first(lock);
  }
}

enum { BEGINNING, WAITING };

static asyncio_step acquire_resume(asyncio_coroutine *coroutine) {
  lock_acquire *self = (lock_acquire *)coroutine;
  asyncio_lock *lock = (asyncio_lock *)self->waiting.primitive;
  if (coroutine->state == BEGINNING) {
    if (!aio__lock_try(lock)) {
      coroutine->state = WAITING;
      return aio__waiting_begin(&self->waiting, &lock->waiters);
    }
  } else {
    aio__lock_waited(&self->waiting, lock);
    if (coroutine->error != NULL) {
      return ASYNCIO_RAISED;
    }
  }
  return aio__step_return(coroutine, self->enters ? asyncio_none() : asyncio_bool(true));
}

static const asyncio_coroutine_type acquire_type = {AIO__FRAME_TYPE,      "Lock.acquire", 0,
                                                    sizeof(lock_acquire), acquire_resume, aio__waiting_clear};

asyncio_coroutine *aio__lock_acquire(asyncio_lock *lock) {
  return aio__waiting_new(&acquire_type, lock, "lock");
}

asyncio_coroutine *asyncio_lock_acquire(asyncio_lock *lock) {
  return aio__own(aio__lock_acquire(lock));
}

void *aio__lock_enter(asyncio_lock *lock) {
  if (aio__lock_try(lock)) {
    return NULL;
  }
  lock_acquire *self = aio__waiting_new(&acquire_type, lock, "lock");
  if (self != NULL) {
    self->enters = true;
  }
  return aio__own(self);
}

static void *lock_enter(void *object) {
  return aio__lock_enter(object);
}

static void *lock_leave(void *object, asyncio_error *error) {
  (void)error;
  asyncio_lock_release(object);
  return NULL;
}

int asyncio_lock_release(asyncio_lock *lock) {
  if (aio__is_null(lock, "lock")) {
    return -1;
  }
  if (!lock->locked) {
    return asyncio_raise(asyncio_RuntimeError, "Lock is not acquired.");
  }
  lock->locked = false;
  aio__primitive_trace(&lock->primitive, ASYNCIO_TRACE_PRIMITIVE_RELEASED, 0);
  wake_up_first(lock);
  return 0;
}

bool asyncio_lock_locked(const asyncio_lock *lock) {
  return !aio__is_null(lock, "lock") && lock->locked;
}

static int lock_repr(const void *object, char *text, size_t size) {
  const asyncio_lock *lock = object;
  return aio__primitive_repr(&lock->primitive, &lock->waiters, lock->locked ? "locked" : "unlocked", text, size);
}

static const asyncio_type lock_type = {
    .name = "Lock", .destroy = aio__primitive_free, .enter = lock_enter, .leave = lock_leave, .repr = lock_repr};

asyncio_lock *aio__lock_new(uint32_t id) {
  asyncio_lock *lock = aio__object_new(&lock_type, sizeof(asyncio_lock));
  if (lock != NULL) {
    lock->primitive.id = id;
    aio__primitive_trace(&lock->primitive, ASYNCIO_TRACE_PRIMITIVE_CREATED, 0);
    aio__deque_init(&lock->waiters);
  }
  return lock;
}

asyncio_lock *asyncio_lock_new(void) {
  return aio__own(aio__lock_new(0));
}
