/* gather: traps 4 and 8 of asyncio. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"
#include "recorded/gather.h"

ASYNC(member, {
  const char *name;
  double delay;
}) {
  ASYNC_BEGIN;
  asyncio_print("%s begins", self->name);
  TRY {
    AWAIT(asyncio_sleep(self->delay));
  }
  TELL_MEMORY_ERROR
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s %E", self->name, CAUGHT);
    RERAISE;
  }
  END_TRY;
  asyncio_print("%s ends", self->name);
  RETURN(asyncio_str(self->name));
  ASYNC_END;
}

ASYNC(fails, {
  const char *name;
  double delay;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(self->delay));
  asyncio_print("%s fails", self->name);
  RAISE(asyncio_ValueError, "%s", self->name);
  ASYNC_END;
}

/* Prints the results, an error as `Type(message)`; its argument is a list of two. */
static void print_error_and_result(asyncio_value results) {
  const asyncio_list *list = asyncio_as_list(results);
  asyncio_print("%E %r", asyncio_as_object(asyncio_list_get(list, 0)), asyncio_list_get(list, 1));
}

ASYNC(trivial, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_print("child");
  RETURN(asyncio_int(1));
  ASYNC_END;
}

ASYNC(turns, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_print("before");
  AWAIT(asyncio_gather(CORO(trivial), CORO(trivial)));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(turns);

ASYNC(results_in_order, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_gather(CORO(member, "a", 3), CORO(member, "b", 1), CORO(member, "c", 2)));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(results_in_order);

ASYNC(of_nothing, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_gather_list(asyncio_list_new(), false));
  asyncio_print("%v", asyncio_bool(asyncio_future_done(self->future)));
  AWAIT(self->future);
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(of_nothing);

ASYNC(first_error, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_gather(CORO(fails, "a", 2), CORO(fails, "b", 1), CORO(member, "c", 3)));
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  AWAIT(asyncio_sleep(5));
  asyncio_print("end");
  ASYNC_END;
}
RECORDED_TEST(first_error);

ASYNC(errors_as_results, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_gather_settled(CORO(fails, "a", 1), CORO(member, "b", 2)));
  print_error_and_result(AWAITED);
  ASYNC_END;
}
RECORDED_TEST(errors_as_results);

ASYNC(cancelled_child, {
  asyncio_task *task;
  asyncio_future *outer;
}) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(member, "a", 5)));
  CHECK(self->outer = asyncio_gather(self->task, CORO(member, "b", 2)));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, "stop");
  TRY {
    AWAIT(self->outer);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E cancelled %v done %v", CAUGHT, asyncio_bool(asyncio_future_cancelled(self->outer)),
                  asyncio_bool(asyncio_future_done(self->outer)));
  }
  END_TRY;
  AWAIT(asyncio_sleep(5));
  ASYNC_END;
}
RECORDED_TEST(cancelled_child);

ASYNC(cancelled_child_as_result, {
  asyncio_task *task;
  asyncio_future *outer;
}) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(member, "a", 5)));
  CHECK(self->outer = asyncio_gather_settled(self->task, CORO(member, "b", 2)));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, "stop");
  AWAIT(self->outer);
  print_error_and_result(AWAITED);
  ASYNC_END;
}
RECORDED_TEST(cancelled_child_as_result);

/* --- The gather itself is cancelled ------------------------------------------------------------------------------- */

ASYNC(cleans, {
  const char *name;
  double delay;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(10));
  }
  TELL_MEMORY_ERROR
  FINALLY {
    asyncio_print("%s cleans up", self->name);
    AWAIT(asyncio_sleep(self->delay));
    asyncio_print("%s is clean", self->name);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(gatherer, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_gather(CORO(cleans, "a", 2), CORO(cleans, "b", 1), CORO(cleans, "c", 3)));
  ASYNC_END;
}

ASYNC(outer_is_cancelled, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(gatherer)));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, "all");
  TRY {
    AWAIT(self->task);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E %v", CAUGHT, asyncio_bool(asyncio_task_cancelled(self->task)));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(outer_is_cancelled);

ASYNC(gathering_future_is_cancelled, { asyncio_future *outer; }) {
  ASYNC_BEGIN;
  CHECK(self->outer = asyncio_gather(CORO(member, "a", 5), CORO(member, "b", 6)));
  AWAIT(asyncio_sleep(1));
  {
    bool asked = asyncio_future_cancel(self->outer, "all");
    asyncio_print("%v %v", asyncio_bool(asked), asyncio_bool(asyncio_future_done(self->outer)));
  }
  TRY {
    AWAIT(self->outer);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E %v %v %v", CAUGHT, asyncio_bool(asyncio_future_cancelled(self->outer)),
                  asyncio_bool(asyncio_future_done(self->outer)),
                  asyncio_bool(asyncio_future_cancel(self->outer, NULL)));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(gathering_future_is_cancelled);

ASYNC(outer_is_cancelled_with_return_exceptions, { asyncio_future *outer; }) {
  ASYNC_BEGIN;
  CHECK(self->outer = asyncio_gather_settled(CORO(member, "a", 5), CORO(member, "b", 6)));
  AWAIT(asyncio_sleep(1));
  asyncio_future_cancel(self->outer, NULL);
  TRY {
    AWAIT(self->outer);
    asyncio_print("%v", AWAITED);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E %v", CAUGHT, asyncio_bool(asyncio_future_cancelled(self->outer)));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(outer_is_cancelled_with_return_exceptions);

ASYNC(refuses, { const char *name; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  TELL_MEMORY_ERROR
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s refuses", self->name);
  }
  END_TRY;
  RETURN(asyncio_str(self->name));
  ASYNC_END;
}

ASYNC(outer_is_cancelled_but_children_refuse, { asyncio_future *outer; }) {
  ASYNC_BEGIN;
  CHECK(self->outer = asyncio_gather_settled(CORO(refuses, "a"), CORO(refuses, "b")));
  AWAIT(asyncio_sleep(1));
  asyncio_future_cancel(self->outer, NULL);
  TRY {
    AWAIT(self->outer);
    asyncio_print("%v", AWAITED);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E %v", CAUGHT, asyncio_bool(asyncio_future_cancelled(self->outer)));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(outer_is_cancelled_but_children_refuse);

ASYNC(breaks, { const char *name; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  TELL_MEMORY_ERROR
  FINALLY {
    RAISE(asyncio_ValueError, "%s", self->name);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(refuses_with_a_message, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_task_cancel(asyncio_current_task(), "refused");
  TRY {
    AWAIT(asyncio_sleep(0));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("goes on");
  }
  END_TRY;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(careful, { double delay; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  TELL_MEMORY_ERROR
  FINALLY {
    AWAIT(asyncio_sleep(self->delay));
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(last_child_refuses_with_a_message, {
  asyncio_future *outer;
  int delay;
}) {
  ASYNC_BEGIN;
  for (self->delay = 0; self->delay <= 2; self->delay += 2) {
    CHECK(self->outer = asyncio_gather_settled(CORO(careful, self->delay), CORO(refuses_with_a_message)));
    AWAIT(asyncio_sleep(1));
    asyncio_future_cancel(self->outer, "outer");
    TRY {
      AWAIT(self->outer);
    }
    EXCEPT(asyncio_CancelledError) {
      asyncio_print("%E", CAUGHT);
    }
    END_TRY;
  }
  ASYNC_END;
}
RECORDED_TEST(last_child_refuses_with_a_message);

ASYNC(error_after_cancel, { asyncio_future *outer; }) {
  ASYNC_BEGIN;
  CHECK(self->outer = asyncio_gather(CORO(breaks, "a"), CORO(member, "b", 6)));
  AWAIT(asyncio_sleep(1));
  asyncio_future_cancel(self->outer, NULL);
  TRY {
    AWAIT(self->outer);
  }
  EXCEPT(asyncio_BaseException) {
    asyncio_print("%E %v", CAUGHT, asyncio_bool(asyncio_future_cancelled(self->outer)));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(error_after_cancel);

/* --- What may be gathered ----------------------------------------------------------------------------------------- */

ASYNC(duplicates, {
  asyncio_coroutine *coroutine;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->coroutine = CORO(member, "a", 1));
  CHECK(self->task = asyncio_create_task(CORO(member, "b", 1)));
  AWAIT(asyncio_gather(self->coroutine, self->task, self->coroutine, self->task));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(duplicates);

ASYNC(done_already, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_future_set_result(self->future, asyncio_str("done")));
  AWAIT(asyncio_gather(self->future, self->future));
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_gather(self->future, CORO(member, "a", 0)));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(done_already);

ASYNC(failed_already, {
  asyncio_future *future;
  asyncio_future *outer;
}) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_future_set_exception(self->future, asyncio_error_new(asyncio_ValueError, "before")));
  CHECK(self->outer = asyncio_gather(CORO(member, "a", 1), self->future));
  asyncio_print("%v", asyncio_bool(asyncio_future_done(self->outer)));
  TRY {
    AWAIT(self->outer);
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  AWAIT(asyncio_sleep(2));
  ASYNC_END;
}
RECORDED_TEST(failed_already);

ASYNC(nested, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_gather(asyncio_gather(CORO(member, "a", 2), CORO(member, "b", 1)), CORO(member, "c", 1)));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(nested);

ASYNC(nested_is_cancelled, { asyncio_future *outer; }) {
  ASYNC_BEGIN;
  CHECK(self->outer = asyncio_gather(asyncio_gather(CORO(member, "a", 5), CORO(member, "b", 6)), CORO(member, "c", 7)));
  AWAIT(asyncio_sleep(1));
  asyncio_future_cancel(self->outer, "deep");
  TRY {
    AWAIT(self->outer);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(nested_is_cancelled);

ASYNC(never_awaited, { asyncio_future *outer; }) {
  ASYNC_BEGIN;
  CHECK(self->outer = asyncio_gather(CORO(member, "a", 1), CORO(member, "b", 2)));
  AWAIT(asyncio_sleep(3));
  asyncio_print("%v", asyncio_future_result(self->outer));
  ASYNC_END;
}
RECORDED_TEST(never_awaited);

ASYNC(waits_for_outer, {
  const char *name;
  asyncio_future *outer;
}) {
  ASYNC_BEGIN;
  AWAIT(self->outer);
  asyncio_print("%s %v", self->name, AWAITED);
  ASYNC_END;
}

ASYNC(two_wait_for_it, { asyncio_future *outer; }) {
  ASYNC_BEGIN;
  CHECK(self->outer = asyncio_gather(CORO(member, "a", 1)));
  AWAIT(asyncio_gather(CORO(waits_for_outer, "first", self->outer), CORO(waits_for_outer, "second", self->outer)));
  ASYNC_END;
}
RECORDED_TEST(two_wait_for_it);

/* --- Nobody holds the gather any more ----------------------------------------------------------------------------- */

static void print_report(void *data, const char *message, asyncio_error *error) {
  (void)data, (void)error;
  asyncio_print("%s", message);
}

ASYNC(failed_and_never_awaited, { asyncio_future *outer; }) {
  ASYNC_BEGIN;
  asyncio_loop_set_exception_handler(asyncio_get_running_loop(), print_report, NULL);
  CHECK(self->outer = asyncio_gather(CORO(fails, "a", 1), CORO(fails, "b", 2)));
  AWAIT(asyncio_sleep(3));
  asyncio_print("%v", asyncio_bool(asyncio_future_done(self->outer)));
  asyncio_release(self->outer);
  asyncio_print("end");
  ASYNC_END;
}
RECORDED_TEST(failed_and_never_awaited);

ASYNC(abandoned_while_it_runs, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_loop_set_exception_handler(asyncio_get_running_loop(), print_report, NULL);
  asyncio_release(asyncio_gather(CORO(fails, "a", 1), CORO(member, "b", 2)));
  AWAIT(asyncio_sleep(3));
  asyncio_print("end");
  ASYNC_END;
}
RECORDED_TEST(abandoned_while_it_runs);

ASYNC(abandons, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_gather(asyncio_future_new(), CORO(member, "b", 1)));
  AWAIT(asyncio_sleep(0.5));
  asyncio_print("abandons");
  ASYNC_END;
}

ASYNC(future_that_nobody_ends, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(abandons));
  AWAIT(asyncio_sleep(3));
  asyncio_print("end");
  ASYNC_END;
}
RECORDED_TEST(future_that_nobody_ends);

/* --- What cannot be gathered -------------------------------------------------------------------------------------- */

/* As in CPython, what was made a task before the refusal runs. */
ASYNC(gathers, { void *second; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_gather(CORO(member, "a", 1), self->second));
  ASYNC_END;
}

ASYNC(gathers_a_list, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(gathers, asyncio_list_new()));
  ASYNC_END;
}

ASYNC(gathers_nothing, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(gathers, NULL));
  ASYNC_END;
}

ASYNC(gathers_what_ran, { asyncio_coroutine *coroutine; }) {
  ASYNC_BEGIN;
  CHECK(self->coroutine = CORO(trivial));
  AWAIT(self->coroutine);
  AWAIT(CORO(gathers, self->coroutine));
  ASYNC_END;
}

static void test_refusals(void **state) {
  (void)state;
  assert_string_equal(RUN(gathers_a_list),
                      "a begins\na CancelledError()\n"
                      "! TypeError: An asyncio.Future, a coroutine or an awaitable is required, got list\n");
  assert_string_equal(RUN(gathers_nothing),
                      "a begins\na CancelledError()\n"
                      "! TypeError: An asyncio.Future, a coroutine or an awaitable is required, got NULL\n");
  assert_string_equal(RUN(gathers_what_ran),
                      "child\na begins\na CancelledError()\n! RuntimeError: cannot reuse already awaited coroutine\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_turns),
      cmocka_unit_test(test_results_in_order),
      cmocka_unit_test(test_of_nothing),
      cmocka_unit_test(test_first_error),
      cmocka_unit_test(test_errors_as_results),
      cmocka_unit_test(test_cancelled_child),
      cmocka_unit_test(test_cancelled_child_as_result),
      cmocka_unit_test(test_outer_is_cancelled),
      cmocka_unit_test(test_gathering_future_is_cancelled),
      cmocka_unit_test(test_outer_is_cancelled_with_return_exceptions),
      cmocka_unit_test(test_outer_is_cancelled_but_children_refuse),
      cmocka_unit_test(test_last_child_refuses_with_a_message),
      cmocka_unit_test(test_error_after_cancel),
      cmocka_unit_test(test_duplicates),
      cmocka_unit_test(test_done_already),
      cmocka_unit_test(test_failed_already),
      cmocka_unit_test(test_nested),
      cmocka_unit_test(test_nested_is_cancelled),
      cmocka_unit_test(test_never_awaited),
      cmocka_unit_test(test_two_wait_for_it),
      cmocka_unit_test(test_failed_and_never_awaited),
      cmocka_unit_test(test_abandoned_while_it_runs),
      cmocka_unit_test(test_future_that_nobody_ends),
      cmocka_unit_test(test_refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
