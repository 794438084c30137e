/* shield: trap 12 of asyncio, its turns (trap 4), and what becomes of errors that nobody awaits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"
#include "recorded/shield.h"

#define TRUTH(condition) asyncio_bool(condition)

ASYNC(waiter, { void *awaitable; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_shield(self->awaitable));
    asyncio_print("got %v", AWAITED);
  }
  EXCEPT(asyncio_BaseException) {
    asyncio_print("raised %E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(result, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_shield(worker("a", 0)));
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_shield(asyncio_create_task(worker("b", 1))));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(result);

ASYNC(error, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(waiter, failing("a", 1)));
  AWAIT(CORO(waiter, asyncio_create_task(failing("b", 0))));
  ASYNC_END;
}
RECORDED_TEST(error);

/* --- Trap 12 ------------------------------------------------------------------------------------------------------ */

ASYNC(outer_cancelled, { asyncio_task *work, *task; }) {
  ASYNC_BEGIN;
  CHECK(self->work = asyncio_create_task(worker("work", 2)));
  CHECK(self->task = asyncio_create_task(CORO(waiter, self->work)));
  AWAIT(asyncio_sleep(1));
  asyncio_print("%v", TRUTH(asyncio_task_cancel(self->task, "no time")));
  AWAIT(self->task);
  asyncio_print("work %v %u", TRUTH(asyncio_task_done(self->work)), asyncio_task_cancelling(self->work));
  AWAIT(self->work);
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(outer_cancelled);

ASYNC(inner_cancelled, { asyncio_task *work, *task; }) {
  ASYNC_BEGIN;
  CHECK(self->work = asyncio_create_task(worker("work", 2)));
  CHECK(self->task = asyncio_create_task(CORO(waiter, self->work)));
  AWAIT(asyncio_sleep(1));
  asyncio_print("%v", TRUTH(asyncio_task_cancel(self->work, "stop")));
  AWAIT(self->task);
  asyncio_print("%u %v", asyncio_task_cancelling(self->task), TRUTH(asyncio_task_cancelled(self->work)));
  ASYNC_END;
}
RECORDED_TEST(inner_cancelled);

ASYNC(done_is_returned, { asyncio_future *future, *shielded; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  asyncio_future_set_result(self->future, asyncio_int(7));
  CHECK(self->shielded = asyncio_shield(self->future));
  asyncio_print("%v", TRUTH(self->shielded == self->future));
  AWAIT(self->shielded);
  asyncio_print("%v", AWAITED);
  CHECK(self->future = asyncio_future_new());
  CHECK(self->shielded = asyncio_shield(self->future));
  asyncio_print("%v", TRUTH(self->shielded == self->future));
  asyncio_future_set_result(self->future, asyncio_int(8));
  asyncio_print("%v", TRUTH(asyncio_future_done(self->shielded)));
  AWAIT(self->shielded);
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(done_is_returned);

ASYNC(outer_cancelled_in_the_turn_of_the_result, { asyncio_future *future, *shielded; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(self->shielded = asyncio_shield(self->future));
  asyncio_future_set_exception(self->future, asyncio_error_new(asyncio_ValueError, "nobody's"));
  asyncio_print("%v", TRUTH(asyncio_future_cancel(self->shielded, "late")));
  AWAIT(CORO(waiter, self->shielded));
  asyncio_print("%v %v", TRUTH(asyncio_future_done(self->future)), TRUTH(asyncio_future_cancelled(self->shielded)));
  AWAIT(asyncio_sleep(0));
  ASYNC_END;
}
RECORDED_TEST(outer_cancelled_in_the_turn_of_the_result);

ASYNC(outer_cancelled_after_the_result, { asyncio_future *future, *shielded; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(self->shielded = asyncio_shield(self->future));
  asyncio_future_set_result(self->future, asyncio_int(1));
  AWAIT(asyncio_sleep(0));
  {
    bool done = asyncio_future_done(self->shielded);
    asyncio_print("%v %v", TRUTH(done), TRUTH(asyncio_future_cancel(self->shielded, NULL)));
  }
  AWAIT(self->shielded);
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(outer_cancelled_after_the_result);

ASYNC(outer_is_set_by_hand, { asyncio_future *future, *shielded; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(self->shielded = asyncio_shield(self->future));
  asyncio_future_set_result(self->shielded, asyncio_str("by hand"));
  AWAIT(self->shielded);
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_sleep(0));
  asyncio_future_set_result(self->future, asyncio_str("late"));
  AWAIT(self->future);
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(outer_is_set_by_hand);

/* --- Inside and around others ------------------------------------------------------------------------------------- */

ASYNC(inside_timeout, { asyncio_task *work; }) {
  ASYNC_BEGIN;
  CHECK(self->work = asyncio_create_task(worker("work", 3)));
  TRY {
    ASYNC_WITH(asyncio_timeout(1)) {
      AWAIT(asyncio_shield(self->work));
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("too slow");
  }
  END_TRY;
  AWAIT(self->work);
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(inside_timeout);

ASYNC(inside_wait_for, {
  asyncio_task *work;
  int i;
}) {
  ASYNC_BEGIN;
  CHECK(self->work = asyncio_create_task(worker("work", 3)));
  for (; self->i < 3; self->i++) {
    TRY {
      AWAIT(asyncio_wait_for(asyncio_shield(self->work), self->i < 2 ? 1 : 5));
      asyncio_print("%v", AWAITED);
    }
    EXCEPT(asyncio_TimeoutError) {
      asyncio_print("too slow");
    }
    END_TRY;
  }
  ASYNC_END;
}
RECORDED_TEST(inside_wait_for);

ASYNC(shield_of_gather, {
  asyncio_future *both;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->both = asyncio_gather(worker("a", 1), worker("b", 2)));
  CHECK(self->task = asyncio_create_task(CORO(waiter, self->both)));
  AWAIT(asyncio_sleep(0.5));
  asyncio_task_cancel(self->task, NULL);
  AWAIT(self->task);
  AWAIT(self->both);
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(shield_of_gather);

ASYNC(shield_of_shield, {
  asyncio_task *work;
  asyncio_future *outermost;
}) {
  ASYNC_BEGIN;
  CHECK(self->work = asyncio_create_task(worker("work", 1)));
  CHECK(self->outermost = asyncio_shield(asyncio_shield(self->work)));
  AWAIT(asyncio_sleep(0));
  asyncio_future_cancel(self->outermost, NULL);
  AWAIT(asyncio_sleep(0.5));
  AWAIT(asyncio_shield(asyncio_shield(self->work)));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(shield_of_shield);

static void say(asyncio_future *future, void *text) {
  (void)future;
  asyncio_print("%s", (const char *)text);
}

ASYNC(order_of_callbacks, { asyncio_future *future, *shielded; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_future_add_done_callback(self->future, say, "before"));
  CHECK(self->shielded = asyncio_shield(self->future));
  CHECK(asyncio_future_add_done_callback(self->shielded, say, "shield"));
  CHECK(asyncio_future_add_done_callback(self->future, say, "behind"));
  asyncio_future_set_result(self->future, asyncio_none());
  AWAIT(self->shielded);
  asyncio_print("woken");
  ASYNC_END;
}
RECORDED_TEST(order_of_callbacks);

/* --- Nobody keeps it ---------------------------------------------------------------------------------------------- */

static void tell_result(asyncio_future *future, void *data) {
  (void)data;
  asyncio_print("called back %v", asyncio_future_result(future));
}

ASYNC(begin, { asyncio_future *shielded; }) {
  ASYNC_BEGIN;
  CHECK(self->shielded = asyncio_shield(worker("a", 1)));
  CHECK(asyncio_future_add_done_callback(self->shielded, tell_result, NULL));
  ASYNC_END;
}

ASYNC(forgotten, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(begin));
  AWAIT(asyncio_sleep(2));
  ASYNC_END;
}
RECORDED_TEST(forgotten);

/* Trap 12: the shield was cancelled, so the work's error is nobody's. */
ASYNC(error_behind_cancelled_shield, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(waiter, failing("work", 2))));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, NULL);
  AWAIT(asyncio_sleep(2));
  asyncio_print("on");
  ASYNC_END;
}

static void test_error_behind_cancelled_shield(void **state) {
  (void)state;
  assert_string_equal(RUN(error_behind_cancelled_shield), "raised CancelledError()\n"
                                                          "? Task exception was never retrieved: ValueError: work\n"
                                                          "on\n= None\n");
}

ASYNC(of_nothing, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_shield(NULL));
  ASYNC_END;
}

ASYNC(of_a_list, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_shield(asyncio_list_new()));
  ASYNC_END;
}

static void test_what_cannot_be_shielded(void **state) {
  (void)state;
  assert_string_equal(RUN(of_nothing),
                      "! TypeError: An asyncio.Future, a coroutine or an awaitable is required, got NULL\n");
  assert_string_equal(RUN(of_a_list),
                      "! TypeError: An asyncio.Future, a coroutine or an awaitable is required, got list\n");
}

/* The name that AWAIT's expression gives lives on behind it. */
ASYNC(named_in_await, { asyncio_future *shielded; }) {
  ASYNC_BEGIN;
  AWAIT(self->shielded = asyncio_shield(worker("a", 1)));
  asyncio_print("%v", asyncio_future_result(self->shielded));
  ASYNC_END;
}

static void test_named_in_await(void **state) {
  (void)state;
  assert_string_equal(RUN(named_in_await), "a begins\na ends\na\n= None\n");
}

/* The loop ends first: the shield goes with the future that it was to wait for. */
ASYNC(pending_at_the_end, { asyncio_future *shielded; }) {
  ASYNC_BEGIN;
  CHECK(self->shielded = asyncio_shield(asyncio_future_new()));
  AWAIT(asyncio_sleep(0));
  asyncio_print("%v", TRUTH(asyncio_future_done(self->shielded)));
  ASYNC_END;
}

static void test_pending_at_the_end(void **state) {
  (void)state;
  assert_string_equal(RUN(pending_at_the_end), "False\n= None\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_result),
      cmocka_unit_test(test_error),
      cmocka_unit_test(test_outer_cancelled),
      cmocka_unit_test(test_inner_cancelled),
      cmocka_unit_test(test_done_is_returned),
      cmocka_unit_test(test_outer_cancelled_in_the_turn_of_the_result),
      cmocka_unit_test(test_outer_cancelled_after_the_result),
      cmocka_unit_test(test_outer_is_set_by_hand),
      cmocka_unit_test(test_inside_timeout),
      cmocka_unit_test(test_inside_wait_for),
      cmocka_unit_test(test_shield_of_gather),
      cmocka_unit_test(test_shield_of_shield),
      cmocka_unit_test(test_order_of_callbacks),
      cmocka_unit_test(test_forgotten),
      cmocka_unit_test(test_error_behind_cancelled_shield),
      cmocka_unit_test(test_what_cannot_be_shielded),
      cmocka_unit_test(test_named_in_await),
      cmocka_unit_test(test_pending_at_the_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
