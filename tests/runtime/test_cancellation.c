/* Cancelling tasks and futures: traps 5, 6 and 7 of asyncio, and what becomes of messages, counts and clean-up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "failing.h"
#include "program.h"
#include "recorded/cancellation.h"

#define TRUTH(condition) asyncio_bool(condition)

ASYNC(sleeper, {
  const char *name;
  double delay;
}) {
  ASYNC_BEGIN;
  TRY {
    asyncio_print("%s sleeps", self->name);
    AWAIT(asyncio_sleep(self->delay));
    asyncio_print("%s slept", self->name);
    RETURN(asyncio_str(self->name));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s %E", self->name, CAUGHT);
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(look, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(self->task);
    asyncio_print("result %v", AWAITED);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("raised %E", CAUGHT);
  }
  END_TRY;
  asyncio_print("done %v cancelled %v cancelling %u", TRUTH(asyncio_task_done(self->task)),
                TRUTH(asyncio_task_cancelled(self->task)), asyncio_task_cancelling(self->task));
  ASYNC_END;
}

/* --- Trap 5 ------------------------------------------------------------------------------------------------------- */

ASYNC(before_first_step, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(sleeper, "a", 1)));
  {
    bool cancelled = asyncio_task_cancel(self->task, "early");
    asyncio_print("%v %u", TRUTH(cancelled), asyncio_task_cancelling(self->task));
  }
  AWAIT(CORO(look, self->task));
  asyncio_print("%v", TRUTH(asyncio_task_cancel(self->task, NULL)));
  ASYNC_END;
}
RECORDED_TEST(before_first_step);

ASYNC(before_first_step_twice, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(sleeper, "a", 1)));
  asyncio_task_cancel(self->task, "first");
  asyncio_task_cancel(self->task, "second");
  AWAIT(CORO(look, self->task));
  ASYNC_END;
}
RECORDED_TEST(before_first_step_twice);

ASYNC(waits_for_value, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(self->future);
    asyncio_print("got %v", AWAITED);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("lost %E", CAUGHT);
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(after_result_before_wakeup, {
  asyncio_future *future;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(self->task = asyncio_create_task(CORO(waits_for_value, self->future)));
  AWAIT(asyncio_sleep(0));
  CHECK(asyncio_future_set_result(self->future, asyncio_str("value")));
  asyncio_print("%v", TRUTH(asyncio_task_cancel(self->task, "late")));
  AWAIT(CORO(look, self->task));
  asyncio_print("%v", asyncio_future_result(self->future));
  ASYNC_END;
}
RECORDED_TEST(after_result_before_wakeup);

ASYNC(cancels_and_returns, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_print("%v", TRUTH(asyncio_task_cancel(asyncio_current_task(), "me")));
  RETURN(asyncio_str("result"));
  ASYNC_END;
}

ASYNC(cancels_itself_and_returns, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(look, asyncio_create_task(CORO(cancels_and_returns))));
  ASYNC_END;
}
RECORDED_TEST(cancels_itself_and_returns);

ASYNC(cancels_and_awaits, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_task_cancel(asyncio_current_task(), "me");
  asyncio_print("before");
  TRY {
    AWAIT(asyncio_sleep(0));
    asyncio_print("not here");
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  AWAIT(asyncio_sleep(1));
  RETURN(asyncio_str("went on"));
  ASYNC_END;
}

ASYNC(cancels_itself_and_awaits, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(look, asyncio_create_task(CORO(cancels_and_awaits))));
  ASYNC_END;
}
RECORDED_TEST(cancels_itself_and_awaits);

ASYNC(cancels_and_raises, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_task_cancel(asyncio_current_task(), NULL);
  RAISE(asyncio_ValueError, "more");
  ASYNC_END;
}

ASYNC(cancels_itself_and_raises, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_create_task(CORO(cancels_and_raises)));
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(cancels_itself_and_raises);

/* --- Trap 6 ------------------------------------------------------------------------------------------------------- */

ASYNC(slow_to_leave, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(10));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("inner %E", CAUGHT);
    AWAIT(asyncio_sleep(2));
    asyncio_print("inner leaves");
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(parent_of_slow, { asyncio_task *inner; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(self->inner);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("parent %E %v", CAUGHT, TRUTH(asyncio_task_cancelled(self->inner)));
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(goes_to_the_inner_task, {
  asyncio_task *inner;
  asyncio_task *outer;
}) {
  ASYNC_BEGIN;
  CHECK(self->inner = asyncio_create_task(CORO(slow_to_leave)));
  CHECK(self->outer = asyncio_create_task(CORO(parent_of_slow, self->inner)));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->outer, "message");
  AWAIT(CORO(look, self->outer));
  ASYNC_END;
}
RECORDED_TEST(goes_to_the_inner_task);

ASYNC(stubborn, { int i; }) {
  ASYNC_BEGIN;
  for (self->i = 0; self->i < 3; self->i++) {
    TRY {
      AWAIT(asyncio_sleep(10));
      asyncio_print("slept");
    }
    EXCEPT(asyncio_CancelledError) {
      asyncio_print("stubborn %E", CAUGHT);
    }
    END_TRY;
  }
  RETURN(asyncio_str("stayed"));
  ASYNC_END;
}

ASYNC(parent_of_stubborn, { asyncio_task *inner; }) {
  ASYNC_BEGIN;
  AWAIT(self->inner);
  RETURN(AWAITED);
  ASYNC_END;
}

ASYNC(is_forwarded_again, {
  asyncio_task *inner;
  asyncio_task *outer;
}) {
  ASYNC_BEGIN;
  CHECK(self->inner = asyncio_create_task(CORO(stubborn)));
  CHECK(self->outer = asyncio_create_task(CORO(parent_of_stubborn, self->inner)));
  AWAIT(asyncio_sleep(1));
  asyncio_print("%v", TRUTH(asyncio_task_cancel(self->outer, "one")));
  AWAIT(asyncio_sleep(1));
  asyncio_print("%v", TRUTH(asyncio_task_cancel(self->outer, "two")));
  asyncio_print("cancelling %u %u", asyncio_task_cancelling(self->outer), asyncio_task_cancelling(self->inner));
  AWAIT(CORO(look, self->outer));
  ASYNC_END;
}
RECORDED_TEST(is_forwarded_again);

ASYNC(level, { int depth; }) {
  ASYNC_BEGIN;
  TRY {
    if (self->depth == 0) {
      AWAIT(asyncio_sleep(5));
    } else {
      AWAIT(CORO(level, self->depth - 1));
    }
  }
  FINALLY {
    asyncio_print("leaving %d", self->depth);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(goes_through_inline_coroutines, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(level, 3)));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, "out");
  AWAIT(CORO(look, self->task));
  ASYNC_END;
}
RECORDED_TEST(goes_through_inline_coroutines);

ASYNC(swallowing_inner, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("swallowed %E", CAUGHT);
  }
  END_TRY;
  RETURN(asyncio_str("inner"));
  ASYNC_END;
}

ASYNC(outer_of_swallowing, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(swallowing_inner));
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_sleep(1));
  RETURN(asyncio_str("outer"));
  ASYNC_END;
}

ASYNC(inner_swallows, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(outer_of_swallowing)));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, NULL);
  AWAIT(CORO(look, self->task));
  ASYNC_END;
}
RECORDED_TEST(inner_swallows);

/* --- Trap 7 ------------------------------------------------------------------------------------------------------- */

ASYNC(swallows, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("cancelling %u", asyncio_task_cancelling(asyncio_current_task()));
  }
  END_TRY;
  AWAIT(asyncio_sleep(1));
  asyncio_print("cancelling %u", asyncio_task_cancelling(asyncio_current_task()));
  unsigned left = asyncio_task_uncancel(asyncio_current_task());
  asyncio_print("uncancel %u %u", left, asyncio_task_uncancel(asyncio_current_task()));
  RETURN(asyncio_str("end"));
  ASYNC_END;
}

ASYNC(count_stays, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(swallows)));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, NULL);
  AWAIT(asyncio_sleep(0));
  asyncio_print("cancel %v", TRUTH(asyncio_task_cancel(self->task, NULL)));
  AWAIT(CORO(look, self->task));
  ASYNC_END;
}
RECORDED_TEST(count_stays);

ASYNC(thinks_again, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_task_cancel(asyncio_current_task(), NULL);
  asyncio_task_cancel(asyncio_current_task(), NULL);
  asyncio_print("uncancel %u", asyncio_task_uncancel(asyncio_current_task()));
  TRY {
    AWAIT(asyncio_sleep(0));
    asyncio_print("not here");
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("cancelled: one was left");
  }
  END_TRY;
  asyncio_print("uncancel %u", asyncio_task_uncancel(asyncio_current_task()));
  asyncio_task_cancel(asyncio_current_task(), NULL);
  asyncio_print("uncancel %u", asyncio_task_uncancel(asyncio_current_task()));
  AWAIT(asyncio_sleep(1));
  RETURN(asyncio_str("went on"));
  ASYNC_END;
}

ASYNC(uncancel_takes_back, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(look, asyncio_create_task(CORO(thinks_again))));
  ASYNC_END;
}
RECORDED_TEST(uncancel_takes_back);

ASYNC(uncancel_before_first_step, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(sleeper, "a", 1)));
  asyncio_task_cancel(self->task, NULL);
  asyncio_print("uncancel %u", asyncio_task_uncancel(self->task));
  AWAIT(CORO(look, self->task));
  ASYNC_END;
}
RECORDED_TEST(uncancel_before_first_step);

/* --- Futures, messages, clean-up ---------------------------------------------------------------------------------- */

ASYNC(cancel_of_done, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(sleeper, "a", 0)));
  AWAIT(self->task);
  bool cancelled = asyncio_task_cancel(self->task, NULL);
  asyncio_print("%v %u %v %v", TRUTH(cancelled), asyncio_task_cancelling(self->task),
                TRUTH(asyncio_task_cancelled(self->task)), asyncio_task_result(self->task));
  ASYNC_END;
}
RECORDED_TEST(cancel_of_done);

ASYNC(cancel_of_future, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  {
    bool first = asyncio_future_cancel(self->future, "gone");
    bool second = asyncio_future_cancel(self->future, "again");
    asyncio_print("%v %v %v %v", TRUTH(first), TRUTH(second), TRUTH(asyncio_future_done(self->future)),
                  TRUTH(asyncio_future_cancelled(self->future)));
  }
  TRY {
    AWAIT(self->future);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  TRY {
    CHECK(asyncio_future_result(self->future));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(cancel_of_future);

ASYNC(refuses_first, { const char *name; }) {
  ASYNC_BEGIN;
  asyncio_task_cancel(asyncio_current_task(), "refused");
  TRY {
    AWAIT(asyncio_sleep(0));
  }
  EXCEPT(asyncio_CancelledError) {
  }
  END_TRY;
  AWAIT(CORO(sleeper, self->name, 5));
  ASYNC_END;
}

ASYNC(look_again_and_again, {
  asyncio_task *task;
  int i;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, "first");
  for (self->i = 0; self->i < 3; self->i++) {
    AWAIT(CORO(look, self->task));
  }
  TRY {
    CHECK(asyncio_task_exception(self->task));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(error_is_raised_once, { asyncio_task *first, *second; }) {
  ASYNC_BEGIN;
  CHECK(self->first = asyncio_create_task(CORO(sleeper, "a", 5)));
  CHECK(self->second = asyncio_create_task(CORO(refuses_first, "b")));
  AWAIT(CORO(look_again_and_again, self->first));
  AWAIT(CORO(look_again_and_again, self->second));
  ASYNC_END;
}
RECORDED_TEST(error_is_raised_once);

ASYNC(each_gets_an_error_of_its_own, {
  asyncio_future *future;
  asyncio_error *errors[3];
  int i;
}) {
  ASYNC_BEGIN;
  failing_may_share_cancels();
  CHECK(self->future = asyncio_future_new());
  asyncio_future_cancel(self->future, "gone");
  TRY {
    for (self->i = 0; self->i < 3; self->i++) {
      TRY {
        AWAIT(self->future);
      }
      EXCEPT(asyncio_CancelledError) {
        self->errors[self->i] = asyncio_keep(CAUGHT);
      }
      END_TRY;
    }
    asyncio_print("['%E', '%E', '%E'] %v %v", self->errors[0], self->errors[1], self->errors[2],
                  TRUTH(self->errors[0] == self->errors[1]), TRUTH(self->errors[1] == self->errors[2]));
  }
  FINALLY {
    for (self->i = 0; self->i < 3; self->i++) {
      if (self->errors[self->i] != NULL) {
        asyncio_release(self->errors[self->i]);
      }
    }
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(each_gets_an_error_of_its_own);

ASYNC(waiter, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(self->future);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("waiter %E", CAUGHT);
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(waited_future_is_cancelled, {
  asyncio_future *future;
  asyncio_task *first;
  asyncio_task *second;
}) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(self->first = asyncio_create_task(CORO(waiter, self->future)));
  CHECK(self->second = asyncio_create_task(CORO(waiter, self->future)));
  AWAIT(asyncio_sleep(0));
  asyncio_task_cancel(self->first, "through the task");
  AWAIT(CORO(look, self->first));
  AWAIT(CORO(look, self->second));
  asyncio_print("%v %u", TRUTH(asyncio_future_cancelled(self->future)), asyncio_task_cancelling(self->second));
  ASYNC_END;
}
RECORDED_TEST(waited_future_is_cancelled);

ASYNC(leaves, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  RAISE(asyncio_CancelledError, "by hand");
  ASYNC_END;
}

ASYNC(raised_by_hand, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(look, asyncio_create_task(CORO(leaves))));
  ASYNC_END;
}
RECORDED_TEST(raised_by_hand);

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

ASYNC(other_error_in_cleanup, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(breaks)));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, NULL);
  TRY {
    AWAIT(self->task);
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("%E context %E", CAUGHT, asyncio_error_context(CAUGHT));
  }
  END_TRY;
  asyncio_print("%v %u", TRUTH(asyncio_task_cancelled(self->task)), asyncio_task_cancelling(self->task));
  ASYNC_END;
}
RECORDED_TEST(other_error_in_cleanup);

ASYNC(cleans, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  TELL_MEMORY_ERROR
  FINALLY {
    TRY {
      asyncio_print("cleaning");
      AWAIT(asyncio_sleep(5));
    }
    EXCEPT(asyncio_CancelledError) {
      asyncio_print("again %E", CAUGHT);
      RERAISE;
    }
    END_TRY;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(cancel_while_cleaning_up, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(cleans)));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, "first");
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, "second");
  AWAIT(CORO(look, self->task));
  ASYNC_END;
}
RECORDED_TEST(cancel_while_cleaning_up);

ASYNC(cancels_parent, { asyncio_task *parent; }) {
  ASYNC_BEGIN;
  asyncio_task_cancel(self->parent, "by child");
  asyncio_print("asked");
  ASYNC_END;
}

ASYNC(main_is_cancelled_by_child, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_create_task(CORO(cancels_parent, asyncio_current_task())));
  TRY {
    AWAIT(asyncio_sleep(1));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("main %E", CAUGHT);
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(main_is_cancelled_by_child);

ASYNC(two_cancels_in_one_turn, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(sleeper, "a", 5)));
  AWAIT(asyncio_sleep(1));
  {
    bool first = asyncio_task_cancel(self->task, "first");
    bool second = asyncio_task_cancel(self->task, "second");
    asyncio_print("%v %v %u", TRUTH(first), TRUTH(second), asyncio_task_cancelling(self->task));
  }
  AWAIT(CORO(look, self->task));
  ASYNC_END;
}
RECORDED_TEST(two_cancels_in_one_turn);

ASYNC(yields, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(0));
    asyncio_print("not here");
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("yield %E", CAUGHT);
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(bare_yield_is_cancelled, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(yields)));
  AWAIT(asyncio_sleep(0));
  asyncio_task_cancel(self->task, "now");
  AWAIT(CORO(look, self->task));
  ASYNC_END;
}
RECORDED_TEST(bare_yield_is_cancelled);

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_before_first_step),
      cmocka_unit_test(test_before_first_step_twice),
      cmocka_unit_test(test_after_result_before_wakeup),
      cmocka_unit_test(test_cancels_itself_and_returns),
      cmocka_unit_test(test_cancels_itself_and_awaits),
      cmocka_unit_test(test_cancels_itself_and_raises),
      cmocka_unit_test(test_goes_to_the_inner_task),
      cmocka_unit_test(test_is_forwarded_again),
      cmocka_unit_test(test_goes_through_inline_coroutines),
      cmocka_unit_test(test_inner_swallows),
      cmocka_unit_test(test_count_stays),
      cmocka_unit_test(test_uncancel_takes_back),
      cmocka_unit_test(test_uncancel_before_first_step),
      cmocka_unit_test(test_cancel_of_done),
      cmocka_unit_test(test_cancel_of_future),
      cmocka_unit_test(test_error_is_raised_once),
      cmocka_unit_test(test_each_gets_an_error_of_its_own),
      cmocka_unit_test(test_waited_future_is_cancelled),
      cmocka_unit_test(test_raised_by_hand),
      cmocka_unit_test(test_other_error_in_cleanup),
      cmocka_unit_test(test_cancel_while_cleaning_up),
      cmocka_unit_test(test_main_is_cancelled_by_child),
      cmocka_unit_test(test_two_cancels_in_one_turn),
      cmocka_unit_test(test_bare_yield_is_cancelled),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
