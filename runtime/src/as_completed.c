#include "error.h"
#include "future.h"
#include "list.h"
#include "memory.h"
#include "pointer_map.h"
#include "primitive.h"
#include "running.h"
#include "scope.h"
#include "task.h"
#include "task_cancel.h"
#include "trace.h"
#include "value.h"
#include <asyncio/as_completed.h>

/*
** A future that is waited for. As long as it is, the waiter holds the iterator and not the iterator the future, as in
** CPython: no ring of the two outlives the program's interest.
*/
typedef struct member {
  aio__waiter waiter;
  asyncio_as_completed_iterator *iterator;
} member;

/* Somebody who waits for the next one: done when it is worth looking again. Its wait_for_one awaits it. */
typedef struct getter {
  asyncio_future future;
  struct getter *next;
} getter;

struct asyncio_as_completed_iterator {
  asyncio_object object;
  asyncio_loop *loop;
  uint32_t id;
  aio__timer timer; /* holds the iterator while it is set or scheduled */
  member *members;
  asyncio_future **done; /* in the order in which they were done, held to the end; NULL for one that timed out */
  size_t count;
  size_t todo;     /* not done, and not timed out */
  size_t left;     /* not handed out */
  size_t put, got; /* into and out of `done` */
  getter *getters; /* first come, first served */
};

static void iterator_destroy(void *object) {
  asyncio_as_completed_iterator *self = object;
  for (size_t i = 0; i < self->put; i++) {
    aio__release(self->done[i]);
  }
  aio__free(self->members);
  aio__free(self->done);
  aio__loop_let_go(self->loop);
  aio__object_free(self);
}

/* --- The queue of those that are done: asyncio.Queue's turns ------------------------------------------------------ */

static void wake_getter(asyncio_as_completed_iterator *self) {
  while (self->getters != NULL) {
    asyncio_future *future = &self->getters->future;
    self->getters = self->getters->next;
    if (future->state == AIO__PENDING) {
      aio__future_finish(future, asyncio_none());
      return;
    }
  }
}

/* Takes over the reference; NULL for one that timed out. */
static void put(asyncio_as_completed_iterator *self, asyncio_future *future) {
  self->done[self->put++] = future;
  wake_getter(self);
}

static void getter_destroy(void *object) {
  aio__future_clear(object);
  aio__object_free(object);
}

static const asyncio_type getter_type = {
    .name = "Future", .destroy = getter_destroy, .repr = aio__future_repr, .kind = AIO__KIND_FUTURE};

/* The caller's reference; NULL with MemoryError. */
static getter *getter_new(void) {
  getter *made = aio__object_new(&getter_type, sizeof(getter));
  if (made != NULL) {
    aio__future_init(&made->future, aio__now.loop, "as_completed");
  }
  return made;
}

static void add_getter(asyncio_as_completed_iterator *self, getter *added) {
  getter **end = &self->getters;
  while (*end != NULL) {
    end = &(*end)->next;
  }
  *end = added;
}

/* It was cancelled, or its frame closed: whoever waits behind it gets what it was woken for. */
static void drop_getter(asyncio_as_completed_iterator *self, getter *dropped) {
  if (dropped->future.state == AIO__PENDING) {
    aio__cancel(&dropped->future, NULL);
  }
  for (getter **at = &self->getters; *at != NULL; at = &(*at)->next) {
    if (*at == dropped) {
      *at = dropped->next;
      break;
    }
  }
  if (self->put > self->got && dropped->future.state != AIO__CANCELLED) {
    wake_getter(self);
  }
}

/* A coroutine that takes the next one. */
typedef struct wait_for_one {
  asyncio_coroutine coroutine;
  asyncio_as_completed_iterator *iterator; /* held */
  bool resolve;                            /* to its result, or error */
} wait_for_one;

enum { BEGINNING, WAITING };

/* Out of memory another one may take its place. */
static asyncio_step wait(wait_for_one *self) {
  getter *made = getter_new();
  if (made == NULL) {
    self->iterator->left++;
    return aio__step_raise(&self->coroutine);
  }
  add_getter(self->iterator, made);
  self->coroutine.awaiting = &made->future.object;
  self->coroutine.state = WAITING;
  return ASYNCIO_SUSPENDED;
}

static asyncio_step take(wait_for_one *self) {
  asyncio_future *future = self->iterator->done[self->iterator->got++];
  if (future == NULL) {
    asyncio_raise(asyncio_TimeoutError, NULL);
    return aio__step_raise(&self->coroutine);
  }
  if (!self->resolve) {
    return aio__step_return(&self->coroutine, asyncio_value_of(future));
  }
  self->coroutine.error = aio__future_take_error(future);
  return self->coroutine.error != NULL ? ASYNCIO_RAISED : aio__step_return(&self->coroutine, future->result);
}

static asyncio_step wait_for_one_resume(asyncio_coroutine *coroutine) {
  wait_for_one *self = (wait_for_one *)coroutine;
  if (coroutine->state == WAITING) {
    if (coroutine->error != NULL) {
      drop_getter(self->iterator, (getter *)coroutine->awaiting);
    }
    aio__coroutine_awaited(coroutine);
  }
  if (coroutine->error != NULL) {
    return ASYNCIO_RAISED;
  }
  return self->iterator->put == self->iterator->got ? wait(self) : take(self);
}

static void wait_for_one_clear(asyncio_coroutine *coroutine) {
  aio__release(((wait_for_one *)coroutine)->iterator);
}

static const asyncio_coroutine_type wait_for_one_type = {AIO__FRAME_TYPE,      "wait_for_one",      0,
                                                         sizeof(wait_for_one), wait_for_one_resume, wait_for_one_clear};

static asyncio_coroutine *next_one(asyncio_as_completed_iterator *iterator, bool resolve) {
  wait_for_one *self = aio__coroutine_allocate(&wait_for_one_type);
  if (self != NULL) {
    self->iterator = aio__retain(iterator);
    self->resolve = resolve;
    iterator->left--;
  }
  return aio__own(self);
}

static void *iterator_next(void *object) {
  asyncio_as_completed_iterator *self = object;
  if (self->left == 0) {
    asyncio_raise(asyncio_StopAsyncIteration, NULL);
    return NULL;
  }
  return next_one(self, false);
}

asyncio_coroutine *asyncio_as_completed_next(asyncio_as_completed_iterator *iterator) {
  return iterator == NULL || iterator->left == 0 ? NULL : next_one(iterator, true);
}

static const asyncio_type iterator_type = {
    .name = "_AsCompletedIterator", .destroy = iterator_destroy, .next = iterator_next};

/* --- Members and the timeout -------------------------------------------------------------------------------------- */

static void stop_timer(asyncio_as_completed_iterator *self) {
  bool set = self->timer.chain != 0;
  if (set || self->timer.handle.scheduled) {
    aio__loop_cancel_timer(self->loop, &self->timer);
  }
  if (set) {
    aio__release(self);
  }
}

static void member_run(aio__handle *handle) {
  member *done = (member *)((char *)handle - offsetof(member, waiter.handle));
  asyncio_as_completed_iterator *self = done->iterator;
  asyncio_future *future = aio__waiter_done(&done->waiter);
  if (!handle->cancelled && self->todo > 0) {
    self->todo--;
    put(self, aio__retain(future));
    if (self->todo == 0) {
      aio__trace(self->loop, ASYNCIO_TRACE_COMPOSITE_SETTLED, self->id, 0, 0);
      stop_timer(self);
    }
  }
  aio__release(future);
  aio__release(self);
}

static void expire(asyncio_as_completed_iterator *self) {
  aio__trace(self->loop, ASYNCIO_TRACE_COMPOSITE_EXPIRED, self->id, 0, 0);
  for (size_t i = 0; i < self->count; i++) {
    if (aio__waiter_remove(&self->members[i].waiter)) {
      aio__release(self);
    }
  }
  for (; self->todo > 0; self->todo--) {
    put(self, NULL);
  }
  aio__trace(self->loop, ASYNCIO_TRACE_COMPOSITE_SETTLED, self->id, 0, 3);
}

static void timer_run(aio__handle *handle) {
  asyncio_as_completed_iterator *self =
      (asyncio_as_completed_iterator *)((char *)handle - offsetof(asyncio_as_completed_iterator, timer.handle));
  if (!handle->cancelled) {
    expire(self);
  }
  aio__release(self);
}

/* --- Making ------------------------------------------------------------------------------------------------------- */

static int start_timer(asyncio_as_completed_iterator *self, double timeout) {
  if (self->put == 0 || timeout >= ASYNCIO_FOREVER) {
    return 0;
  }
  double when = self->loop->now + timeout;
  if (aio__loop_set_timer(self->loop, &self->timer, when) < 0) {
    return -1;
  }
  aio__retain(self);
  aio__trace(self->loop, ASYNCIO_TRACE_COMPOSITE_DEADLINE, self->id, 0, when);
  return 0;
}

/* Nothing is half done: out of memory, the task that was made for an awaitable does not begin. */
static void cancel_made(const asyncio_list *awaitables, aio__pointer_map *made) {
  for (size_t i = 0; i < asyncio_list_size(awaitables); i++) {
    asyncio_value item = asyncio_list_get(awaitables, i);
    asyncio_future *future = aio__value_has_object(item) ? *aio__pointer_map_at(made, item.object) : NULL;
    if (future != NULL && &future->object != item.object) {
      aio__cancel(future, NULL);
    }
  }
}

/* The future of an awaitable, with a reference, into `done`, unless it is there. 0, or -1 with the current error. */
static int ensure_future(asyncio_as_completed_iterator *self, asyncio_value item, aio__pointer_map *known) {
  asyncio_object *awaitable = aio__value_has_object(item) ? item.object : NULL;
  void **place = awaitable == NULL ? NULL : aio__pointer_map_at(known, awaitable);
  if (place != NULL && *place != NULL) {
    return 0;
  }
  asyncio_future *future = aio__ensure_future(self->loop, awaitable);
  if (future == NULL) {
    return -1;
  }
  *place = future;
  self->done[self->put++] = future;
  return 0;
}

/* The futures of the awaitables, each once, in order, and the timer. 0, or -1 with the current error. */
static int begin(asyncio_as_completed_iterator *self, const asyncio_list *awaitables, double timeout) {
  size_t size = asyncio_list_size(awaitables);
  aio__pointer_map known = {0};
  if (aio__pointer_map_open(&known, size) < 0) {
    return -1;
  }
  int status = 0;
  for (size_t i = 0; status == 0 && i < size; i++) {
    status = ensure_future(self, asyncio_list_get(awaitables, i), &known);
  }
  if (status == 0) {
    status = start_timer(self, timeout);
  }
  if (status < 0 && asyncio_error_is(aio__now.error, asyncio_MemoryError)) {
    cancel_made(awaitables, &known);
  }
  aio__pointer_map_close(&known);
  return status;
}

/* Waits for the futures that stand in `done`, which is empty then. */
static void add_members(asyncio_as_completed_iterator *self) {
  self->count = self->todo = self->left = self->put;
  self->put = 0;
  for (size_t i = 0; i < self->count; i++) {
    asyncio_future *future = self->done[i];
    member *added = &self->members[i];
    added->iterator = aio__retain(self);
    added->waiter.handle.run = member_run;
    added->waiter.handle.owner = self->id;
    aio__trace(self->loop, ASYNCIO_TRACE_COMPOSITE_MEMBER, self->id, future->id, 0);
    aio__waiter_add(&added->waiter, future, "as_completed");
    aio__release(future);
  }
}

asyncio_as_completed_iterator *asyncio_as_completed(asyncio_list *awaitables, double timeout) {
  asyncio_loop *loop = aio__running_loop();
  if (loop == NULL || aio__now.error != NULL) {
    return NULL;
  }
  if (isnan(timeout)) {
    asyncio_raise(asyncio_ValueError, "Invalid timeout: NaN (not a number)");
    return NULL;
  }
  asyncio_as_completed_iterator *self = aio__object_new(&iterator_type, sizeof *self);
  if (self == NULL) {
    return NULL;
  }
  size_t size = asyncio_list_size(awaitables);
  self->loop = aio__loop_hold(loop);
  self->id = aio__loop_new_id(loop);
  self->timer.handle.run = timer_run;
  self->timer.handle.owner = self->id;
  aio__trace_text(loop, ASYNCIO_TRACE_COMPOSITE_CREATED, self->id, aio__loop_by(loop), "as_completed");
  self->members = aio__allocate(aio__size_of(size + 1, sizeof *self->members));
  self->done = self->members == NULL ? NULL : aio__allocate(aio__size_of(size + 1, sizeof(asyncio_future *)));
  if (self->done == NULL || begin(self, awaitables, timeout) < 0) {
    aio__release(self);
    return NULL;
  }
  add_members(self);
  if (self->count == 0) {
    aio__trace(loop, ASYNCIO_TRACE_COMPOSITE_SETTLED, self->id, 0, 0);
  }
  return aio__own(self);
}
