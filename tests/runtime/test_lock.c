/* Lock: trap 13 of asyncio, cancelled waiters in each state, and its use against the rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "primitives.h"
#include "recorded/lock.h"
#include "scene.h"

#define LOCKED(lock) asyncio_bool(asyncio_lock_locked(lock))

ASYNC(hold, {
  const char *name;
  asyncio_lock *lock;
  double seconds;
}) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->lock) {
      asyncio_print("%s has it", self->name);
      AWAIT(asyncio_sleep(self->seconds));
      asyncio_print("%s lets go", self->name);
    }
    END_WITH;
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s %E %v", self->name, CAUGHT, LOCKED(self->lock));
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(free_lock_does_not_yield, { asyncio_lock *lock; }) {
  ASYNC_BEGIN;
  CHECK(self->lock = asyncio_lock_new());
  CHECK(asyncio_create_task(CORO(hold, "other", self->lock, 0)));
  AWAIT(asyncio_lock_acquire(self->lock));
  asyncio_print("%v %v", AWAITED, LOCKED(self->lock));
  CHECK(asyncio_lock_release(self->lock));
  ASYNC_WITH(self->lock) {
    asyncio_print("%v", LOCKED(self->lock));
  }
  END_WITH;
  asyncio_print("%v", LOCKED(self->lock));
  AWAIT(asyncio_sleep(1));
  ASYNC_END;
}
RECORDED_TEST(free_lock_does_not_yield);

ASYNC(in_order_of_arrival, { asyncio_lock *lock; }) {
  ASYNC_BEGIN;
  CHECK(self->lock = asyncio_lock_new());
  AWAIT(asyncio_gather(CORO(hold, "a", self->lock, 2), CORO(hold, "b", self->lock, 0), CORO(hold, "c", self->lock, 1)));
  asyncio_print("%v", LOCKED(self->lock));
  ASYNC_END;
}
RECORDED_TEST(in_order_of_arrival);

/* A lock that is held by the main task, and two who wait for it. */
ASYNC(contended, {
  asyncio_lock *lock;
  asyncio_list *tasks;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_lock_acquire(self->lock));
  START(CORO(hold, "a", self->lock, 1), CORO(hold, "b", self->lock, 1));
  RETURN(asyncio_value_of(self->tasks));
  ASYNC_END;
}

#define CONTEND                                                                                                        \
  CHECK(self->lock = asyncio_lock_new());                                                                              \
  AWAIT(CORO(contended, self->lock));                                                                                  \
  self->tasks = asyncio_as_list(AWAITED)

#define CONTENDED_LOCALS                                                                                               \
  {                                                                                                                    \
    asyncio_lock *lock;                                                                                                \
    asyncio_list *tasks;                                                                                               \
  }

ASYNC(newcomer_stands_behind, CONTENDED_LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->lock = asyncio_lock_new());
  AWAIT(asyncio_lock_acquire(self->lock));
  START(CORO(hold, "first", self->lock, 1));
  CHECK(asyncio_lock_release(self->lock));
  asyncio_print("locked %v", LOCKED(self->lock));
  AWAIT(asyncio_lock_acquire(self->lock));
  asyncio_print("newcomer %v", LOCKED(self->lock));
  CHECK(asyncio_lock_release(self->lock));
  END;
  ASYNC_END;
}
RECORDED_TEST(newcomer_stands_behind);

ASYNC(woken_waiter_is_cancelled, CONTENDED_LOCALS) {
  ASYNC_BEGIN;
  CONTEND;
  CHECK(asyncio_lock_release(self->lock));
  asyncio_print("%v", TRUTH(asyncio_task_cancel(TASK(0), "late")));
  END;
  ASYNC_END;
}
RECORDED_TEST(woken_waiter_is_cancelled);

ASYNC(waiter_is_cancelled_then_released, CONTENDED_LOCALS) {
  ASYNC_BEGIN;
  CONTEND;
  asyncio_task_cancel(TASK(0), "early");
  CHECK(asyncio_lock_release(self->lock));
  END;
  ASYNC_END;
}
RECORDED_TEST(waiter_is_cancelled_then_released);

ASYNC(waiter_is_cancelled_while_held, CONTENDED_LOCALS) {
  ASYNC_BEGIN;
  CONTEND;
  asyncio_task_cancel(TASK(0), NULL);
  AWAIT(asyncio_sleep(1));
  CHECK(asyncio_lock_release(self->lock));
  END;
  ASYNC_END;
}
RECORDED_TEST(waiter_is_cancelled_while_held);

ASYNC(overtakes_the_cancelled, CONTENDED_LOCALS) {
  ASYNC_BEGIN;
  CONTEND;
  asyncio_task_cancel(TASK(0), NULL);
  asyncio_task_cancel(TASK(1), NULL);
  CHECK(asyncio_lock_release(self->lock));
  AWAIT(asyncio_lock_acquire(self->lock));
  asyncio_print("%v", AWAITED);
  END;
  asyncio_print("%v", LOCKED(self->lock));
  ASYNC_END;
}
RECORDED_TEST(overtakes_the_cancelled);

ASYNC(all_woken_are_cancelled, {
  asyncio_lock *lock;
  asyncio_list *tasks;
  size_t i;
  bool locked;
}) {
  ASYNC_BEGIN;
  CHECK(self->lock = asyncio_lock_new());
  AWAIT(asyncio_lock_acquire(self->lock));
  START(CORO(hold, "a", self->lock, 1), CORO(hold, "b", self->lock, 1), CORO(hold, "c", self->lock, 1));
  CHECK(asyncio_lock_release(self->lock));
  for (self->i = 0; self->i < 3; self->i++) {
    asyncio_task_cancel(TASK(self->i), NULL);
  }
  END;
  self->locked = asyncio_lock_locked(self->lock);
  AWAIT(asyncio_lock_acquire(self->lock));
  asyncio_print("%v %v", TRUTH(self->locked), AWAITED);
  ASYNC_END;
}
RECORDED_TEST(all_woken_are_cancelled);

ASYNC(cancelled_in_the_block, CONTENDED_LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->lock = asyncio_lock_new());
  CHECK(self->tasks = asyncio_list_of(asyncio_create_task(CORO(hold, "a", self->lock, 5)),
                                      asyncio_create_task(CORO(hold, "b", self->lock, 1))));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(TASK(0), NULL);
  END;
  ASYNC_END;
}
RECORDED_TEST(cancelled_in_the_block);

ASYNC(timeout_while_waiting, CONTENDED_LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->lock = asyncio_lock_new());
  START(CORO(hold, "a", self->lock, 3));
  TRY {
    AWAIT(asyncio_wait_for(asyncio_lock_acquire(self->lock), 1));
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_WITH(self->lock) {
    asyncio_print("got it");
  }
  END_WITH;
  END;
  ASYNC_END;
}
RECORDED_TEST(timeout_while_waiting);

ASYNC(release, { asyncio_lock *lock; }) {
  ASYNC_BEGIN;
  CHECK(asyncio_lock_release(self->lock));
  ASYNC_END;
}

ASYNC(released_by_no_owner, { asyncio_lock *lock; }) {
  ASYNC_BEGIN;
  CHECK(self->lock = asyncio_lock_new());
  asyncio_lock_release(self->lock);
  print_status();
  AWAIT(asyncio_lock_acquire(self->lock));
  AWAIT(asyncio_create_task(CORO(release, self->lock)));
  asyncio_print("%v", LOCKED(self->lock));
  ASYNC_END;
}
RECORDED_TEST(released_by_no_owner);

ASYNC(released_in_the_block, { asyncio_lock *lock; }) {
  ASYNC_BEGIN;
  CHECK(self->lock = asyncio_lock_new());
  TRY {
    ASYNC_WITH(self->lock) {
      asyncio_lock_release(self->lock);
    }
    END_WITH;
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(released_in_the_block);

ASYNC(error_in_the_block, { asyncio_lock *lock; }) {
  ASYNC_BEGIN;
  CHECK(self->lock = asyncio_lock_new());
  TRY {
    ASYNC_WITH(self->lock) {
      RAISE(asyncio_ValueError, "inside");
    }
    END_WITH;
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("%E %v", CAUGHT, LOCKED(self->lock));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(error_in_the_block);

ASYNC(locked_twice, { asyncio_lock *lock; }) {
  ASYNC_BEGIN;
  CHECK(self->lock = asyncio_lock_new());
  ASYNC_WITH(self->lock) {
    AWAIT(asyncio_lock_acquire(self->lock));
  }
  END_WITH;
  ASYNC_END;
}
RECORDED_TEST(locked_twice);

/* --- Beyond Python ------------------------------------------------------------------------------------------------ */

ASYNC(no_lock, { int unused; }) {
  ASYNC_BEGIN;
  asyncio_lock_release(NULL);
  print_status();
  asyncio_lock_locked(NULL);
  print_status();
  TRY {
    AWAIT(asyncio_lock_acquire(NULL));
  }
  EXCEPT(asyncio_TypeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

static void test_no_lock(void **state) {
  (void)state;
  assert_string_equal(
      RUN(no_lock), "TypeError(the lock is NULL)\nTypeError(the lock is NULL)\nTypeError(the lock is NULL)\n= None\n");
}

ASYNC(never_awaited, { asyncio_lock *lock; }) {
  ASYNC_BEGIN;
  CHECK(self->lock = asyncio_lock_new());
  asyncio_lock_acquire(self->lock);
  ASYNC_END;
}

static void test_never_awaited(void **state) {
  (void)state;
  assert_string_equal(RUN(never_awaited), "? coroutine 'Lock.acquire' was never awaited\n= None\n");
}

ASYNC(awaited_twice, {
  asyncio_lock *lock;
  asyncio_coroutine *acquire;
}) {
  ASYNC_BEGIN;
  CHECK(self->lock = asyncio_lock_new());
  CHECK(self->acquire = asyncio_lock_acquire(self->lock));
  AWAIT(self->acquire);
  AWAIT(self->acquire);
  ASYNC_END;
}

static void test_awaited_twice(void **state) {
  (void)state;
  assert_string_equal(RUN(awaited_twice), "! RuntimeError: cannot reuse already awaited coroutine\n");
}

ASYNC(shows_itself, CONTENDED_LOCALS) {
  ASYNC_BEGIN;
  CONTEND;
  asyncio_print("%v", asyncio_value_of(self->lock));
  CHECK(asyncio_lock_release(self->lock));
  AWAIT(asyncio_sleep(5));
  asyncio_print("%v", asyncio_value_of(self->lock));
  ASYNC_END;
}

static void test_shows_itself(void **state) {
  (void)state;
  assert_string_equal(RUN(shows_itself), "<Lock [locked, waiters:2]>\na has it\na lets go\nb has it\nb lets go\n"
                                         "<Lock [unlocked]>\n= None\n");
}

ASYNC(take_once, { asyncio_lock *lock; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_lock_acquire(self->lock));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}

/* The owner lets go of a lock for which a task waits: it lives on as long as that. */
ASYNC(owner_lets_go, CONTENDED_LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->lock = asyncio_lock_new());
  AWAIT(asyncio_lock_acquire(self->lock));
  START(CORO(take_once, self->lock));
  CHECK(asyncio_lock_release(self->lock));
  asyncio_release(self->lock);
  END;
  ASYNC_END;
}

static void test_owner_lets_go(void **state) {
  (void)state;
  assert_string_equal(RUN(owner_lets_go), "True\n= None\n");
}

ASYNC(take, { asyncio_lock *lock; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_lock_acquire(self->lock));
  AWAIT(asyncio_lock_acquire(self->lock));
  ASYNC_END;
}

/* A lock for which somebody waits on one loop is of no use on another, and outlives both. */
SCENE(test_another_loop) {
  asyncio_lock *lock = HOLD(asyncio_lock_new());
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  scene_enter(runner);
  asyncio_runner_start(runner, CORO(take, lock));
  scene_leave(runner);
  asyncio_runner_turn(runner, 0);
  EXPECT_TEXT(RUN(take, lock), "! RuntimeError: <Lock [locked, waiters:1]> is bound to a different event loop\n");
  scene_free(runner);
  EXPECT(asyncio_lock_release(lock) == 0);
  EXPECT(asyncio_lock_release(lock) == -1);
  asyncio_clear_error();
}

static int order; /* who comes next; not in a frame, which one that fails leaves while the others go on */

ASYNC(one_of_many, {
  asyncio_lock *lock;
  int number;
}) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->lock) {
    order = order == self->number ? self->number + 1 : -1;
    AWAIT(asyncio_sleep(0));
  }
  END_WITH;
  ASYNC_END;
}

ASYNC(many, {
  int count;
  asyncio_lock *lock;
  asyncio_list *tasks;
  int i;
}) {
  ASYNC_BEGIN;
  order = 0;
  CHECK(self->lock = asyncio_lock_new());
  CHECK(self->tasks = asyncio_list_new());
  for (self->i = 0; self->i < self->count; self->i++) {
    CHECK(asyncio_list_append(self->tasks, asyncio_value_of(CORO(one_of_many, self->lock, self->i))));
  }
  AWAIT(asyncio_gather_list(self->tasks, false));
  RETURN(asyncio_int(order));
  ASYNC_END;
}

static void test_many_waiters(void **state) {
  (void)state;
  assert_string_equal(RUN(many, FEWER(10000, 20)), FEWER("= 10000\n", "= 20\n"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_free_lock_does_not_yield),
      cmocka_unit_test(test_in_order_of_arrival),
      cmocka_unit_test(test_newcomer_stands_behind),
      cmocka_unit_test(test_woken_waiter_is_cancelled),
      cmocka_unit_test(test_waiter_is_cancelled_then_released),
      cmocka_unit_test(test_waiter_is_cancelled_while_held),
      cmocka_unit_test(test_overtakes_the_cancelled),
      cmocka_unit_test(test_all_woken_are_cancelled),
      cmocka_unit_test(test_cancelled_in_the_block),
      cmocka_unit_test(test_timeout_while_waiting),
      cmocka_unit_test(test_released_by_no_owner),
      cmocka_unit_test(test_released_in_the_block),
      cmocka_unit_test(test_error_in_the_block),
      cmocka_unit_test(test_locked_twice),
      cmocka_unit_test(test_no_lock),
      cmocka_unit_test(test_never_awaited),
      cmocka_unit_test(test_awaited_twice),
      cmocka_unit_test(test_shows_itself),
      cmocka_unit_test(test_owner_lets_go),
      cmocka_unit_test(test_another_loop),
      cmocka_unit_test(test_many_waiters),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
