/*
** The programs that bench.mjs times. Each export runs one on a virtual clock and returns how many seconds its timed
** part took; what is timed is what the same program in peers/ times. A program that fails returns NaN.
*/
#define _DEFAULT_SOURCE /* sbrk */

#include "host.h"
#include <asyncio.h>
#include <math.h>
#include <unistd.h>

#define PROGRAM(name) __attribute__((export_name(#name)))

/* What the running program notes for whoever called it. */
static struct {
  double begin, end; /* of the timed part, host_now */
  int running;       /* tasks that have not come to their end */
  double bytes;      /* that waiting tasks took */
  uint32_t records;  /* of the trace, read so far */
} noted;

static void begin(void) {
  noted.begin = host_now();
}

static void end(void) {
  noted.end = host_now();
}

/* The last task to come here ends the timed part. */
static void end_of_task(void) {
  if (--noted.running == 0) {
    end();
  }
}

static double run(asyncio_runner *runner, asyncio_coroutine *coroutine) {
  bool returned = runner != NULL && coroutine != NULL && asyncio_runner_start(runner, coroutine) == 0 &&
                  asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RETURNED;
  asyncio_runner_free(runner);
  return returned ? noted.end - noted.begin : NAN;
}

/* --- Switches: tasks that yield over and over --------------------------------------------------------------------- */

ASYNC(switching, {
  int switches;
  int i;
}) {
  ASYNC_BEGIN;
  for (self->i = 0; self->i < self->switches; self->i++) {
    AWAIT(asyncio_sleep(0));
  }
  end_of_task();
  ASYNC_END;
}

/* The first switch of each task is before the timed part, its creation too. */
ASYNC(switches_of_tasks, {
  int tasks;
  int switches;
  asyncio_list *all;
  int i;
}) {
  ASYNC_BEGIN;
  noted.running = self->tasks;
  self->all = asyncio_list_new();
  for (self->i = 0; self->i < self->tasks; self->i++) {
    asyncio_list_append(self->all, asyncio_value_of(asyncio_create_task(CORO(switching, self->switches))));
  }
  AWAIT(asyncio_sleep(0));
  begin();
  AWAIT(asyncio_gather_list(self->all, false));
  ASYNC_END;
}

PROGRAM(switches) double switches(int tasks, int count) {
  return run(asyncio_runner_new(), CORO(switches_of_tasks, tasks, count));
}

/* --- The same, traced --------------------------------------------------------------------------------------------- */

enum { RING = 8192 }; /* as wasm/instance.mjs */

static void read_trace(void *data, asyncio_loop *loop) {
  (void)data;
  noted.records += asyncio_trace_count(loop);
  asyncio_trace_clear(loop);
}

PROGRAM(switches_traced) double switches_traced(int tasks, int count) {
  asyncio_runner *runner = asyncio_runner_new();
  noted.records = 0;
  if (runner == NULL || asyncio_trace_open(asyncio_runner_loop(runner), RING, read_trace, NULL) < 0) {
    asyncio_runner_free(runner);
    return NAN;
  }
  return run(runner, CORO(switches_of_tasks, tasks, count));
}

PROGRAM(traced_records) uint32_t traced_records(void) {
  return noted.records;
}

/* --- gather: tasks created, run, gathered and freed --------------------------------------------------------------- */

ASYNC(one, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  RETURN(asyncio_int(1));
  ASYNC_END;
}

ASYNC(gather_once, {
  int tasks;
  asyncio_list *all;
  int i;
}) {
  ASYNC_BEGIN;
  self->all = asyncio_list_new();
  for (self->i = 0; self->i < self->tasks; self->i++) {
    asyncio_list_append(self->all, asyncio_value_of(CORO(one)));
  }
  AWAIT(asyncio_gather_list(self->all, false));
  ASYNC_END;
}

ASYNC(gather_often, {
  int tasks;
  int times;
  int i;
}) {
  ASYNC_BEGIN;
  begin();
  for (self->i = 0; self->i < self->times; self->i++) {
    AWAIT(CORO(gather_once, self->tasks));
  }
  end();
  ASYNC_END;
}

PROGRAM(gather) double gather(int tasks, int times) {
  return run(asyncio_runner_new(), CORO(gather_often, tasks, times));
}

/* --- A queue that holds one item ---------------------------------------------------------------------------------- */

ASYNC(produce, {
  asyncio_queue *queue;
  int items;
  int i;
}) {
  ASYNC_BEGIN;
  for (self->i = 0; self->i < self->items; self->i++) {
    AWAIT(asyncio_queue_put(self->queue, asyncio_int(self->i)));
  }
  ASYNC_END;
}

ASYNC(consume, {
  asyncio_queue *queue;
  int items;
  int i;
}) {
  ASYNC_BEGIN;
  for (self->i = 0; self->i < self->items; self->i++) {
    AWAIT(asyncio_queue_get(self->queue));
  }
  ASYNC_END;
}

ASYNC(queue_of_one, {
  int items;
  asyncio_queue *queue;
}) {
  ASYNC_BEGIN;
  self->queue = asyncio_queue_new(1);
  begin();
  AWAIT(asyncio_gather(CORO(produce, self->queue, self->items), CORO(consume, self->queue, self->items)));
  end();
  ASYNC_END;
}

PROGRAM(queue) double queue(int items) {
  return run(asyncio_runner_new(), CORO(queue_of_one, items));
}

/* --- Timers: set, then run when due ------------------------------------------------------------------------------- */

static void timer_ran(void *data) {
  (void)data;
  end_of_task();
}

/* Delays of 1 to 50 ms, in no order. */
ASYNC(timers_in_disorder, {
  int timers;
  int i;
}) {
  ASYNC_BEGIN;
  noted.running = self->timers;
  begin();
  for (self->i = 0; self->i < self->timers; self->i++) {
    asyncio_release(asyncio_call_later((1 + self->i * 7919LL % 50) / 1000.0, timer_ran, NULL));
  }
  AWAIT(asyncio_sleep(1));
  ASYNC_END;
}

PROGRAM(timers) double timers(int count) {
  return run(asyncio_runner_new(), CORO(timers_in_disorder, count));
}

/* --- Memory: tasks that wait -------------------------------------------------------------------------------------- */

ASYNC(waiting, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  AWAIT(self->future);
  end_of_task();
  ASYNC_END;
}

ASYNC(sleeping, { double delay; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(self->delay));
  end_of_task();
  ASYNC_END;
}

/* The timed part is the whole life of the tasks. */
ASYNC(many_waiting, {
  int tasks;
  bool asleep;
  asyncio_future *future;
  int i;
}) {
  ASYNC_BEGIN;
  noted.running = self->tasks;
  self->future = asyncio_future_new();
  noted.bytes = -(double)(uintptr_t)sbrk(0);
  begin();
  for (self->i = 0; self->i < self->tasks; self->i++) {
    asyncio_create_task(self->asleep ? CORO(sleeping, 1.0 + self->i * 1e-6) : CORO(waiting, self->future));
  }
  AWAIT(asyncio_sleep(0));
  noted.bytes += (double)(uintptr_t)sbrk(0);
  asyncio_future_set_result(self->future, asyncio_none());
  AWAIT(asyncio_sleep(self->asleep ? 3600 : 0));
  AWAIT(asyncio_sleep(0));
  ASYNC_END;
}

PROGRAM(waiting_tasks) double waiting_tasks(int tasks, int asleep) {
  return run(asyncio_runner_new(), CORO(many_waiting, tasks, asleep != 0));
}

PROGRAM(waiting_bytes) double waiting_bytes(void) {
  return noted.bytes;
}
