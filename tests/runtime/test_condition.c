/* Condition: trap 14 of asyncio, and a waiter cancelled in each of its states. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "primitives.h"
#include "recorded/condition.h"
#include "scene.h"

#define LOCKED asyncio_bool(asyncio_condition_locked(self->condition))

ASYNC(waits, {
  const char *name;
  asyncio_condition *condition;
}) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->condition) {
      asyncio_print("%s waits", self->name);
      AWAIT(asyncio_condition_wait(self->condition));
      asyncio_print("%s %v %v", self->name, AWAITED, LOCKED);
    }
    END_WITH;
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s %E %v", self->name, CAUGHT, LOCKED);
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(hold, {
  asyncio_condition *condition;
  double seconds;
}) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->condition) {
    asyncio_print("held");
    AWAIT(asyncio_sleep(self->seconds));
    asyncio_print("given back");
  }
  END_WITH;
  ASYNC_END;
}

#define LOCALS                                                                                                         \
  {                                                                                                                    \
    asyncio_condition *condition;                                                                                      \
    asyncio_list *tasks;                                                                                               \
    asyncio_task *other;                                                                                               \
    int i;                                                                                                             \
  }

#define WAITS(name)   CORO(waits, name, self->condition)
#define NOTIFY(count) CHECK(asyncio_condition_notify(self->condition, (count)))

/* NOTIFY in a block of its own. */
ASYNC(notify_in_a_block, {
  asyncio_condition *condition;
  size_t count;
}) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->condition) {
    NOTIFY(self->count);
  }
  END_WITH;
  ASYNC_END;
}

#define NOTIFY_IN_A_BLOCK(count) AWAIT(CORO(notify_in_a_block, self->condition, (count)))

ASYNC(notify_wakes_the_first, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  START(WAITS("a"), WAITS("b"), WAITS("c"));
  ASYNC_WITH(self->condition) {
    NOTIFY(1);
    asyncio_print("notified %v", LOCKED);
  }
  END_WITH;
  AWAIT(asyncio_sleep(1));
  NOTIFY_IN_A_BLOCK(2);
  END;
  ASYNC_END;
}
RECORDED_TEST(notify_wakes_the_first);

ASYNC(notify_all_wakes_all, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  START(WAITS("a"), WAITS("b"), WAITS("c"));
  ASYNC_WITH(self->condition) {
    CHECK(asyncio_condition_notify_all(self->condition));
    AWAIT(asyncio_sleep(1));
    asyncio_print("still held");
  }
  END_WITH;
  END;
  ASYNC_END;
}
RECORDED_TEST(notify_all_wakes_all);

ASYNC(notify_of_none, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  START(WAITS("a"));
  NOTIFY_IN_A_BLOCK(0);
  AWAIT(asyncio_sleep(1));
  NOTIFY_IN_A_BLOCK(7);
  END;
  ASYNC_END;
}
RECORDED_TEST(notify_of_none);

/* --- wait_for ----------------------------------------------------------------------------------------------------- */

typedef struct bakery {
  asyncio_object object;
  int bread;
} bakery;

static const asyncio_type bakery_type = {.name = "bakery"};

typedef struct order {
  const bakery *bakery;
  int wanted;
} order;

static bool can_be_served(void *data) {
  const order *self = data;
  return self->bakery->bread >= self->wanted;
}

ASYNC(buy, {
  const char *name;
  asyncio_condition *condition;
  order order;
}) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->condition) {
    AWAIT(asyncio_condition_wait_for(self->condition, can_be_served, &self->order));
    asyncio_print("%s %v %d", self->name, AWAITED, self->order.bakery->bread);
  }
  END_WITH;
  ASYNC_END;
}

ASYNC(waits_until_it_is_true, {
  asyncio_condition *condition;
  asyncio_list *tasks;
  bakery *bakery;
  int i;
}) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  CHECK(self->bakery = asyncio_object_new(&bakery_type, sizeof *self->bakery));
  CHECK(self->tasks = asyncio_list_of(asyncio_create_task(CORO(buy, "a", self->condition, {self->bakery, 0})),
                                      asyncio_create_task(CORO(buy, "b", self->condition, {self->bakery, 2})),
                                      asyncio_create_task(CORO(buy, "c", self->condition, {self->bakery, 1}))));
  for (; self->i < 2; self->i++) {
    AWAIT(asyncio_sleep(1));
    ASYNC_WITH(self->condition) {
      self->bakery->bread++;
      CHECK(asyncio_condition_notify_all(self->condition));
    }
    END_WITH;
  }
  END;
  ASYNC_END;
}
RECORDED_TEST(waits_until_it_is_true);

static bool fails(void *unused) {
  (void)unused;
  asyncio_raise(asyncio_ValueError, "no idea");
  return true;
}

ASYNC(predicate_raises, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  TRY {
    ASYNC_WITH(self->condition) {
      AWAIT(asyncio_condition_wait_for(self->condition, fails, NULL));
    }
    END_WITH;
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("%E %v", CAUGHT, LOCKED);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(predicate_raises);

/* --- The lock ----------------------------------------------------------------------------------------------------- */

ASYNC(with_a_given_lock, {
  asyncio_lock *lock;
  asyncio_condition *condition;
  asyncio_condition *empty;
  asyncio_list *tasks;
  asyncio_task *a;
}) {
  ASYNC_BEGIN;
  CHECK(self->lock = asyncio_lock_new());
  CHECK(self->condition = asyncio_condition_new(self->lock));
  CHECK(self->empty = asyncio_condition_new(self->lock));
  START(WAITS("a"));
  self->a = TASK(0);
  START(CORO(waits, "b", self->empty));
  ASYNC_WITH(self->lock) {
    asyncio_print("%v %v", LOCKED, TRUTH(asyncio_condition_locked(self->empty)));
    CHECK(asyncio_condition_notify(self->empty, 1));
  }
  END_WITH;
  END;
  NOTIFY_IN_A_BLOCK(1);
  AWAIT(self->a);
  asyncio_print("%v", TRUTH(asyncio_lock_locked(self->lock)));
  ASYNC_END;
}
RECORDED_TEST(with_a_given_lock);

ASYNC(lock_and_release, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  AWAIT(asyncio_condition_acquire(self->condition));
  asyncio_print("%v %v", AWAITED, LOCKED);
  CHECK(asyncio_condition_release(self->condition));
  asyncio_print("%v", LOCKED);
  ASYNC_END;
}
RECORDED_TEST(lock_and_release);

static bool never(void *unused) {
  (void)unused;
  return false;
}

static bool at_once(void *unused) {
  (void)unused;
  return true;
}

ASYNC(without_the_lock, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  TRY {
    AWAIT(asyncio_condition_wait(self->condition));
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  asyncio_condition_notify(self->condition, 1);
  print_status();
  asyncio_condition_notify_all(self->condition);
  print_status();
  TRY {
    AWAIT(asyncio_condition_wait_for(self->condition, never, NULL));
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  AWAIT(asyncio_condition_wait_for(self->condition, at_once, NULL));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(without_the_lock);

ASYNC(lock_is_contended, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  START(WAITS("a"), WAITS("b"));
  CHECK(self->other = asyncio_create_task(CORO(hold, self->condition, 2)));
  ASYNC_WITH(self->condition) {
    CHECK(asyncio_condition_notify_all(self->condition));
    AWAIT(asyncio_sleep(1));
  }
  END_WITH;
  AWAIT(self->other);
  END;
  ASYNC_END;
}
RECORDED_TEST(lock_is_contended);

/* --- Cancelled in each state -------------------------------------------------------------------------------------- */

ASYNC(waiter_is_cancelled, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  START(WAITS("a"), WAITS("b"));
  asyncio_task_cancel(TASK(0), "early");
  AWAIT(end(asyncio_list_of(TASK(0))));
  NOTIFY_IN_A_BLOCK(1);
  AWAIT(end(asyncio_list_of(TASK(1))));
  ASYNC_END;
}
RECORDED_TEST(waiter_is_cancelled);

ASYNC(waiter_is_cancelled_then_another_notified, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  START(WAITS("a"), WAITS("b"));
  asyncio_task_cancel(TASK(0), "early");
  NOTIFY_IN_A_BLOCK(1);
  END;
  ASYNC_END;
}
RECORDED_TEST(waiter_is_cancelled_then_another_notified);

ASYNC(notified_waiter_is_cancelled, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  START(WAITS("a"), WAITS("b"));
  ASYNC_WITH(self->condition) {
    NOTIFY(1);
    asyncio_task_cancel(TASK(0), "late");
  }
  END_WITH;
  END;
  ASYNC_END;
}
RECORDED_TEST(notified_waiter_is_cancelled);

ASYNC(cancelled_while_it_locks_again, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  START(WAITS("a"), WAITS("b"));
  ASYNC_WITH(self->condition) {
    NOTIFY(1);
    AWAIT(asyncio_sleep(1));
    asyncio_task_cancel(TASK(0), "in between");
    AWAIT(asyncio_sleep(1));
    asyncio_print("still held");
  }
  END_WITH;
  END;
  asyncio_print("%v", LOCKED);
  ASYNC_END;
}
RECORDED_TEST(cancelled_while_it_locks_again);

ASYNC(cancelled_twice_while_it_locks_again, LOCALS) {
  static const char *const messages[] = {"first", "second", "third"};
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  START(WAITS("a"), WAITS("b"));
  AWAIT(asyncio_condition_acquire(self->condition));
  NOTIFY(1);
  for (; self->i < 3; self->i++) {
    AWAIT(asyncio_sleep(1));
    asyncio_task_cancel(TASK(0), messages[self->i]);
  }
  AWAIT(asyncio_sleep(1));
  CHECK(asyncio_condition_release(self->condition));
  END;
  ASYNC_END;
}
RECORDED_TEST(cancelled_twice_while_it_locks_again);

ASYNC(chained, { asyncio_condition *condition; }) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->condition) {
    TRY {
      AWAIT(asyncio_condition_wait(self->condition));
    }
    EXCEPT(asyncio_CancelledError) {
      if (asyncio_error_context(CAUGHT) == NULL) {
        RAISE(asyncio_MemoryError, "the one CancelledError made beforehand has no context");
      }
      asyncio_print("%E from %E", CAUGHT, asyncio_error_context(CAUGHT));
      RERAISE;
    }
    END_TRY;
  }
  END_WITH;
  ASYNC_END;
}

ASYNC(cancelled_and_again_while_it_locks, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  START(CORO(chained, self->condition));
  AWAIT(asyncio_condition_acquire(self->condition));
  asyncio_task_cancel(TASK(0), "first");
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(TASK(0), "second");
  AWAIT(asyncio_sleep(1));
  CHECK(asyncio_condition_release(self->condition));
  END;
  ASYNC_END;
}
RECORDED_TEST(cancelled_and_again_while_it_locks);

ASYNC(woken_for_the_lock_and_cancelled, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  START(WAITS("a"), WAITS("b"));
  AWAIT(asyncio_condition_acquire(self->condition));
  NOTIFY(1);
  AWAIT(asyncio_sleep(1));
  CHECK(asyncio_condition_release(self->condition));
  asyncio_task_cancel(TASK(0), "at last");
  END;
  ASYNC_END;
}
RECORDED_TEST(woken_for_the_lock_and_cancelled);

ASYNC(last_waiter_passes_on_to_nobody, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  START(WAITS("a"));
  ASYNC_WITH(self->condition) {
    NOTIFY(1);
    asyncio_task_cancel(TASK(0), "late");
  }
  END_WITH;
  END;
  START(WAITS("b"));
  AWAIT(asyncio_sleep(1));
  NOTIFY_IN_A_BLOCK(1);
  END;
  ASYNC_END;
}
RECORDED_TEST(last_waiter_passes_on_to_nobody);

ASYNC(timeout_while_waiting, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  ASYNC_WITH(self->condition) {
    TRY {
      AWAIT(asyncio_wait_for(asyncio_condition_wait(self->condition), 1));
    }
    EXCEPT(asyncio_TimeoutError) {
      asyncio_print("%E %v", CAUGHT, LOCKED);
    }
    END_TRY;
  }
  END_WITH;
  ASYNC_END;
}
RECORDED_TEST(timeout_while_waiting);

/* --- Beyond Python ------------------------------------------------------------------------------------------------ */

ASYNC(no_condition, LOCALS) {
  ASYNC_BEGIN;
  asyncio_condition_notify(NULL, 1);
  print_status();
  asyncio_condition_notify_all(NULL);
  print_status();
  asyncio_condition_release(NULL);
  print_status();
  asyncio_condition_locked(NULL);
  print_status();
  CHECK(self->condition = asyncio_condition_new(NULL));
  asyncio_condition_wait_for(self->condition, NULL, NULL);
  print_status();
  asyncio_condition_acquire(NULL);
  print_status();
  asyncio_condition_wait(NULL);
  print_status();
  AWAIT(asyncio_condition_wait_for(NULL, never, NULL));
  ASYNC_END;
}

static void test_no_condition(void **state) {
  (void)state;
  assert_string_equal(
      RUN(no_condition),
      "TypeError(the condition is NULL)\nTypeError(the condition is NULL)\n"
      "TypeError(the condition is NULL)\nTypeError(the condition is NULL)\nTypeError(the predicate is NULL)\n"
      "TypeError(the condition is NULL)\nTypeError(the condition is NULL)\n! TypeError: the condition is NULL\n");
}

ASYNC(shows_itself, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  START(WAITS("a"));
  asyncio_print("%v", asyncio_value_of(self->condition));
  NOTIFY_IN_A_BLOCK(1);
  END;
  ASYNC_END;
}

static void test_shows_itself(void **state) {
  (void)state;
  assert_string_equal(RUN(shows_itself), "a waits\n<Condition [unlocked, waiters:1]>\na True True\n= None\n");
}

static bool says_so(void *unused) {
  (void)unused;
  asyncio_print("%v", asyncio_strf("%s", "made by the predicate"));
  return true;
}

ASYNC(predicate_makes_objects, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  AWAIT(asyncio_condition_wait_for(self->condition, says_so, NULL));
  ASYNC_END;
}

static void test_predicate_makes_objects(void **state) {
  (void)state;
  assert_string_equal(RUN(predicate_makes_objects), "made by the predicate\n= None\n");
}

ASYNC(hold_and_wait, {
  asyncio_condition *condition;
  asyncio_list *tasks;
}) {
  ASYNC_BEGIN;
  START(WAITS("a"), WAITS("b"));
  AWAIT(asyncio_condition_acquire(self->condition));
  NOTIFY(1);
  AWAIT(asyncio_sleep(1000));
  ASYNC_END;
}

/* The loop goes while a waiter cannot get the lock back: that is no leak, and no endless wait. */
SCENE(test_loop_goes_while_it_waits) {
  asyncio_condition *condition = HOLD(asyncio_condition_new(NULL));
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  scene_enter(runner);
  asyncio_runner_start(runner, CORO(hold_and_wait, condition));
  scene_leave(runner);
  for (int i = 0; i < 5; i++) {
    asyncio_runner_turn(runner, 0);
  }
  EXPECT(asyncio_condition_locked(condition));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_notify_wakes_the_first),
      cmocka_unit_test(test_notify_all_wakes_all),
      cmocka_unit_test(test_notify_of_none),
      cmocka_unit_test(test_waits_until_it_is_true),
      cmocka_unit_test(test_predicate_raises),
      cmocka_unit_test(test_with_a_given_lock),
      cmocka_unit_test(test_lock_and_release),
      cmocka_unit_test(test_without_the_lock),
      cmocka_unit_test(test_lock_is_contended),
      cmocka_unit_test(test_waiter_is_cancelled),
      cmocka_unit_test(test_waiter_is_cancelled_then_another_notified),
      cmocka_unit_test(test_notified_waiter_is_cancelled),
      cmocka_unit_test(test_cancelled_while_it_locks_again),
      cmocka_unit_test(test_cancelled_twice_while_it_locks_again),
      cmocka_unit_test(test_cancelled_and_again_while_it_locks),
      cmocka_unit_test(test_woken_for_the_lock_and_cancelled),
      cmocka_unit_test(test_last_waiter_passes_on_to_nobody),
      cmocka_unit_test(test_timeout_while_waiting),
      cmocka_unit_test(test_no_condition),
      cmocka_unit_test(test_shows_itself),
      cmocka_unit_test(test_predicate_makes_objects),
      cmocka_unit_test(test_loop_goes_while_it_waits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
