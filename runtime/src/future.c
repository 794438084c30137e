#include "future.h"

#include "context.h"
#include "memory.h"
#include "running.h"
#include "scope.h"
#include "task.h"
#include "task_cancel.h"
#include "task_step.h"
#include "trace.h"
#include <asyncio/print.h>

static void future_destroy(void *object) {
  asyncio_future *future = object;
  aio__future_clear(future);
  aio__object_free(future);
}

__attribute__((cold)) int aio__future_repr(const void *object, char *text, size_t size) {
  static const char *const states[] = {"pending", "finished", "finished", "cancelled"};
  const asyncio_future *future = object;
  if (future->state == AIO__RESULT) {
    return asyncio_format(text, size, "<Future finished result=%r>", future->result);
  }
  if (future->state == AIO__EXCEPTION) {
    return asyncio_format(text, size, "<Future finished exception=%r>", asyncio_value_of(future->error));
  }
  return asyncio_format(text, size, "<Future %s>", states[future->state]);
}

static const asyncio_type future_type = {
    .name = "Future", .destroy = future_destroy, .repr = aio__future_repr, .kind = AIO__KIND_FUTURE};

void aio__future_init(asyncio_future *future, asyncio_loop *loop, const char *what) {
  future->loop = aio__loop_hold(loop);
  future->id = aio__loop_new_id(loop);
  future->callbacks = (aio__handle_queue){0};
  if (what != NULL) {
    aio__trace_text(loop, ASYNCIO_TRACE_FUTURE_CREATED, future->id, aio__loop_by(loop), what);
  }
}

asyncio_future *aio__future_new(asyncio_loop *loop, const char *what) {
  asyncio_future *future = aio__object_new(&future_type, sizeof(asyncio_future));
  if (future != NULL) {
    aio__future_init(future, loop, what);
  }
  return future;
}

asyncio_future *asyncio_future_new(void) {
  asyncio_loop *loop = aio__running_loop();
  return loop == NULL ? NULL : aio__own(aio__future_new(loop, "future"));
}

/* They run as cancelled ones, without a future. */
__attribute__((cold)) static void drop_callbacks(aio__handle_queue *callbacks) {
  for (aio__handle *handle; (handle = aio__handle_pop(callbacks)) != NULL;) {
    ((aio__waiter *)handle)->future = NULL;
    handle->cancelled = true;
    handle->run(handle);
  }
}

void aio__future_clear(asyncio_future *future) {
  switch (future->state) {
  case AIO__PENDING:
    drop_callbacks(&future->callbacks); /* nobody can end it any more */
    break;
  case AIO__RESULT:
    aio__value_release(future->result);
    break;
  default:
    if (future->unretrieved) {
      if (future->loop->trace != NULL) {
        aio__trace(future->loop, ASYNCIO_TRACE_NEVER_RETRIEVED, future->id, 0,
                   aio__trace_intern_error(future->loop, future->error));
      }
      aio__loop_report(future->loop, future->error, "%s exception was never retrieved", future->object.type->name);
    }
    aio__release(future->error);
    break;
  }
  aio__loop_let_go(future->loop);
}

/* --- The end ------------------------------------------------------------------------------------------------------ */

void aio__waiter_schedule(aio__waiter *waiter, asyncio_future *future) {
  aio__retain(future);
  if (waiter->holder != NULL) {
    aio__retain(waiter->holder);
  }
  if (waiter->handle.run == aio__task_run) {
    aio__trace(future->loop, ASYNCIO_TRACE_TASK_WOKEN, waiter->handle.owner, future->id, 0);
  }
  aio__loop_schedule(future->loop, &waiter->handle, "wakeup");
}

/* What was to be called when it was done. */
static inline void schedule_callbacks(asyncio_future *future, aio__handle *first) {
  if (future->loop->closed) {
    drop_callbacks(&(aio__handle_queue){.first = first});
    return;
  }
  for (aio__handle *at = first, *next; at != NULL; at = next) {
    next = at->next;
    aio__waiter_schedule((aio__waiter *)at, future);
  }
}

void aio__future_finish(asyncio_future *future, asyncio_value result) {
  aio__handle *first = future->callbacks.first;
  future->state = AIO__RESULT;
  future->result = aio__value_retain(result);
  if (future->loop->trace != NULL) {
    aio__trace(future->loop, ASYNCIO_TRACE_FUTURE_RESULT, future->id, aio__loop_by(future->loop),
               aio__trace_intern_value(future->loop, result));
  }
  schedule_callbacks(future, first);
}

static void end_with(asyncio_future *future, asyncio_error *error, enum aio__future_state state) {
  aio__handle *first = future->callbacks.first;
  future->state = (uint8_t)state;
  future->error = error;
  future->unretrieved = state == AIO__EXCEPTION;
  if (future->loop->trace != NULL) {
    bool cancelled = state == AIO__CANCELLED;
    aio__trace(future->loop, cancelled ? ASYNCIO_TRACE_FUTURE_CANCELLED : ASYNCIO_TRACE_FUTURE_EXCEPTION, future->id,
               aio__loop_by(future->loop),
               cancelled ? aio__trace_intern(future->loop, asyncio_error_message(error))
                         : aio__trace_intern_error(future->loop, error));
  }
  schedule_callbacks(future, first);
}

void aio__future_fail(asyncio_future *future, asyncio_error *error) {
  end_with(future, error, AIO__EXCEPTION);
}

void aio__future_end_cancelled(asyncio_future *future, asyncio_error *cancelled_error) {
  end_with(future, cancelled_error, AIO__CANCELLED);
}

__attribute__((cold)) asyncio_error *aio__future_take_cancelled_error(asyncio_future *future) {
  bool cancelled = future->state == AIO__CANCELLED;
  if (cancelled && !future->error_taken) {
    future->error_taken = true;
    return aio__retain(future->error);
  }
  if (aio__kind(future) == AIO__KIND_TASK) {
    return aio__cancelled_error(((asyncio_task *)future)->cancel_request);
  }
  return aio__cancelled_error(cancelled ? future->error : NULL);
}

/* 0 where it is pending; else -1 with InvalidStateError. */
static int check_pending(const asyncio_future *future) {
  if (aio__is_null(future, "future")) {
    return -1;
  }
  if (future->state != AIO__PENDING) {
    return asyncio_raise(asyncio_InvalidStateError, "invalid state");
  }
  return 0;
}

__attribute__((cold)) int aio__check_loop(const asyncio_future *future, const asyncio_loop *loop) {
  if (future->loop != loop) {
    return asyncio_raise(asyncio_ValueError,
                         "The future belongs to a different loop than the one specified as the loop argument");
  }
  return 0;
}

static int check_no_task(const asyncio_future *future, const char *operation) {
  if (future != NULL && aio__kind(future) == AIO__KIND_TASK) {
    return asyncio_raise(asyncio_RuntimeError, "Task does not support %s operation", operation);
  }
  return 0;
}

/* Whether somebody is to be called who will not be, the loop being closed. */
static bool is_lost(const asyncio_future *future) {
  return future->callbacks.first != NULL && future->loop->closed;
}

int asyncio_future_set_result(asyncio_future *future, asyncio_value result) {
  if (check_no_task(future, "set_result") < 0 || check_pending(future) < 0) {
    return -1;
  }
  bool lost = is_lost(future);
  aio__future_finish(future, result);
  return lost ? aio__loop_check_open(future->loop) : 0;
}

__attribute__((cold)) int asyncio_future_set_exception(asyncio_future *future, asyncio_error *error) {
  if (check_no_task(future, "set_exception") < 0 || check_pending(future) < 0) {
    return -1;
  }
  if (aio__is_null(error, "error")) {
    return -1;
  }
  if (asyncio_error_is(error, asyncio_StopIteration)) {
    asyncio_error *replacement = aio__error_new(
        asyncio_RuntimeError, "StopIteration interacts badly with generators and cannot be raised into a Future");
    asyncio_error_set_cause(replacement, error);
    aio__error_set_context(replacement, error);
    error = replacement;
  } else {
    aio__retain(error);
  }
  bool lost = is_lost(future);
  aio__future_fail(future, error);
  return lost ? aio__loop_check_open(future->loop) : 0;
}

__attribute__((cold)) bool asyncio_future_cancel(asyncio_future *future, const char *message) {
  if (aio__is_null(future, "future")) {
    return false;
  }
  asyncio_error *request = message == NULL ? NULL : aio__error_new(asyncio_CancelledError, "%s", message);
  if (asyncio_error_is(request, asyncio_MemoryError)) {
    aio__set_error(request);
    return false;
  }
  bool cancelled = aio__cancel(future, request);
  aio__release(request);
  return cancelled;
}

/* --- Looking at it ------------------------------------------------------------------------------------------------ */

bool asyncio_isfuture(const void *object) {
  return object != NULL && aio__is_future(object);
}

asyncio_loop *asyncio_future_loop(const asyncio_future *future) {
  return aio__is_null(future, "future") || future->loop->closed ? NULL : future->loop;
}

bool asyncio_future_done(const asyncio_future *future) {
  return !aio__is_null(future, "future") && future->state != AIO__PENDING;
}

bool asyncio_future_cancelled(const asyncio_future *future) {
  return !aio__is_null(future, "future") && future->state == AIO__CANCELLED;
}

/* 0 where it is done; else -1 with InvalidStateError. */
static int check_done(const asyncio_future *future, const char *message) {
  if (aio__is_null(future, "future")) {
    return -1;
  }
  return future->state == AIO__PENDING ? asyncio_raise(asyncio_InvalidStateError, "%s", message) : 0;
}

asyncio_value asyncio_future_result(asyncio_future *future) {
  if (check_done(future, "Result is not set.") < 0) {
    return asyncio_none();
  }
  if (future->state == AIO__RESULT) {
    return future->result;
  }
  aio__set_error(aio__future_take_error(future));
  return asyncio_none();
}

asyncio_error *asyncio_future_exception(asyncio_future *future) {
  if (check_done(future, "Exception is not set.") < 0) {
    return NULL;
  }
  if (future->state == AIO__CANCELLED) {
    aio__set_error(aio__future_take_error(future));
    return NULL;
  }
  future->unretrieved = false;
  return future->state == AIO__EXCEPTION ? future->error : NULL;
}

/* --- Callbacks ---------------------------------------------------------------------------------------------------- */

void aio__waiter_trace_added(const aio__waiter *waiter, const asyncio_future *future, const char *label) {
  aio__trace_put(future->loop, ASYNCIO_TRACE_CALLBACK_ADDED, 0, future->id, waiter->handle.owner,
                 aio__trace_label(future->loop, label));
}

bool aio__waiter_remove(aio__waiter *waiter) {
  asyncio_future *future = waiter->future;
  if (future == NULL || future->state != AIO__PENDING || !aio__handle_remove(&future->callbacks, &waiter->handle)) {
    return false;
  }
  aio__trace(future->loop, ASYNCIO_TRACE_CALLBACK_REMOVED, future->id, waiter->handle.owner, 0);
  waiter->future = NULL;
  return true;
}

/* A program's own callback. It owns itself: freed when it has run or is removed. */
typedef struct done_callback {
  aio__waiter waiter;
  asyncio_done_callback callback;
  void *data;
  asyncio_context *context; /* in which it is called; held; NULL: empty */
} done_callback;

static void done_callback_free(done_callback *self) {
  aio__release(self->context);
  aio__free(self);
}

static void done_callback_run(aio__handle *handle) {
  done_callback *self = (done_callback *)handle;
  asyncio_future *future = aio__waiter_done(&self->waiter);
  if (future != NULL) {
    if (!handle->cancelled) {
      aio__now.context = &self->context;
      self->callback(future, self->data);
      aio__loop_called(aio__now.loop);
    }
    aio__release(self->waiter.holder);
  }
  done_callback_free(self);
  aio__release(future);
}

/* A NULL context is a copy of the current one. */
static int add_callback(asyncio_future *future, asyncio_done_callback callback, void *data, asyncio_context *context,
                        void *holder) {
  if (aio__is_null(future, "future") || aio__is_null((const void *)(uintptr_t)callback, "callback")) {
    return -1;
  }
  if (future->state != AIO__PENDING && aio__loop_check_open(future->loop) < 0) {
    return -1;
  }
  done_callback *self = aio__allocate(sizeof(done_callback));
  if (self == NULL || (context == NULL && aio__context_copy(&self->context) < 0)) {
    aio__free(self);
    return -1;
  }
  if (context != NULL) {
    self->context = aio__retain(context);
  }
  self->waiter.handle.run = done_callback_run;
  self->waiter.handle.owner = future->id;
  self->waiter.holder = holder;
  self->callback = callback;
  self->data = data;
  aio__waiter_add(&self->waiter, future, "done callback");
  return 0;
}

int asyncio_future_add_done_callback(asyncio_future *future, asyncio_done_callback callback, void *data) {
  return add_callback(future, callback, data, NULL, NULL);
}

int asyncio_future_add_done_callback_in_context(asyncio_future *future, asyncio_done_callback callback, void *data,
                                                asyncio_context *context) {
  return add_callback(future, callback, data, context, NULL);
}

int aio__future_call_object(asyncio_future *future, asyncio_done_callback callback, void *object) {
  return add_callback(future, callback, object, NULL, object);
}

__attribute__((cold)) size_t asyncio_future_remove_done_callback(asyncio_future *future, asyncio_done_callback callback,
                                                                 void *data) {
  size_t removed = 0;
  if (aio__is_null(future, "future") || future->state != AIO__PENDING) {
    return removed;
  }
  for (aio__handle *at = future->callbacks.first, *next; at != NULL; at = next) {
    next = at->next;
    done_callback *self = (done_callback *)at;
    if (at->run == done_callback_run && self->callback == callback && self->data == data) {
      aio__waiter_remove(&self->waiter);
      done_callback_free(self);
      removed++;
    }
  }
  return removed;
}
