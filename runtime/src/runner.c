/*
** asyncio.run, step by step: the main task to its end; what is left cancelled and waited for; then the turns that
** CPython takes to shut down async generators and the executor, in which callbacks that are still ready run too.
*/
#include "error.h"
#include "future.h"
#include "loop.h"
#include "memory.h"
#include "running.h"
#include "scope.h"
#include "task.h"
#include "trace.h"
#include "value.h"
#include <asyncio/gather.h>
#include <asyncio/run.h>
#include <math.h>

enum phase {
  NOT_STARTED,
  MAIN,       /* until the main task is done */
  CANCELLING, /* until the tasks that are left are done */
  GENERATORS, /* shutdown_asyncgens: two turns */
  EXECUTOR,   /* shutdown_default_executor: two turns */
  OVER
};

struct asyncio_runner {
  asyncio_loop *loop;
  aio__running outside;  /* what ran before asyncio_runner_enter */
  uint8_t phase;         /* enum phase */
  bool stopping;         /* the future that the phase waits for is done */
  asyncio_task *main;    /* held */
  asyncio_future *left;  /* gathers the tasks that are left; held; NULL: there are none */
  asyncio_list *tasks;   /* those tasks, held */
  asyncio_error *error;  /* that ends the run, held; NULL: none */
  aio__handle shutdown;  /* a step of a shutdown phase */
  uint8_t shutdown_left; /* steps to go */
};

asyncio_runner *asyncio_runner_new(void) {
  asyncio_runner *runner = aio__allocate(sizeof *runner);
  if (runner != NULL && (runner->loop = asyncio_loop_new()) == NULL) {
    aio__free(runner);
    return NULL;
  }
  return runner;
}

asyncio_loop *asyncio_runner_loop(asyncio_runner *runner) {
  return runner->loop;
}

void asyncio_runner_enter(asyncio_runner *runner) {
  runner->outside = aio__now;
  aio__now = (aio__running){.loop = runner->loop};
}

void asyncio_runner_leave(asyncio_runner *runner) {
  asyncio_clear_error();
  aio__now = runner->outside;
}

static void stop(asyncio_future *future, void *data) {
  (void)future;
  ((asyncio_runner *)data)->stopping = true;
}

int asyncio_runner_start(asyncio_runner *runner, asyncio_coroutine *coroutine) {
  aio__running outside = aio__now;
  aio__now = (aio__running){.loop = runner->loop, .error = outside.error};
  runner->main = coroutine == NULL ? NULL : asyncio_create_task(coroutine);
  int status = runner->main == NULL ? -1 : asyncio_task_add_done_callback(runner->main, stop, runner);
  outside.error = aio__now.error;
  aio__now = outside;
  if (status == 0) {
    runner->phase = MAIN;
  }
  return status;
}

/* --- Phases ---------------------------------------------------------------------------------------------------------- */

/* One turn of a coroutine that returns at once, one of its done callback. */
static void shutdown_run(aio__handle *handle) {
  asyncio_runner *runner = (asyncio_runner *)((char *)handle - offsetof(asyncio_runner, shutdown));
  if (handle->cancelled) {
    return;
  }
  if (--runner->shutdown_left == 0) {
    runner->stopping = true;
  } else {
    aio__loop_schedule(runner->loop, handle, "shutdown");
  }
}

static void begin_shutdown(asyncio_runner *runner, enum phase phase) {
  runner->phase = (uint8_t)phase;
  runner->loop->task_count++; /* CPython runs it as a task, which takes a name */
  runner->shutdown.run = shutdown_run;
  runner->shutdown_left = 2;
  aio__loop_schedule(runner->loop, &runner->shutdown, "shutdown");
}

static void set_error(asyncio_runner *runner, asyncio_error *error) {
  if (error != NULL) {
    aio__release(runner->error);
    runner->error = error;
  }
}

/* As _cancel_all_tasks. Without the memory to wait for the tasks, they are left to the turns of the shutdown. */
static void begin_cancelling(asyncio_runner *runner) {
  aio__running outside = aio__now;
  aio__now = (aio__running){.loop = runner->loop};
  runner->tasks = asyncio_all_tasks();
  for (asyncio_task *task = runner->loop->first_task; task != NULL; task = task->next) {
    aio__cancel(&task->future, NULL);
  }
  if (asyncio_list_size(runner->tasks) > 0) {
    runner->left = asyncio_gather_list(runner->tasks, true);
  }
  if (runner->left != NULL && asyncio_future_add_done_callback(runner->left, stop, runner) == 0) {
    runner->phase = CANCELLING;
  } else {
    begin_shutdown(runner, GENERATORS);
  }
  set_error(runner, aio__take_error());
  aio__now = outside;
}

static void report_left(asyncio_runner *runner) {
  for (size_t i = 0; i < asyncio_list_size(runner->tasks); i++) {
    asyncio_task *task = (asyncio_task *)asyncio_list_get(runner->tasks, i).object;
    if (task->future.state == AIO__EXCEPTION) {
      aio__loop_report(runner->loop, task->future.error, "unhandled exception during asyncio.run() shutdown");
    }
  }
}

/* What the phase waited for is done: on to the next. */
static void next_phase(asyncio_runner *runner) {
  runner->stopping = false;
  switch ((enum phase)runner->phase) {
  case MAIN:
    set_error(runner, aio__future_take_error(&runner->main->future));
    begin_cancelling(runner);
    return;
  case CANCELLING:
    report_left(runner);
    begin_shutdown(runner, GENERATORS);
    return;
  case GENERATORS:
    begin_shutdown(runner, EXECUTOR);
    return;
  default:
    runner->phase = OVER;
    return;
  }
}

static void trace_deadlock(asyncio_loop *loop) {
  aio__trace(loop, ASYNCIO_TRACE_DEADLOCK, 0, 0, 0);
  for (asyncio_task *task = loop->first_task; task != NULL; task = task->next) {
    aio__trace(loop, ASYNCIO_TRACE_DEADLOCK_WAITER, task->future.id,
               task->step.future == NULL ? 0 : task->step.future->id, 0);
  }
}

/* An error that comes out of the loop itself ends the phase: the main task's, and what is left is cancelled; later, the run. */
static void fail_phase(asyncio_runner *runner, asyncio_error *error) {
  set_error(runner, error);
  runner->stopping = false;
  if (runner->phase == MAIN) {
    begin_cancelling(runner);
  } else {
    runner->phase = OVER;
  }
}

static bool is_deadlocked(const asyncio_loop *loop) {
  return loop->ready_count == 0 && loop->timers.count == 0 && loop->operation_count == 0;
}

static asyncio_run_status status_of(const asyncio_runner *runner) {
  return runner->phase != OVER   ? ASYNCIO_RUN_GOES_ON
         : runner->error != NULL ? ASYNCIO_RUN_RAISED
                                 : ASYNCIO_RUN_RETURNED;
}

asyncio_run_status asyncio_runner_turn(asyncio_runner *runner, double now) {
  asyncio_loop *loop = runner->loop;
  if (runner->phase == NOT_STARTED || runner->phase == OVER) {
    return status_of(runner);
  }
  if (is_deadlocked(loop)) {
    loop->turns++;
    trace_deadlock(loop);
    fail_phase(runner, aio__error_new(asyncio_RuntimeError, "deadlock: nothing is ready and no timer is set"));
    return status_of(runner);
  }
  asyncio_loop_turn(loop, now);
  if (loop->escaped != NULL) {
    asyncio_error *escaped = loop->escaped;
    loop->escaped = NULL;
    fail_phase(runner, escaped);
  } else if (runner->stopping) {
    next_phase(runner);
  }
  if (runner->phase != OVER && loop->ready_count == 0) {
    aio__trace(loop, ASYNCIO_TRACE_IDLE, 0, 0, asyncio_loop_deadline(loop));
  }
  return status_of(runner);
}

double asyncio_runner_next(const asyncio_runner *runner) {
  const asyncio_loop *loop = runner->loop;
  if (runner->phase == OVER || loop->ready_count > 0 || is_deadlocked(loop)) {
    return loop->now;
  }
  return asyncio_loop_deadline(loop);
}

asyncio_run_status asyncio_runner_run_virtual(asyncio_runner *runner) {
  asyncio_run_status status = ASYNCIO_RUN_GOES_ON;
  while (status == ASYNCIO_RUN_GOES_ON) {
    double next = asyncio_runner_next(runner);
    if (isinf(next)) {
      break;
    }
    status = asyncio_runner_turn(runner, next);
  }
  return status;
}

void asyncio_runner_cancel(asyncio_runner *runner) {
  if (runner->main != NULL) {
    aio__cancel(&runner->main->future, NULL);
  }
}

/* --- The end ---------------------------------------------------------------------------------------------------------- */

asyncio_value asyncio_runner_result(const asyncio_runner *runner) {
  return runner->phase == OVER && runner->error == NULL ? runner->main->future.result : asyncio_none();
}

asyncio_error *asyncio_runner_error(const asyncio_runner *runner) {
  return runner->error;
}

void asyncio_runner_free(asyncio_runner *runner) {
  if (runner == NULL) {
    return;
  }
  aio__running outside = aio__now;
  aio__now = (aio__running){.loop = runner->loop};
  runner->shutdown.cancelled = true;
  aio__release(runner->left);
  aio__release(runner->tasks);
  aio__release(runner->main);
  aio__release(runner->error);
  asyncio_clear_error();
  aio__now = outside;
  asyncio_loop_free(runner->loop);
  aio__free(runner);
}
