/* Work outside the loop: operations, and to_thread with and without workers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "scene.h"

/* --- to_thread on a loop without an outside ----------------------------------------------------------------------- */

static void reversed(asyncio_thread_call *call) {
  size_t size;
  const char *input = asyncio_thread_input(call, &size);
  char output[16];
  for (size_t i = 0; i < size; i++) {
    output[i] = input[size - 1 - i];
  }
  asyncio_thread_return(call, output, size);
}

static void refusing(asyncio_thread_call *call) {
  asyncio_thread_fail(call, "no such file");
}

ASYNC(calls, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_to_thread(reversed, "abc", 3));
  asyncio_print("%r", AWAITED);
  TRY {
    AWAIT(asyncio_to_thread(refusing, NULL, 0));
  }
  EXCEPT(asyncio_OSError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

static void test_to_thread_without_workers_calls_in_the_next_turn(void **state) {
  (void)state;
  assert_string_equal(RUN(calls), "'cba'\nOSError(no such file)\n= None\n");
}

/* --- run_in_executor ---------------------------------------------------------------------------------------------- */

ASYNC(in_executors, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_run_in_executor(NULL, reversed, "abc", 3));
  asyncio_print("%r", AWAITED);
  TRY {
    AWAIT(asyncio_run_in_executor(NULL, refusing, NULL, 0));
  }
  EXCEPT(asyncio_OSError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

static void test_run_in_executor_by_default_calls_as_to_thread_does(void **state) {
  (void)state;
  assert_string_equal(RUN(in_executors), "'cba'\nOSError(no such file)\n= None\n");
}

/* An executor of a program's own: says what it is given, and is done at once. */
static asyncio_future *submit(void *data, asyncio_thread_function function, const void *input, size_t size) {
  asyncio_print("%s: %.*s, %s", (const char *)data, (int)size, (const char *)input,
                function == reversed ? "reversed" : "refusing");
  asyncio_future *future = asyncio_future_new();
  if (future != NULL) {
    asyncio_future_set_result(future, asyncio_int(7));
  }
  return future;
}

static const asyncio_executor own = {.submit = submit, .data = "own"};
static const asyncio_executor other = {.submit = submit, .data = "other"};

ASYNC(in_own_executors, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_loop_set_default_executor(asyncio_get_running_loop(), &own);
  AWAIT(asyncio_run_in_executor(&other, refusing, "abc", 3));
  AWAIT(asyncio_run_in_executor(NULL, reversed, "def", 3));
  AWAIT(asyncio_to_thread(reversed, "ghi", 3));
  asyncio_print("%r", AWAITED);
  asyncio_loop_set_default_executor(asyncio_get_running_loop(), NULL);
  AWAIT(asyncio_to_thread(reversed, "ghi", 3));
  asyncio_print("%r", AWAITED);
  ASYNC_END;
}

static void test_run_in_executor_hands_over_to_the_executor(void **state) {
  (void)state;
  assert_string_equal(RUN(in_own_executors), "other: abc, refusing\nown: def, reversed\nown: ghi, reversed\n7\n"
                                             "'ihg'\n= None\n");
}

/* --- An outside that a test plays --------------------------------------------------------------------------------- */

static struct {
  asyncio_loop *loop;
  uint32_t started;
  uint32_t cancelled;
  char kind[16];
  char input[64];
  size_t size;
} played;

static void play_start(void *data, uint32_t id, const char *kind, const void *input, size_t size) {
  (void)data;
  played.started = id;
  played.size = size;
  strncpy(played.kind, kind, sizeof played.kind - 1);
  memcpy(played.input, input, size);
}

static void play_cancel(void *data, uint32_t id) {
  (void)data;
  played.cancelled = id;
}

static void complete_ok(void *data) {
  (void)data;
  asyncio_operation_complete(played.loop, played.started, 0, "answer", 6);
}

static void complete_failed(void *data) {
  (void)data;
  asyncio_operation_complete(played.loop, played.started, 404, "not found", 9);
}

static void play(bool threads) {
  memset(&played, 0, sizeof played);
  played.loop = asyncio_get_running_loop();
  asyncio_loop_set_outside(played.loop, &(asyncio_outside){play_start, play_cancel, NULL}, threads);
}

ASYNC(fetches, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  play(false);
  asyncio_call_later(1.0, complete_ok, NULL);
  AWAIT(asyncio_operation("fetch", "page", 4));
  asyncio_print("%s %.*s %r at %g", played.kind, (int)played.size, played.input, AWAITED, asyncio_time());
  asyncio_call_later(1.0, complete_failed, NULL);
  TRY {
    AWAIT(asyncio_operation("fetch", "page", 4));
  }
  EXCEPT(asyncio_OSError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

static void test_an_operation_ends_with_what_comes_back(void **state) {
  (void)state;
  assert_string_equal(RUN(fetches), "fetch page 'answer' at 1\nOSError(not found)\n= None\n");
}

ASYNC(gives_up, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  play(false);
  TRY {
    AWAIT(asyncio_wait_for(asyncio_operation("fetch", "page", 4), 2.0));
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("cancelled outside: %s", played.cancelled == played.started ? "yes" : "no");
  }
  END_TRY;
  asyncio_operation_complete(played.loop, played.started, 0, "late", 4);
  asyncio_print("late answers are passed over");
  ASYNC_END;
}

static void test_cancelling_a_task_cancels_its_operation(void **state) {
  (void)state;
  assert_string_equal(RUN(gives_up), "cancelled outside: yes\nlate answers are passed over\n= None\n");
}

static void returned(void *data, int status, const void *output, size_t size) {
  asyncio_operation_complete(data, played.started, status, output, size);
}

static void work(void *data) {
  (void)data;
  asyncio_thread_perform(played.input, played.size, returned, played.loop);
}

ASYNC(in_a_worker, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  play(true);
  asyncio_call_later(0.5, work, NULL);
  AWAIT(asyncio_to_thread(reversed, "abc", 3));
  asyncio_print("%s %r", played.kind, AWAITED);
  asyncio_call_later(0.5, work, NULL);
  AWAIT(asyncio_run_in_executor(NULL, reversed, "def", 3));
  asyncio_print("%s %r", played.kind, AWAITED);
  ASYNC_END;
}

static void test_to_thread_with_workers_is_an_operation(void **state) {
  (void)state;
  assert_string_equal(RUN(in_a_worker), "call 'cba'\ncall 'fed'\n= None\n");
}

ASYNC(without_outside, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_operation("fetch", NULL, 0));
  ASYNC_END;
}

ASYNC(waits_for_page, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_operation("fetch", "page", 4));
  ASYNC_END;
}

static double time_of(const asyncio_loop *loop, unsigned kind) {
  for (uint32_t i = 0; i < asyncio_trace_count(loop); i++) {
    if (asyncio_trace_records(loop)[i].kind == kind) {
      return asyncio_trace_records(loop)[i].time;
    }
  }
  return -1;
}

SCENE(test_what_comes_from_outside_is_traced_when_it_comes) {
  asyncio_runner *runner = scene_hold_runner(asyncio_runner_new());
  EXPECT(runner != NULL);
  asyncio_loop *loop = asyncio_runner_loop(runner);
  EXPECT(asyncio_trace_open(loop, 1000, NULL, NULL) == 0);
  asyncio_loop_set_outside(loop, &(asyncio_outside){play_start, play_cancel, NULL}, false);
  scene_enter(runner);
  asyncio_coroutine *coroutine = CORO(waits_for_page);
  scene_leave(runner);
  EXPECT(asyncio_runner_start(runner, coroutine) == 0);
  EXPECT(asyncio_runner_turn(runner, 1) == ASYNCIO_RUN_GOES_ON);
  asyncio_loop_set_time(loop, 0.5); /* never back */
  EXPECT(asyncio_loop_time(loop) == 1);
  asyncio_loop_set_time(loop, 3);
  asyncio_operation_complete(loop, played.started, 0, "answer", 6);
  while (asyncio_runner_turn(runner, 3.5) == ASYNCIO_RUN_GOES_ON) {
  }
  EXPECT(time_of(loop, ASYNCIO_TRACE_OPERATION_STARTED) == 1);
  EXPECT(time_of(loop, ASYNCIO_TRACE_OPERATION_COMPLETED) == 3);
  EXPECT(time_of(loop, ASYNCIO_TRACE_TASK_WOKEN) == 3);
}

static void test_a_loop_without_an_outside_refuses_operations(void **state) {
  (void)state;
  assert_string_equal(RUN(without_outside), "! NotImplementedError: this loop has no outside that could do 'fetch'\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_to_thread_without_workers_calls_in_the_next_turn),
      cmocka_unit_test(test_run_in_executor_by_default_calls_as_to_thread_does),
      cmocka_unit_test(test_run_in_executor_hands_over_to_the_executor),
      cmocka_unit_test(test_an_operation_ends_with_what_comes_back),
      cmocka_unit_test(test_cancelling_a_task_cancels_its_operation),
      cmocka_unit_test(test_to_thread_with_workers_is_an_operation),
      cmocka_unit_test(test_what_comes_from_outside_is_traced_when_it_comes),
      cmocka_unit_test(test_a_loop_without_an_outside_refuses_operations),
  };
  return cmocka_run_group_tests_name("operation", tests, NULL, NULL);
}
