#include "runner.h"
#include "error.h"
#include "future.h"
#include "generator.h"
#include "loop.h"
#include "memory.h"
#include "network.h"
#include "running.h"
#include "scope.h"
#include "task.h"
#include "task_cancel.h"
#include "task_name.h"
#include "trace.h"
#include "value.h"
#include <asyncio/gather.h>
#include <asyncio/print.h>
#include <math.h>

/*
** Each thing that a runner is run for is a phase, and closing is three of them: what is left is cancelled and waited
** for; then come the turns that CPython takes to shut down async generators and the executor, in which callbacks
** that are still ready run too.
*/
enum phase {
  IDLE,       /* nothing is asked */
  MAIN,       /* until `main` is done */
  FOREVER,    /* until asyncio_stop */
  CANCELLING, /* until the tasks that are left are done */
  GENERATORS, /* shutdown_asyncgens: two turns */
  EXECUTOR,   /* shutdown_default_executor: two turns, or until its threads have ended */
  OVER
};

struct asyncio_runner {
  asyncio_loop *loop;
  aio__running outside; /* what ran before asyncio_runner_enter */
  uint8_t phase;        /* enum phase */
  bool closes;          /* behind MAIN comes CANCELLING */
  bool interrupted;     /* Ctrl-C has cancelled `main` */
  asyncio_future *main; /* of the last MAIN, held */
  aio__waiter waits;    /* for what the phase is to end with; no allocation of its own, which could fail */
  asyncio_future *left; /* gathers the tasks that are left; held; NULL: there are none, or no memory to wait for them */
  asyncio_list *tasks;  /* those tasks, held */
  asyncio_error *error; /* that ended what was asked, held; NULL: none */
  aio__handle shutdown; /* a step of a shutdown phase */
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
  if (aio__is_null(runner, "runner")) {
    return NULL;
  }
  return runner->loop;
}

void asyncio_runner_enter(asyncio_runner *runner) {
  if (aio__is_null(runner, "runner")) {
    return;
  }
  runner->outside = aio__now;
  aio__now = (aio__running){.loop = runner->loop};
}

void asyncio_runner_leave(asyncio_runner *runner) {
  if (aio__is_null(runner, "runner")) {
    return;
  }
  asyncio_clear_error();
  aio__now = runner->outside;
}

/* --- What it is run for ------------------------------------------------------------------------------------------- */

/* What was waited for is done. KeyboardInterrupt and SystemExit have left the loop before, and stop nothing more. */
static void stop_run(aio__handle *handle) {
  asyncio_runner *runner = (asyncio_runner *)((char *)handle - offsetof(asyncio_runner, waits.handle));
  asyncio_future *future = aio__waiter_done(&runner->waits);
  if (!handle->cancelled) {
    asyncio_error *error = future->state == AIO__EXCEPTION ? asyncio_future_exception(future) : NULL;
    if (!asyncio_error_is(error, asyncio_KeyboardInterrupt) && !asyncio_error_is(error, asyncio_SystemExit)) {
      runner->loop->stopping = true;
    }
  }
  aio__release(future);
}

/* It is waited for no longer: whatever else ended the phase may have come when it was done already. */
static void stop_no_more(asyncio_runner *runner) {
  aio__handle *handle = &runner->waits.handle;
  if (!aio__waiter_remove(&runner->waits) && handle->scheduled) {
    aio__handle_remove(&runner->loop->ready, handle);
    runner->loop->ready_count--;
    handle->scheduled = false;
    aio__trace(runner->loop, ASYNCIO_TRACE_HANDLE_CANCELLED, handle->id, 0, 0);
    aio__release(aio__waiter_done(&runner->waits));
  }
}

static void stop_after(asyncio_runner *runner, asyncio_future *future) {
  runner->waits.handle.run = stop_run;
  runner->waits.handle.owner = future->id;
  aio__waiter_add(&runner->waits, future, "done callback");
}

/* 0 where something can be asked; else -1 with RuntimeError. */
static int check_idle(const asyncio_runner *runner) {
  if (runner->phase == OVER) {
    return asyncio_raise(asyncio_RuntimeError, "Event loop is closed");
  }
  if (runner->phase != IDLE) {
    return asyncio_raise(asyncio_RuntimeError, "This event loop is already running");
  }
  return 0;
}

static void set_error(asyncio_runner *runner, asyncio_error *error) {
  aio__release(runner->error);
  runner->error = error;
}

/* Takes over the reference to `future`; NULL is the current error. */
static int begin_main(asyncio_runner *runner, asyncio_future *future, bool closes) {
  if (future == NULL) {
    return -1;
  }
  stop_after(runner, future);
  aio__release(runner->main);
  runner->main = future;
  runner->closes = closes;
  runner->interrupted = false;
  runner->phase = MAIN;
  set_error(runner, NULL);
  return 0;
}

/* Calls of a driver are made outside the loop: what they make belongs to nobody's scope. */
static int begin_until_complete(asyncio_runner *runner, void *awaitable, bool closes) {
  aio__running outside = aio__now;
  aio__now = (aio__running){.loop = runner->loop, .error = outside.error};
  int status = check_idle(runner);
  if (status == 0) {
    status = begin_main(runner, aio__ensure_future(runner->loop, awaitable), closes);
  }
  outside.error = aio__now.error;
  aio__now = outside;
  return status;
}

int asyncio_runner_start(asyncio_runner *runner, asyncio_coroutine *coroutine) {
  if (aio__is_null(runner, "runner")) {
    return -1;
  }
  if (coroutine != NULL && !aio__is_coroutine(coroutine)) {
    return asyncio_raise(asyncio_ValueError, "a coroutine was expected, got %r", asyncio_value_of(coroutine));
  }
  return begin_until_complete(runner, coroutine, true);
}

int asyncio_runner_run_until_complete(asyncio_runner *runner, void *awaitable) {
  if (aio__is_null(runner, "runner")) {
    return -1;
  }
  return begin_until_complete(runner, awaitable, false);
}

int asyncio_runner_run_forever(asyncio_runner *runner) {
  if (aio__is_null(runner, "runner")) {
    return -1;
  }
  if (check_idle(runner) < 0) {
    return -1;
  }
  set_error(runner, NULL);
  runner->phase = FOREVER;
  return 0;
}

/* --- Phases ------------------------------------------------------------------------------------------------------- */

/* One turn of a coroutine that returns at once, one of its done callback. */
static void shutdown_run(aio__handle *handle) {
  asyncio_runner *runner = (asyncio_runner *)((char *)handle - offsetof(asyncio_runner, shutdown));
  if (handle->cancelled) {
    return;
  }
  if (--runner->shutdown_left == 0) {
    runner->loop->stopping = true;
  } else {
    aio__loop_schedule(runner->loop, handle, "shutdown");
  }
}

/* A task closes the generators that live. False where there are none, or no memory for it. */
static bool closes_generators(asyncio_runner *runner) {
  aio__running outside = aio__now;
  aio__now = (aio__running){.loop = runner->loop};
  asyncio_coroutine *coroutine = aio__generators_shutdown(runner->loop);
  asyncio_task *task = coroutine == NULL ? NULL : asyncio_create_task(coroutine);
  if (task != NULL) {
    stop_after(runner, &task->future);
    aio__release(task);
  }
  if (runner->error == NULL) {
    runner->error = aio__take_error(); /* they are closed with the loop, where they stand */
  }
  asyncio_clear_error();
  aio__now = outside;
  return task != NULL;
}

/* No more calls are begun; those there are end. False where that takes no time. */
static bool ends_threads(asyncio_runner *runner) {
  const asyncio_executor *executor = runner->loop->executor;
  aio__threads *threads = aio__loop_threads(runner->loop);
  if (executor != NULL && executor->shutdown != NULL) {
    executor->shutdown(executor->data);
  }
  if (threads == NULL) {
    return false;
  }
  runner->shutdown.run = shutdown_run;
  runner->shutdown_left = 3; /* one turn in which the loop hears of it, and two as ever */
  threads->end(threads, &runner->shutdown);
  return true;
}

static void begin_shutdown(asyncio_runner *runner, enum phase phase) {
  runner->phase = (uint8_t)phase;
  if (phase == GENERATORS ? closes_generators(runner) : ends_threads(runner)) {
    return;
  }
  runner->loop->task_count++; /* CPython runs it as a task, which takes a name */
  runner->shutdown.run = shutdown_run;
  runner->shutdown_left = 2;
  aio__loop_schedule(runner->loop, &runner->shutdown, "shutdown");
}

/* As _cancel_all_tasks. Without the memory to gather the tasks, the phase goes on until the loop has none. */
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
  if (runner->loop->first_task == NULL) {
    begin_shutdown(runner, GENERATORS);
  } else {
    runner->phase = CANCELLING;
  }
  if (runner->left != NULL) {
    stop_after(runner, runner->left);
  }
  asyncio_error *error = aio__take_error();
  if (asyncio_error_is(error, asyncio_MemoryError)) {
    aio__loop_report(runner->loop, error, "MemoryError where the tasks that are left are gathered");
  } else if (error != NULL) {
    set_error(runner, error);
  }
  aio__now = outside;
}

int asyncio_runner_close(asyncio_runner *runner) {
  if (aio__is_null(runner, "runner")) {
    return -1;
  }
  if (check_idle(runner) < 0) {
    return -1;
  }
  set_error(runner, NULL);
  begin_cancelling(runner);
  return 0;
}

static void report_left(asyncio_runner *runner) {
  for (size_t i = 0; i < asyncio_list_size(runner->tasks); i++) {
    asyncio_task *task = (asyncio_task *)asyncio_list_get(runner->tasks, i).object;
    if (task->future.state == AIO__EXCEPTION) {
      aio__loop_report(runner->loop, task->future.error, "unhandled exception during asyncio.run() shutdown");
    }
  }
}

/* The main future is done, or somebody else has stopped the loop. */
static void end_main(asyncio_runner *runner) {
  asyncio_future *main = runner->main;
  stop_no_more(runner);
  if (main->state == AIO__PENDING) {
    set_error(runner, aio__error_new(asyncio_RuntimeError, "Event loop stopped before Future completed."));
  } else {
    set_error(runner, aio__future_take_error(main));
  }
  if (runner->closes) {
    begin_cancelling(runner);
  } else {
    runner->phase = IDLE;
  }
}

/* What the phase waited for is done: on to the next. */
static void next_phase(asyncio_runner *runner) {
  runner->loop->stopping = false;
  switch ((enum phase)runner->phase) {
  case MAIN:
    end_main(runner);
    return;
  case FOREVER:
    runner->phase = IDLE;
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

/* More tasks than this are counted, not named, in the report of a deadlock. */
#define NAMED_WAITERS 20

/*
** "deadlock: task 'a' waits on task 'b', in fetch(), line 12", or "waits in Queue.get(), called in fetch(), line 12":
** where asyncio's own coroutines wait, which have no lines, the program's is named that called them.
*/
static void report_waiter(const asyncio_task *task) {
  char name[24], other_name[24], what[96] = "on nothing", by[64] = "";
  const asyncio_coroutine *innermost = task->innermost == NULL ? task->coroutine : task->innermost;
  const asyncio_coroutine *at = innermost;
  while (at->line == 0 && at->caller != NULL) {
    at = at->caller;
  }
  const asyncio_future *future = task->step.future;
  if (future != NULL && aio__kind(future) == AIO__KIND_TASK) {
    asyncio_format(what, sizeof what, "on task '%s'", aio__task_name((const asyncio_task *)future, other_name));
  } else if (at != innermost) {
    asyncio_format(what, sizeof what, "in %s()", asyncio_coroutine_name(innermost));
  } else if (future != NULL) {
    asyncio_format(what, sizeof what, "on a future");
  }
  if (at->line > 0) {
    asyncio_format(by, sizeof by, ", in %s(), line %u", asyncio_coroutine_name(at), at->line);
  } else {
    asyncio_format(by, sizeof by, ", in %s()", asyncio_coroutine_name(at));
  }
  aio__loop_report(task->future.loop, NULL, "deadlock: task '%s' waits %s%s", aio__task_name(task, name), what, by);
}

/* Who waits on what: in the trace, and for people. */
static void report_deadlock(asyncio_loop *loop) {
  unsigned count = 0;
  aio__trace(loop, ASYNCIO_TRACE_DEADLOCK, 0, 0, 0);
  for (asyncio_task *task = loop->first_task; task != NULL; task = task->next) {
    aio__trace(loop, ASYNCIO_TRACE_DEADLOCK_WAITER, task->future.id,
               task->step.future == NULL ? 0 : task->step.future->id, 0);
    if (++count <= NAMED_WAITERS) {
      report_waiter(task);
    }
  }
  if (count > NAMED_WAITERS) {
    aio__loop_report(loop, NULL, "deadlock: and %u more tasks wait", count - NAMED_WAITERS);
  }
}

/* An error that comes out of the loop itself ends the phase: what was asked, or the closing. Takes the error over. */
void aio__runner_fail(asyncio_runner *runner, asyncio_error *error) {
  aio__error_set_context(error, runner->error); /* of the main future, while what is left is closed */
  set_error(runner, error);
  runner->loop->stopping = false;
  stop_no_more(runner);
  if (runner->phase == MAIN && runner->main->state == AIO__EXCEPTION) {
    runner->main->unretrieved = false; /* it is what came out */
  }
  if (runner->phase == MAIN && runner->closes) {
    begin_cancelling(runner);
  } else {
    runner->phase = runner->phase == MAIN || runner->phase == FOREVER ? IDLE : OVER;
  }
}

static bool is_deadlocked(const asyncio_loop *loop) {
  return loop->ready_count == 0 && loop->timers.count == 0 && loop->operation_count == 0 && !aio__network_lives(loop) &&
         !aio__mailbox_may_fill(&loop->mailbox);
}

static asyncio_run_status status_of(const asyncio_runner *runner) {
  if (runner->phase != IDLE && runner->phase != OVER) {
    return ASYNCIO_RUN_GOES_ON;
  }
  return runner->error != NULL ? ASYNCIO_RUN_RAISED : ASYNCIO_RUN_RETURNED;
}

/* Where there was no memory to wait for them in any other way. */
static bool no_task_is_left(const asyncio_runner *runner) {
  return runner->phase == CANCELLING && runner->left == NULL && runner->loop->first_task == NULL;
}

/* What the turn, or the turns, just run have come to. */
static asyncio_run_status after_turns(asyncio_runner *runner) {
  asyncio_loop *loop = runner->loop;
  if (loop->escaped != NULL) {
    asyncio_error *escaped = loop->escaped;
    loop->escaped = NULL;
    aio__runner_fail(runner, escaped);
  } else if (loop->stopping || no_task_is_left(runner)) {
    next_phase(runner);
  }
  if (status_of(runner) == ASYNCIO_RUN_GOES_ON && !asyncio_loop_ready(loop)) {
    aio__trace(loop, ASYNCIO_TRACE_IDLE, 0, 0, asyncio_loop_deadline(loop));
  }
  return status_of(runner);
}

asyncio_run_status asyncio_runner_turn(asyncio_runner *runner, double now) {
  if (aio__is_null(runner, "runner")) {
    return ASYNCIO_RUN_RAISED;
  }
  asyncio_loop *loop = runner->loop;
  if (status_of(runner) != ASYNCIO_RUN_GOES_ON || aio__loop_check_turn(loop) < 0) {
    return status_of(runner);
  }
  if (is_deadlocked(loop) && !loop->stopping) {
    loop->turns++;
    report_deadlock(loop);
    aio__runner_fail(runner, aio__error_new(asyncio_RuntimeError, "deadlock: nothing is ready and no timer is set"));
    return status_of(runner);
  }
  asyncio_loop_turn(loop, now);
  return after_turns(runner);
}

double asyncio_runner_next(const asyncio_runner *runner) {
  if (aio__is_null(runner, "runner")) {
    return INFINITY;
  }
  const asyncio_loop *loop = runner->loop;
  if (status_of(runner) != ASYNCIO_RUN_GOES_ON || loop->stopping || asyncio_loop_ready(loop) || is_deadlocked(loop)) {
    return loop->now;
  }
  return asyncio_loop_deadline(loop);
}

asyncio_run_status asyncio_runner_run_virtual(asyncio_runner *runner) {
  if (aio__is_null(runner, "runner")) {
    return ASYNCIO_RUN_RAISED;
  }
  asyncio_run_status status = ASYNCIO_RUN_GOES_ON;
  while (status == ASYNCIO_RUN_GOES_ON) {
    double next = asyncio_runner_next(runner);
    if (isinf(next)) {
      break;
    }
    if (aio__loop_check_turn(runner->loop) < 0) {
      break;
    }
    if (runner->loop->ready_count > 0 && (runner->phase == MAIN || runner->phase == FOREVER)) {
      aio__loop_turns(runner->loop, next);
      status = after_turns(runner);
    } else {
      status = asyncio_runner_turn(runner, next);
    }
  }
  return status;
}

void asyncio_runner_cancel(asyncio_runner *runner) {
  if (aio__is_null(runner, "runner")) {
    return;
  }
  if (runner->phase == MAIN) {
    aio__cancel(runner->main, NULL);
  }
}

void aio__runner_interrupt(asyncio_runner *runner) {
  if (runner->phase == MAIN && !runner->interrupted && aio__cancel(runner->main, NULL)) {
    runner->interrupted = true;
  } else {
    aio__runner_fail(runner, aio__error_new(asyncio_KeyboardInterrupt, NULL));
  }
}

bool aio__runner_was_interrupted(const asyncio_runner *runner) {
  return runner->interrupted && asyncio_error_is(runner->error, asyncio_CancelledError) &&
         runner->main->cancelling == 1;
}

/* --- The end ------------------------------------------------------------------------------------------------------ */

asyncio_value asyncio_runner_result(const asyncio_runner *runner) {
  if (aio__is_null(runner, "runner")) {
    return asyncio_none();
  }
  return runner->main != NULL && runner->main->state == AIO__RESULT ? runner->main->result : asyncio_none();
}

asyncio_error *asyncio_runner_error(const asyncio_runner *runner) {
  if (aio__is_null(runner, "runner")) {
    return NULL;
  }
  return runner->error;
}

void asyncio_runner_free(asyncio_runner *runner) {
  if (runner == NULL || aio__loop_check_idle(runner->loop) < 0) {
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
