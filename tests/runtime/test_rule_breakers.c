/* Programs that break the rules get asyncio's error, or a clear one, and never anything undefined. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"

ASYNC(echo, { int number; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  RETURN(asyncio_int(self->number));
  ASYNC_END;
}

/* --- A coroutine awaited twice ------------------------------------------------------------------------------------ */

ASYNC(one_behind_the_other, { asyncio_coroutine *coroutine; }) {
  ASYNC_BEGIN;
  CHECK(self->coroutine = CORO(echo, 1));
  AWAIT(self->coroutine);
  asyncio_print("%v", AWAITED);
  AWAIT(self->coroutine);
  ASYNC_END;
}

ASYNC(awaits, { asyncio_coroutine *coroutine; }) {
  ASYNC_BEGIN;
  AWAIT(self->coroutine);
  RETURN(AWAITED);
  ASYNC_END;
}

ASYNC(at_the_same_time, { asyncio_coroutine *coroutine; }) {
  ASYNC_BEGIN;
  CHECK(self->coroutine = CORO(echo, 1));
  AWAIT(asyncio_gather_settled(CORO(awaits, self->coroutine), CORO(awaits, self->coroutine)));
  RETURN(AWAITED);
  ASYNC_END;
}

ASYNC(as_two_tasks, { asyncio_coroutine *coroutine; }) {
  ASYNC_BEGIN;
  CHECK(self->coroutine = CORO(echo, 1));
  CHECK(asyncio_create_task(self->coroutine));
  CHECK(asyncio_create_task(self->coroutine));
  ASYNC_END;
}

ASYNC(as_task_and_awaited, { asyncio_coroutine *coroutine; }) {
  ASYNC_BEGIN;
  CHECK(self->coroutine = CORO(echo, 1));
  CHECK(asyncio_create_task(self->coroutine));
  AWAIT(self->coroutine);
  ASYNC_END;
}

ASYNC(closed_and_awaited, { asyncio_coroutine *coroutine; }) {
  ASYNC_BEGIN;
  CHECK(self->coroutine = CORO(echo, 1));
  CHECK(asyncio_coroutine_close(self->coroutine));
  AWAIT(self->coroutine);
  ASYNC_END;
}

static void test_coroutine_awaited_twice(void **state) {
  (void)state;
  assert_string_equal(RUN(one_behind_the_other), "1\n! RuntimeError: cannot reuse already awaited coroutine\n");
  assert_string_equal(RUN(at_the_same_time), "= [1, RuntimeError('coroutine is being awaited already')]\n");
  assert_string_equal(RUN(as_two_tasks), "! RuntimeError: coroutine is being awaited already\n");
  assert_string_equal(RUN(as_task_and_awaited), "! RuntimeError: coroutine is being awaited already\n");
  assert_string_equal(RUN(closed_and_awaited), "! RuntimeError: cannot reuse already awaited coroutine\n");
}

/* A coroutine that awaits itself would never be woken. */
ASYNC(awaits_itself, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_task_coroutine(asyncio_current_task()));
  ASYNC_END;
}

static void test_coroutine_awaits_itself(void **state) {
  (void)state;
  assert_string_equal(RUN(awaits_itself), "! RuntimeError: coroutine is being awaited already\n");
}

/* --- A task and itself -------------------------------------------------------------------------------------------- */

ASYNC(task_awaits_itself, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_task_set_name(asyncio_current_task(), "me"));
  AWAIT(asyncio_current_task());
  ASYNC_END;
}

/* Each waits for the other: a deadlock, which is told. */
ASYNC(waits_for_task, { asyncio_task **other; }) {
  ASYNC_BEGIN;
  AWAIT(*self->other);
  ASYNC_END;
}

static asyncio_task *pair[2];

ASYNC(two_await_each_other, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(pair[0] = asyncio_create_task(CORO(waits_for_task, &pair[1])));
  CHECK(pair[1] = asyncio_create_task(CORO(waits_for_task, &pair[0])));
  AWAIT(pair[0]);
  ASYNC_END;
}

/* As in CPython, cancelling a ring of tasks asks each once and then comes back to the first. */
static void test_task_and_itself(void **state) {
  (void)state;
  assert_ptr_equal(
      strstr(RUN(task_awaits_itself), "! RuntimeError: Task cannot await on itself: <Task pending name='me'"),
      program_text());
}

static void test_ring_of_tasks(void **state) {
  (void)state;
  const char *text = RUN(two_await_each_other);
  assert_non_null(strstr(text, "! RuntimeError: deadlock: nothing is ready and no timer is set\n"));
}

/* --- Another loop's ----------------------------------------------------------------------------------------------- */

static asyncio_future *foreign;

ASYNC(awaits_foreign, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_task_set_name(asyncio_current_task(), "me"));
  AWAIT(foreign);
  ASYNC_END;
}

ASYNC(gathers_foreign, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_gather(foreign));
  ASYNC_END;
}

ASYNC(waits_for_foreign, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_wait(asyncio_list_of(foreign), 1, ASYNCIO_ALL_COMPLETED));
  ASYNC_END;
}

SCENE(test_future_of_another_loop) {
  asyncio_runner *other = scene_runner();
  EXPECT(other != NULL);
  scene_enter(other);
  foreign = HOLD(asyncio_future_new());
  scene_leave(other);
  EXPECT(foreign != NULL);
  EXPECT(strstr(RUN(awaits_foreign), "! RuntimeError: Task <Task pending name='me'") == program_text());
  EXPECT(strstr(program_text(), "got Future <Future pending> attached to a different loop\n") != NULL);
  EXPECT_TEXT(RUN(gathers_foreign),
              "! ValueError: The future belongs to a different loop than the one specified as the loop "
              "argument\n");
  EXPECT_TEXT(RUN(waits_for_foreign),
              "! ValueError: The future belongs to a different loop than the one specified as the loop "
              "argument\n");
}

/* --- Closing ------------------------------------------------------------------------------------------------------ */

ASYNC(cleans, {
  const char *name;
  bool breaks;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(100));
  }
  TELL_MEMORY_ERROR
  FINALLY {
    asyncio_print("%s cleans", self->name);
    if (self->breaks) {
      RAISE(asyncio_ValueError, "breaks");
    }
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(wraps, {
  const char *name;
  bool breaks;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(CORO(cleans, self->name, self->breaks));
  }
  EXCEPT(asyncio_GeneratorExit, asyncio_ValueError) {
    asyncio_print("%E", CAUGHT);
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(closes, {
  bool breaks;
  asyncio_coroutine *coroutine;
}) {
  ASYNC_BEGIN;
  CHECK(self->coroutine = CORO(wraps, "inner", self->breaks));
  CHECK(asyncio_create_task(self->coroutine));
  AWAIT(asyncio_sleep(1));
  CHECK(asyncio_coroutine_close(self->coroutine));
  asyncio_print("closed");
  AWAIT(asyncio_sleep(1));
  ASYNC_END;
}

/* Closing what a task runs, behind its back: nothing wakes the task before it is cancelled at the end. */
static void test_closed_behind_the_tasks_back(void **state) {
  (void)state;
#define REPORT                                                                                                         \
  "? unhandled exception during asyncio.run() shutdown: RuntimeError: cannot reuse already awaited coroutine\n"
  assert_string_equal(RUN(closes, false), "inner cleans\nGeneratorExit()\nclosed\n" REPORT "= None\n");
  assert_string_equal(RUN(closes, true), "inner cleans\nValueError(breaks)\n" REPORT "! ValueError: breaks\n");
#undef REPORT
}

/* As in CPython the task ends with an error when it is woken: by what it waited for, or by a cancel. */
ASYNC(waits_inside, { void *awaitable; }) {
  ASYNC_BEGIN;
  AWAIT(self->awaitable);
  ASYNC_END;
}

ASYNC(waits, {
  void *awaitable;
  asyncio_coroutine *inside;
}) {
  ASYNC_BEGIN;
  CHECK(self->inside = CORO(waits_inside, self->awaitable));
  AWAIT(self->inside);
  ASYNC_END;
}

ASYNC(wakes_what_it_closed, {
  bool sleeps;  /* what is closed: its future goes along */
  bool cancels; /* or the future is done */
  asyncio_future *future;
  asyncio_coroutine *coroutine;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(self->coroutine = CORO(waits, self->sleeps ? (void *)asyncio_sleep(5) : self->future));
  CHECK(self->task = asyncio_create_task(self->coroutine));
  AWAIT(asyncio_sleep(1));
  CHECK(asyncio_coroutine_close(self->coroutine));
  if (self->cancels) {
    asyncio_task_cancel(self->task, NULL);
  } else {
    CHECK(asyncio_future_set_result(self->future, asyncio_none()));
  }
  AWAIT(self->task);
  ASYNC_END;
}

/* Only a coroutine inside is closed: its caller gets the error. */
ASYNC(handles, { asyncio_coroutine *inside; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(self->inside);
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  AWAIT(asyncio_sleep(1));
  RETURN(asyncio_str("went on"));
  ASYNC_END;
}

ASYNC(closes_inside, {
  asyncio_future *future;
  asyncio_coroutine *inside;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(self->inside = CORO(waits_inside, self->future));
  CHECK(self->task = asyncio_create_task(CORO(handles, self->inside)));
  AWAIT(asyncio_sleep(1));
  CHECK(asyncio_coroutine_close(self->inside));
  CHECK(asyncio_future_set_result(self->future, asyncio_none()));
  AWAIT(self->task);
  RETURN(AWAITED);
  ASYNC_END;
}

static void test_woken_after_its_coroutine_was_closed(void **state) {
  (void)state;
  static const char error[] = "! RuntimeError: cannot reuse already awaited coroutine\n";
  assert_string_equal(RUN(wakes_what_it_closed, false, false), error);
  assert_string_equal(RUN(wakes_what_it_closed, false, true), error);
  assert_string_equal(RUN(wakes_what_it_closed, true, true), error);
  assert_string_equal(RUN(closes_inside), "RuntimeError(cannot reuse already awaited coroutine)\n= 'went on'\n");
}

/* Closing one that is awaited by the one that closes it. */
ASYNC(closes_its_caller, { asyncio_coroutine *caller; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(0));
  CHECK(asyncio_coroutine_close(self->caller));
  ASYNC_END;
}

ASYNC(is_closed_from_below, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(closes_its_caller, asyncio_task_coroutine(asyncio_current_task())));
  ASYNC_END;
}

/* A GeneratorExit that is not let through. */
ASYNC(ignores_the_end, { int i; }) {
  ASYNC_BEGIN;
  for (; self->i < 3; self->i++) {
    TRY {
      AWAIT(asyncio_sleep(1));
    }
    EXCEPT(asyncio_GeneratorExit) {
      asyncio_print("ignores");
    }
    END_TRY;
  }
  ASYNC_END;
}

ASYNC(closes_what_ignores, {
  asyncio_coroutine *coroutine;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->coroutine = CORO(ignores_the_end));
  CHECK(self->task = asyncio_create_task(self->coroutine));
  AWAIT(asyncio_sleep(0.5));
  TRY {
    CHECK(asyncio_coroutine_close(self->coroutine));
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

static void test_closing(void **state) {
  (void)state;
  assert_string_equal(RUN(is_closed_from_below), "! ValueError: coroutine already executing\n");
  assert_non_null(strstr(RUN(closes_what_ignores), "ignores\nRuntimeError(coroutine ignored GeneratorExit)\n"));
}

/* --- Errors ------------------------------------------------------------------------------------------------------- */

ASYNC(reraises_nothing, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  RERAISE;
  ASYNC_END;
}

ASYNC(groups, { asyncio_list *list; }) {
  ASYNC_BEGIN;
  CHECK(self->list = asyncio_list_new());
  TRY {
    CHECK(asyncio_error_group("empty", self->list));
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  CHECK(asyncio_list_append(self->list, asyncio_int(5)));
  RAISE_ERROR(asyncio_error_group("of a number", self->list));
  ASYNC_END;
}

ASYNC(causes_itself, { asyncio_error *error; }) {
  ASYNC_BEGIN;
  CHECK(self->error = asyncio_error_new(asyncio_ValueError, "own cause"));
  asyncio_error_set_cause(self->error, self->error);
  TRY {
    RAISE_ERROR(self->error);
  }
  EXCEPT(asyncio_ValueError) {
    RAISE_ERROR(self->error);
  }
  END_TRY;
  ASYNC_END;
}

static void test_errors(void **state) {
  (void)state;
  assert_string_equal(RUN(reraises_nothing), "! RuntimeError: No active exception to reraise\n");
  assert_string_equal(RUN(groups), "ValueError(second argument (exceptions) must be a non-empty sequence)\n"
                                   "! ValueError: Item 0 of second argument (exceptions) is not an exception\n");
  assert_string_equal(RUN(causes_itself), "! ValueError: own cause\n");
}

/* --- Turning the loop from inside --------------------------------------------------------------------------------- */

ASYNC(turns_its_own_loop, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_loop_turn(asyncio_get_running_loop(), 1));
  ASYNC_END;
}

static void test_loop_turned_from_inside(void **state) {
  (void)state;
  assert_string_equal(RUN(turns_its_own_loop), "! RuntimeError: This event loop is already running\n");
}

ASYNC(frees_its_own_loop, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_loop_free(asyncio_get_running_loop());
  CHECK(0);
  ASYNC_END;
}

static void test_loop_freed_from_inside(void **state) {
  (void)state;
  assert_string_equal(RUN(frees_its_own_loop), "! RuntimeError: This event loop is already running\n");
}

SCENE(test_started_twice) {
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  scene_enter(runner);
  asyncio_coroutine *first = CORO(echo, 1);
  asyncio_coroutine *second = HOLD(CORO(echo, 2));
  scene_leave(runner);
  EXPECT(asyncio_runner_start(runner, first) == 0);
  EXPECT(asyncio_runner_start(runner, second) == -1);
  EXPECT_TEXT(asyncio_error_message(asyncio_current_error()), "This event loop is already running");
  asyncio_clear_error();
  EXPECT(asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RETURNED);
  EXPECT(asyncio_runner_result(runner).integer == 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_coroutine_awaited_twice),
      cmocka_unit_test(test_coroutine_awaits_itself),
      cmocka_unit_test(test_task_and_itself),
      cmocka_unit_test(test_ring_of_tasks),
      cmocka_unit_test(test_future_of_another_loop),
      cmocka_unit_test(test_closed_behind_the_tasks_back),
      cmocka_unit_test(test_woken_after_its_coroutine_was_closed),
      cmocka_unit_test(test_closing),
      cmocka_unit_test(test_errors),
      cmocka_unit_test(test_loop_turned_from_inside),
      cmocka_unit_test(test_loop_freed_from_inside),
      cmocka_unit_test(test_started_twice),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
