#include "task.h"

#include "context.h"
#include "error.h"
#include "frame.h"
#include "loop.h"
#include "memory.h"
#include "running.h"
#include "scope.h"
#include "task_list.h"
#include "task_name.h"
#include "task_step.h"
#include "trace.h"
#include <asyncio/task_factory.h>
#include <string.h>

/* --- Making and destroying ---------------------------------------------------------------------------------------- */

static void task_destroy(void *object) {
  asyncio_task *task = object;
  aio__future_clear(&task->future);
  aio__release(task->coroutine);
  aio__release(task->context);
  if (task->future.named) {
    aio__release(task->name);
  }
  aio__release(task->cancel_request);
  aio__scope_take(task);
  aio__pool_free(task, sizeof *task);
}

static const asyncio_type task_type = {
    .name = "Task", .destroy = task_destroy, .repr = aio__task_repr, .kind = AIO__KIND_TASK};

/* A task that nothing knows of yet, which has taken over the coroutine. NULL with MemoryError. Set part by part: as a
** whole it would be cleared by a call of memset. */
static asyncio_task *task_allocate(asyncio_loop *loop, asyncio_coroutine *coroutine, const char *name,
                                   asyncio_context *context) {
  asyncio_task *task = aio__pool_allocate(sizeof *task);
  if (task == NULL) {
    return NULL;
  }
  aio__str *text = name == NULL ? NULL : aio__str_new(name, strlen(name));
  asyncio_context *copy = NULL;
  if ((name != NULL && text == NULL) || (context == NULL && aio__context_copy(&copy) < 0)) {
    aio__release(text);
    aio__pool_free(task, sizeof *task);
    return NULL;
  }
  task->future = (asyncio_future){.object = {.type = &task_type, .references = 1}, .named = name != NULL};
  aio__future_init(&task->future, loop, NULL);
  task->step = (aio__waiter){.handle = {.run = aio__task_run, .owner = task->future.id}};
  task->coroutine = task->innermost = coroutine;
  task->cancel_request = NULL;
  task->next = NULL;
  task->context = context == NULL ? copy : aio__retain(context);
  if (name == NULL) {
    task->number = ++loop->task_count;
  } else {
    task->name = text;
  }
  return task;
}

/* A task for a coroutine, taking over its reference; the caller's reference. */
static asyncio_task *task_new(asyncio_loop *loop, asyncio_coroutine *coroutine, const char *name,
                              asyncio_context *context, bool eager_start) {
  asyncio_task *task = task_allocate(loop, coroutine, name, context);
  if (task == NULL) {
    aio__release(coroutine);
    return NULL;
  }
  coroutine->taken = true;
  aio__frame_escapes(coroutine);
  aio__coroutine_identify(coroutine, loop);
  if (loop->trace != NULL) {
    char buffer[24];
    aio__trace_text(loop, ASYNCIO_TRACE_TASK_CREATED, task->future.id, aio__loop_by(loop),
                    aio__task_name(task, buffer));
    aio__trace(loop, ASYNCIO_TRACE_TASK_COROUTINE, task->future.id, coroutine->id, 0);
  }
  aio__task_list_add(task);
  aio__retain(task); /* the loop's, until it is done */
  if (!eager_start || !loop->running || aio__now.nested == AIO__DEEPEST_NESTED) {
    aio__task_schedule(task);
  } else if (aio__task_start_eagerly(task) < 0) {
    aio__release(task);
    return NULL;
  }
  return task;
}

/* Whether a task can be made of it: 0, or -1 with the current error. */
static int check_coroutine(asyncio_coroutine *coroutine) {
  if (coroutine == NULL) {
    return aio__now.error != NULL ? -1 : asyncio_raise(asyncio_TypeError, "a coroutine was expected, got NULL");
  }
  if (!aio__is_coroutine(coroutine)) {
    return asyncio_raise(asyncio_TypeError, "a coroutine was expected, got %s", coroutine->object.type->name);
  }
  return aio__coroutine_check_fresh(coroutine);
}

/* Takes the caller's coroutine for a task; likewise. */
static int take_coroutine(asyncio_coroutine *coroutine) {
  if (check_coroutine(coroutine) < 0) {
    return -1;
  }
  aio__disown(coroutine);
  return 0;
}

asyncio_task *asyncio_task_new(asyncio_coroutine *coroutine, const char *name, asyncio_context *context,
                               bool eager_start) {
  asyncio_loop *loop = aio__running_loop();
  if (loop == NULL || take_coroutine(coroutine) < 0) {
    return NULL;
  }
  return aio__own(task_new(loop, coroutine, name, context, eager_start));
}

/* A factory is the program's: what it returns has to be a task of the coroutine, which it may have created in any
** way. */
__attribute__((cold)) static asyncio_task *made_by_factory(asyncio_loop *loop, asyncio_coroutine *coroutine,
                                                           const char *name, asyncio_context *context) {
  if (check_coroutine(coroutine) < 0) {
    return NULL;
  }
  if (aio__now.nested == AIO__DEEPEST_NESTED) {
    asyncio_raise(asyncio_RecursionError, "maximum recursion depth exceeded");
    return NULL;
  }
  aio__now.nested++;
  asyncio_task *task = loop->task_factory(coroutine, name, context);
  aio__now.nested--;
  if (task == NULL && aio__now.error != NULL) {
    return NULL;
  }
  if (task == NULL || aio__kind(task) != AIO__KIND_TASK || task->coroutine != coroutine) {
    asyncio_raise(asyncio_TypeError, "task factory: %r is no task of coroutine '%s'", asyncio_value_of(task),
                  asyncio_coroutine_name(coroutine));
    return NULL;
  }
  if (task->future.object.links.next == NULL && task->future.object.links.kept == 0) {
    return aio__retain(task);
  }
  aio__disown(task);
  return task;
}

asyncio_task *aio__task_create(asyncio_loop *loop, asyncio_coroutine *coroutine, const char *name,
                               asyncio_context *context) {
  if (loop->task_factory != NULL) {
    return made_by_factory(loop, coroutine, name, context);
  }
  return take_coroutine(coroutine) < 0 ? NULL : task_new(loop, coroutine, name, context, false);
}

asyncio_task *asyncio_create_named_task(asyncio_coroutine *coroutine, const char *name) {
  asyncio_loop *loop = aio__running_loop();
  return loop == NULL ? NULL : aio__own(aio__task_create(loop, coroutine, name, NULL));
}

asyncio_task *asyncio_create_task(asyncio_coroutine *coroutine) {
  return asyncio_create_named_task(coroutine, NULL);
}

/* --- Of any awaitable --------------------------------------------------------------------------------------------- */

/* A coroutine that awaits something that is neither coroutine nor future. */
ASYNC(wrap_awaitable, { asyncio_object *awaitable; }) {
  ASYNC_BEGIN;
  AWAIT(self->awaitable);
  RETURN(AWAITED);
  ASYNC_END;
}

asyncio_future *aio__ensure_future(asyncio_loop *loop, void *awaitable) {
  if (awaitable == NULL) {
    if (aio__now.error == NULL) {
      asyncio_raise(asyncio_TypeError, "An asyncio.Future, a coroutine or an awaitable is required, got NULL");
    }
    return NULL;
  }
  if (aio__is_future(awaitable)) {
    return aio__check_loop(awaitable, loop) < 0 ? NULL : aio__retain(awaitable);
  }
  if (!aio__is_coroutine(awaitable)) {
    const asyncio_type *type = ((asyncio_object *)awaitable)->type;
    if (type->await == NULL) {
      asyncio_raise(asyncio_TypeError, "An asyncio.Future, a coroutine or an awaitable is required, got %s",
                    type->name);
      return NULL;
    }
    awaitable = CORO(wrap_awaitable, awaitable);
  }
  return (asyncio_future *)aio__task_create(loop, awaitable, NULL, NULL);
}

asyncio_future *asyncio_ensure_future(void *awaitable) {
  asyncio_loop *loop = aio__running_loop();
  if (loop != NULL && awaitable != NULL && aio__is_future(awaitable)) {
    return awaitable; /* of whatever loop, as in CPython */
  }
  return loop == NULL ? NULL : aio__own(aio__ensure_future(loop, awaitable));
}

/* --- As a future -------------------------------------------------------------------------------------------------- */

asyncio_coroutine *asyncio_task_coroutine(const asyncio_task *task) {
  if (aio__is_null(task, "task")) {
    return NULL;
  }
  return task->future.state == AIO__PENDING ? task->coroutine : NULL;
}

bool asyncio_task_done(const asyncio_task *task) {
  return asyncio_future_done((const asyncio_future *)task);
}

bool asyncio_task_cancelled(const asyncio_task *task) {
  return asyncio_future_cancelled((const asyncio_future *)task);
}

asyncio_value asyncio_task_result(asyncio_task *task) {
  return asyncio_future_result((asyncio_future *)task);
}

asyncio_error *asyncio_task_exception(asyncio_task *task) {
  return asyncio_future_exception((asyncio_future *)task);
}

int asyncio_task_add_done_callback(asyncio_task *task, asyncio_done_callback callback, void *data) {
  return asyncio_future_add_done_callback((asyncio_future *)task, callback, data);
}

int asyncio_task_add_done_callback_in_context(asyncio_task *task, asyncio_done_callback callback, void *data,
                                              asyncio_context *context) {
  return asyncio_future_add_done_callback_in_context((asyncio_future *)task, callback, data, context);
}

size_t asyncio_task_remove_done_callback(asyncio_task *task, asyncio_done_callback callback, void *data) {
  return asyncio_future_remove_done_callback((asyncio_future *)task, callback, data);
}
