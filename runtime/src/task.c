#include "task.h"

#include "context.h"
#include "error.h"
#include "frame.h"
#include "gather.h"
#include "list.h"
#include "loop.h"
#include "memory.h"
#include "operation.h"
#include "running.h"
#include "scope.h"
#include "trace.h"
#include <asyncio/print.h>
#include <asyncio/task_factory.h>
#include <stdio.h>
#include <string.h>

/* --- Names and numbers ------------------------------------------------------------------------------------------------ */

const char *aio__task_name(const asyncio_task *task, char buffer[24]) {
  if (task->future.named) {
    return task->name->text;
  }
  snprintf(buffer, 24, "Task-%u", (unsigned)task->number);
  return buffer;
}

/* Gives it a name, taking over the reference. */
static void set_name(asyncio_task *task, aio__str *name) {
  if (task->future.named) {
    aio__release(task->name);
  }
  task->name = name;
  task->future.named = true;
}

const char *asyncio_task_name(const asyncio_task *task) {
  if (aio__is_null(task, "task")) {
    return "";
  }
  if (!task->future.named) {
    char buffer[24];
    const char *number = aio__task_name(task, buffer);
    aio__str *name = aio__str_new(number, strlen(number));
    if (name == NULL) {
      asyncio_clear_error();
      return "Task";
    }
    set_name((asyncio_task *)task, name); /* the name is made when it is asked for; nobody sees a difference */
  }
  return task->name->text;
}

int asyncio_task_set_name(asyncio_task *task, const char *name) {
  if (aio__is_null(task, "task") || aio__is_null(name, "name")) {
    return -1;
  }
  aio__str *text = aio__str_new(name, strlen(name));
  if (text == NULL) {
    return -1;
  }
  set_name(task, text);
  aio__trace_text(task->future.loop, ASYNCIO_TRACE_TASK_RENAMED, task->future.id, aio__loop_by(task->future.loop),
                  name);
  return 0;
}

/* --- The loop's list --------------------------------------------------------------------------------------------------- */

static void list_add(asyncio_task *task) {
  asyncio_loop *loop = task->future.loop;
  task->previous = loop->last_task;
  if (loop->last_task == NULL) {
    loop->first_task = task;
  } else {
    loop->last_task->next = task;
  }
  loop->last_task = task;
}

static void list_remove(asyncio_task *task) {
  asyncio_loop *loop = task->future.loop;
  if (task->previous == NULL) {
    loop->first_task = task->next;
  } else {
    task->previous->next = task->next;
  }
  if (task->next == NULL) {
    loop->last_task = task->previous;
  } else {
    task->next->previous = task->previous;
  }
  task->next = task->previous = NULL;
}

asyncio_list *asyncio_all_tasks(void) {
  asyncio_loop *loop = aio__running_loop();
  asyncio_list *list = loop == NULL ? NULL : aio__list_new(0);
  for (asyncio_task *task = list == NULL ? NULL : loop->first_task; task != NULL; task = task->next) {
    if (asyncio_list_append(list, asyncio_value_of(task)) < 0) {
      aio__release(list);
      return NULL;
    }
  }
  return aio__own(list);
}

asyncio_task *asyncio_current_task(void) {
  return aio__now.loop == NULL ? NULL : aio__now.loop->current_task;
}

/* --- Making and destroying --------------------------------------------------------------------------------------------- */

static void task_destroy(void *object) {
  asyncio_task *task = object;
  aio__future_clear(&task->future);
  aio__release(task->coroutine);
  aio__release(task->context);
  if (task->future.named) {
    aio__release(task->name);
  }
  aio__release(task->cancel_message);
  aio__scope_take(task);
  aio__pool_free(task, sizeof *task);
}

static const asyncio_type task_type = {
    .name = "Task", .destroy = task_destroy, .repr = aio__task_repr, .kind = AIO__KIND_TASK};

static void task_run(aio__handle *handle);
static void start_eagerly(asyncio_task *task);

/* Memory for a task with its name and context; NULL with MemoryError. */
static asyncio_task *task_allocate(const char *name, asyncio_context *context) {
  asyncio_task *task = aio__pool_allocate(sizeof *task);
  if (task == NULL) {
    return NULL;
  }
  *task = (asyncio_task){.future = {.object = {.type = &task_type, .references = 1}}};
  aio__str *text = name == NULL ? NULL : aio__str_new(name, strlen(name));
  if (text != NULL) {
    set_name(task, text);
  } else if (name != NULL) {
    aio__release(task);
    return NULL;
  }
  if (context != NULL) {
    task->context = aio__retain(context);
  } else if (aio__context_copy(&task->context) < 0) {
    aio__release(task);
    return NULL;
  }
  return task;
}

/* A task for a coroutine, taking over its reference; the caller's reference. */
static asyncio_task *task_new(asyncio_loop *loop, asyncio_coroutine *coroutine, const char *name,
                              asyncio_context *context, bool eager_start) {
  asyncio_task *task = task_allocate(name, context);
  if (task == NULL) {
    aio__release(coroutine);
    return NULL;
  }
  aio__future_init(&task->future, loop, NULL);
  if (name == NULL) {
    task->number = ++loop->task_count;
  }
  task->coroutine = task->innermost = coroutine;
  coroutine->taken = true;
  aio__frame_escapes(coroutine);
  aio__coroutine_identify(coroutine, loop);
  task->step.handle.run = task_run;
  task->step.handle.owner = task->future.id;
  if (loop->trace != NULL) {
    char buffer[24];
    aio__trace_text(loop, ASYNCIO_TRACE_TASK_CREATED, task->future.id, aio__loop_by(loop),
                    aio__task_name(task, buffer));
    aio__trace(loop, ASYNCIO_TRACE_TASK_COROUTINE, task->future.id, coroutine->id, 0);
  }
  list_add(task);
  aio__retain(task); /* the loop's, until it is done */
  if (eager_start && loop->running) {
    start_eagerly(task);
  } else {
    aio__loop_schedule(loop, &task->step.handle, "Task.step");
  }
  return task;
}

/* Takes the caller's coroutine for a task: 0, or -1 with the current error. */
static int take_coroutine(asyncio_coroutine *coroutine) {
  if (coroutine == NULL) {
    return aio__now.error != NULL ? -1 : asyncio_raise(asyncio_TypeError, "a coroutine was expected, got NULL");
  }
  if (!aio__is_coroutine(coroutine)) {
    return asyncio_raise(asyncio_TypeError, "a coroutine was expected, got %s", coroutine->object.type->name);
  }
  if (aio__coroutine_check_fresh(coroutine) < 0) {
    return -1;
  }
  aio__scope_take(coroutine);
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

asyncio_task *aio__task_create(asyncio_loop *loop, asyncio_coroutine *coroutine, const char *name,
                               asyncio_context *context) {
  if (loop->task_factory != NULL) {
    asyncio_task *task = loop->task_factory(coroutine, name, context);
    return aio__now.scope == NULL ? task : asyncio_keep(task);
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
  asyncio_future *future = loop == NULL ? NULL : aio__ensure_future(loop, awaitable);
  if (future != NULL && future == awaitable) {
    aio__release(future);
    return future;
  }
  return aio__own(future);
}

/* --- The end ---------------------------------------------------------------------------------------------------------- */

/* The task is done. The loop's reference is still to give back. */
static void task_done(asyncio_task *task) {
  list_remove(task);
  task->innermost = NULL;
}

static void task_returned(asyncio_task *task) {
  asyncio_coroutine *root = task->coroutine;
  asyncio_value result = root->awaited;
  root->awaited = asyncio_none();
  if (task->future.must_cancel) {
    task->future.must_cancel = false;
    aio__future_end_cancelled(&task->future, aio__cancelled_error(task->cancel_message));
  } else {
    aio__future_finish(&task->future, result);
  }
  aio__value_release(result);
  task_done(task);
}

static void task_raised(asyncio_task *task) {
  asyncio_error *error = task->coroutine->error;
  task->coroutine->error = NULL;
  if (asyncio_error_is(error, asyncio_CancelledError)) {
    aio__future_end_cancelled(&task->future, error);
  } else {
    aio__future_fail(&task->future, error);
    if (asyncio_error_is(error, asyncio_SystemExit) || asyncio_error_is(error, asyncio_KeyboardInterrupt)) {
      asyncio_raise_error(error); /* out of the loop, as in CPython */
    }
  }
  task_done(task);
}

void aio__task_abandon(asyncio_task *task) {
  char buffer[24];
  asyncio_loop *loop = task->future.loop;
  if (!task->future.quiet) {
    aio__trace_text(loop, ASYNCIO_TRACE_PENDING_DESTROYED, task->future.id, 0, aio__task_name(task, buffer));
    aio__loop_report(loop, NULL, "Task was destroyed but it is pending! name='%s' coro=<%s()>",
                     aio__task_name(task, buffer), asyncio_coroutine_name(task->coroutine));
  }
  aio__waiter_remove(&task->step);
  aio__coroutine_abandon(task->coroutine);
  aio__future_end_cancelled(&task->future, aio__cancelled_error(NULL));
  task_done(task);
  aio__release(task);
}

/* --- Steps ------------------------------------------------------------------------------------------------------------- */

/* A cancel that is pending takes the place of what the awaited future came to. */
static asyncio_error *take_cancel(asyncio_task *task, asyncio_error *error) {
  task->future.must_cancel = false;
  if (error != NULL && asyncio_error_is(error, asyncio_CancelledError)) {
    return error;
  }
  aio__release(error);
  return aio__cancelled_error(task->cancel_message);
}

/* What the awaited future came to goes into the innermost coroutine; NULL was a bare yield. */
static void deliver(asyncio_task *task, asyncio_future *future) {
  asyncio_coroutine *innermost = task->innermost;
  if (future != NULL && innermost->error == NULL) {
    innermost->error = aio__future_take_error(future);
  }
  if (task->future.must_cancel) {
    innermost->error = take_cancel(task, innermost->error);
  }
  if (innermost->error == NULL) {
    aio__coroutine_set_awaited(innermost, future == NULL ? asyncio_none() : future->result);
  }
}

static void schedule_step(asyncio_task *task) {
  aio__loop_schedule(task->future.loop, &task->step.handle, "Task.step");
}

/* The line is that of the innermost coroutine of the program's own. */
static void trace_awaits(asyncio_task *task, uint32_t id) {
  if (task->future.loop->trace == NULL) {
    return;
  }
  const asyncio_coroutine *coroutine = task->innermost;
  while (coroutine->line == 0 && coroutine->caller != NULL) {
    coroutine = coroutine->caller;
  }
  aio__trace_at(task->future.loop, coroutine->line, ASYNCIO_TRACE_TASK_AWAITS, task->future.id, id, 0);
}

/* The innermost coroutine awaits `future`: it will be woken through the future's callbacks. */
static void wait_on(asyncio_task *task, asyncio_future *future) {
  asyncio_error *error = NULL;
  if (future->loop != task->future.loop) {
    error = aio__error_new(asyncio_RuntimeError, "Task %r got Future %r attached to a different loop",
                           asyncio_value_of(task), asyncio_value_of(future));
  } else if (future == &task->future) {
    error = aio__error_new(asyncio_RuntimeError, "Task cannot await on itself: %r", asyncio_value_of(task));
  }
  if (error != NULL) {
    task->innermost->error = error;
    schedule_step(task);
    return;
  }
  trace_awaits(task, future->id);
  aio__waiter_add(&task->step, future, "Task.wakeup");
  if (task->future.must_cancel && aio__cancel(future, task->cancel_message)) {
    task->future.must_cancel = false;
  }
}

/* The coroutine that ended hands its outcome to the one that awaits it; NULL: it was the outermost. */
static asyncio_coroutine *leave_coroutine(asyncio_coroutine *coroutine, asyncio_step step) {
  asyncio_coroutine *caller = coroutine->caller;
  if (caller == NULL) {
    return NULL;
  }
  if (step == ASYNCIO_RAISED) {
    caller->error = coroutine->error;
    coroutine->error = NULL;
    caller->leaving = aio__is_frame(coroutine) ? AIO__RAISES : AIO__STAYS;
  } else {
    asyncio_value old = caller->awaited;
    caller->awaited = coroutine->awaited;
    coroutine->awaited = asyncio_none();
    aio__value_release(old);
  }
  aio__coroutine_awaited(caller);
  return caller;
}

/* A task cancelled before its first step: the body never runs. */
static void end_unborn(asyncio_task *task) {
  asyncio_coroutine *root = task->coroutine;
  asyncio_error *error = root->error;
  root->error = NULL;
  asyncio_coroutine_close(root);
  root->error = error;
  task_raised(task);
}

/*
** Runs the task to its next wait: coroutines awaited inline are entered and left here, so that a wake-up goes
** straight to the innermost, O(1) in the depth, and no depth of awaits can overflow the C stack.
*/
static void run_coroutines(asyncio_task *task) {
  asyncio_loop *loop = task->future.loop;
  asyncio_coroutine *coroutine = task->innermost;
  if (coroutine->status == AIO__CREATED && coroutine->error != NULL && !aio__coroutine_type(coroutine)->takes_throw) {
    end_unborn(task);
    return;
  }
  for (;;) {
    if (coroutine->status == AIO__CREATED) {
      aio__trace(loop, ASYNCIO_TRACE_COROUTINE_ENTERED, coroutine->id, task->future.id, 0);
    }
    asyncio_step step = aio__coroutine_resume(coroutine);
    if (step == ASYNCIO_SUSPENDED) {
      asyncio_object *awaiting = coroutine->awaiting;
      if (awaiting == NULL) {
        trace_awaits(task, 0);
        schedule_step(task);
        return;
      }
      if (aio__is_future(awaiting)) {
        wait_on(task, (asyncio_future *)awaiting);
        return;
      }
      coroutine = task->innermost = (asyncio_coroutine *)awaiting;
      continue;
    }
    aio__trace(loop, ASYNCIO_TRACE_COROUTINE_LEFT, coroutine->id, task->future.id, step == ASYNCIO_RAISED);
    asyncio_coroutine *caller = leave_coroutine(coroutine, step);
    if (caller == NULL) {
      if (step == ASYNCIO_RAISED) {
        task_raised(task);
      } else {
        task_returned(task);
      }
      return;
    }
    coroutine = task->innermost = caller;
  }
}

/* Every reference but the loop's may go while the task runs; that one is given back here, where it has ended. */
static void task_step(asyncio_task *task, asyncio_future *woken_by) {
  asyncio_loop *loop = task->future.loop;
  asyncio_task *outer = loop->current_task;
  asyncio_coroutine *outer_coroutine = aio__now.coroutine;
  aio__links *outer_scope = aio__now.scope;
  asyncio_context **outer_context = aio__now.context;
  loop->current_task = task;
  aio__now.context = &task->context;
  aio__trace(loop, ASYNCIO_TRACE_TASK_STEP_BEGIN, task->future.id, outer == NULL ? 0 : outer->future.id, 0);
  deliver(task, woken_by);
  run_coroutines(task);
  aio__trace(loop, ASYNCIO_TRACE_TASK_STEP_END, task->future.id, outer == NULL ? 0 : outer->future.id, 0);
  loop->current_task = outer;
  aio__now.coroutine = outer_coroutine;
  aio__now.scope = outer_scope;
  aio__now.context = outer_context;
  if (task->future.state != AIO__PENDING) {
    aio__release(task);
  }
}

/* Its first step, inside of whatever runs. An error that waits to be looked at does not reach it. */
static void start_eagerly(asyncio_task *task) {
  asyncio_error *waiting = aio__take_error();
  aio__retain(task);
  task_step(task, NULL);
  aio__release(task);
  if (aio__now.error == NULL) {
    aio__now.error = waiting;
  } else {
    aio__release(waiting);
  }
}

static void task_run(aio__handle *handle) {
  asyncio_task *task = (asyncio_task *)((char *)handle - offsetof(asyncio_task, step.handle));
  asyncio_future *woken_by = aio__waiter_done(&task->step);
  if (!handle->cancelled && task->future.state == AIO__PENDING) {
    task_step(task, woken_by);
  }
  aio__release(woken_by);
}

asyncio_task *aio__task_of_handle(aio__handle *handle) {
  return handle->run == task_run ? (asyncio_task *)((char *)handle - offsetof(asyncio_task, step.handle)) : NULL;
}

bool aio__task_is_woken_by(const aio__waiter *waiter) {
  return waiter->handle.run == task_run;
}

/* --- Cancelling -------------------------------------------------------------------------------------------------------- */

static void set_must_cancel(asyncio_task *task, aio__str *message) {
  aio__str *old = task->cancel_message;
  task->cancel_message = message == NULL ? NULL : aio__retain(message);
  aio__release(old);
  task->future.must_cancel = true;
}

/* The task that hands a cancel back to one that has had it: woken as it is, whatever it waits for. */
static void wake_cancelled(asyncio_task *task, aio__str *message) {
  set_must_cancel(task, message);
  if (aio__waiter_remove(&task->step)) {
    schedule_step(task);
  }
}

static asyncio_task *task_waited_for(const asyncio_task *task) {
  asyncio_future *future = task->step.future;
  bool waits = future != NULL && future->state == AIO__PENDING && aio__kind(future) == AIO__KIND_TASK;
  return waits ? (asyncio_task *)future : NULL;
}

static void request_cancel(asyncio_task *task) {
  asyncio_loop *loop = task->future.loop;
  task->future.being_cancelled = true;
  task->future.unretrieved = false;
  task->future.cancelling++;
  aio__trace(loop, ASYNCIO_TRACE_TASK_CANCEL_REQUESTED, task->future.id, aio__loop_by(loop), task->future.cancelling);
}

/*
** A task that waits for a task hands the cancel on to it, down to the last, which waits for something else: a loop, so
** that no length can overflow the C stack. Tasks may wait for one another in a ring, which no cancel would ever end, and
** of which CPython makes a RecursionError: here the last before the ring closes is woken.
*/
static bool cancel_task(asyncio_task *task, aio__str *message) {
  if (task->future.state != AIO__PENDING) {
    task->future.unretrieved = false;
    return false;
  }
  if (task->future.being_cancelled) {
    wake_cancelled(task, message);
    return true;
  }
  request_cancel(task);
  asyncio_task *last = task;
  asyncio_task *next;
  while ((next = task_waited_for(last)) != NULL && !next->future.being_cancelled) {
    request_cancel(next);
    last = next;
  }
  if (next != NULL) {
    wake_cancelled(last, message);
  } else if (last->step.future == NULL || !aio__cancel(last->step.future, message)) {
    set_must_cancel(last, message);
  }
  for (asyncio_task *at = task; at != NULL; at = at == last ? NULL : task_waited_for(at)) {
    at->future.being_cancelled = false;
  }
  return true;
}

static bool cancel_future(asyncio_future *future, aio__str *message) {
  future->unretrieved = false;
  if (future->state != AIO__PENDING) {
    return false;
  }
  aio__future_end_cancelled(future, aio__cancelled_error(message));
  return true;
}

bool aio__cancel(asyncio_future *future, aio__str *message) {
  switch (aio__kind(future)) {
  case AIO__KIND_TASK:
    return cancel_task((asyncio_task *)future, message);
  case AIO__KIND_GATHER:
    return aio__gather_cancel(future, message);
  case AIO__KIND_OPERATION:
    return aio__operation_cancel(future, message);
  default:
    return cancel_future(future, message);
  }
}

bool asyncio_task_cancel(asyncio_task *task, const char *message) {
  return asyncio_future_cancel((asyncio_future *)task, message);
}

unsigned asyncio_task_cancelling(const asyncio_task *task) {
  if (aio__is_null(task, "task")) {
    return 0;
  }
  return task->future.cancelling;
}

unsigned asyncio_task_uncancel(asyncio_task *task) {
  if (aio__is_null(task, "task")) {
    return 0;
  }
  if (task->future.cancelling > 0) {
    task->future.cancelling--;
    if (task->future.cancelling == 0) {
      task->future.must_cancel = false;
    }
    aio__trace(task->future.loop, ASYNCIO_TRACE_TASK_UNCANCEL, task->future.id, aio__loop_by(task->future.loop),
               task->future.cancelling);
  }
  return task->future.cancelling;
}

/* --- As a future ------------------------------------------------------------------------------------------------------- */

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

size_t asyncio_task_remove_done_callback(asyncio_task *task, asyncio_done_callback callback, void *data) {
  return asyncio_future_remove_done_callback((asyncio_future *)task, callback, data);
}
