/* A runner that is asked one thing after the other: run_until_complete, run_forever, stop, close. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <asyncio.h>
#include <stdio.h>
#include <string.h>

ASYNC(returns, {
  double delay;
  int result;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(self->delay));
  RETURN(asyncio_int(self->result));
  ASYNC_END;
}

ASYNC(raises, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  RAISE(asyncio_ValueError, "no");
  ASYNC_END;
}

/* Sets *done when it is cancelled, one second later. */
ASYNC(lasts, { bool *done; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(1000));
  }
  FINALLY {
    AWAIT(asyncio_sleep(1));
    *self->done = true;
  }
  END_TRY;
  ASYNC_END;
}

static asyncio_runner *open_runner(void **state) {
  asyncio_runner *runner = asyncio_runner_new();
  assert_non_null(runner);
  *state = runner;
  return runner;
}

static int close_runner(void **state) {
  asyncio_clear_error();
  asyncio_runner_free(*state);
  return 0;
}

static const char *current_message(void) {
  return asyncio_current_error() == NULL ? "" : asyncio_error_message(asyncio_current_error());
}

static void test_one_call_after_the_other_on_one_clock(void **state) {
  asyncio_runner *runner = open_runner(state);
  for (int i = 1; i <= 3; i++) {
    assert_int_equal(asyncio_runner_run_until_complete(runner, CORO(returns, 2.0, i)), 0);
    assert_int_equal(asyncio_runner_run_virtual(runner), ASYNCIO_RUN_RETURNED);
    assert_int_equal(asyncio_as_int(asyncio_runner_result(runner)), i);
    assert_true(asyncio_loop_time(asyncio_runner_loop(runner)) == 2.0 * i);
  }
}

static void test_the_error_is_the_callers(void **state) {
  asyncio_runner *runner = open_runner(state);
  assert_int_equal(asyncio_runner_run_until_complete(runner, CORO(raises)), 0);
  assert_int_equal(asyncio_runner_run_virtual(runner), ASYNCIO_RUN_RAISED);
  assert_true(asyncio_error_is(asyncio_runner_error(runner), asyncio_ValueError));
  assert_int_equal(asyncio_runner_run_until_complete(runner, CORO(returns, 0.0, 1)), 0);
  assert_int_equal(asyncio_runner_run_virtual(runner), ASYNCIO_RUN_RETURNED);
  assert_null(asyncio_runner_error(runner));
}

static void stop_loop(void *data) {
  (void)data;
  asyncio_stop();
}

static void test_stopped_before_the_future_is_done(void **state) {
  asyncio_runner *runner = open_runner(state);
  asyncio_runner_enter(runner);
  asyncio_call_later(1.0, stop_loop, NULL);
  asyncio_runner_leave(runner);
  assert_int_equal(asyncio_runner_run_until_complete(runner, CORO(returns, 5.0, 1)), 0);
  assert_int_equal(asyncio_runner_run_virtual(runner), ASYNCIO_RUN_RAISED);
  assert_string_equal(asyncio_error_message(asyncio_runner_error(runner)),
                      "Event loop stopped before Future completed.");
}

static void test_forever_is_until_stop_and_tasks_go_on_in_the_next(void **state) {
  asyncio_runner *runner = open_runner(state);
  asyncio_runner_enter(runner);
  asyncio_task *task = asyncio_create_task(CORO(returns, 5.0, 7));
  asyncio_call_later(1.0, stop_loop, NULL);
  asyncio_runner_leave(runner);
  assert_int_equal(asyncio_runner_run_forever(runner), 0);
  assert_int_equal(asyncio_runner_run_virtual(runner), ASYNCIO_RUN_RETURNED);
  assert_true(asyncio_loop_time(asyncio_runner_loop(runner)) == 1.0);
  assert_false(asyncio_task_done(task));
  assert_int_equal(asyncio_runner_run_until_complete(runner, task), 0);
  assert_int_equal(asyncio_runner_run_virtual(runner), ASYNCIO_RUN_RETURNED);
  assert_int_equal(asyncio_as_int(asyncio_task_result(task)), 7);
  asyncio_release(task);
}

static void test_close_cancels_what_is_left_and_waits_for_it(void **state) {
  asyncio_runner *runner = open_runner(state);
  bool done = false;
  asyncio_runner_enter(runner);
  asyncio_release(asyncio_create_task(CORO(lasts, &done)));
  asyncio_runner_leave(runner);
  assert_int_equal(asyncio_runner_run_until_complete(runner, CORO(returns, 3.0, 1)), 0);
  assert_int_equal(asyncio_runner_run_virtual(runner), ASYNCIO_RUN_RETURNED);
  assert_false(done);
  assert_int_equal(asyncio_runner_close(runner), 0);
  assert_int_equal(asyncio_runner_run_virtual(runner), ASYNCIO_RUN_RETURNED);
  assert_true(done);
  assert_int_equal(asyncio_runner_run_forever(runner), -1);
  assert_string_equal(current_message(), "Event loop is closed");
}

static void test_a_second_question_while_it_runs_is_refused(void **state) {
  asyncio_runner *runner = open_runner(state);
  assert_int_equal(asyncio_runner_run_until_complete(runner, CORO(returns, 1.0, 1)), 0);
  assert_int_equal(asyncio_runner_run_forever(runner), -1);
  assert_string_equal(current_message(), "This event loop is already running");
  asyncio_clear_error();
  assert_int_equal(asyncio_runner_run_virtual(runner), ASYNCIO_RUN_RETURNED);
}

static void test_forever_with_nothing_to_wake_it_is_a_deadlock(void **state) {
  asyncio_runner *runner = open_runner(state);
  assert_int_equal(asyncio_runner_run_forever(runner), 0);
  assert_int_equal(asyncio_runner_run_virtual(runner), ASYNCIO_RUN_RAISED);
  assert_string_equal(asyncio_error_message(asyncio_runner_error(runner)),
                      "deadlock: nothing is ready and no timer is set");
}

ASYNC(waits_for, { void *awaitable; }) {
  ASYNC_BEGIN;
  AWAIT(self->awaitable);
  ASYNC_END;
}
enum { LINE_OF_THE_WAIT = __LINE__ - 3 };

static char reported[512];

static void keep_report(void *data, const char *message, asyncio_error *error) {
  (void)data, (void)error;
  if (strncmp(message, "deadlock:", 9) == 0) {
    snprintf(reported + strlen(reported), sizeof reported - strlen(reported), "%s\n", message);
  }
}

ASYNC(gets, { asyncio_queue *queue; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_queue_get(self->queue));
  ASYNC_END;
}
enum { LINE_OF_THE_GET = __LINE__ - 3 };

/* Where one of asyncio's own coroutines waits: which, and the program's line. */
static void test_a_deadlock_names_the_programs_line(void **state) {
  asyncio_runner *runner = open_runner(state);
  asyncio_loop_set_exception_handler(asyncio_runner_loop(runner), keep_report, NULL);
  reported[0] = '\0';
  asyncio_queue *queue = asyncio_queue_new(0);
  assert_int_equal(asyncio_runner_start(runner, CORO(gets, queue)), 0);
  assert_int_equal(asyncio_runner_run_virtual(runner), ASYNCIO_RUN_RAISED);
  char expected[128];
  snprintf(expected, sizeof expected, "deadlock: task 'Task-1' waits in Queue.get(), in gets(), line %d\n",
           LINE_OF_THE_GET);
  assert_string_equal(reported, expected);
  asyncio_release(queue);
}

static void test_a_deadlock_names_who_waits_on_what(void **state) {
  asyncio_runner *runner = open_runner(state);
  asyncio_loop_set_exception_handler(asyncio_runner_loop(runner), keep_report, NULL);
  reported[0] = '\0';
  asyncio_runner_enter(runner);
  asyncio_future *future = asyncio_future_new();
  asyncio_task *inner = asyncio_create_named_task(CORO(waits_for, future), "inner");
  asyncio_runner_leave(runner);
  assert_int_equal(asyncio_runner_start(runner, CORO(waits_for, inner)), 0);
  assert_int_equal(asyncio_runner_run_virtual(runner), ASYNCIO_RUN_RAISED);
  char expected[256];
  snprintf(expected, sizeof expected,
           "deadlock: task 'inner' waits on a future, in waits_for(), line %d\n"
           "deadlock: task 'Task-1' waits on task 'inner', in waits_for(), line %d\n",
           LINE_OF_THE_WAIT, LINE_OF_THE_WAIT);
  assert_string_equal(reported, expected);
  asyncio_release(inner);
  asyncio_release(future);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(test_one_call_after_the_other_on_one_clock, close_runner),
      cmocka_unit_test_teardown(test_the_error_is_the_callers, close_runner),
      cmocka_unit_test_teardown(test_stopped_before_the_future_is_done, close_runner),
      cmocka_unit_test_teardown(test_forever_is_until_stop_and_tasks_go_on_in_the_next, close_runner),
      cmocka_unit_test_teardown(test_close_cancels_what_is_left_and_waits_for_it, close_runner),
      cmocka_unit_test_teardown(test_a_second_question_while_it_runs_is_refused, close_runner),
      cmocka_unit_test_teardown(test_a_deadlock_names_who_waits_on_what, close_runner),
      cmocka_unit_test_teardown(test_a_deadlock_names_the_programs_line, close_runner),
      cmocka_unit_test_teardown(test_forever_with_nothing_to_wake_it_is_a_deadlock, close_runner),
  };
  return cmocka_run_group_tests_name("run_until_complete", tests, NULL, NULL);
}
