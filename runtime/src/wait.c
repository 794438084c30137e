#include "coroutine.h"
#include "error.h"
#include "future.h"
#include "list.h"
#include "memory.h"
#include "pointer_map.h"
#include "running.h"
#include "scope.h"
#include "trace.h"
#include "value.h"
#include <asyncio/wait.h>

/* What a wait shares with the callbacks of its futures, which may run after it has gone. */
typedef struct wait_state {
  asyncio_object object;
  asyncio_loop *loop;
  uint32_t id;
  asyncio_future *woken; /* its end ends the wait; held */
  aio__timer timer;      /* holds the state while it is set or scheduled */
  asyncio_return_when when;
  bool expired;   /* the timer ended the wait */
  size_t missing; /* futures that are not done */
  size_t count;
  asyncio_future **futures; /* without duplicates, held */
  aio__waiter *waiters;     /* one a future */
} wait_state;

static void wait_state_destroy(void *object) {
  wait_state *self = object;
  for (size_t i = 0; i < self->count; i++) {
    aio__waiter_remove(&self->waiters[i]);
    aio__release(self->futures[i]);
  }
  aio__release(self->woken);
  aio__free(self->futures);
  aio__free(self->waiters);
  aio__loop_let_go(self->loop);
  aio__object_free(self);
}

static const asyncio_type wait_state_type = {.name = "wait", .destroy = wait_state_destroy};

static void wake(wait_state *self) {
  if (self->woken->state == AIO__PENDING) {
    aio__future_finish(self->woken, asyncio_none());
  }
}

static void stop_timer(wait_state *self) {
  bool set = self->timer.chain != 0;
  if (set || self->timer.handle.scheduled) {
    aio__loop_cancel_timer(self->loop, &self->timer);
  }
  if (set) {
    aio__release(self);
  }
}

static void timer_run(aio__handle *handle) {
  wait_state *self = (wait_state *)((char *)handle - offsetof(wait_state, timer.handle));
  if (!handle->cancelled) {
    aio__trace(self->loop, ASYNCIO_TRACE_COMPOSITE_EXPIRED, self->id, 0, 0);
    self->expired = self->woken->state == AIO__PENDING;
    wake(self);
  }
  aio__release(self);
}

static void on_completion(wait_state *self, asyncio_future *future) {
  self->missing--;
  bool failed = self->when == ASYNCIO_FIRST_EXCEPTION && future->state == AIO__EXCEPTION;
  if (failed) {
    future->unretrieved = false;
  }
  if (self->missing == 0 || self->when == ASYNCIO_FIRST_COMPLETED || failed) {
    stop_timer(self);
    wake(self);
  }
}

static void waiter_run(aio__handle *handle) {
  aio__waiter *waiter = (aio__waiter *)handle;
  wait_state *self = waiter->holder;
  asyncio_future *future = aio__waiter_done(waiter);
  if (future == NULL) {
    return;
  }
  if (!handle->cancelled) {
    on_completion(self, future);
  }
  aio__release(future);
  aio__release(self);
}

/* Takes the futures of the list, each once. 0, or -1 with the current error. */
static int add_futures(wait_state *self, const asyncio_list *list) {
  size_t size = asyncio_list_size(list);
  aio__pointer_map known = {0};
  if (aio__pointer_map_open(&known, size) < 0) {
    return -1;
  }
  for (size_t i = 0; i < size; i++) {
    asyncio_value item = asyncio_list_get(list, i);
    void **place = aio__pointer_map_at(&known, item.object);
    if (*place == NULL) {
      *place = item.object;
      self->futures[self->count++] = aio__retain(item.object);
    }
  }
  aio__pointer_map_close(&known);
  return 0;
}

static wait_state *wait_state_new(const asyncio_list *list, asyncio_return_when when) {
  asyncio_loop *loop = aio__running_loop();
  wait_state *self = loop == NULL ? NULL : aio__object_new(&wait_state_type, sizeof(wait_state));
  if (self == NULL) {
    return NULL;
  }
  size_t size = asyncio_list_size(list);
  self->loop = aio__loop_hold(loop);
  self->id = aio__loop_new_id(loop);
  self->when = when;
  self->timer.handle.run = timer_run;
  self->timer.handle.owner = self->id;
  aio__trace_text(loop, ASYNCIO_TRACE_COMPOSITE_CREATED, self->id, aio__loop_by(loop), "wait");
  self->futures = aio__allocate(aio__size_of(size, sizeof *self->futures));
  self->waiters = self->futures == NULL ? NULL : aio__allocate(aio__size_of(size, sizeof *self->waiters));
  if (self->waiters == NULL || add_futures(self, list) < 0 || (self->woken = aio__future_new(loop, "wait")) == NULL) {
    aio__release(self);
    return NULL;
  }
  self->missing = self->count;
  return self;
}

static int wait_start(wait_state *self, double timeout) {
  if (timeout < ASYNCIO_FOREVER) {
    double when = self->loop->now + timeout;
    if (aio__loop_set_timer(self->loop, &self->timer, when) < 0) {
      return -1;
    }
    aio__retain(self);
    aio__trace(self->loop, ASYNCIO_TRACE_COMPOSITE_DEADLINE, self->id, 0, when);
  }
  for (size_t i = 0; i < self->count; i++) {
    self->waiters[i].handle.run = waiter_run;
    self->waiters[i].handle.owner = self->id;
    self->waiters[i].holder = self;
    aio__trace(self->loop, ASYNCIO_TRACE_COMPOSITE_MEMBER, self->id, self->futures[i]->id, 0);
    aio__waiter_add(&self->waiters[i], self->futures[i], "wait");
  }
  return 0;
}

static void wait_stop(wait_state *self) {
  stop_timer(self);
  for (size_t i = 0; i < self->count; i++) {
    aio__waiter_remove(&self->waiters[i]);
  }
}

/* [done, pending], each in the order given; none with MemoryError. */
static asyncio_value wait_result(wait_state *self) {
  asyncio_list *done = asyncio_list_new();
  asyncio_list *pending = asyncio_list_new();
  for (size_t i = 0; i < self->count; i++) {
    asyncio_list_append(self->futures[i]->state == AIO__PENDING ? pending : done, asyncio_value_of(self->futures[i]));
  }
  aio__trace(self->loop, ASYNCIO_TRACE_COMPOSITE_SETTLED, self->id, 0, self->expired ? 3 : 0);
  return asyncio_value_of(asyncio_list_of(done, pending));
}

/* 0 where the list can be waited for; else -1 with TypeError or ValueError. */
static int check(const asyncio_list *list, asyncio_return_when when) {
  if (asyncio_list_size(list) == 0) {
    return asyncio_raise(asyncio_ValueError, "Set of Tasks/Futures is empty.");
  }
  if ((unsigned)when > ASYNCIO_FIRST_EXCEPTION) {
    return asyncio_raise(asyncio_ValueError, "Invalid return_when value: %d", (int)when);
  }
  for (size_t i = 0; i < asyncio_list_size(list); i++) {
    asyncio_value item = asyncio_list_get(list, i);
    if (aio__value_has_object(item) && aio__is_coroutine(item.object)) {
      return asyncio_raise(asyncio_TypeError, "Passing coroutines is forbidden, use tasks explicitly.");
    }
    if (!aio__value_has_object(item) || !aio__is_future(item.object)) {
      return asyncio_raise(asyncio_TypeError, "An asyncio.Future or Task is required, got %r", item);
    }
    if (aio__check_loop((asyncio_future *)item.object, aio__now.loop) < 0) {
      return -1;
    }
  }
  return 0;
}

ASYNC(wait, {
  asyncio_list *list;
  double timeout;
  asyncio_return_when when;
  wait_state *state;
}) {
  ASYNC_BEGIN;
  CHECK(check(self->list, self->when));
  CHECK(self->state = aio__own(wait_state_new(self->list, self->when)));
  TRY {
    CHECK(wait_start(self->state, self->timeout));
    AWAIT(self->state->woken);
  }
  EXCEPT(asyncio_BaseException) {
    aio__trace(self->state->loop, ASYNCIO_TRACE_COMPOSITE_SETTLED, self->state->id, 0, 2);
    RERAISE;
  }
  FINALLY {
    wait_stop(self->state);
  }
  END_TRY;
  RETURN(wait_result(self->state));
  ASYNC_END;
}

asyncio_coroutine *asyncio_wait(asyncio_list *list, double timeout, asyncio_return_when when) {
  return CORO(wait, list, timeout, when);
}

asyncio_list *asyncio_wait_done(asyncio_value result) {
  return asyncio_as_list(asyncio_list_get(asyncio_as_list(result), 0));
}

asyncio_list *asyncio_wait_pending(asyncio_value result) {
  return asyncio_as_list(asyncio_list_get(asyncio_as_list(result), 1));
}
