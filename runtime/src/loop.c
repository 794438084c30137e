#include "loop.h"

#include "context.h"
#include "error.h"
#include "future.h"
#include "generator.h"
#include "memory.h"
#include "network.h"
#include "operation.h"
#include "running.h"
#include "scope.h"
#include "sleep.h"
#include "task.h"
#include "task_name.h"
#include "task_step.h"
#include "trace.h"
#include <asyncio/print.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>

/* As CPython's monotonic clock: a timer that is due within this time is due. */
#define CLOCK_RESOLUTION 1e-9

asyncio_loop *asyncio_loop_new(void) {
  asyncio_loop *loop = aio__allocate(sizeof(asyncio_loop));
  if (loop != NULL) {
    aio__scope_init(&loop->scope);
    aio__mailbox_init(&loop->mailbox);
    loop->holders = 1;
  }
  return loop;
}

asyncio_loop *aio__running_loop(void) {
  if (aio__now.loop == NULL) {
    asyncio_raise(asyncio_RuntimeError, "no running event loop");
  }
  return aio__now.loop;
}

asyncio_loop *asyncio_get_running_loop(void) {
  return aio__running_loop();
}

double asyncio_time(void) {
  return aio__now.loop == NULL ? 0 : aio__now.loop->now;
}

double asyncio_loop_time(const asyncio_loop *loop) {
  if (aio__is_null(loop, "loop")) {
    return 0;
  }
  return loop->now;
}

void asyncio_loop_set_time(asyncio_loop *loop, double now) {
  if (aio__is_null(loop, "loop") || aio__loop_check_idle(loop) < 0) {
    return;
  }
  if (now > loop->now) {
    loop->now = now;
  }
}

void asyncio_stop(void) {
  asyncio_loop *loop = aio__running_loop();
  if (loop != NULL) {
    loop->stopping = true;
  }
}

uint32_t aio__loop_by(const asyncio_loop *loop) {
  return loop->current_task == NULL ? 0 : loop->current_task->future.id;
}

void asyncio_loop_set_exception_handler(asyncio_loop *loop, asyncio_exception_handler handler, void *data) {
  if (aio__is_null(loop, "loop")) {
    return;
  }
  loop->exception_handler = handler;
  loop->exception_handler_data = data;
}

asyncio_exception_handler asyncio_loop_exception_handler(const asyncio_loop *loop, void **data) {
  if (aio__is_null(loop, "loop")) {
    return NULL;
  }
  if (data != NULL) {
    *data = loop->exception_handler_data;
  }
  return loop->exception_handler;
}

void asyncio_loop_call_exception_handler(asyncio_loop *loop, const char *message, asyncio_error *error) {
  if (!aio__is_null(loop, "loop") && !aio__is_null(message, "message")) {
    aio__loop_report(loop, error, "%s", message);
  }
}

void asyncio_loop_set_printer(asyncio_loop *loop, asyncio_printer printer, void *data) {
  if (aio__is_null(loop, "loop")) {
    return;
  }
  loop->printer = printer;
  loop->printer_data = data;
}

/* A handler that reports is called for that too, so deep and no deeper. */
enum { MOST_REPORTS = 10 };

/* Reports come in the middle of anything: what a handler makes and raises stays out of that. What it raises it is told
** of, once. */
__attribute__((cold)) static void call_handler(asyncio_loop *loop, const char *message, asyncio_error *error) {
  aio__running outside = aio__now;
  aio__now.error = NULL;
  if (aio__now.scope == NULL && aio__now.loop == loop) {
    aio__now.scope = &loop->scope;
  }
  loop->reporting++;
  loop->exception_handler(loop->exception_handler_data, message, error);
  asyncio_error *raised = aio__take_error();
  if (raised != NULL && loop->reporting == 1 && loop->exception_handler != NULL) {
    loop->exception_handler(loop->exception_handler_data, "Unhandled error in exception handler", raised);
    asyncio_clear_error();
  }
  loop->reporting--;
  aio__release(raised);
  aio__now = outside;
}

__attribute__((cold)) void aio__loop_report(asyncio_loop *loop, asyncio_error *error, const char *format, ...) {
  if (loop->exception_handler == NULL || loop->reporting == MOST_REPORTS) {
    return;
  }
  char message[512];
  va_list arguments;
  va_start(arguments, format);
  asyncio_vformat(message, sizeof message, format, arguments);
  va_end(arguments);
  call_handler(loop, message, error);
}

__attribute__((cold)) void aio__loop_handle_error(asyncio_loop *loop) {
  asyncio_error *error = aio__take_error();
  if (asyncio_error_is(error, asyncio_SystemExit) || asyncio_error_is(error, asyncio_KeyboardInterrupt)) {
    loop->escaped = error;
    return;
  }
  aio__loop_report(loop, error, "Exception in callback");
  aio__release(error);
}

/* --- Handles ------------------------------------------------------------------------------------------------------ */

void aio__loop_trace_scheduled(asyncio_loop *loop, aio__handle *handle, const char *label) {
  aio__trace_scheduled(loop, handle, label);
}

int aio__loop_set_timer(asyncio_loop *loop, aio__timer *timer, double when) {
  if (aio__timers_add(&loop->timers, timer, when) < 0) {
    return -1;
  }
  timer->handle.cancelled = false;
  if (loop->trace != NULL) {
    timer->handle.id = aio__loop_new_id(loop);
    aio__trace(loop, ASYNCIO_TRACE_TIMER_SET, timer->handle.id, timer->handle.owner, when);
  }
  return 0;
}

void aio__loop_cancel_timer(asyncio_loop *loop, aio__timer *timer) {
  timer->handle.cancelled = true;
  if (timer->chain != 0) {
    aio__timers_remove(&loop->timers, timer);
    aio__trace(loop, ASYNCIO_TRACE_TIMER_CANCELLED, timer->handle.id, aio__loop_by(loop), 0);
  } else if (timer->handle.scheduled) {
    aio__trace(loop, ASYNCIO_TRACE_HANDLE_CANCELLED, timer->handle.id, aio__loop_by(loop), 0);
  }
}

/* What running it reads comes first, in one line of the processor's cache: a hundred thousand timers are in none. */
struct asyncio_handle {
  asyncio_object object;
  asyncio_callback callback;
  void *data;
  asyncio_context *context; /* in which it is called; held; NULL: empty */
  asyncio_loop *loop;
  aio__timer timer;
};

static void handle_destroy(void *object) {
  aio__release(((asyncio_handle *)object)->context);
  aio__loop_let_go(((asyncio_handle *)object)->loop);
  aio__scope_take(object);
  aio__pool_free(object, sizeof(asyncio_handle));
}

static const asyncio_type handle_type = {.name = "Handle", .destroy = handle_destroy};

static asyncio_handle *handle_of(aio__handle *handle) {
  return (asyncio_handle *)((char *)handle - offsetof(asyncio_handle, timer.handle));
}

static void handle_run(aio__handle *handle) {
  asyncio_handle *self = handle_of(handle);
  if (!handle->cancelled) {
    aio__now.context = &self->context;
    self->callback(self->data);
    aio__loop_called(aio__now.loop);
  }
  if (--self->object.references == 0) {
    handle_destroy(self); /* as aio__release, which minds how deep it is: nothing is above this */
  }
}

/* A handle held once for the loop and once for the scope. A NULL context is a copy of the current one. */
static inline asyncio_handle *handle_new(asyncio_callback callback, void *data, asyncio_context *context) {
  asyncio_loop *loop = aio__is_null((const void *)(uintptr_t)callback, "callback") ? NULL : aio__running_loop();
  asyncio_handle *self = loop == NULL ? NULL : aio__pool_allocate(sizeof *self);
  if (self == NULL) {
    return NULL;
  }
  /* Part by part: as a whole it would be cleared by a call of memset. */
  self->object = (asyncio_object){.type = &handle_type, .references = 1};
  self->timer.handle = (aio__handle){.run = handle_run, .owner = aio__loop_by(loop)};
  self->timer.chain = 0;
  self->timer.previous = NULL;
  self->timer.when = 0;
  self->loop = aio__loop_hold(loop);
  self->callback = callback;
  self->data = data;
  self->context = NULL;
  if (context != NULL) {
    self->context = aio__retain(context);
  } else if (aio__context_copy(&self->context) < 0) {
    aio__release(self);
    return NULL;
  }
  return self;
}

/* The loop has taken the one reference there is: the scope gets another. Without a scope the loop's is the only one. */
static asyncio_handle *handle_scheduled(asyncio_handle *self) {
  if (aio__now.scope != NULL) {
    aio__own(aio__retain(self));
  }
  return self;
}

asyncio_handle *asyncio_call_soon_in_context(asyncio_callback callback, void *data, asyncio_context *context) {
  asyncio_handle *self = handle_new(callback, data, context);
  if (self == NULL) {
    return NULL;
  }
  aio__loop_schedule(self->loop, &self->timer.handle, "callback");
  return handle_scheduled(self);
}

asyncio_handle *asyncio_call_soon(asyncio_callback callback, void *data) {
  return asyncio_call_soon_in_context(callback, data, NULL);
}

asyncio_handle *asyncio_call_at_in_context(double when, asyncio_callback callback, void *data,
                                           asyncio_context *context) {
  if (isnan(when)) {
    asyncio_raise(asyncio_ValueError, "Invalid deadline: NaN (not a number)");
    return NULL;
  }
  asyncio_handle *self = handle_new(callback, data, context);
  if (self == NULL || aio__loop_set_timer(self->loop, &self->timer, when) < 0) {
    aio__release(self);
    return NULL;
  }
  return handle_scheduled(self);
}

asyncio_handle *asyncio_call_at(double when, asyncio_callback callback, void *data) {
  return asyncio_call_at_in_context(when, callback, data, NULL);
}

asyncio_handle *asyncio_call_later_in_context(double delay, asyncio_callback callback, void *data,
                                              asyncio_context *context) {
  return asyncio_call_at_in_context(asyncio_time() + delay, callback, data, context);
}

asyncio_handle *asyncio_call_later(double delay, asyncio_callback callback, void *data) {
  return asyncio_call_at_in_context(asyncio_time() + delay, callback, data, NULL);
}

void asyncio_handle_cancel(asyncio_handle *handle) {
  if (handle == NULL || handle->timer.handle.cancelled) {
    return;
  }
  bool set = handle->timer.chain != 0;
  aio__loop_cancel_timer(handle->loop, &handle->timer);
  if (set) {
    aio__release(handle);
  }
}

bool asyncio_handle_cancelled(const asyncio_handle *handle) {
  return handle != NULL && handle->timer.handle.cancelled;
}

double asyncio_handle_when(const asyncio_handle *handle) {
  if (aio__is_null(handle, "handle")) {
    return 0;
  }
  return handle->timer.when;
}

/* --- Turns -------------------------------------------------------------------------------------------------------- */

/* Moves a chain of timers that are no longer set to the ready queue. */
static void schedule_timers(asyncio_loop *loop, aio__timer *timer) {
  while (timer != NULL) {
    aio__timer *next = aio__timers_taken(timer);
    timer->handle.scheduled = true;
    loop->ready_count++;
    aio__handle_push(&loop->ready, &timer->handle);
    aio__trace(loop, ASYNCIO_TRACE_TIMER_FIRED, timer->handle.id, 0, 0);
    timer = next;
  }
}

static void fire_timers(asyncio_loop *loop) {
  double end = loop->now + CLOCK_RESOLUTION;
  while (loop->timers.count > 0 && loop->timers.entries[0].when < end) {
    schedule_timers(loop, aio__timers_take(&loop->timers));
  }
}

void asyncio_loop_set_debug(asyncio_loop *loop, double slow, asyncio_clock clock, void *data) {
  if (aio__is_null(loop, "loop")) {
    return;
  }
  loop->slow = slow;
  loop->debug_clock = clock;
  loop->debug_clock_data = data;
}

bool asyncio_loop_debug(const asyncio_loop *loop) {
  return !aio__is_null(loop, "loop") && loop->debug_clock != NULL;
}

/* A callback has no place but whose it is: the task that scheduled it, where that is not done. */
static void report_slow_callback(asyncio_loop *loop, uint32_t owner, double seconds) {
  char name[24];
  const asyncio_task *task = loop->first_task;
  while (task != NULL && task->future.id != owner) {
    task = task->next;
  }
  if (task == NULL) {
    aio__loop_report(loop, NULL, "Executing a callback took %.3f seconds", seconds);
  } else {
    aio__loop_report(loop, NULL, "Executing a callback of task '%s' took %.3f seconds", aio__task_name(task, name),
                     seconds);
  }
}

/* Where a task stands: the innermost coroutine with a line of its own, or what it is made of. */
__attribute__((cold)) static void report_slow(asyncio_loop *loop, const asyncio_task *task, double seconds) {
  char name[24];
  const asyncio_coroutine *at = task->innermost == NULL ? task->coroutine : task->innermost;
  while (at->line == 0 && at->caller != NULL) {
    at = at->caller;
  }
  aio__loop_report(loop, NULL, "Executing task '%s' took %.3f seconds, up to %s(), line %u", aio__task_name(task, name),
                   seconds, asyncio_coroutine_name(at), at->line);
}

__attribute__((cold)) static void run_timed(asyncio_loop *loop, aio__handle *handle) {
  asyncio_task *task = aio__task_of_handle(handle);
  uint32_t owner = handle->owner;
  if (task != NULL) {
    aio__retain(task);
  }
  double began = loop->debug_clock(loop->debug_clock_data);
  handle->run(handle);
  double seconds = loop->debug_clock == NULL ? 0 : loop->debug_clock(loop->debug_clock_data) - began;
  if (seconds > loop->slow) {
    aio__trace(loop, ASYNCIO_TRACE_SLOW_CALLBACK, owner, 0, seconds);
    if (task == NULL) {
      report_slow_callback(loop, owner, seconds);
    } else {
      report_slow(loop, task, seconds);
    }
  }
  aio__release(task);
}

int aio__loop_check_idle(const asyncio_loop *loop) {
  return loop->running ? asyncio_raise(asyncio_RuntimeError, "This event loop is already running") : 0;
}

int aio__loop_check_turn(const asyncio_loop *loop) {
  if (aio__now.loop != NULL && aio__now.loop != loop && aio__now.loop->running) {
    return asyncio_raise(asyncio_RuntimeError, "Cannot run the event loop while another loop is running");
  }
  return aio__loop_check_idle(loop);
}

static inline void run_handle(asyncio_loop *loop, aio__handle *handle) {
  handle->scheduled = false;
  if (loop->trace != NULL && !handle->cancelled) {
    aio__trace_put(loop, ASYNCIO_TRACE_HANDLE_RUN, 0, handle->id, handle->owner, 0);
  }
  if (loop->debug_clock != NULL) {
    run_timed(loop, handle);
  } else if (handle->run == aio__task_run) {
    aio__task_run(handle); /* most are tasks' steps, and a call by name costs half of one by pointer */
  } else {
    handle->run(handle);
  }
  if (aio__now.error != NULL) {
    aio__loop_handle_error(loop);
  }
  if (!aio__scope_empty(&loop->scope)) {
    aio__scope_release(&loop->scope);
  }
}

/* One turn of the loop that is entered. */
static uint32_t run_turn(asyncio_loop *loop) {
  loop->turns++;
  if (aio__mailbox_filled(&loop->mailbox)) {
    aio__mailbox_empty(loop);
  }
  if (loop->network != NULL) {
    loop->network->type->poll(loop->network);
  }
  fire_timers(loop);
  uint32_t count = loop->ready_count;
  uint32_t ran = 0;
  aio__trace(loop, ASYNCIO_TRACE_TURN_BEGIN, 0, count, 0);
  while (ran < count && loop->escaped == NULL) {
    ran++;
    run_handle(loop, aio__handle_pop(&loop->ready));
  }
  loop->ready_count -= ran;
  aio__trace(loop, ASYNCIO_TRACE_TURN_END, 0, loop->ready_count, 0);
  return ran;
}

/* The loop becomes what runs; returns what ran before. */
static aio__running enter(asyncio_loop *loop, double now) {
  aio__running outside = aio__now;
  aio__now = (aio__running){.loop = loop, .scope = &loop->scope};
  if (now > loop->now) {
    loop->now = now;
  }
  loop->running = true;
  return outside;
}

static void leave(asyncio_loop *loop, const aio__running *outside) {
  loop->running = false;
  aio__now = *outside;
}

uint32_t asyncio_loop_turn(asyncio_loop *loop, double now) {
  if (aio__is_null(loop, "loop") || aio__loop_check_turn(loop) < 0) {
    return 0;
  }
  aio__running outside = enter(loop, now);
  uint32_t ran = run_turn(loop);
  leave(loop, &outside);
  return ran;
}

void aio__loop_turns(asyncio_loop *loop, double now) {
  aio__running outside = enter(loop, now);
  do {
    run_turn(loop);
  } while (loop->ready_count > 0 && !loop->stopping && loop->escaped == NULL);
  leave(loop, &outside);
}

bool asyncio_loop_is_running(const asyncio_loop *loop) {
  return !aio__is_null(loop, "loop") && loop->running;
}

bool asyncio_loop_ready(const asyncio_loop *loop) {
  if (aio__is_null(loop, "loop")) {
    return false;
  }
  return loop->ready_count > 0 || aio__mailbox_filled(&loop->mailbox) || aio__network_ready(loop);
}

double asyncio_loop_deadline(const asyncio_loop *loop) {
  if (aio__is_null(loop, "loop")) {
    return INFINITY;
  }
  return loop->timers.count > 0 ? loop->timers.entries[0].when : INFINITY;
}

uint32_t asyncio_loop_turns(const asyncio_loop *loop) {
  if (aio__is_null(loop, "loop")) {
    return 0;
  }
  return loop->turns;
}

/* Runs every handle as a cancelled one: it only lets go of what it holds. */
__attribute__((cold)) static void drain(asyncio_loop *loop) {
  while (loop->timers.count > 0) {
    for (aio__timer *at = aio__timers_take(&loop->timers), *next; at != NULL; at = next) {
      next = aio__timers_taken(at);
      aio__handle_push(&loop->ready, &at->handle);
    }
  }
  for (aio__handle *handle; (handle = aio__handle_pop(&loop->ready)) != NULL;) {
    handle->scheduled = false;
    handle->cancelled = true;
    handle->run(handle);
  }
  loop->ready_count = 0;
}

/* What its futures, which others may hold, can still see of it: a loop in which nothing happens and nobody hears of
** it. */
static void close_loop(asyncio_loop *loop) {
  aio__mailbox_close(&loop->mailbox);
  *loop = (asyncio_loop){
      .now = loop->now,
      .turns = loop->turns,
      .holders = loop->holders,
      .last_id = loop->last_id,
      .closed = true,
  };
}

void aio__loop_gone(asyncio_loop *loop) {
  aio__free(loop);
}

int aio__loop_check_open(const asyncio_loop *loop) {
  return loop->closed ? asyncio_raise(asyncio_RuntimeError, "Event loop is closed") : 0;
}

__attribute__((cold)) void asyncio_loop_free(asyncio_loop *loop) {
  if (loop == NULL || aio__loop_check_idle(loop) < 0) {
    return;
  }
  aio__running outside = aio__now;
  aio__now = (aio__running){.loop = loop, .scope = &loop->scope};
  aio__operations_abandon(loop);
  if (aio__loop_threads(loop) != NULL) {
    loop->threads->free(loop->threads);
    loop->threads = NULL;
    loop->new_threads = NULL;
  }
  aio__mailbox_empty(loop);
  aio__network_leave(loop);
  drain(loop);
  while (loop->first_task != NULL) {
    aio__task_abandon(loop->first_task);
    drain(loop);
  }
  aio__generators_forget(loop);
  aio__scope_release(&loop->scope);
  drain(loop);
  asyncio_clear_error();
  aio__release(loop->escaped);
  aio__release(loop->context);
  aio__timers_free(&loop->timers);
  aio__trace_flush(loop);
  aio__trace_free(loop->trace);
  aio__free(loop->random);
  if (loop->spare_yield != NULL) {
    aio__pool_free(loop->spare_yield, sizeof *loop->spare_yield);
  }
  aio__now = outside;
  close_loop(loop);
  aio__loop_let_go(loop);
  aio__pool_trim();
}
