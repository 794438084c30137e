/* wait_for: traps 4 and 9 of asyncio. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"

#include <math.h>

#include "recorded/wait_for.h"

static unsigned own_cancelling(void) {
  return asyncio_task_cancelling(asyncio_current_task());
}

ASYNC(sleeper, {
  const char *name;
  double delay;
}) {
  ASYNC_BEGIN;
  asyncio_print("%s begins", self->name);
  TRY {
    AWAIT(asyncio_sleep(self->delay));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s %E", self->name, CAUGHT);
    RERAISE;
  }
  END_TRY;
  RETURN(asyncio_str(self->name));
  ASYNC_END;
}

/* Waits for `awaitable` and prints its result, or the TimeoutError. */
ASYNC(tries, {
  void *awaitable;
  double timeout;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_wait_for(self->awaitable, self->timeout));
    asyncio_print("%v", AWAITED);
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(in_time, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_wait_for(CORO(sleeper, "a", 0), 1));
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_wait_for(CORO(sleeper, "b", 1), 2));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(in_time);

ASYNC(too_late, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_wait_for(CORO(sleeper, "a", 5), 1));
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("%E cause %E", CAUGHT, asyncio_error_cause(CAUGHT));
  }
  END_TRY;
  asyncio_print("%u", own_cancelling());
  ASYNC_END;
}
RECORDED_TEST(too_late);

ASYNC(without_limit, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_wait_for(CORO(sleeper, "a", 100), ASYNCIO_FOREVER));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(without_limit);

ASYNC(zero, {
  asyncio_future *future;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  AWAIT(CORO(tries, CORO(sleeper, "a", 0), 0));
  AWAIT(CORO(tries, CORO(sleeper, "a", 0), -1));
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_future_set_result(self->future, asyncio_str("done")));
  AWAIT(asyncio_wait_for(self->future, 0));
  asyncio_print("%v", AWAITED);
  CHECK(self->task = asyncio_create_task(CORO(sleeper, "b", 5)));
  AWAIT(asyncio_sleep(1));
  TRY {
    AWAIT(asyncio_wait_for(self->task, 0));
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("%E %v", CAUGHT, asyncio_bool(asyncio_task_cancelled(self->task)));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(zero);

/* --- What the inner one does about the cancel --------------------------------------------------------------------- */

ASYNC(swallows, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("swallowed");
    RETURN(asyncio_str("late"));
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(inner_swallows, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_wait_for(CORO(swallows), 1));
  asyncio_print("%v", AWAITED);
  asyncio_print("%u", own_cancelling());
  ASYNC_END;
}
RECORDED_TEST(inner_swallows);

ASYNC(cleans, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  TELL_MEMORY_ERROR
  FINALLY {
    AWAIT(asyncio_sleep(2));
    asyncio_print("clean");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(inner_is_slow_to_leave, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(tries, CORO(cleans), 1));
  ASYNC_END;
}
RECORDED_TEST(inner_is_slow_to_leave);

ASYNC(breaks, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  FINALLY {
    RAISE(asyncio_ValueError, "in clean-up");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(inner_raises_while_leaving, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_wait_for(CORO(breaks), 1));
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("%E %E %E", CAUGHT, asyncio_error_context(CAUGHT),
                  asyncio_error_context(asyncio_error_context(CAUGHT)));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(inner_raises_while_leaving);

ASYNC(fails, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  RAISE(asyncio_ValueError, "fails");
  ASYNC_END;
}

ASYNC(inner_fails, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_wait_for(CORO(fails), 2));
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(inner_fails);

/* --- Tasks and futures -------------------------------------------------------------------------------------------- */

ASYNC(of_a_task, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(sleeper, "a", 5)));
  TRY {
    AWAIT(asyncio_wait_for(self->task, 1));
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("%E %v", CAUGHT, asyncio_bool(asyncio_task_cancelled(self->task)));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(of_a_task);

static void ring(void *future) {
  asyncio_future_set_result(future, asyncio_str("rings"));
}

ASYNC(of_a_future, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_call_later(1, ring, self->future));
  AWAIT(asyncio_wait_for(self->future, 2));
  asyncio_print("%v", AWAITED);
  CHECK(self->future = asyncio_future_new());
  TRY {
    AWAIT(asyncio_wait_for(self->future, 1));
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("%E %v", CAUGHT, asyncio_bool(asyncio_future_cancelled(self->future)));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(of_a_future);

/* --- The outer one is cancelled ----------------------------------------------------------------------------------- */

ASYNC(waits_for_future, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_wait_for(self->future, 5));
  RETURN(AWAITED);
  ASYNC_END;
}

ASYNC(result_and_cancel_in_one_turn, {
  asyncio_future *future;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(self->task = asyncio_create_task(CORO(waits_for_future, self->future)));
  AWAIT(asyncio_sleep(1));
  CHECK(asyncio_future_set_result(self->future, asyncio_str("value")));
  asyncio_task_cancel(self->task, "outer");
  TRY {
    AWAIT(self->task);
    asyncio_print("%v", AWAITED);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(result_and_cancel_in_one_turn);

ASYNC(waits_for_sleeper, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_wait_for(CORO(sleeper, "a", 5), 3));
  ASYNC_END;
}

ASYNC(outer_is_cancelled, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(waits_for_sleeper)));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, "outer");
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

ASYNC(cleans_too_long, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  TELL_MEMORY_ERROR
  FINALLY {
    asyncio_print("cleaning");
    AWAIT(asyncio_sleep(2));
    asyncio_print("not here");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(waits_for_cleaning, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_wait_for(CORO(cleans_too_long), 1));
  ASYNC_END;
}

ASYNC(outer_is_cancelled_while_inner_leaves, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(waits_for_cleaning)));
  AWAIT(asyncio_sleep(2));
  asyncio_task_cancel(self->task, "outer");
  TRY {
    AWAIT(self->task);
  }
  EXCEPT(asyncio_BaseException) {
    asyncio_print("%E %v %u", CAUGHT, asyncio_bool(asyncio_task_cancelled(self->task)),
                  asyncio_task_cancelling(self->task));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(outer_is_cancelled_while_inner_leaves);

ASYNC(leaves_slowly, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("inner leaves");
    AWAIT(asyncio_sleep(1));
    asyncio_print("inner has left");
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(waits_no_time, { asyncio_task *inner; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_wait_for(self->inner, 0));
  ASYNC_END;
}

static void cancel_from_outside(void *task) {
  asyncio_task_cancel(task, "outer");
}

/* The wait has gone when the callback runs that was to wake it. */
ASYNC(cancelled_and_inner_done_in_one_turn, {
  asyncio_task *inner;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->inner = asyncio_create_task(CORO(leaves_slowly)));
  AWAIT(asyncio_sleep(1));
  CHECK(self->task = asyncio_create_task(CORO(waits_no_time, self->inner)));
  CHECK(asyncio_call_at(2, cancel_from_outside, self->task));
  TRY {
    AWAIT(self->task);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E %v", CAUGHT, asyncio_bool(asyncio_task_done(self->inner)));
  }
  END_TRY;
  AWAIT(asyncio_sleep(1));
  asyncio_print("%v", asyncio_bool(asyncio_task_cancelled(self->inner)));
  ASYNC_END;
}
RECORDED_TEST(cancelled_and_inner_done_in_one_turn);

ASYNC(nested, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(tries, asyncio_wait_for(CORO(sleeper, "a", 5), 3), 1));
  AWAIT(CORO(tries, asyncio_wait_for(CORO(sleeper, "b", 5), 1), 3));
  ASYNC_END;
}
RECORDED_TEST(nested);

/* --- What C alone can ask for ------------------------------------------------------------------------------------- */

ASYNC(without_number, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_wait_for(CORO(sleeper, "a", 1), NAN));
  ASYNC_END;
}

static void test_nan(void **state) {
  (void)state;
  assert_string_equal(RUN(without_number), "? coroutine 'sleeper' was never awaited\n"
                                           "! ValueError: Invalid deadline: NaN (not a number)\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_in_time),
      cmocka_unit_test(test_too_late),
      cmocka_unit_test(test_without_limit),
      cmocka_unit_test(test_zero),
      cmocka_unit_test(test_inner_swallows),
      cmocka_unit_test(test_inner_is_slow_to_leave),
      cmocka_unit_test(test_inner_raises_while_leaving),
      cmocka_unit_test(test_inner_fails),
      cmocka_unit_test(test_of_a_task),
      cmocka_unit_test(test_of_a_future),
      cmocka_unit_test(test_result_and_cancel_in_one_turn),
      cmocka_unit_test(test_outer_is_cancelled),
      cmocka_unit_test(test_outer_is_cancelled_while_inner_leaves),
      cmocka_unit_test(test_cancelled_and_inner_done_in_one_turn),
      cmocka_unit_test(test_nested),
      cmocka_unit_test(test_nan),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
