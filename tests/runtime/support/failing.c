#include "failing.h"

#include "allocations.h"
#include "every_test.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The test's runs: the allocations of its own thread fail in turn, the same with a trace, and, with one too, those of
** other threads, if there are any. Each begins and ends with a run in which none fails. */
enum search { UNTRACED, TRACED, ELSEWHERE };

static const char *const names[] = {"", ", with a trace", ", in another thread"};

enum {
  DENSE = 12, /* allocations behind a mark that fail each, before the distances grow */
  MOST_MARKS = 8
};

/* Where the search stands. */
static struct {
  enum search search;
  size_t number;            /* of the allocation that fails; 0: none does */
  bool failed;              /* it has */
  bool told;                /* the trace names a MemoryError, or an error that did not reach the text was one */
  bool shares_cancel;       /* it was that of an error of a cancel, and another error is raised in its place */
  bool may_share;           /* what is told then may differ */
  bool over;                /* what comes is no more the run's */
  bool inside;              /* what begins now is a part of the run */
  bool complains;           /* a run ended otherwise than it may */
  size_t alive;             /* allocations before a run */
  size_t made;              /* by its thread, before a run */
  size_t elsewhere;         /* by other threads, before a run */
  size_t marks[MOST_MARKS]; /* numbers of the last allocations before each failing_sparsely */
  size_t mark_count;
  char expected[65536]; /* what is told where none fails */
} run;

bool failing_allocations(void) {
  return getenv("FAIL_ALLOCATIONS") != NULL;
}

bool failing_in_turn(void) {
  return run.number > 0;
}

void failing_is_inside(bool inside) {
  run.inside = inside;
}

static void fail_at(size_t number) {
  if (run.search == ELSEWHERE) {
    allocations_fail_elsewhere_at(number);
  } else {
    allocations_fail_at(number);
  }
}

void failing_begins(void) {
  if (run.inside) {
    return;
  }
  run.told = run.failed = run.shares_cancel = run.may_share = run.over = false;
  run.alive = allocations_alive();
  every_test_in_turn_begins();
  run.made = allocations_made();
  run.elsewhere = allocations_made_elsewhere();
  if (run.number == 0) {
    run.mark_count = 0;
  }
  fail_at(run.number);
}

void failing_sparsely(void) {
  if (run.number > 0 || !failing_allocations()) {
    return;
  }
  if (run.mark_count == MOST_MARKS) {
    abort();
  }
  run.marks[run.mark_count++] = allocations_made() - run.made;
}

/* The allocation to fail behind `number`. */
static size_t next_number(size_t number) {
  size_t next = number + 1;
  for (size_t i = 0; i < run.mark_count; i++) {
    size_t mark = run.marks[i];
    if (mark < number) {
      next = number + 1 + (number - mark) / DENSE;
    } else if (mark < next) {
      next = mark + 1;
    }
  }
  return next;
}

/* Reads, so that the ring's end is reached often and nothing is lost. */
static void read_trace(void *data, asyncio_loop *loop) {
  (void)data;
  asyncio_trace_clear(loop);
}

void failing_loop_begins(asyncio_loop *loop) {
  if (run.search != UNTRACED) {
    asyncio_trace_open(loop, 16, read_trace, NULL);
  }
}

void failing_saw_text(const char *text) {
  run.told |= strstr(text, "MemoryError") != NULL;
}

void failing_saw(const asyncio_error *error) {
  char shown[1024];
  for (; error != NULL; error = asyncio_error_context(error)) {
    asyncio_format(shown, sizeof shown, "%E", error); /* of a group, all */
    failing_saw_text(shown);
  }
}

void failing_may_share_cancels(void) {
  run.may_share = true;
}

#ifndef __wasm__ /* where no allocation is made to fail */

/* Names that the linker gives, as for malloc (allocations.c). */
asyncio_error *__real_aio__cancelled_error(asyncio_error *request);
asyncio_error *__wrap_aio__cancelled_error(asyncio_error *request);

asyncio_error *__wrap_aio__cancelled_error(asyncio_error *request) {
  bool failed_before = allocations_failed();
  asyncio_error *error = __real_aio__cancelled_error(request);
  run.shares_cancel |= !failed_before && allocations_failed();
  return error;
}

#endif

bool failing_is_over(void) {
  return run.over;
}

/* --- What a run has to come to ------------------------------------------------------------------------------------ */

static void complain(const char *what, const char *text) {
  fprintf(stderr, "allocation %zu fails%s: %s; it says:\n%s", run.number, names[run.search], what, text);
  run.complains = true;
}

void failing_saw_loop(asyncio_runner *runner) {
  const asyncio_loop *loop = asyncio_runner_loop(runner);
  failing_saw(asyncio_runner_error(runner));
  for (uint32_t i = 0; i < asyncio_trace_string_count(loop); i++) {
    size_t size;
    failing_saw_text(asyncio_trace_string(loop, i, &size));
  }
}

/* What a loop has to be able to do after any failure: tasks that wait for one another, and a timer. */
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

static bool loop_still_runs(asyncio_runner *runner) {
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

void failing_loop_ends(asyncio_runner *runner) {
  if (run.number > 0 && (run.failed || allocations_failed())) {
    fail_at(0);
    run.failed = true;
    run.over = true;
    if (!loop_still_runs(runner)) {
      complain("the loop runs no more", "");
    }
    run.over = false;
  }
  failing_saw_loop(runner);
}

static void check_run(const char *text) {
  if (allocations_alive() != run.alive) {
    complain("there is a leak", text);
  }
  if (!run.failed && strcmp(text, run.expected) != 0) {
    complain("it ends otherwise without a failure", text);
  }
  /* Only a trace tells of the errors of tasks that nobody looks at; it is there for each allocation once. Behind the
  ** outcome stands what the loop reports at its end: less, where it has run on in between. */
  bool told = run.search == UNTRACED || run.told || strstr(text, "MemoryError") || (run.may_share && run.shares_cancel);
  if (!told && strncmp(text, run.expected, strlen(text)) != 0) {
    complain("no MemoryError is told", text);
  }
}

bool failing_again(const char *text) {
  if (run.inside) {
    return false;
  }
  every_test_in_turn_ends();
  if (!failing_allocations()) {
    return false;
  }
  run.failed |= allocations_failed();
  fail_at(0);
  if (run.search == UNTRACED && run.number == 0) {
    strcpy(run.expected, text);
  } else {
    check_run(text);
  }
  if (run.number == 0 || run.failed) {
    run.number = next_number(run.number);
    return true;
  }
  run.number = 0;
  bool has_threads = allocations_made_elsewhere() > run.elsewhere;
  run.search = run.search == UNTRACED ? TRACED : run.search == TRACED && has_threads ? ELSEWHERE : UNTRACED;
  if (run.search == UNTRACED && run.complains) {
    abort();
  }
  return run.search != UNTRACED;
}
