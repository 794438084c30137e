#include "gather.h"

#include "error.h"
#include "list.h"
#include "memory.h"
#include "running.h"
#include "scope.h"
#include "task.h"
#include "task_cancel.h"
#include "trace.h"
#include "value.h"

/* The future that gather returns. */
typedef struct gather {
  asyncio_future future;
  asyncio_future **children; /* in the order given, duplicates again; each held, but see lives_on */
  aio__waiter *waiters;      /* one a child */
  size_t child_count;        /* what stands behind them is to become children still, and not held */
  size_t finished;           /* children that are done */
  asyncio_list *results;     /* empty, with room for all of them: nobody else may have them; held; NULL: handed out */
  bool return_exceptions;
  bool cancel_requested; /* cancelled: raises CancelledError when all are done, whatever they came to */
  bool abandoned;        /* held by its pending waiters alone */
} gather;

/*
** Nobody holds the gather any more, but children run on. As in CPython it stays their callback, so that their errors
** count as looked at and their ends take the turns that they take: each pending waiter holds it now. It holds the
** pending children no longer, which would close a ring. False where none is pending.
*/
__attribute__((cold)) static bool lives_on(gather *self) {
  uint32_t *references = &self->future.object.references;
  self->abandoned = true;
  *references = 1;
  for (size_t i = 0; i < self->child_count; i++) {
    *references += self->waiters[i].future != NULL;
  }
  for (size_t i = 0; i < self->child_count; i++) {
    if (self->waiters[i].future != NULL) {
      asyncio_future *child = self->children[i];
      self->children[i] = NULL;
      aio__release(child);
    }
  }
  return --*references > 0;
}

static void gather_destroy(void *object) {
  gather *self = object;
  if (!self->abandoned && lives_on(self)) {
    return;
  }
  for (size_t i = 0; i < self->child_count; i++) {
    aio__release(self->children[i]);
  }
  aio__future_clear(&self->future);
  aio__release(self->results);
  aio__free(self->children);
  aio__free(self->waiters);
  aio__object_free(self);
}

static const asyncio_type gather_type = {
    .name = "_GatheringFuture", .destroy = gather_destroy, .kind = AIO__KIND_GATHER};

/* --- Children that are done --------------------------------------------------------------------------------------- */

static void settle(gather *self, asyncio_value result, asyncio_error *error) {
  asyncio_loop *loop = self->future.loop;
  bool cancelled = error != NULL && asyncio_error_is(error, asyncio_CancelledError);
  aio__trace(loop, ASYNCIO_TRACE_COMPOSITE_SETTLED, self->future.id, 0, error == NULL ? 0 : cancelled ? 2 : 1);
  if (error == NULL) {
    aio__future_finish(&self->future, result);
  } else {
    aio__future_fail(&self->future, error);
  }
}

/* The error that stands in the results for a child that was cancelled: CPython makes a new one, of a task with the
** message of a cancel that came after its last wait. The caller's reference. */
__attribute__((cold)) static asyncio_error *cancelled_result(asyncio_future *child) {
  asyncio_error *request = aio__kind(child) == AIO__KIND_TASK ? ((asyncio_task *)child)->cancel_request : child->error;
  if (request != NULL && request->message != NULL) {
    return aio__cancelled_error(request);
  }
  asyncio_error *error = aio__error_new(asyncio_CancelledError, "%s", "");
  return asyncio_error_is(error, asyncio_MemoryError) ? aio__cancelled_error(NULL) : error;
}

/* The results in the order of the children, the caller's. */
static asyncio_list *collect(gather *self) {
  asyncio_list *results = self->results;
  self->results = NULL;
  for (size_t i = 0; i < self->child_count; i++) {
    asyncio_future *child = self->children[i];
    asyncio_error *error = child->state == AIO__CANCELLED ? cancelled_result(child) : aio__future_take_error(child);
    results->items[results->count++] = error == NULL ? aio__value_retain(child->result) : asyncio_value_of(error);
  }
  return results;
}

static void all_done(gather *self) {
  if (self->cancel_requested) { /* the last in the list tells why, whichever was done last */
    settle(self, asyncio_none(), aio__future_take_cancelled_error(self->children[self->child_count - 1]));
    return;
  }
  asyncio_list *results = collect(self);
  settle(self, asyncio_value_of(results), NULL);
  aio__release(results);
}

static void child_done(gather *self, asyncio_future *child) {
  self->finished++;
  if (self->future.state != AIO__PENDING) {
    child->unretrieved = false;
    return;
  }
  if (!self->return_exceptions) {
    asyncio_error *error = aio__future_take_error(child);
    if (error != NULL) {
      settle(self, asyncio_none(), error);
      return;
    }
  }
  if (self->finished == self->child_count) {
    all_done(self);
  }
}

static void waiter_run(aio__handle *handle) {
  aio__waiter *waiter = (aio__waiter *)handle;
  gather *self = waiter->holder;
  bool abandoned = self->abandoned;
  asyncio_future *child = aio__waiter_done(waiter);
  if (child != NULL) {
    if (abandoned) {
      self->children[waiter - self->waiters] = aio__retain(child);
    }
    if (!handle->cancelled) {
      child_done(self, child);
    }
    aio__release(child);
    aio__release(self);
  }
  if (abandoned) {
    aio__release(self);
  }
}

/* Gathers within gathers that a cancel goes through, as deep as CPython recurses. */
#define DEEPEST_CANCEL 1000

__attribute__((cold)) bool aio__gather_cancel(asyncio_future *future, asyncio_error *request) {
  gather *self = (gather *)future;
  if (future->state != AIO__PENDING) {
    return false;
  }
  if (future->loop->cancel_depth == DEEPEST_CANCEL) {
    asyncio_raise(asyncio_RecursionError, "maximum recursion depth exceeded");
    return false;
  }
  future->loop->cancel_depth++;
  bool asked = false;
  for (size_t i = 0; i < self->child_count; i++) {
    asked |= aio__cancel(self->children[i], request);
  }
  future->loop->cancel_depth--;
  self->cancel_requested |= asked;
  return asked;
}

/* --- Making ------------------------------------------------------------------------------------------------------- */

/* The task that this gather made of a coroutine, or NULL. O(children), for the rare coroutine that is given twice. */
static asyncio_future *task_of(const gather *self, const void *coroutine) {
  for (size_t i = 0; i < self->child_count; i++) {
    asyncio_future *child = self->children[i];
    if (aio__kind(child) == AIO__KIND_TASK && ((asyncio_task *)child)->coroutine == coroutine) {
      return aio__retain(child);
    }
  }
  return NULL;
}

/* The future to wait for in place of an awaitable, a coroutine's as a new task; NULL with the current error. */
static asyncio_future *child_of(const gather *self, void *awaitable) {
  asyncio_future *future = NULL;
  if (awaitable != NULL && aio__is_coroutine(awaitable) && ((asyncio_coroutine *)awaitable)->taken) {
    future = task_of(self, awaitable);
  }
  if (future == NULL && (future = aio__ensure_future(self->future.loop, awaitable)) != NULL && future != awaitable) {
    future->quiet = true;
  }
  return future;
}

/*
** The children take the places of the awaitables. A future that is given twice gets two waiters: they run one behind
** the other, which nobody can tell from CPython's one. 0, or -1 with the current error.
*/
static int add_children(gather *self, size_t count) {
  for (size_t i = 0; i < count; i++) {
    asyncio_future *child = child_of(self, self->children[i]);
    if (child == NULL) {
      return -1;
    }
    aio__waiter *waiter = &self->waiters[i];
    self->children[i] = child;
    self->child_count++;
    waiter->handle.run = waiter_run;
    waiter->handle.owner = self->future.id;
    waiter->holder = self;
    aio__trace(self->future.loop, ASYNCIO_TRACE_COMPOSITE_MEMBER, self->future.id, child->id, 0);
    if (child->state == AIO__PENDING) {
      aio__waiter_add(waiter, child, "gather");
    }
  }
  return 0;
}

/* Children that were done already count at once, in order. */
static void count_done(gather *self) {
  for (size_t i = 0; i < self->child_count; i++) {
    if (self->waiters[i].future == NULL) {
      child_done(self, self->children[i]);
    }
  }
}

static gather *gather_new(asyncio_loop *loop, size_t count, bool return_exceptions) {
  gather *self = aio__object_new(&gather_type, sizeof(gather));
  if (self == NULL) {
    return NULL;
  }
  aio__future_init(&self->future, loop, "gather");
  self->return_exceptions = return_exceptions;
  aio__trace_text(loop, ASYNCIO_TRACE_COMPOSITE_CREATED, self->future.id, aio__loop_by(loop), "gather");
  self->results = aio__list_new(count);
  self->children = count == 0 ? NULL : aio__allocate(aio__size_of(count, sizeof *self->children));
  self->waiters = self->children == NULL ? NULL : aio__allocate(aio__size_of(count, sizeof *self->waiters));
  if (self->results == NULL || (count > 0 && self->waiters == NULL)) {
    aio__release(self);
    return NULL;
  }
  return self;
}

/* Nothing is half done: out of memory, the tasks that were made for it do not begin. */
__attribute__((cold)) static void cancel_made(gather *self) {
  for (size_t i = 0; i < self->child_count; i++) {
    if (self->children[i]->quiet) {
      aio__cancel(self->children[i], NULL);
    }
  }
}

static gather *gather_of(size_t count, bool return_exceptions) {
  asyncio_loop *loop = aio__running_loop();
  return loop == NULL ? NULL : gather_new(loop, count, return_exceptions);
}

/* Begins to wait for `count` awaitables, which stand in the children's places. Returns it, the scope's; NULL with the
** current error. */
static asyncio_future *begin(gather *self, size_t count) {
  if (add_children(self, count) < 0) {
    if (asyncio_error_is(aio__now.error, asyncio_MemoryError)) {
      cancel_made(self);
    }
    aio__future_end_cancelled(&self->future, aio__cancelled_error(NULL)); /* the children's errors matter to nobody */
    aio__release(self);
    return NULL;
  }
  count_done(self);
  if (count == 0) {
    all_done(self);
  }
  return aio__own(&self->future);
}

asyncio_future *aio__gather(void *const *awaitables, size_t count, bool return_exceptions) {
  gather *self = gather_of(count, return_exceptions);
  if (self == NULL) {
    return NULL;
  }
  for (size_t i = 0; i < count; i++) {
    self->children[i] = awaitables[i];
  }
  return begin(self, count);
}

asyncio_future *asyncio_gather_list(asyncio_list *awaitables, bool return_exceptions) {
  if (aio__is_null(awaitables, "list")) {
    return NULL;
  }
  size_t count = awaitables->count;
  gather *self = gather_of(count, return_exceptions);
  if (self == NULL) {
    return NULL;
  }
  for (size_t i = 0; i < count; i++) {
    asyncio_value item = awaitables->items[i];
    self->children[i] = aio__value_has_object(item) ? (asyncio_future *)item.object : NULL;
  }
  return begin(self, count);
}
