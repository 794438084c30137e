/* The trace: a small program's records in order, the ring when it is full, and its strings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"

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

/* The scene's, with a trace of `capacity`; NULL with MemoryError. */
static asyncio_runner *traced(uint32_t capacity, asyncio_trace_reader reader, void *data) {
  asyncio_runner *runner = scene_hold_runner(asyncio_runner_new());
  return runner == NULL || asyncio_trace_open(asyncio_runner_loop(runner), capacity, reader, data) < 0 ? NULL : runner;
}

static int start(asyncio_runner *runner) {
  scene_enter(runner);
  int status = asyncio_runner_start(runner, CORO(watched));
  scene_leave(runner);
  return status;
}

/* The same, which begins the main task. */
static asyncio_runner *begin(uint32_t capacity, asyncio_trace_reader reader, void *data) {
  asyncio_runner *runner = traced(capacity, reader, data);
  return runner == NULL || start(runner) < 0 ? NULL : runner;
}

/* --- Records ------------------------------------------------------------------------------------------------------ */

/* NULL: there is none. */
static const asyncio_trace_record *find(const asyncio_loop *loop, uint16_t kind, uint32_t subject, uint32_t from) {
  const asyncio_trace_record *records = asyncio_trace_records(loop);
  for (uint32_t i = from; i < asyncio_trace_count(loop); i++) {
    if (records[i].kind == kind && (subject == 0 || records[i].subject == subject)) {
      return &records[i];
    }
  }
  return NULL;
}

static double value_of(const asyncio_trace_record *record) {
  return record == NULL ? -1 : record->value;
}

static const char *string_of(const asyncio_loop *loop, const asyncio_trace_record *record) {
  size_t size;
  return record == NULL ? "no record" : asyncio_trace_string(loop, (uint32_t)record->value, &size);
}

SCENE(test_records) {
  asyncio_runner *runner = begin(10000, NULL, NULL);
  EXPECT(runner != NULL);
  const asyncio_loop *loop = asyncio_runner_loop(runner);
  EXPECT(asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RETURNED);
  EXPECT(asyncio_trace_lost(loop) == 0);

  const asyncio_trace_record *main_task = find(loop, ASYNCIO_TRACE_TASK_CREATED, 0, 0);
  EXPECT(main_task != NULL);
  EXPECT_TEXT(string_of(loop, main_task), "Task-1");
  EXPECT(main_task->object == 0);
  const asyncio_trace_record *first = asyncio_trace_records(loop);
  uint32_t after = (uint32_t)(main_task - first) + 1;
  const asyncio_trace_record *worker = find(loop, ASYNCIO_TRACE_TASK_CREATED, 0, after);
  EXPECT(worker != NULL);
  EXPECT_TEXT(string_of(loop, worker), "worker");
  EXPECT(worker->object == main_task->subject);
  EXPECT(worker->time == 0);
  EXPECT(worker->turn == 1);

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
    EXPECT(record != NULL);
    at = (uint32_t)(record - first) + 1;
  }

  const asyncio_trace_record *awaits = find(loop, ASYNCIO_TRACE_TASK_AWAITS, main_task->subject, 0);
  EXPECT(awaits != NULL && awaits->object == worker->subject);
  EXPECT(awaits->line > 0);
  EXPECT_TEXT(string_of(loop, find(loop, ASYNCIO_TRACE_PRINT, 0, 0)), "waits");
  EXPECT_TEXT(string_of(loop, find(loop, ASYNCIO_TRACE_FUTURE_RESULT, worker->subject, 0)), "'done'");
  EXPECT(value_of(find(loop, ASYNCIO_TRACE_TIMER_SET, 0, 0)) == 1);
  EXPECT(value_of(find(loop, ASYNCIO_TRACE_IDLE, 0, 0)) == 1);
}

/* Time and turn never go back; a subject that runs was scheduled. */
SCENE(test_order) {
  asyncio_runner *runner = begin(10000, NULL, NULL);
  EXPECT(runner != NULL);
  const asyncio_loop *loop = asyncio_runner_loop(runner);
  asyncio_runner_run_virtual(runner);
  const asyncio_trace_record *records = asyncio_trace_records(loop);
  for (uint32_t i = 1; i < asyncio_trace_count(loop); i++) {
    EXPECT(records[i].time >= records[i - 1].time);
    EXPECT(records[i].turn >= records[i - 1].turn);
    if (records[i].kind == ASYNCIO_TRACE_HANDLE_RUN) {
      bool known = false;
      for (uint32_t j = 0; j < i && !known; j++) {
        known = records[j].subject == records[i].subject &&
                (records[j].kind == ASYNCIO_TRACE_HANDLE_SCHEDULED || records[j].kind == ASYNCIO_TRACE_TIMER_FIRED);
      }
      EXPECT(known);
    }
  }
}

ASYNC(yields, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(0));
  AWAIT(asyncio_sleep(-1));
  ASYNC_END;
}

/* Trap 3: sleep(0) and a negative one are bare yields, of which no future and no timer is made. */
SCENE(test_a_bare_yield_makes_nothing) {
  asyncio_runner *runner = traced(1000, NULL, NULL);
  EXPECT(runner != NULL);
  const asyncio_loop *loop = asyncio_runner_loop(runner);
  scene_enter(runner);
  asyncio_coroutine *coroutine = CORO(yields);
  scene_leave(runner);
  EXPECT(asyncio_runner_start(runner, coroutine) == 0);
  EXPECT(asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RETURNED);
  int yields = 0;
  for (uint32_t i = 0; i < asyncio_trace_count(loop); i++) {
    const asyncio_trace_record *record = &asyncio_trace_records(loop)[i];
    EXPECT(record->kind != ASYNCIO_TRACE_FUTURE_CREATED);
    EXPECT(record->kind != ASYNCIO_TRACE_TIMER_SET);
    yields += record->kind == ASYNCIO_TRACE_TASK_AWAITS && record->object == 0;
  }
  EXPECT(yields == 2);
}

/* --- The ring ----------------------------------------------------------------------------------------------------- */

SCENE(test_full_without_reader) {
  asyncio_runner *all = begin(10000, NULL, NULL);
  EXPECT(all != NULL);
  asyncio_runner *few = begin(7, NULL, NULL);
  EXPECT(few != NULL);
  asyncio_runner_run_virtual(all);
  asyncio_runner_run_virtual(few);
  const asyncio_loop *all_loop = asyncio_runner_loop(all), *few_loop = asyncio_runner_loop(few);
  EXPECT(asyncio_trace_count(few_loop) == 7);
  EXPECT(asyncio_trace_lost(few_loop) == asyncio_trace_count(all_loop) - 7);
  EXPECT(memcmp(asyncio_trace_records(few_loop), asyncio_trace_records(all_loop), 7 * sizeof(asyncio_trace_record)) ==
         0);
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
SCENE(test_full_with_reader) {
  static copy read;
  for (uint32_t capacity = 1; capacity < FEWER(10, 3); capacity++) {
    read.count = 0;
    asyncio_runner *all = begin(10000, NULL, NULL);
    EXPECT(all != NULL);
    asyncio_runner *pieces = begin(capacity, copy_records, &read);
    EXPECT(pieces != NULL);
    asyncio_runner_run_virtual(all);
    asyncio_runner_run_virtual(pieces);
    copy_records(&read, asyncio_runner_loop(pieces));
    EXPECT(asyncio_trace_lost(asyncio_runner_loop(pieces)) == 0);
    EXPECT(read.count == asyncio_trace_count(asyncio_runner_loop(all)));
    EXPECT(memcmp(read.records, asyncio_trace_records(asyncio_runner_loop(all)),
                  read.count * sizeof(asyncio_trace_record)) == 0);
    scene_free(all);
    scene_free(pieces);
  }
}

/* A reader that does not clear: what it leaves no room for is lost, and counted. */
static void read_nothing(void *data, asyncio_loop *loop) {
  (void)loop;
  ++*(int *)data;
}

SCENE(test_reader_that_does_not_clear) {
  static int calls; /* of the runner until it is freed */
  calls = 0;
  asyncio_runner *runner = begin(7, read_nothing, &calls);
  EXPECT(runner != NULL);
  asyncio_runner_run_virtual(runner);
  EXPECT(asyncio_trace_count(asyncio_runner_loop(runner)) == 7);
  EXPECT(asyncio_trace_lost(asyncio_runner_loop(runner)) == (uint32_t)calls);
  EXPECT(calls > 0);
}

/* --- Strings ------------------------------------------------------------------------------------------------------ */

ASYNC(prints_many, {
  int lines;
  int i;
}) {
  ASYNC_BEGIN;
  for (; self->i < 2 * self->lines; self->i++) {
    asyncio_print("line %d", self->i % self->lines);
  }
  ASYNC_END;
}

SCENE(test_strings) {
  const int lines = FEWER(1000, 100);
  asyncio_runner *runner = traced(10000, NULL, NULL);
  EXPECT(runner != NULL);
  const asyncio_loop *loop = asyncio_runner_loop(runner);
  scene_enter(runner);
  asyncio_coroutine *coroutine = CORO(prints_many, lines);
  scene_leave(runner);
  EXPECT(asyncio_runner_start(runner, coroutine) == 0);
  EXPECT(asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RETURNED);
  /* Each text once, whatever how often; number 0 is the empty one. */
  uint32_t seen = 0;
  for (uint32_t i = 0; i < asyncio_trace_string_count(loop); i++) {
    size_t size;
    const char *text = asyncio_trace_string(loop, i, &size);
    EXPECT(size == strlen(text));
    EXPECT((size == 0) == (i == 0));
    seen += strncmp(text, "line ", 5) == 0;
  }
  EXPECT(seen == (uint32_t)lines);
  size_t size = 1;
  EXPECT_TEXT(asyncio_trace_string(loop, 1000000, &size), "");
  EXPECT(size == 0);
  const asyncio_trace_record *records = asyncio_trace_records(loop);
  int line = 0;
  for (uint32_t i = 0; i < asyncio_trace_count(loop); i++) {
    if (records[i].kind == ASYNCIO_TRACE_PRINT) {
      char expected[16];
      snprintf(expected, sizeof expected, "line %d", line++ % lines);
      EXPECT_TEXT(string_of(loop, &records[i]), expected);
    }
  }
  EXPECT(line == 2 * lines);
}

static int shown;

static int part_repr(const void *object, char *text, size_t size) {
  (void)object;
  shown++;
  return snprintf(text, size, "<part>");
}

/* Of a value the trace shows a line, and no more of it is formatted. */
SCENE(test_beginning_of_a_long_value) {
  static const asyncio_type part_type = {.name = "part", .repr = part_repr};
  asyncio_runner *runner = traced(100, NULL, NULL);
  EXPECT(runner != NULL);
  const asyncio_loop *loop = asyncio_runner_loop(runner);
  scene_enter(runner);
  asyncio_list *list = HOLD(asyncio_list_new());
  asyncio_object *part = HOLD(asyncio_object_new(&part_type, sizeof(asyncio_object)));
  asyncio_future *future = HOLD(asyncio_future_new());
  EXPECT(list != NULL && part != NULL && future != NULL);
  for (int i = 0; i < FEWER(1000, 50); i++) {
    EXPECT(asyncio_list_append(list, asyncio_value_of(part)) == 0);
  }
  shown = 0;
  EXPECT(asyncio_future_set_result(future, asyncio_value_of(list)) == 0);
  scene_leave(runner);
  const char *text = string_of(loop, find(loop, ASYNCIO_TRACE_FUTURE_RESULT, 0, 0));
  EXPECT(strncmp(text, "[<part>, <part>, ", 17) == 0);
  EXPECT(strlen(text) == 199 && strcmp(text + 193, "<part>") == 0);
  EXPECT(shown == 25);
}

SCENE(test_off) {
  asyncio_runner *runner = scene_hold_runner(asyncio_runner_new());
  EXPECT(runner != NULL);
  const asyncio_loop *loop = asyncio_runner_loop(runner);
  EXPECT(asyncio_trace_records(loop) == NULL);
  EXPECT(asyncio_trace_string_count(loop) == 0);
  EXPECT(asyncio_trace_count(loop) == 0);
  EXPECT(asyncio_trace_lost(loop) == 0);
  asyncio_trace_clear(asyncio_runner_loop(runner));
}

SCENE(test_opened_twice) {
  asyncio_runner *runner = begin(100, NULL, NULL);
  EXPECT(runner != NULL);
  EXPECT(asyncio_trace_open(asyncio_runner_loop(runner), 10, NULL, NULL) == -1);
  EXPECT_TEXT(asyncio_error_message(asyncio_current_error()), "the loop is traced already");
  asyncio_clear_error();
  asyncio_runner_run_virtual(runner);
}

/* A program's course is the same with a trace and without. */
SCENE(test_changes_nothing) {
  asyncio_runner *with = begin(100, NULL, NULL);
  EXPECT(with != NULL);
  asyncio_runner *without = scene_hold_runner(asyncio_runner_new());
  EXPECT(without != NULL && start(without) == 0);
  asyncio_runner_run_virtual(with);
  asyncio_runner_run_virtual(without);
  EXPECT(asyncio_loop_turns(asyncio_runner_loop(with)) == asyncio_loop_turns(asyncio_runner_loop(without)));
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
      cmocka_unit_test(test_beginning_of_a_long_value),
      cmocka_unit_test(test_off),
      cmocka_unit_test(test_opened_twice),
      cmocka_unit_test(test_changes_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
