/* Debug mode: what takes too long is reported with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"

static double clock_time;

static double read_clock(void *data) {
  (void)data;
  return clock_time;
}

static void work(double seconds) {
  clock_time += seconds;
}

static void slow_callback(void *data) {
  (void)data;
  work(0.5);
}

/* Its second step takes `seconds`. */
ASYNC(computes, { double seconds; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(0));
  work(self->seconds);
  ASYNC_END;
}
enum { LINE_OF_THE_AWAIT = __LINE__ - 4 };

ASYNC(runs, { double seconds; }) {
  ASYNC_BEGIN;
  asyncio_loop_set_debug(asyncio_get_running_loop(), 0.1, read_clock, NULL);
  AWAIT(asyncio_create_named_task(CORO(computes, self->seconds), "heavy"));
  asyncio_loop_set_debug(asyncio_get_running_loop(), 0, NULL, NULL);
  ASYNC_END;
}

static void test_a_slow_step_is_reported_with_task_and_line(void **state) {
  (void)state;
  char expected[128];
  asyncio_format(expected, sizeof expected,
                 "? Executing task 'heavy' took 0.250 seconds, up to computes(), line %d\n= None\n", LINE_OF_THE_AWAIT);
  assert_string_equal(RUN(runs, 0.25), expected);
}

static void test_a_quick_step_is_not(void **state) {
  (void)state;
  assert_string_equal(RUN(runs, 0.05), "= None\n");
}

ASYNC(calls, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_loop_set_debug(asyncio_get_running_loop(), 0.1, read_clock, NULL);
  asyncio_call_soon(slow_callback, NULL);
  AWAIT(asyncio_sleep(0));
  asyncio_loop_set_debug(asyncio_get_running_loop(), 0, NULL, NULL);
  ASYNC_END;
}

static void test_a_slow_callback_is_reported(void **state) {
  (void)state;
  assert_string_equal(RUN(calls), "? Executing a callback of task 'Task-1' took 0.500 seconds\n= None\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_slow_step_is_reported_with_task_and_line),
      cmocka_unit_test(test_a_quick_step_is_not),
      cmocka_unit_test(test_a_slow_callback_is_reported),
  };
  return cmocka_run_group_tests_name("debug", tests, NULL, NULL);
}
