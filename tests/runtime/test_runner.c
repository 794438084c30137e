/* asyncio.run: its end, what is left then, and deadlock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene.h"

#include "recorded/runner.h"

ASYNC(lasting, {
  const char *name;
  double delay;
  double clean_up;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(self->delay));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s is cancelled", self->name);
    AWAIT(asyncio_sleep(self->clean_up));
    asyncio_print("%s leaves", self->name);
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(leftovers, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  for (int i = 0; i < 4; i++) {
    CHECK(asyncio_create_task(CORO(lasting, (const char *[]){"0", "1", "2", "3"}[i], 100, 4 - i)));
  }
  AWAIT(asyncio_sleep(1));
  asyncio_print("main ends");
  ASYNC_END;
}
RECORDED_TEST(leftovers);

ASYNC(leftover_never_begins, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_create_task(CORO(lasting, "a", 100, 0)));
  asyncio_print("main ends");
  ASYNC_END;
}
RECORDED_TEST(leftover_never_begins);

ASYNC(refuses, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(10));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("refuses");
  }
  END_TRY;
  AWAIT(asyncio_sleep(2));
  asyncio_print("ends by itself");
  ASYNC_END;
}

ASYNC(leftover_refuses, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_create_task(CORO(refuses)));
  AWAIT(asyncio_sleep(1));
  asyncio_print("main ends");
  ASYNC_END;
}
RECORDED_TEST(leftover_refuses);

ASYNC(breaks, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(10));
  }
  TELL_MEMORY_ERROR
  FINALLY {
    RAISE(asyncio_ValueError, "in clean-up");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(leftover_fails, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_create_task(CORO(breaks)));
  AWAIT(asyncio_sleep(1));
  asyncio_print("main ends");
  ASYNC_END;
}

static void test_leftover_fails(void **state) {
  (void)state;
  assert_string_equal(RUN(leftover_fails),
                      "main ends\n"
                      "? unhandled exception during asyncio.run() shutdown: ValueError: in clean-up\n"
                      "= None\n");
}

ASYNC(creates, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(10));
  }
  FINALLY {
    CHECK(asyncio_create_task(CORO(lasting, "late", 100, 0)));
    AWAIT(asyncio_sleep(0));
    asyncio_print("creates");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(leftover_creates_a_task, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_create_task(CORO(creates)));
  AWAIT(asyncio_sleep(1));
  asyncio_print("main ends");
  ASYNC_END;
}

/* Nobody cancels the late task; CPython says the same of it on standard error. */
static void test_leftover_creates_a_task(void **state) {
  (void)state;
  char expected[512];
  asyncio_format(expected, sizeof expected, "%s%s", expected_leftover_creates_a_task,
                 "? Task was destroyed but it is pending! name='Task-3' coro=<lasting()>\n");
  assert_string_equal(RUN_STAMPED(leftover_creates_a_task), expected);
}

static void again(void *data) {
  static int left;
  left = data == NULL ? 0 : left + 1;
  asyncio_print("callback %d", left);
  asyncio_call_soon(again, &left);
}

static void print_text(void *text) {
  asyncio_print("%s", (const char *)text);
}

ASYNC(callbacks_after_the_end, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_call_soon(again, NULL));
  CHECK(asyncio_call_later(1, print_text, "not here"));
  AWAIT(asyncio_sleep(0));
  asyncio_print("main ends");
  ASYNC_END;
}
RECORDED_TEST(callbacks_after_the_end);

/* --- The main task fails ------------------------------------------------------------------------------------------ */

ASYNC(main_raises, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_create_task(CORO(lasting, "a", 100, 0)));
  AWAIT(asyncio_sleep(1));
  RAISE(asyncio_ValueError, "main");
  ASYNC_END;
}
RECORDED_TEST(main_raises);

ASYNC(main_is_cancelled, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_task_cancel(asyncio_current_task(), "by itself");
  AWAIT(asyncio_sleep(1));
  ASYNC_END;
}
RECORDED_TEST(main_is_cancelled);

ASYNC(keyboard_interrupt_in_main, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_create_task(CORO(lasting, "a", 100, 1)));
  AWAIT(asyncio_sleep(1));
  RAISE(asyncio_KeyboardInterrupt, "stop");
  ASYNC_END;
}
RECORDED_TEST(keyboard_interrupt_in_main);

ASYNC(exits, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  RAISE(asyncio_SystemExit, "3");
  ASYNC_END;
}

ASYNC(system_exit_in_a_task, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_create_task(CORO(exits)));
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  FINALLY {
    asyncio_print("main leaves");
  }
  END_TRY;
  ASYNC_END;
}

/* CPython says so too, on standard error. */
static void test_system_exit_in_a_task(void **state) {
  (void)state;
  assert_string_equal(RUN(system_exit_in_a_task), "main leaves\n"
                                                  "? Task exception was never retrieved: SystemExit: 3\n"
                                                  "! SystemExit: 3\n");
}

/* --- Deadlock ----------------------------------------------------------------------------------------------------- */

ASYNC(deadlock, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_future_new());
  }
  FINALLY {
    asyncio_print("main leaves");
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(deadlock);

ASYNC(waits_for_ever, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_future_new());
  }
  FINALLY {
    asyncio_print("waiter leaves");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(deadlock_with_others, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_create_task(CORO(lasting, "a", 2, 0)));
  CHECK(asyncio_call_later(3, print_text, "last timer"));
  AWAIT(asyncio_create_task(CORO(waits_for_ever)));
  ASYNC_END;
}
RECORDED_TEST(deadlock_with_others);

ASYNC(hangs, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(10));
  }
  TELL_MEMORY_ERROR
  FINALLY {
    asyncio_print("hangs");
    AWAIT(asyncio_future_new());
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(deadlock_in_shutdown, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_create_task(CORO(hangs)));
  AWAIT(asyncio_sleep(1));
  asyncio_print("main ends");
  ASYNC_END;
}

/* The task that hangs is still there when the loop goes; CPython says the same of it on standard error. */
static void test_deadlock_in_shutdown(void **state) {
  (void)state;
  char expected[512];
  asyncio_format(expected, sizeof expected, "%s%s", expected_deadlock_in_shutdown,
                 "? Task was destroyed but it is pending! name='Task-2' coro=<hangs()>\n");
  assert_string_equal(RUN_STAMPED(deadlock_in_shutdown), expected);
}

/* --- Step by step ------------------------------------------------------------------------------------------------- */

ASYNC(two_steps, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1.5));
  RETURN(asyncio_int(7));
  ASYNC_END;
}

SCENE(test_step_by_step) {
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  scene_enter(runner);
  asyncio_coroutine *coroutine = CORO(two_steps);
  scene_leave(runner);
  EXPECT(asyncio_runner_start(runner, coroutine) == 0);
  EXPECT(asyncio_runner_next(runner) == 0);
  EXPECT(asyncio_runner_turn(runner, 0.25) == ASYNCIO_RUN_GOES_ON);
  EXPECT(asyncio_runner_next(runner) == 1.75);
  EXPECT(asyncio_runner_turn(runner, 1) == ASYNCIO_RUN_GOES_ON);
  asyncio_run_status status = ASYNCIO_RUN_GOES_ON;
  int turns = 0;
  for (; status == ASYNCIO_RUN_GOES_ON && turns < 100; turns++) {
    status = asyncio_runner_turn(runner, 1.75);
  }
  EXPECT(status == ASYNCIO_RUN_RETURNED);
  EXPECT(asyncio_runner_result(runner).integer == 7);
  EXPECT(asyncio_runner_error(runner) == NULL);
  EXPECT(asyncio_runner_turn(runner, 2) == ASYNCIO_RUN_RETURNED);
}

ASYNC(cancelled_from_outside, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(100));
  ASYNC_END;
}

SCENE(test_cancelled_from_outside) {
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  scene_enter(runner);
  asyncio_coroutine *coroutine = CORO(cancelled_from_outside);
  scene_leave(runner);
  EXPECT(asyncio_runner_start(runner, coroutine) == 0);
  asyncio_runner_turn(runner, 0);
  asyncio_runner_cancel(runner);
  EXPECT(asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RAISED);
  EXPECT(asyncio_error_is(asyncio_runner_error(runner), asyncio_CancelledError));
  EXPECT(asyncio_loop_turns(asyncio_runner_loop(runner)) > 1);
}

/* A runner may go at any time: what waits is closed, and nothing leaks. */
SCENE(test_freed_halfway) {
  for (int turns = 0; turns < 12; turns++) {
    asyncio_runner *runner = scene_runner();
    EXPECT(runner != NULL);
    scene_enter(runner);
    asyncio_coroutine *coroutine = CORO(leftovers);
    scene_leave(runner);
    EXPECT(asyncio_runner_start(runner, coroutine) == 0);
    for (int i = 0; i < turns; i++) {
      asyncio_runner_turn(runner, asyncio_runner_next(runner));
    }
    scene_free(runner);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_leftovers),
      cmocka_unit_test(test_leftover_never_begins),
      cmocka_unit_test(test_leftover_refuses),
      cmocka_unit_test(test_leftover_fails),
      cmocka_unit_test(test_leftover_creates_a_task),
      cmocka_unit_test(test_callbacks_after_the_end),
      cmocka_unit_test(test_main_raises),
      cmocka_unit_test(test_main_is_cancelled),
      cmocka_unit_test(test_keyboard_interrupt_in_main),
      cmocka_unit_test(test_system_exit_in_a_task),
      cmocka_unit_test(test_deadlock),
      cmocka_unit_test(test_deadlock_with_others),
      cmocka_unit_test(test_deadlock_in_shutdown),
      cmocka_unit_test(test_step_by_step),
      cmocka_unit_test(test_cancelled_from_outside),
      cmocka_unit_test(test_freed_halfway),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
