#include "program.h"

#include "allocations.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static asyncio_runner *runner; /* NULL where it could not be made */
static bool stamped;
static char text[65536];
static size_t text_size;
static bool muted; /* what comes is no more the program's */

static void add_line(const char *format, ...) {
  if (muted) {
    return;
  }
  va_list arguments;
  va_start(arguments, format);
  int size = vsnprintf(text + text_size, sizeof text - text_size, format, arguments);
  va_end(arguments);
  if (size < 0 || text_size + (size_t)size + 1 >= sizeof text) {
    abort();
  }
  text_size += (size_t)size;
  text[text_size++] = '\n';
  text[text_size] = '\0';
}

static void add_print(void *data, const char *line, size_t size, double time, uint32_t turn, const char *task) {
  (void)data;
  if (stamped) {
    add_line("T%.6f\tI%u\t%s\t%.*s", time, (unsigned)turn, task != NULL ? task : "-", (int)size, line);
  } else {
    add_line("%.*s", (int)size, line);
  }
}

static void add_report(void *data, const char *message, asyncio_error *error) {
  (void)data;
  if (error) {
    add_line("? %s: %s: %s", message, asyncio_error_class(error)->name, asyncio_error_message(error));
  } else if (strncmp(message, "deadlock: ", 10) != 0) { /* test_run_until_complete.c tests what a deadlock names */
    add_line("? %s", message);
  }
}


/* --- Each allocation made to fail in turn ------------------------------------------------------------------------------- */

/* Where the search stands. */
static struct {
  size_t number;  /* of the allocation that fails; 0: none does, and `text` is what is to be expected */
  bool traced;    /* with a trace */
  bool failed;    /* it has */
  bool told;      /* the trace names a MemoryError */
  bool complains; /* a run ended otherwise than it may */
  size_t alive;   /* allocations before a run */
  char expected[sizeof text];
} failing_run;

/* Reads, so that the ring's end is reached often and nothing is lost. */
static void read_trace(void *data, asyncio_loop *loop) {
  (void)data;
  asyncio_trace_clear(loop);
}

static void look_for_memory_error(const asyncio_loop *loop) {
  for (uint32_t i = 0; i < asyncio_trace_string_count(loop); i++) {
    size_t size;
    failing_run.told |= strstr(asyncio_trace_string(loop, i, &size), "MemoryError") != NULL;
  }
}

static void begin_failing_run(void) {
  failing_run.told = failing_run.failed = false;
  failing_run.alive = allocations_alive();
  allocations_fail_at(failing_run.number);
}

static void complain(const char *what) {
  fprintf(stderr, "allocation %zu fails%s: %s; it says:\n%s", failing_run.number,
          failing_run.traced ? ", with a trace" : "", what, text);
  failing_run.complains = true;
}

static void check_failing_run(bool failed) {
  if (allocations_alive() != failing_run.alive) {
    complain("there is a leak");
  }
  if (!failed && strcmp(text, failing_run.expected) != 0) {
    complain("it ends otherwise without a failure");
  }
  /* Only a trace tells of the errors of tasks that nobody looks at; it is there for each allocation once. Behind the outcome
  ** stands what the loop reports at its end: less, where it has run on in between. */
  bool told = !failing_run.traced || failing_run.told || strstr(text, "MemoryError");
  if (!told && strncmp(text, failing_run.expected, strlen(text)) != 0) {
    complain("no MemoryError is told");
  }
}

/* What the loop has to be able to do after any failure: tasks that wait for one another, and a timer. */
ASYNC(still_runs, { asyncio_queue *queue; }) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(1));
  AWAIT(asyncio_gather(asyncio_queue_put(self->queue, asyncio_int(7)), asyncio_sleep(0)));
  ASYNC_WITH(asyncio_timeout(1)) {
    AWAIT(asyncio_queue_get(self->queue));
    RETURN(AWAITED);
  }
  END_WITH;
  ASYNC_END;
}

static bool loop_still_runs(void) {
  asyncio_loop *loop = asyncio_runner_loop(runner);
  asyncio_runner_enter(runner);
  asyncio_task *task = asyncio_create_task(CORO(still_runs));
  asyncio_runner_leave(runner);
  for (int turn = 0; turn < 20 && !asyncio_task_done(task); turn++) {
    asyncio_loop_turn(loop, asyncio_loop_time(loop)); /* what the program left behind for later is not to run now */
  }
  bool runs = asyncio_task_done(task) && asyncio_task_exception(task) == NULL &&
              asyncio_value_equal(asyncio_task_result(task), asyncio_int(7));
  asyncio_release(task);
  return runs;
}

/* The run is over, its loop still there: where the allocation has failed by now, everything has to work again. */
static void check_loop_runs(void) {
  if (failing_run.number > 0 && allocations_failed()) {
    allocations_fail_at(0);
    failing_run.failed = true;
    muted = true;
    if (!loop_still_runs()) {
      complain("the loop runs no more");
    }
    muted = false;
  }
}

/* Whether there is another run to come. The last one is as the first: nothing fails in it. */
bool program_again(void) {
  if (getenv("FAIL_ALLOCATIONS") == NULL) {
    return false;
  }
  bool failed = failing_run.failed || allocations_failed();
  allocations_fail_at(0);
  if (failing_run.number == 0) {
    strcpy(failing_run.expected, text);
    failing_run.number = 1;
    return true;
  }
  check_failing_run(failed);
  if (failed) {
    failing_run.number++;
    return true;
  }
  failing_run.number = 1;
  failing_run.traced = !failing_run.traced;
  if (failing_run.traced) {
    return true;
  }
  failing_run.number = 0;
  if (failing_run.complains) {
    abort();
  }
  return false;
}


/* --- Running ------------------------------------------------------------------------------------------------------------ */

static void begin(bool stamps) {
  stamped = stamps;
  text_size = 0;
  text[0] = '\0';
  begin_failing_run();
  runner = asyncio_runner_new();
  if (!runner) {
    return;
  }
  asyncio_loop_set_printer(asyncio_runner_loop(runner), add_print, NULL);
  asyncio_loop_set_exception_handler(asyncio_runner_loop(runner), add_report, NULL);
  asyncio_runner_enter(runner);
  if (failing_run.traced) {
    asyncio_trace_open(asyncio_runner_loop(runner), 16, read_trace, NULL);
  }
}

const char *program_text(void) {
  return text;
}

void program_plain(void) {
  begin(false);
}

void program_stamped(void) {
  begin(true);
}

asyncio_loop *program_loop(void) {
  return asyncio_runner_loop(runner);
}

static void add_outcome(asyncio_run_status status) {
  char outcome[1024];
  const asyncio_error *error = asyncio_runner_error(runner);
  if (status == ASYNCIO_RUN_GOES_ON) {
    add_line("! it waits for the outside");
  } else if (status == ASYNCIO_RUN_RAISED) {
    asyncio_format(outcome, sizeof outcome, stamped ? "!%s: %s" : "! %s: %s", asyncio_error_class(error)->name,
                   asyncio_error_message(error));
    add_line("%s", outcome);
    for (; error != NULL; error = asyncio_error_context(error)) {
      asyncio_format(outcome, sizeof outcome, "%E", error); /* of a group, all */
      failing_run.told |= strstr(outcome, "MemoryError") != NULL;
    }
  } else if (!stamped) {
    asyncio_format(outcome, sizeof outcome, "= %r", asyncio_runner_result(runner));
    add_line("%s", outcome);
  }
}

const char *program_end(asyncio_coroutine *coroutine) {
  if (!runner) {
    add_line("! MemoryError: no runner");
    asyncio_clear_error();
    asyncio_release(coroutine);
    return text;
  }
  int started = asyncio_runner_start(runner, coroutine);
  const asyncio_error *error = asyncio_current_error();
  if (started < 0) {
    add_line("! %s: %s", error ? asyncio_error_class(error)->name : "no error",
             error ? asyncio_error_message(error) : "");
  }
  asyncio_runner_leave(runner);
  if (started == 0) {
    add_outcome(asyncio_runner_run_virtual(runner));
  }
  check_loop_runs();
  look_for_memory_error(asyncio_runner_loop(runner));
  asyncio_runner_free(runner);
  runner = NULL;
  return text;
}


void print_chain(asyncio_error *error) {
  char chain[512] = "";
  for (int length = 0; error; error = asyncio_error_context(error)) {
    length += snprintf(chain + length, sizeof chain - (size_t)length, "%s%s: %s", length ? " < " : "",
                       asyncio_error_class(error)->name, asyncio_error_message(error));
  }
  asyncio_print("%s", chain);
}


ASYNC(child_, {
  const char *name;
  double delay;
}) {
  ASYNC_BEGIN;
  asyncio_print("%s begins", self->name);
  AWAIT(asyncio_sleep(self->delay));
  asyncio_print("%s ends", self->name);
  RETURN(asyncio_str(self->name));
  ASYNC_END;
}


asyncio_coroutine *child(const char *name, double delay) {
  return CORO(child_, name, delay);
}


ASYNC(worker_, {
  const char *name;
  double delay;
}) {
  ASYNC_BEGIN;
  asyncio_print("%s begins", self->name);
  TRY {
    AWAIT(asyncio_sleep(self->delay));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s %E", self->name, CAUGHT);
    RERAISE;
  }
  END_TRY;
  asyncio_print("%s ends", self->name);
  RETURN(asyncio_str(self->name));
  ASYNC_END;
}


asyncio_coroutine *worker(const char *name, double delay) {
  return CORO(worker_, name, delay);
}


ASYNC(stubborn_, {
  const char *name;
  double delay;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(self->delay));
  }
  EXCEPT(asyncio_CancelledError) {
    RAISE(asyncio_RuntimeError, "%s", self->name);
  }
  END_TRY;
  ASYNC_END;
}


asyncio_coroutine *stubborn(const char *name, double delay) {
  return CORO(stubborn_, name, delay);
}


ASYNC(failing_, {
  const char *name;
  double delay;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(self->delay));
  RAISE(asyncio_ValueError, "%s", self->name);
  ASYNC_END;
}


asyncio_coroutine *failing(const char *name, double delay) {
  return CORO(failing_, name, delay);
}
