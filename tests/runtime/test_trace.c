/* The trace: a small program's records in order, the ring when it is full, and its strings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "program.h"

ASYNC(works, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  RETURN(asyncio_str("done"));
  ASYNC_END;
}

ASYNC(watched, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_named_task(CORO(works), "worker"));
  asyncio_print("waits");
  AWAIT(self->task);
  ASYNC_END;
}

/* One that begins the main task with a trace of `capacity`. */
static asyncio_runner *begin(uint32_t capacity, asyncio_trace_reader reader, void *data) {
  asyncio_runner *runner = asyncio_runner_new();
  assert_int_equal(asyncio_trace_open(asyncio_runner_loop(runner), capacity, reader, data), 0);
  asyncio_runner_enter(runner);
  asyncio_coroutine *coroutine = CORO(watched);
  asyncio_runner_leave(runner);
  assert_int_equal(asyncio_runner_start(runner, coroutine), 0);
  return runner;
}

/* --- Records ------------------------------------------------------------------------------------------------------------ */

static const asyncio_trace_record *find(const asyncio_loop *loop, uint16_t kind, uint32_t subject, uint32_t from) {
  const asyncio_trace_record *records = asyncio_trace_records(loop);
  for (uint32_t i = from; i < asyncio_trace_count(loop); i++) {
    if (records[i].kind == kind && (subject == 0 || records[i].subject == subject)) {
      return &records[i];
    }
  }
  fail_msg("no record of kind %u and subject %u", (unsigned)kind, (unsigned)subject);
  return NULL;
}

static const char *string_of(const asyncio_loop *loop, const asyncio_trace_record *record) {
  size_t size;
  const char *text = asyncio_trace_string(loop, (uint32_t)record->value, &size);
  assert_int_equal(size, strlen(text));
  return text;
}

static void test_records(void **state) {
  (void)state;
  asyncio_runner *runner = begin(10000, NULL, NULL);
  const asyncio_loop *loop = asyncio_runner_loop(runner);
  assert_int_equal(asyncio_runner_run_virtual(runner), ASYNCIO_RUN_RETURNED);
  assert_int_equal(asyncio_trace_lost(loop), 0);

  const asyncio_trace_record *main_task = find(loop, ASYNCIO_TRACE_TASK_CREATED, 0, 0);
  assert_string_equal(string_of(loop, main_task), "Task-1");
  assert_int_equal(main_task->object, 0);
  const asyncio_trace_record *first = asyncio_trace_records(loop);
  uint32_t after = (uint32_t)(main_task - first) + 1;
  const asyncio_trace_record *worker = find(loop, ASYNCIO_TRACE_TASK_CREATED, 0, after);
  assert_string_equal(string_of(loop, worker), "worker");
  assert_int_equal(worker->object, main_task->subject);
  assert_true(worker->time == 0);
  assert_int_equal(worker->turn, 1);

  /* In the order in which it happened: what comes next is looked for behind what came before. */
  static const struct {
    uint16_t kind;
    bool of_worker;
  } order[] = {
      {ASYNCIO_TRACE_TASK_COROUTINE, true},  {ASYNCIO_TRACE_HANDLE_SCHEDULED, false},
      {ASYNCIO_TRACE_PRINT, false},          {ASYNCIO_TRACE_TASK_AWAITS, false},
      {ASYNCIO_TRACE_TASK_STEP_END, false},  {ASYNCIO_TRACE_TURN_END, false},
      {ASYNCIO_TRACE_TURN_BEGIN, false},     {ASYNCIO_TRACE_TASK_STEP_BEGIN, true},
      {ASYNCIO_TRACE_TIMER_SET, false},      {ASYNCIO_TRACE_TASK_AWAITS, true},
      {ASYNCIO_TRACE_TASK_STEP_END, true},   {ASYNCIO_TRACE_IDLE, false},
      {ASYNCIO_TRACE_TIMER_FIRED, false},    {ASYNCIO_TRACE_FUTURE_RESULT, false},
      {ASYNCIO_TRACE_TASK_WOKEN, true},      {ASYNCIO_TRACE_TASK_STEP_BEGIN, true},
      {ASYNCIO_TRACE_COROUTINE_LEFT, false}, {ASYNCIO_TRACE_FUTURE_RESULT, true},
      {ASYNCIO_TRACE_TASK_WOKEN, false},
  };
  uint32_t at = (uint32_t)(worker - first) + 1;
  for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
    const asyncio_trace_record *record = find(loop, order[i].kind, order[i].of_worker ? worker->subject : 0, at);
    at = (uint32_t)(record - first) + 1;
  }

  const asyncio_trace_record *awaits = find(loop, ASYNCIO_TRACE_TASK_AWAITS, main_task->subject, 0);
  assert_int_equal(awaits->object, worker->subject);
  assert_true(awaits->line > 0);
  assert_string_equal(string_of(loop, find(loop, ASYNCIO_TRACE_PRINT, 0, 0)), "waits");
  assert_string_equal(string_of(loop, find(loop, ASYNCIO_TRACE_FUTURE_RESULT, worker->subject, 0)), "'done'");
  assert_true(find(loop, ASYNCIO_TRACE_TIMER_SET, 0, 0)->value == 1);
  assert_true(find(loop, ASYNCIO_TRACE_IDLE, 0, 0)->value == 1);
  asyncio_runner_free(runner);
}

/* Time and turn never go back; a subject that runs was scheduled. */
static void test_order(void **state) {
  (void)state;
  asyncio_runner *runner = begin(10000, NULL, NULL);
  const asyncio_loop *loop = asyncio_runner_loop(runner);
  asyncio_runner_run_virtual(runner);
  const asyncio_trace_record *records = asyncio_trace_records(loop);
  for (uint32_t i = 1; i < asyncio_trace_count(loop); i++) {
    assert_true(records[i].time >= records[i - 1].time);
    assert_true(records[i].turn >= records[i - 1].turn);
    if (records[i].kind == ASYNCIO_TRACE_HANDLE_RUN) {
      bool known = false;
      for (uint32_t j = 0; j < i && !known; j++) {
        known = records[j].subject == records[i].subject &&
                (records[j].kind == ASYNCIO_TRACE_HANDLE_SCHEDULED || records[j].kind == ASYNCIO_TRACE_TIMER_FIRED);
      }
      assert_true(known);
    }
  }
  asyncio_runner_free(runner);
}

ASYNC(yields, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(0));
  AWAIT(asyncio_sleep(-1));
  ASYNC_END;
}

/* Trap 3: sleep(0) and a negative one are bare yields, of which no future and no timer is made. */
static void test_a_bare_yield_makes_nothing(void **state) {
  (void)state;
  asyncio_runner *runner = asyncio_runner_new();
  const asyncio_loop *loop = asyncio_runner_loop(runner);
  assert_int_equal(asyncio_trace_open(asyncio_runner_loop(runner), 1000, NULL, NULL), 0);
  asyncio_runner_enter(runner);
  asyncio_coroutine *coroutine = CORO(yields);
  asyncio_runner_leave(runner);
  assert_int_equal(asyncio_runner_start(runner, coroutine), 0);
  assert_int_equal(asyncio_runner_run_virtual(runner), ASYNCIO_RUN_RETURNED);
  int yields = 0;
  for (uint32_t i = 0; i < asyncio_trace_count(loop); i++) {
    const asyncio_trace_record *record = &asyncio_trace_records(loop)[i];
    assert_int_not_equal(record->kind, ASYNCIO_TRACE_FUTURE_CREATED);
    assert_int_not_equal(record->kind, ASYNCIO_TRACE_TIMER_SET);
    yields += record->kind == ASYNCIO_TRACE_TASK_AWAITS && record->object == 0;
  }
  assert_int_equal(yields, 2);
  asyncio_runner_free(runner);
}

/* --- The ring ------------------------------------------------------------------------------------------------------------- */

static void test_full_without_reader(void **state) {
  (void)state;
  asyncio_runner *all = begin(10000, NULL, NULL), *few = begin(7, NULL, NULL);
  asyncio_runner_run_virtual(all);
  asyncio_runner_run_virtual(few);
  const asyncio_loop *all_loop = asyncio_runner_loop(all), *few_loop = asyncio_runner_loop(few);
  assert_int_equal(asyncio_trace_count(few_loop), 7);
  assert_int_equal(asyncio_trace_lost(few_loop), asyncio_trace_count(all_loop) - 7);
  assert_memory_equal(asyncio_trace_records(few_loop), asyncio_trace_records(all_loop),
                      7 * sizeof(asyncio_trace_record));
  asyncio_runner_free(all);
  asyncio_runner_free(few);
}

typedef struct copy {
  asyncio_trace_record records[1000];
  uint32_t count;
} copy;

static void copy_records(void *data, asyncio_loop *loop) {
  copy *read = data;
  memcpy(read->records + read->count, asyncio_trace_records(loop),
         asyncio_trace_count(loop) * sizeof(asyncio_trace_record));
  read->count += asyncio_trace_count(loop);
  asyncio_trace_clear(loop);
}

/* Read piece by piece it is the same, and nothing is lost. */
static void test_full_with_reader(void **state) {
  (void)state;
  static copy read;
  for (uint32_t capacity = 1; capacity < 10; capacity++) {
    read.count = 0;
    asyncio_runner *all = begin(10000, NULL, NULL), *pieces = begin(capacity, copy_records, &read);
    asyncio_runner_run_virtual(all);
    asyncio_runner_run_virtual(pieces);
    copy_records(&read, asyncio_runner_loop(pieces));
    assert_int_equal(asyncio_trace_lost(asyncio_runner_loop(pieces)), 0);
    assert_int_equal(read.count, asyncio_trace_count(asyncio_runner_loop(all)));
    assert_memory_equal(read.records, asyncio_trace_records(asyncio_runner_loop(all)),
                        read.count * sizeof(asyncio_trace_record));
    asyncio_runner_free(all);
    asyncio_runner_free(pieces);
  }
}

/* A reader that does not clear: what it leaves no room for is lost, and counted. */
static void read_nothing(void *data, asyncio_loop *loop) {
  (void)loop;
  ++*(int *)data;
}

static void test_reader_that_does_not_clear(void **state) {
  (void)state;
  int calls = 0;
  asyncio_runner *runner = begin(7, read_nothing, &calls);
  asyncio_runner_run_virtual(runner);
  assert_int_equal(asyncio_trace_count(asyncio_runner_loop(runner)), 7);
  assert_int_equal(asyncio_trace_lost(asyncio_runner_loop(runner)), calls);
  assert_true(calls > 0);
  asyncio_runner_free(runner);
}

/* --- Strings -------------------------------------------------------------------------------------------------------------- */

ASYNC(prints_many, { int i; }) {
  ASYNC_BEGIN;
  for (; self->i < 2000; self->i++) {
    asyncio_print("line %d", self->i % 1000);
  }
  ASYNC_END;
}

static void test_strings(void **state) {
  (void)state;
  asyncio_runner *runner = asyncio_runner_new();
  const asyncio_loop *loop = asyncio_runner_loop(runner);
  assert_int_equal(asyncio_trace_string_count(loop), 0);
  assert_int_equal(asyncio_trace_open(asyncio_runner_loop(runner), 10000, NULL, NULL), 0);
  asyncio_runner_enter(runner);
  asyncio_coroutine *coroutine = CORO(prints_many);
  asyncio_runner_leave(runner);
  asyncio_runner_start(runner, coroutine);
  asyncio_runner_run_virtual(runner);
  /* Each text once, whatever how often; number 0 is the empty one. */
  uint32_t seen = 0;
  for (uint32_t i = 0; i < asyncio_trace_string_count(loop); i++) {
    size_t size;
    const char *text = asyncio_trace_string(loop, i, &size);
    assert_int_equal(size, strlen(text));
    assert_true((size == 0) == (i == 0));
    seen += strncmp(text, "line ", 5) == 0;
  }
  assert_int_equal(seen, 1000);
  size_t size = 1;
  assert_string_equal(asyncio_trace_string(loop, 1000000, &size), "");
  assert_int_equal(size, 0);
  const asyncio_trace_record *records = asyncio_trace_records(loop);
  int line = 0;
  for (uint32_t i = 0; i < asyncio_trace_count(loop); i++) {
    if (records[i].kind == ASYNCIO_TRACE_PRINT) {
      char expected[16];
      snprintf(expected, sizeof expected, "line %d", line++ % 1000);
      assert_string_equal(string_of(loop, &records[i]), expected);
    }
  }
  assert_int_equal(line, 2000);
  asyncio_runner_free(runner);
}

static void test_off(void **state) {
  (void)state;
  asyncio_runner *runner = asyncio_runner_new();
  const asyncio_loop *loop = asyncio_runner_loop(runner);
  assert_null(asyncio_trace_records(loop));
  assert_int_equal(asyncio_trace_count(loop), 0);
  assert_int_equal(asyncio_trace_lost(loop), 0);
  asyncio_trace_clear(asyncio_runner_loop(runner));
  asyncio_runner_free(runner);
}

static void test_opened_twice(void **state) {
  (void)state;
  asyncio_runner *runner = begin(100, NULL, NULL);
  assert_int_equal(asyncio_trace_open(asyncio_runner_loop(runner), 10, NULL, NULL), -1);
  assert_string_equal(asyncio_error_message(asyncio_current_error()), "the loop is traced already");
  asyncio_clear_error();
  asyncio_runner_run_virtual(runner);
  asyncio_runner_free(runner);
}

/* A program's course is the same with a trace and without. */
static void test_changes_nothing(void **state) {
  (void)state;
  asyncio_runner *with = begin(100, NULL, NULL), *without = asyncio_runner_new();
  asyncio_runner_enter(without);
  asyncio_coroutine *coroutine = CORO(watched);
  asyncio_runner_leave(without);
  asyncio_runner_start(without, coroutine);
  asyncio_runner_run_virtual(with);
  asyncio_runner_run_virtual(without);
  assert_int_equal(asyncio_loop_turns(asyncio_runner_loop(with)), asyncio_loop_turns(asyncio_runner_loop(without)));
  asyncio_runner_free(with);
  asyncio_runner_free(without);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_records),
      cmocka_unit_test(test_order),
      cmocka_unit_test(test_a_bare_yield_makes_nothing),
      cmocka_unit_test(test_full_without_reader),
      cmocka_unit_test(test_full_with_reader),
      cmocka_unit_test(test_reader_that_does_not_clear),
      cmocka_unit_test(test_strings),
      cmocka_unit_test(test_off),
      cmocka_unit_test(test_opened_twice),
      cmocka_unit_test(test_changes_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
