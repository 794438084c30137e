#include "task_step.h"

#include "context.h"
#include "coroutine.h"
#include "error.h"
#include "frame.h"
#include "running.h"
#include "task_cancel.h"
#include "task_list.h"
#include "task_name.h"
#include "trace.h"
#include "try.h"

/* --- The end ------------------------------------------------------------------------------------------------------ */

/* The task is done. The loop's reference is still to give back. */
static void task_done(asyncio_task *task) {
  aio__task_list_remove(task);
  task->innermost = NULL;
}

__attribute__((noinline)) static void task_returned(asyncio_task *task) {
  asyncio_coroutine *root = task->coroutine;
  asyncio_value result = root->awaited;
  root->awaited = asyncio_none();
  if (task->future.must_cancel) {
    task->future.must_cancel = false;
    aio__future_end_cancelled(&task->future, aio__cancelled_error(task->cancel_request));
  } else {
    aio__future_finish(&task->future, result);
  }
  aio__value_release(result);
  task_done(task);
}

__attribute__((noinline)) static void task_raised(asyncio_task *task) {
  asyncio_error *error = task->coroutine->error;
  task->coroutine->error = NULL;
  if (asyncio_error_is(error, asyncio_CancelledError)) {
    aio__release(task->cancel_request); /* as in CPython, which ends it with no message but the error's own */
    task->cancel_request = NULL;
    aio__future_end_cancelled(&task->future, error);
  } else {
    aio__future_fail(&task->future, error);
    if (asyncio_error_is(error, asyncio_SystemExit) || asyncio_error_is(error, asyncio_KeyboardInterrupt)) {
      asyncio_raise_error(error); /* out of the loop, as in CPython */
    }
  }
  task_done(task);
}

__attribute__((cold)) void aio__task_abandon(asyncio_task *task) {
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

/* --- Steps -------------------------------------------------------------------------------------------------------- */

/* A cancel that is pending takes the place of what the awaited future came to. */
static asyncio_error *take_cancel(asyncio_task *task, asyncio_error *error) {
  task->future.must_cancel = false;
  if (error != NULL && asyncio_error_is(error, asyncio_CancelledError)) {
    return error;
  }
  aio__release(error);
  return aio__cancelled_error(task->cancel_request);
}

/* An error is raised in the coroutine from outside, with the step that comes now. */
__attribute__((cold)) static void throw_into(asyncio_coroutine *coroutine) {
  aio__now.thrown_into = coroutine;
  aio__thrown(coroutine);
}

/* What the awaited future came to goes into the innermost coroutine; NULL was a bare yield. */
static inline void deliver(asyncio_task *task, asyncio_future *future) {
  asyncio_coroutine *innermost = task->innermost;
  if (future != NULL && innermost->error == NULL) {
    innermost->error = aio__future_take_error(future);
  }
  if (task->future.must_cancel) {
    innermost->error = take_cancel(task, innermost->error);
  }
  if (innermost->error != NULL) {
    throw_into(innermost);
    return;
  }
  if (future == NULL) {
    aio__coroutine_set_awaited(innermost, asyncio_none());
  } else {
    aio__coroutine_set_awaited(innermost, future->result);
  }
}

/* The line where the innermost coroutine of the program's own stands. */
static inline uint16_t line_of(const asyncio_task *task) {
  const asyncio_coroutine *coroutine = task->innermost;
  while (coroutine->line == 0 && coroutine->caller != NULL) {
    coroutine = coroutine->caller;
  }
  return coroutine->line;
}

__attribute__((noinline)) static void trace_waits(const asyncio_task *task, uint32_t id) {
  aio__trace_put(task->future.loop, ASYNCIO_TRACE_TASK_AWAITS, line_of(task), task->future.id, id, 0);
}

/* The yield and the step that is scheduled with it: one call, as nothing is traced more often. */
__attribute__((noinline)) static void trace_yields(asyncio_task *task) {
  asyncio_loop *loop = task->future.loop;
  aio__trace_put(loop, ASYNCIO_TRACE_TASK_AWAITS, line_of(task), task->future.id, 0, 0);
  aio__trace_scheduled(loop, &task->step.handle, "Task.step");
}

/* What the innermost coroutine awaits cannot wake this task: the next step says so. */
__attribute__((noinline)) static void refuse(asyncio_task *task, asyncio_future *future) {
  task->innermost->error =
      future == &task->future
          ? aio__error_new(asyncio_RuntimeError, "Task cannot await on itself: %r", asyncio_value_of(task))
          : aio__error_new(asyncio_RuntimeError, "Task %r got Future %r attached to a different loop",
                           asyncio_value_of(task), asyncio_value_of(future));
  aio__task_schedule(task);
}

/* The innermost coroutine awaits `future`: it will be woken through the future's callbacks. */
static inline void wait_on(asyncio_task *task, asyncio_future *future) {
  if (future->loop != task->future.loop || future == &task->future) {
    refuse(task, future);
    return;
  }
  if (task->future.loop->trace != NULL) {
    trace_waits(task, future->id);
  }
  aio__waiter_add(&task->step, future, "Task.wakeup");
  if (task->future.must_cancel && aio__cancel(future, task->cancel_request)) {
    task->future.must_cancel = false;
  }
}

/* The coroutine that ended hands its outcome to the one that awaits it; NULL: it was the outermost. */
__attribute__((noinline)) static asyncio_coroutine *leave_coroutine(asyncio_coroutine *coroutine, asyncio_step step) {
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
  if (aio__now.thrown_into == coroutine) {
    throw_into(caller);
  }
  /* What another scope owns, the caller is to hold; without memory for that, by what it awaited (aio__await_settle). */
  if (!aio__value_has_object(caller->awaited) || caller->awaited.object->links.next == NULL || !aio__is_frame(caller)) {
    aio__coroutine_awaited(caller);
  }
  return caller;
}

/* A task cancelled before its first step: the body never runs. */
__attribute__((noinline)) static void end_unborn(asyncio_task *task) {
  asyncio_coroutine *root = task->coroutine;
  asyncio_error *error = root->error;
  root->error = NULL;
  asyncio_coroutine_close(root);
  root->error = error;
  task_raised(task);
}

/* Its coroutine was closed behind its back. */
__attribute__((noinline)) static void end_closed(asyncio_task *task) {
  asyncio_coroutine *root = task->coroutine;
  aio__release(root->error);
  root->error = aio__error_new(asyncio_RuntimeError, "cannot reuse already awaited coroutine");
  task_raised(task);
}

/*
** Runs the task to its next wait: coroutines awaited inline are entered and left here, so that a wake-up goes
** straight to the innermost, O(1) in the depth, and no depth of awaits can overflow the C stack.
*/
static inline void run_coroutines(asyncio_task *task) {
  asyncio_loop *loop = task->future.loop;
  asyncio_coroutine *coroutine = task->innermost;
  for (;;) {
    if (coroutine->status == AIO__CREATED) {
      if (coroutine->error != NULL && !aio__coroutine_type(coroutine)->takes_throw) {
        end_unborn(task);
        return;
      }
      aio__trace(loop, ASYNCIO_TRACE_COROUTINE_ENTERED, coroutine->id, task->future.id, 0);
    } else if (coroutine->status == AIO__DONE) {
      end_closed(task);
      return;
    }
    asyncio_step step = aio__coroutine_resume(coroutine);
    if (step == ASYNCIO_SUSPENDED) {
      asyncio_object *awaiting = coroutine->awaiting;
      if (awaiting == NULL) {
        if (loop->trace != NULL) {
          trace_yields(task);
        }
        aio__loop_push(loop, &task->step.handle);
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

/* Every reference but the loop's may go while the task runs; that one is given back here, where it has ended. `outer`
** is the number of the task that it runs inside of, 0 for none. */
static inline void task_step(asyncio_task *task, asyncio_future *woken_by, uint32_t outer) {
  asyncio_loop *loop = task->future.loop;
  loop->current_task = task;
  aio__now.context = &task->context;
  if (loop->trace != NULL) {
    aio__trace_put(loop, ASYNCIO_TRACE_TASK_STEP_BEGIN, 0, task->future.id, outer, 0);
  }
  deliver(task, woken_by);
  run_coroutines(task);
  aio__now.thrown_into = NULL;
  if (loop->trace != NULL) {
    aio__trace_put(loop, ASYNCIO_TRACE_TASK_STEP_END, 0, task->future.id, outer, 0);
  }
  if (task->future.state != AIO__PENDING) {
    aio__release(task);
  }
}

int aio__task_start_eagerly(asyncio_task *task) {
  asyncio_loop *loop = task->future.loop;
  asyncio_task *outer = loop->current_task;
  aio__running outside = aio__now;
  aio__now.error = NULL;
  aio__now.thrown_into = NULL;
  aio__now.outside = &outside;
  aio__now.nested++;
  aio__retain(task);
  task_step(task, NULL, outer == NULL ? 0 : outer->future.id);
  aio__release(task);
  loop->current_task = outer;
  asyncio_error *error = aio__now.error;
  aio__now = outside;
  return error == NULL ? 0 : aio__set_error(error);
}

/* Called out of the loop alone, where no task runs: it leaves what runs now as the loop has it for callbacks. */
void aio__task_run(aio__handle *handle) {
  asyncio_task *task = aio__task_of_step(handle);
  asyncio_loop *loop = task->future.loop;
  asyncio_future *woken_by = aio__waiter_done(&task->step);
  if (!handle->cancelled && task->future.state == AIO__PENDING) {
    task_step(task, woken_by, 0);
    loop->current_task = NULL;
    aio__now.coroutine = NULL;
    aio__now.scope = &loop->scope;
    aio__now.context = NULL;
  }
  aio__release(woken_by);
}
