#include "coroutine.h"

#include "error.h"
#include "frame.h"
#include "memory.h"
#include "running.h"
#include "scope.h"
#include "sleep.h"
#include "task.h"
#include "trace.h"
#include "try.h"
#include <asyncio/print.h>
#include <string.h>

/* --- Making and destroying ---------------------------------------------------------------------------------------- */

void *aio__coroutine_allocate(const asyncio_coroutine_type *type) {
  asyncio_coroutine *self = aio__pool_allocate(type->size);
  if (self != NULL) {
    memset(self + 1, 0, type->size - sizeof *self);
    aio__coroutine_init(self, type);
  }
  return self;
}

void aio__coroutine_trace_created(const asyncio_coroutine *coroutine, asyncio_loop *loop) {
  const asyncio_coroutine_type *type = aio__coroutine_type(coroutine);
  bool stays =
      type->is_frame || type->resume == aio__sleep_type.resume; /* a host may change what stands at a name's place */
  aio__trace_put(loop, ASYNCIO_TRACE_COROUTINE_CREATED, type->line, coroutine->id, aio__loop_by(loop),
                 stays ? aio__trace_label(loop, type->name) : aio__trace_intern(loop, type->name));
}

__attribute__((cold)) static void report_never_awaited(asyncio_coroutine *self) {
  asyncio_loop *loop = aio__now.loop;
  if (loop != NULL) {
    aio__trace_text(loop, ASYNCIO_TRACE_NEVER_AWAITED, self->id, 0, asyncio_coroutine_name(self));
    aio__loop_report(loop, NULL, "coroutine '%s' was never awaited", asyncio_coroutine_name(self));
  }
}

/* Closes one that nobody holds: what it raises is told, as CPython's unraisable hook does, and goes no further. */
__attribute__((cold)) static void close_unheard(asyncio_coroutine *self) {
  asyncio_error *before = aio__take_error();
  asyncio_coroutine_close(self);
  asyncio_error *error = aio__take_error();
  if (error != NULL && aio__now.loop != NULL) {
    aio__loop_report(aio__now.loop, error, "Exception ignored in: <coroutine object %s>", asyncio_coroutine_name(self));
  }
  aio__release(error);
  aio__now.error = before;
}

void aio__coroutine_destroy(void *object) {
  asyncio_coroutine *self = object;
  const asyncio_coroutine_type *type = aio__coroutine_type(self);
  if (self->status == AIO__CREATED) {
    report_never_awaited(self);
  } else if (self->status == AIO__SUSPENDED) {
    self->object.references = 1; /* closing runs its handlers, which may name it */
    close_unheard(self);
    self->object.references = 0;
  }
  if (type->clear != NULL) {
    type->clear(self);
  }
  aio__coroutine_awaited(self);
  aio__value_release(self->awaited);
  aio__release(self->error);
  if (aio__is_frame(self)) {
    aio__frame_clear((asyncio_frame *)self);
  }
  aio__scope_take(self);
  aio__stress_destroyed(self);
  aio__pool_free(self, type->size);
}

int aio__coroutine_repr(const void *object, char *text, size_t size) {
  return asyncio_format(text, size, "<coroutine object %s>", asyncio_coroutine_name(object));
}

bool asyncio_iscoroutine(const void *object) {
  return object != NULL && aio__is_coroutine(object);
}

const char *asyncio_coroutine_name(const asyncio_coroutine *coroutine) {
  if (aio__is_null(coroutine, "coroutine")) {
    return "";
  }
  return aio__coroutine_type(coroutine)->name;
}

__attribute__((cold)) int aio__coroutine_check_fresh(const asyncio_coroutine *coroutine) {
  if (coroutine->status == AIO__DONE) {
    return asyncio_raise(asyncio_RuntimeError, "cannot reuse already awaited coroutine");
  }
  if (!aio__coroutine_is_fresh(coroutine)) {
    return asyncio_raise(asyncio_RuntimeError, "coroutine is being awaited already");
  }
  return 0;
}

/* --- Closing ------------------------------------------------------------------------------------------------------ */

/* It runs no more, wherever it stands. */
static void end(asyncio_coroutine *self) {
  self->status = AIO__DONE;
  if (aio__is_frame(self)) {
    aio__frame_ended((asyncio_frame *)self);
  }
}

/* Raises `error`, or GeneratorExit for NULL, in one coroutine. Returns the error that came out of it, NULL where it let
** itself be closed. */
static asyncio_error *close_one(asyncio_coroutine *self, asyncio_error *error) {
  if (self->status == AIO__CREATED) {
    end(self);
    return error;
  }
  aio__release(self->error);
  self->error = error != NULL ? error : aio__generator_exit();
  aio__now.thrown_into = self;
  aio__thrown(self);
  asyncio_step step = aio__coroutine_resume(self);
  if (step == ASYNCIO_SUSPENDED) {
    return aio__error_new(asyncio_RuntimeError, "coroutine ignored GeneratorExit");
  }
  error = step == ASYNCIO_RAISED ? self->error : NULL;
  if (error != NULL) {
    self->error = NULL;
    if (asyncio_error_is(error, asyncio_GeneratorExit)) {
      aio__release(error);
      error = NULL;
    }
  }
  return error;
}

/* The one that waits, at the end of the coroutines awaited inline. */
static asyncio_coroutine *innermost_of(asyncio_coroutine *coroutine) {
  while (coroutine->awaiting != NULL && !aio__is_future(coroutine->awaiting)) {
    coroutine = (asyncio_coroutine *)coroutine->awaiting;
  }
  return coroutine;
}

/* The task that stands at `innermost`; NULL where none does. O(tasks), for what hardly any program does. */
static asyncio_task *task_at(const asyncio_coroutine *innermost) {
  const asyncio_coroutine *root = innermost;
  while (root->caller != NULL) {
    root = root->caller;
  }
  if (!root->taken || innermost->status != AIO__SUSPENDED) {
    return NULL;
  }
  const asyncio_future *future = (const asyncio_future *)innermost->awaiting;
  const asyncio_loop *loop = future != NULL ? future->loop : aio__now.loop;
  asyncio_task *task = loop == NULL ? NULL : loop->first_task;
  while (task != NULL && task->innermost != innermost) {
    task = task->next;
  }
  return task;
}

/*
** `closed` was closed behind the back of the task. When it is woken it goes on with whoever awaited that, who gets an
** error; with none if it was the outermost; or with itself where it has ignored GeneratorExit.
*/
static void task_left(asyncio_task *task, asyncio_coroutine *closed) {
  asyncio_coroutine *caller = closed->caller;
  if (closed->status != AIO__DONE || caller == NULL) {
    task->innermost = closed;
    return;
  }
  task->innermost = caller;
  aio__release(caller->error);
  caller->error = aio__error_new(asyncio_RuntimeError, "cannot reuse already awaited coroutine");
  aio__coroutine_awaited(caller);
}

/* From the innermost out, so that no depth can overflow the C stack; what one raises is raised in the next. */
__attribute__((cold)) int asyncio_coroutine_close(asyncio_coroutine *coroutine) {
  if (coroutine == NULL || coroutine->status == AIO__DONE) {
    return 0;
  }
  asyncio_coroutine *at = innermost_of(coroutine);
  if (at->status == AIO__RUNNING) {
    return asyncio_raise(asyncio_ValueError, "coroutine already executing");
  }
  asyncio_task *task = task_at(at);
  aio__running outside = aio__now;
  aio__now.error = NULL;
  aio__now.outside = &outside;
  asyncio_error *error = close_one(at, NULL);
  while (at != coroutine) {
    at = at->caller;
    aio__coroutine_awaited(at);
    error = close_one(at, error);
  }
  if (task != NULL) {
    task_left(task, coroutine);
  }
  asyncio_clear_error();
  aio__now = outside;
  return error == NULL ? 0 : aio__set_error(error);
}

__attribute__((cold)) void aio__coroutine_abandon(asyncio_coroutine *coroutine) {
  close_unheard(coroutine);
  for (asyncio_coroutine *at = innermost_of(coroutine); at != NULL; at = at == coroutine ? NULL : at->caller) {
    if (at->status != AIO__DONE) {
      end(at);
    }
  }
}
