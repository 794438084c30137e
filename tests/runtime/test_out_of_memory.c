/* Calls that find no memory when they cannot simply be refused any more: they do without, and nothing is half done. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "allocations.h"
#include "every_test.h"
#include "program.h"

/* In a program: what comes now has to do without the next allocation. */
#define NO_MEMORY allocations_fail_at(1)

/* Behind what an expression makes: the `number`-th allocation from there on fails. */
static void *without(void *made, size_t number) {
  allocations_fail_at(number);
  return made;
}

/* A program that names the allocation which fails itself, so once. */
#define RUN_WITHOUT(...)                                                                                               \
  (TAKES_NO_PART("it names the allocation that fails"), allocations_fail_at(0), RUN_ONCE(__VA_ARGS__))

/* --- Groups ------------------------------------------------------------------------------------------------------- */

/* Ends without any memory of its own, and has it again for the others. */
ASYNC(ends, { double delay; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(self->delay));
  allocations_fail_at(0);
  asyncio_print("ends %g", asyncio_time());
  ASYNC_END;
}

ASYNC(leaves_group, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->group = asyncio_task_group_new()) {
    CHECK(asyncio_task_group_create_task(self->group, CORO(ends, 1)));
    CHECK(asyncio_task_group_create_task(self->group, CORO(ends, 2)));
    AWAIT(asyncio_sleep(0));
    NO_MEMORY;
  }
  END_WITH;
  asyncio_print("left %g", asyncio_time());
  ASYNC_END;
}

static void test_group_waits_for_its_children(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(leaves_group), "ends 1\nends 2\nleft 2\n= None\n");
}

ASYNC(is_cancelled_in_group, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  FINALLY {
    AWAIT(asyncio_sleep(1));
    asyncio_print("child ends %g", asyncio_time());
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(cancelled_while_it_leaves, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      CHECK(asyncio_task_group_create_task(self->group, CORO(is_cancelled_in_group)));
    }
    END_WITH;
  }
  FINALLY {
    asyncio_print("left %g", asyncio_time());
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(cancels_without_memory, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(cancelled_while_it_leaves)));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, NULL);
  NO_MEMORY;
  AWAIT(self->task);
  ASYNC_END;
}

static void test_cancelled_group_waits_for_its_children(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(cancels_without_memory), "child ends 2\nleft 2\n! CancelledError: \n");
}

/* --- Cancelling --------------------------------------------------------------------------------------------------- */

ASYNC(refuses_cancel, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(child("a", 1)));
  AWAIT(asyncio_sleep(0));
  NO_MEMORY;
  asyncio_print("%d", asyncio_task_cancel(self->task, "a message"));
  asyncio_print("%E %u", asyncio_current_error(), asyncio_task_cancelling(self->task));
  asyncio_clear_error();
  AWAIT(self->task);
  ASYNC_END;
}

static void test_cancel_with_message_is_refused(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(refuses_cancel), "a begins\n0\nMemoryError() 0\na ends\n= None\n");
}

ASYNC(keeps_message, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(child("a", 1)));
  AWAIT(asyncio_sleep(0));
  CHECK(asyncio_task_cancel(self->task, "a message"));
  NO_MEMORY;
  AWAIT(self->task);
  ASYNC_END;
}

static void test_cancel_keeps_its_message(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(keeps_message),
                      "a begins\n"
                      "? MemoryError where the tasks that are left are gathered: MemoryError: \n"
                      "! CancelledError: a message\n");
}

/* --- Locks, conditions, timeouts ---------------------------------------------------------------------------------- */

ASYNC(waits_with_lock, { asyncio_condition *condition; }) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->condition) {
    AWAIT(asyncio_condition_wait(self->condition));
    asyncio_print("locked %v", asyncio_bool(asyncio_condition_locked(self->condition)));
  }
  END_WITH;
  ASYNC_END;
}

ASYNC(notifies_without_memory, {
  asyncio_condition *condition;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  CHECK(self->task = asyncio_create_task(CORO(waits_with_lock, self->condition)));
  AWAIT(asyncio_sleep(0));
  ASYNC_WITH(self->condition) {
    CHECK(asyncio_condition_notify(self->condition, 1));
    NO_MEMORY;
    AWAIT(asyncio_sleep(0));
    AWAIT(asyncio_sleep(0));
    asyncio_print("still held");
  }
  END_WITH;
  AWAIT(self->task);
  asyncio_print("locked %v", asyncio_bool(asyncio_condition_locked(self->condition)));
  ASYNC_END;
}

static void test_condition_gets_its_lock_back(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(notifies_without_memory), "still held\nlocked True\nlocked False\n= None\n");
}

ASYNC(reschedules, { asyncio_timeout_block *timeout; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->timeout = asyncio_timeout(1)) {
      NO_MEMORY;
      asyncio_print("%d", asyncio_timeout_reschedule(self->timeout, 5));
      asyncio_print("%E %g", asyncio_current_error(), asyncio_timeout_when(self->timeout));
      asyncio_clear_error();
      AWAIT(asyncio_sleep(3));
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("timeout %g", asyncio_time());
  }
  END_TRY;
  ASYNC_END;
}

static void test_timeout_keeps_its_deadline(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(reschedules), "-1\nMemoryError() 1\ntimeout 1\n= None\n");
}

/* --- Tasks made on the way ---------------------------------------------------------------------------------------- */

/* Gather: one allocation for itself, two for the list of its results, two for its arrays, then its tasks. */
ASYNC(gathers_two, { asyncio_coroutine *first, *second; }) {
  ASYNC_BEGIN;
  TRY {
    CHECK(self->first = child("a", 1));
    CHECK(self->second = child("b", 1));
    allocations_fail_at(7);
    AWAIT(asyncio_gather(self->first, self->second));
  }
  EXCEPT(asyncio_MemoryError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  AWAIT(asyncio_sleep(2));
  ASYNC_END;
}

static void test_gather_begins_all_or_none(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(gathers_two), "? coroutine 'child_' was never awaited\nMemoryError()\n= None\n");
}

static bool began;

ASYNC(begins, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  began = true;
  ASYNC_END;
}

/* Each allocation of the start in turn: where that is refused, nothing runs afterwards either. */
static void test_runner_starts_or_does_not(void **state) {
  (void)state;
  TAKES_NO_PART("it names the allocation that fails");
  int status = -1;
  for (size_t number = 1; status < 0; number++) {
    asyncio_runner *runner = asyncio_runner_new();
    asyncio_runner_enter(runner);
    asyncio_coroutine *coroutine = CORO(begins);
    asyncio_runner_leave(runner);
    began = false;
    allocations_fail_at(number);
    status = asyncio_runner_start(runner, coroutine);
    allocations_fail_at(0);
    asyncio_clear_error();
    asyncio_loop_turn(asyncio_runner_loop(runner), 0);
    assert_int_equal(began, status == 0);
    asyncio_runner_free(runner);
  }
}

/* --- What was taken out is not lost ------------------------------------------------------------------------------- */

ASYNC(puts_its_own, { asyncio_queue *queue; }) {
  ASYNC_BEGIN;
  CHECK(asyncio_queue_put_nowait(self->queue, asyncio_str("item")));
  AWAIT(asyncio_sleep(1));
  ASYNC_END;
}

/* The item is another frame's: this one needs a place to hold it too. */
ASYNC(gets_without_memory, { asyncio_queue *queue; }) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_queue_new(0));
  CHECK(asyncio_create_task(CORO(puts_its_own, self->queue)));
  AWAIT(asyncio_sleep(0));
  AWAIT(without(asyncio_queue_get(self->queue), 1));
  asyncio_print("%v %d", AWAITED, allocations_failed());
  self->queue = NULL;
  AWAIT(asyncio_sleep(2));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}

static void test_item_of_a_queue(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(gets_without_memory), "item 1\nNone\n= None\n");
}

ASYNC_GENERATOR(yields_its_own, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  YIELD(asyncio_str("first"));
  YIELD(asyncio_str("second"));
  ASYNC_END;
}

ASYNC(iterates_without_memory, {
  asyncio_generator *generator;
  asyncio_value first;
}) {
  ASYNC_BEGIN;
  CHECK(self->generator = GENERATOR(yields_its_own));
  AWAIT(without(asyncio_anext(self->generator), 2));
  self->first = AWAITED;
  asyncio_print("%d", allocations_failed());
  AWAIT(asyncio_anext(self->generator));
  asyncio_print("%v %v", self->first, AWAITED);
  ASYNC_END;
}

static void test_item_of_a_generator(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(iterates_without_memory), "1\nfirst second\n= None\n");
}

/* Each allocation of read(-1) in turn; then what it had read is there to be read again. */
ASYNC(reads_all_without_memory, {
  asyncio_stream_reader *reader;
  size_t number;
  bool failed;
}) {
  ASYNC_BEGIN;
  do {
    CHECK(self->reader = asyncio_stream_reader_new(40));
    CHECK(asyncio_stream_reader_feed_data(self->reader, asyncio_bytes("0123456789012345678901234567890123456789", 40)));
    CHECK(asyncio_stream_reader_feed_data(self->reader, asyncio_bytes("abcdefghijabcdefghijabcdefghijabcdefghij", 40)));
    CHECK(asyncio_stream_reader_feed_data(self->reader, asyncio_bytes("end", 3)));
    asyncio_stream_reader_feed_eof(self->reader);
    self->failed = false;
    self->number++;
    TRY {
      AWAIT(without(asyncio_stream_reader_read(self->reader, -1), self->number));
    }
    EXCEPT(asyncio_MemoryError) {
      self->failed = true;
    }
    END_TRY;
    allocations_fail_at(0);
    if (self->failed) {
      AWAIT(asyncio_stream_reader_read(self->reader, -1));
    }
    size_t size;
    const char *bytes = asyncio_as_bytes(AWAITED, &size);
    asyncio_print("%d: %zu %c%c%s", self->failed, size, bytes[0], bytes[40], bytes + 80);
  } while (self->failed);
  ASYNC_END;
}

static void test_bytes_of_a_stream(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(reads_all_without_memory), "1: 83 0aend\n1: 83 0aend\n1: 83 0aend\n0: 83 0aend\n"
                                                             "= None\n");
}

ASYNC(returns_without_memory, { int number; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  NO_MEMORY;
  RETURN(asyncio_int(self->number));
  ASYNC_END;
}

ASYNC(gathers_without_memory, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_gather(CORO(returns_without_memory, 1), CORO(returns_without_memory, 2)));
  asyncio_print("%v", AWAITED);
  allocations_fail_at(0);
  ASYNC_END;
}

/* Nobody but the gather has the tasks that it made. */
static void test_results_of_a_gather(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(gathers_without_memory), "[1, 2]\n= None\n");
}

ASYNC(takes_completed_without_memory, { asyncio_as_completed_iterator *iterator; }) {
  ASYNC_BEGIN;
  CHECK(self->iterator =
            asyncio_as_completed(asyncio_list_of(asyncio_sleep_result(1, asyncio_int(7))), ASYNCIO_FOREVER));
  TRY {
    AWAIT(without(asyncio_as_completed_next(self->iterator), 1));
  }
  EXCEPT(asyncio_MemoryError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  AWAIT(asyncio_as_completed_next(self->iterator));
  asyncio_print("%v", AWAITED);
  asyncio_print("%d", asyncio_as_completed_next(self->iterator) == NULL);
  ASYNC_END;
}

static void test_datum_of_as_completed(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(takes_completed_without_memory), "MemoryError()\n7\n1\n= None\n");
}

static void attempt(asyncio_queue *queue, const char *what, bool puts) {
  if (puts) {
    asyncio_queue_put_nowait(queue, asyncio_int(1));
  } else {
    asyncio_queue_get_nowait(queue);
  }
  asyncio_print("%s: %E, %zu", what, asyncio_current_error(), asyncio_queue_qsize(queue));
  asyncio_clear_error();
  allocations_fail_at(0);
}

/* A comparison that is none has no memory for its TypeError. */
ASYNC(compares_without_memory, { asyncio_queue *queue; }) {
  ASYNC_BEGIN;
  CHECK(self->queue = asyncio_priority_queue_new(0));
  CHECK(asyncio_queue_put_nowait(self->queue, asyncio_str("a")));
  NO_MEMORY;
  attempt(self->queue, "put", true);
  attempt(self->queue, "put", true);
  CHECK(asyncio_queue_put_nowait(self->queue, asyncio_str("b")));
  allocations_fail_at(2); /* behind the place that the item gets in the frame */
  attempt(self->queue, "get", false);
  attempt(self->queue, "get", false);
  ASYNC_END;
}

static void test_item_that_cannot_be_compared(void **state) {
  (void)state;
  static const char error[] = "TypeError('<' not supported between instances of 'int' and 'str')";
  char expected[512];
  asyncio_format(expected, sizeof expected,
                 "put: MemoryError(), 1\nput: %s, 2\nget: MemoryError(), 3\nget: TypeError(%s), 2\n= None\n", error,
                 "'<' not supported between instances of 'str' and 'int'");
  assert_string_equal(RUN_WITHOUT(compares_without_memory), expected);
}

/* --- Nothing is half done ----------------------------------------------------------------------------------------- */

static asyncio_coroutine *nobody_comes(asyncio_stream_reader *reader, asyncio_stream_writer *writer, void *data) {
  (void)reader, (void)writer, (void)data;
  return NULL;
}

ASYNC(serves_without_memory, {
  asyncio_server *server;
  size_t number;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_start_server_limit(nobody_comes, NULL, "127.0.0.1", 80, ASYNCIO_STREAM_LIMIT, false));
  self->server = asyncio_as_object(AWAITED);
  do {
    self->number++;
    TRY {
      AWAIT(without(asyncio_server_serve_forever(self->server), self->number));
    }
    EXCEPT(asyncio_MemoryError) {
      asyncio_print("%d", asyncio_server_is_serving(self->server));
    }
    END_TRY;
    allocations_fail_at(0);
  } while (self->number < 2);
  ASYNC_END;
}

static void test_server_serves_or_does_not(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(serves_without_memory), "0\n0\n= None\n");
}

/* --- Sizes that no memory has ------------------------------------------------------------------------------------- */

static void never_called(asyncio_thread_call *call) {
  (void)call;
  fail_msg("called");
}

ASYNC(asks_for_too_much, { int what; }) {
  ASYNC_BEGIN;
  if (self->what == 0) {
    CHECK(asyncio_bytes("a", SIZE_MAX - 1));
  } else {
    CHECK(asyncio_to_thread(never_called, "a", SIZE_MAX - 1));
  }
  ASYNC_END;
}

static void test_sizes_that_no_memory_has(void **state) {
  (void)state;
  for (int what = 0; what < 2; what++) {
    assert_string_equal(RUN_WITHOUT(asks_for_too_much, what), "! MemoryError: \n");
  }
}

/* --- The trace ---------------------------------------------------------------------------------------------------- */

ASYNC(prints_without_memory, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  NO_MEMORY;
  asyncio_print("a text");
  NO_MEMORY;
  asyncio_print("another text");
  asyncio_print("a third text");
  ASYNC_END;
}

/* What the trace has no memory for, it says so in its place, and goes on. */
static void test_text_of_a_trace(void **state) {
  (void)state;
  TAKES_NO_PART("it names the allocation that fails");
  static const char *const expected[] = {"MemoryError: this text is lost", "MemoryError: this text is lost",
                                         "a third text"};
  asyncio_runner *runner = asyncio_runner_new();
  const asyncio_loop *loop = asyncio_runner_loop(runner);
  assert_int_equal(asyncio_trace_open(asyncio_runner_loop(runner), 1000, NULL, NULL), 0);
  assert_int_equal(asyncio_runner_start(runner, CORO(prints_without_memory)), 0);
  assert_int_equal(asyncio_runner_run_virtual(runner), ASYNCIO_RUN_RETURNED);
  int prints = 0;
  for (uint32_t i = 0; i < asyncio_trace_count(loop); i++) {
    const asyncio_trace_record *record = &asyncio_trace_records(loop)[i];
    if (record->kind == ASYNCIO_TRACE_PRINT) {
      size_t size;
      assert_string_equal(asyncio_trace_string(loop, (uint32_t)record->value, &size), expected[prints++]);
    }
  }
  assert_int_equal(prints, 3);
  asyncio_runner_free(runner);
}

/* A trace is opened or refused. */
static void test_ring_of_a_trace(void **state) {
  (void)state;
  TAKES_NO_PART("it names the allocation that fails");
  asyncio_runner *runner = asyncio_runner_new();
  int status = -1;
  for (size_t number = 1; status < 0; number++) {
    allocations_fail_at(number);
    status = asyncio_trace_open(asyncio_runner_loop(runner), 1000, NULL, NULL);
    allocations_fail_at(0);
    assert_int_equal(asyncio_trace_records(asyncio_runner_loop(runner)) != NULL, status == 0);
    assert_int_equal(asyncio_error_is(asyncio_current_error(), asyncio_MemoryError), status < 0);
    asyncio_clear_error();
  }
  asyncio_runner_free(runner);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_group_waits_for_its_children),
      cmocka_unit_test(test_cancelled_group_waits_for_its_children),
      cmocka_unit_test(test_cancel_with_message_is_refused),
      cmocka_unit_test(test_cancel_keeps_its_message),
      cmocka_unit_test(test_condition_gets_its_lock_back),
      cmocka_unit_test(test_timeout_keeps_its_deadline),
      cmocka_unit_test(test_gather_begins_all_or_none),
      cmocka_unit_test(test_runner_starts_or_does_not),
      cmocka_unit_test(test_item_of_a_queue),
      cmocka_unit_test(test_item_of_a_generator),
      cmocka_unit_test(test_bytes_of_a_stream),
      cmocka_unit_test(test_results_of_a_gather),
      cmocka_unit_test(test_datum_of_as_completed),
      cmocka_unit_test(test_item_that_cannot_be_compared),
      cmocka_unit_test(test_server_serves_or_does_not),
      cmocka_unit_test(test_sizes_that_no_memory_has),
      cmocka_unit_test(test_text_of_a_trace),
      cmocka_unit_test(test_ring_of_a_trace),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
