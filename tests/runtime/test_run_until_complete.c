/* A runner that is asked one thing after the other: run_until_complete, run_forever, stop, close. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene.h"
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

static const char *current_message(void) {
  return asyncio_current_error() == NULL ? "" : asyncio_error_message(asyncio_current_error());
}

SCENE(test_one_call_after_the_other_on_one_clock) {
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  for (int i = 1; i <= 3; i++) {
    EXPECT(asyncio_runner_run_until_complete(runner, CORO(returns, 2.0, i)) == 0);
    EXPECT(asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RETURNED);
    EXPECT(asyncio_as_int(asyncio_runner_result(runner)) == i);
    EXPECT(asyncio_loop_time(asyncio_runner_loop(runner)) == 2.0 * i);
  }
}

SCENE(test_the_error_is_the_callers) {
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  EXPECT(asyncio_runner_run_until_complete(runner, CORO(raises)) == 0);
  EXPECT(asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RAISED);
  EXPECT(asyncio_error_is(asyncio_runner_error(runner), asyncio_ValueError));
  EXPECT(asyncio_runner_run_until_complete(runner, CORO(returns, 0.0, 1)) == 0);
  EXPECT(asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RETURNED);
  EXPECT(asyncio_runner_error(runner) == NULL);
}

static void stop_loop(void *data) {
  (void)data;
  asyncio_stop();
}

SCENE(test_stopped_before_the_future_is_done) {
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  scene_enter(runner);
  MADE(asyncio_call_later(1.0, stop_loop, NULL));
  scene_leave(runner);
  EXPECT(asyncio_runner_run_until_complete(runner, CORO(returns, 5.0, 1)) == 0);
  EXPECT(asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RAISED);
  EXPECT_TEXT(asyncio_error_message(asyncio_runner_error(runner)), "Event loop stopped before Future completed.");
}

SCENE(test_forever_is_until_stop_and_tasks_go_on_in_the_next) {
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  scene_enter(runner);
  asyncio_task *task = HOLD(asyncio_create_task(CORO(returns, 5.0, 7)));
  MADE(asyncio_call_later(1.0, stop_loop, NULL));
  scene_leave(runner);
  EXPECT(asyncio_runner_run_forever(runner) == 0);
  EXPECT(asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RETURNED);
  EXPECT(asyncio_loop_time(asyncio_runner_loop(runner)) == 1.0);
  EXPECT(!asyncio_task_done(task));
  EXPECT(asyncio_runner_run_until_complete(runner, task) == 0);
  EXPECT(asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RETURNED);
  EXPECT(asyncio_as_int(asyncio_task_result(task)) == 7);
}

SCENE(test_close_cancels_what_is_left_and_waits_for_it) {
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  bool done = false;
  scene_enter(runner);
  MADE(HOLD(asyncio_create_task(CORO(lasts, &done))));
  scene_leave(runner);
  EXPECT(asyncio_runner_run_until_complete(runner, CORO(returns, 3.0, 1)) == 0);
  EXPECT(asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RETURNED);
  EXPECT(!done);
  EXPECT(asyncio_runner_close(runner) == 0);
  EXPECT(asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RETURNED);
  EXPECT(done);
  EXPECT(asyncio_runner_run_forever(runner) == -1);
  EXPECT_TEXT(current_message(), "Event loop is closed");
}

SCENE(test_a_second_question_while_it_runs_is_refused) {
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  EXPECT(asyncio_runner_run_until_complete(runner, CORO(returns, 1.0, 1)) == 0);
  EXPECT(asyncio_runner_run_forever(runner) == -1);
  EXPECT_TEXT(current_message(), "This event loop is already running");
  asyncio_clear_error();
  EXPECT(asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RETURNED);
}

SCENE(test_forever_with_nothing_to_wake_it_is_a_deadlock) {
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  EXPECT(asyncio_runner_run_forever(runner) == 0);
  EXPECT(asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RAISED);
  EXPECT_TEXT(asyncio_error_message(asyncio_runner_error(runner)), "deadlock: nothing is ready and no timer is set");
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
SCENE(test_a_deadlock_names_the_programs_line) {
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  asyncio_loop_set_exception_handler(asyncio_runner_loop(runner), keep_report, NULL);
  reported[0] = '\0';
  asyncio_queue *queue = HOLD(asyncio_queue_new(0));
  EXPECT(asyncio_runner_start(runner, CORO(gets, queue)) == 0);
  EXPECT(asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RAISED);
  char expected[128];
  snprintf(expected, sizeof expected, "deadlock: task 'Task-1' waits in Queue.get(), in gets(), line %d\n",
           LINE_OF_THE_GET);
  EXPECT_TEXT(reported, expected);
}

SCENE(test_a_deadlock_names_who_waits_on_what) {
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  asyncio_loop_set_exception_handler(asyncio_runner_loop(runner), keep_report, NULL);
  reported[0] = '\0';
  scene_enter(runner);
  asyncio_future *future = HOLD(asyncio_future_new());
  asyncio_task *inner = HOLD(asyncio_create_named_task(CORO(waits_for, future), "inner"));
  scene_leave(runner);
  EXPECT(asyncio_runner_start(runner, CORO(waits_for, inner)) == 0);
  EXPECT(asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RAISED);
  char expected[256];
  snprintf(expected, sizeof expected,
           "deadlock: task 'inner' waits on a future, in waits_for(), line %d\n"
           "deadlock: task 'Task-1' waits on task 'inner', in waits_for(), line %d\n",
           LINE_OF_THE_WAIT, LINE_OF_THE_WAIT);
  EXPECT_TEXT(reported, expected);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_one_call_after_the_other_on_one_clock),
      cmocka_unit_test(test_the_error_is_the_callers),
      cmocka_unit_test(test_stopped_before_the_future_is_done),
      cmocka_unit_test(test_forever_is_until_stop_and_tasks_go_on_in_the_next),
      cmocka_unit_test(test_close_cancels_what_is_left_and_waits_for_it),
      cmocka_unit_test(test_a_second_question_while_it_runs_is_refused),
      cmocka_unit_test(test_a_deadlock_names_who_waits_on_what),
      cmocka_unit_test(test_a_deadlock_names_the_programs_line),
      cmocka_unit_test(test_forever_with_nothing_to_wake_it_is_a_deadlock),
  };
  return cmocka_run_group_tests_name("run_until_complete", tests, NULL, NULL);
}
