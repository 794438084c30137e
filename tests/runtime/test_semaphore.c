/* Semaphore, BoundedSemaphore: trap 13 of asyncio, the race of their four states, and use against the rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "failing.h"
#include "primitives.h"
#include "recorded/semaphore.h"

#define LOCKED asyncio_bool(asyncio_semaphore_locked(self->semaphore))

ASYNC(work, {
  const char *name;
  asyncio_semaphore *semaphore;
  double seconds;
}) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->semaphore) {
      asyncio_print("%s works %v", self->name, LOCKED);
      AWAIT(asyncio_sleep(self->seconds));
    }
    END_WITH;
    asyncio_print("%s is done %v", self->name, LOCKED);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s %E %v", self->name, CAUGHT, LOCKED);
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(take, {
  const char *name;
  asyncio_semaphore *semaphore;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_semaphore_acquire(self->semaphore));
    asyncio_print("%s %v %v", self->name, AWAITED, LOCKED);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s %E %v", self->name, CAUGHT, LOCKED);
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

#define LOCALS                                                                                                         \
  {                                                                                                                    \
    asyncio_semaphore *semaphore;                                                                                      \
    asyncio_list *tasks;                                                                                               \
    asyncio_task *late;                                                                                                \
    int i;                                                                                                             \
  }

#define TAKE(name) CORO(take, name, self->semaphore)
#define RELEASE    CHECK(asyncio_semaphore_release(self->semaphore))

ASYNC(free_permit_does_not_yield, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->semaphore = asyncio_semaphore_new(2));
  CHECK(asyncio_create_task(TAKE("other")));
  AWAIT(asyncio_semaphore_acquire(self->semaphore));
  asyncio_print("%v %v", AWAITED, LOCKED);
  AWAIT(asyncio_semaphore_acquire(self->semaphore));
  asyncio_print("%v %v", AWAITED, LOCKED);
  RELEASE;
  asyncio_print("%v", LOCKED);
  AWAIT(asyncio_sleep(0));
  asyncio_print("%v", LOCKED);
  ASYNC_END;
}
RECORDED_TEST(free_permit_does_not_yield);

ASYNC(limits, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->semaphore = asyncio_semaphore_new(2));
  AWAIT(asyncio_gather(CORO(work, "3", self->semaphore, 3), CORO(work, "1", self->semaphore, 1),
                       CORO(work, "2", self->semaphore, 2), CORO(work, "1", self->semaphore, 1),
                       CORO(work, "0", self->semaphore, 0)));
  asyncio_print("%v", LOCKED);
  ASYNC_END;
}
RECORDED_TEST(limits);

ASYNC(nobody_overtakes, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->semaphore = asyncio_semaphore_new(0));
  asyncio_print("%v", LOCKED);
  START(TAKE("a"));
  RELEASE;
  asyncio_print("%v", LOCKED);
  CHECK(self->late = asyncio_create_task(TAKE("b")));
  AWAIT(asyncio_sleep(0));
  RELEASE;
  RELEASE;
  asyncio_print("%v", LOCKED);
  AWAIT(TAKE("main"));
  END;
  AWAIT(self->late);
  ASYNC_END;
}
RECORDED_TEST(nobody_overtakes);

ASYNC(newcomer_waits_though_there_are_permits, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->semaphore = asyncio_semaphore_new(0));
  START(TAKE("a"));
  RELEASE;
  RELEASE;
  asyncio_print("locked %v", LOCKED);
  AWAIT(TAKE("main"));
  END;
  ASYNC_END;
}
RECORDED_TEST(newcomer_waits_though_there_are_permits);

/* --- Cancelled in each of the four states ------------------------------------------------------------------------- */

ASYNC(waiter_is_cancelled, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->semaphore = asyncio_semaphore_new(0));
  START(TAKE("a"), TAKE("b"));
  asyncio_task_cancel(TASK(0), "early");
  AWAIT(end(asyncio_list_of(TASK(0))));
  RELEASE;
  AWAIT(end(asyncio_list_of(TASK(1))));
  asyncio_print("%v", LOCKED);
  ASYNC_END;
}
RECORDED_TEST(waiter_is_cancelled);

ASYNC(waiter_is_cancelled_then_released, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->semaphore = asyncio_semaphore_new(0));
  START(TAKE("a"), TAKE("b"));
  asyncio_task_cancel(TASK(0), "early");
  RELEASE;
  asyncio_print("%v", LOCKED);
  END;
  asyncio_print("%v", LOCKED);
  ASYNC_END;
}
RECORDED_TEST(waiter_is_cancelled_then_released);

ASYNC(woken_waiter_is_cancelled, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->semaphore = asyncio_semaphore_new(0));
  START(TAKE("a"), TAKE("b"));
  RELEASE;
  asyncio_task_cancel(TASK(0), "late");
  END;
  asyncio_print("%v", LOCKED);
  ASYNC_END;
}
RECORDED_TEST(woken_waiter_is_cancelled);

ASYNC(only_waiter_is_cancelled_when_woken, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->semaphore = asyncio_semaphore_new(0));
  START(TAKE("a"));
  RELEASE;
  asyncio_task_cancel(TASK(0), "late");
  END;
  asyncio_print("%v", LOCKED);
  AWAIT(TAKE("main"));
  ASYNC_END;
}
RECORDED_TEST(only_waiter_is_cancelled_when_woken);

ASYNC(several_woken_are_cancelled, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->semaphore = asyncio_semaphore_new(0));
  START(TAKE("a"), TAKE("b"), TAKE("c"), TAKE("d"), TAKE("e"));
  for (; self->i < 3; self->i++) {
    RELEASE;
  }
  asyncio_task_cancel(TASK(1), NULL);
  asyncio_task_cancel(TASK(3), NULL);
  asyncio_task_cancel(TASK(0), NULL);
  AWAIT(asyncio_sleep(1));
  asyncio_print("%v", LOCKED);
  RELEASE;
  END;
  asyncio_print("%v", LOCKED);
  ASYNC_END;
}
RECORDED_TEST(several_woken_are_cancelled);

ASYNC(impatient, {
  const char *name;
  asyncio_semaphore *semaphore;
}) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(asyncio_timeout(1.5)) {
      AWAIT(CORO(work, self->name, self->semaphore, 1));
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("%s %E", self->name, CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(timeouts_of_waiters, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->semaphore = asyncio_semaphore_new(1));
  AWAIT(asyncio_gather(CORO(impatient, "a", self->semaphore), CORO(impatient, "b", self->semaphore),
                       CORO(impatient, "c", self->semaphore), CORO(impatient, "d", self->semaphore)));
  asyncio_print("%v", LOCKED);
  AWAIT(CORO(work, "main", self->semaphore, 1));
  ASYNC_END;
}
RECORDED_TEST(timeouts_of_waiters);

ASYNC(cancelled_in_the_block, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->semaphore = asyncio_semaphore_new(1));
  CHECK(self->tasks = asyncio_list_of(asyncio_create_task(CORO(work, "a", self->semaphore, 5)),
                                      asyncio_create_task(CORO(work, "b", self->semaphore, 1))));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(TASK(0), NULL);
  END;
  ASYNC_END;
}
RECORDED_TEST(cancelled_in_the_block);

/* --- Bounds ------------------------------------------------------------------------------------------------------- */

ASYNC(released_without_end, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->semaphore = asyncio_semaphore_new(0));
  RELEASE;
  RELEASE;
  AWAIT(TAKE("main"));
  AWAIT(TAKE("main"));
  ASYNC_END;
}
RECORDED_TEST(released_without_end);

ASYNC(bounded_is_released_too_often, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->semaphore = asyncio_bounded_semaphore_new(1));
  AWAIT(asyncio_semaphore_acquire(self->semaphore));
  RELEASE;
  asyncio_semaphore_release(self->semaphore);
  print_status();
  AWAIT(TAKE("main"));
  ASYNC_END;
}
RECORDED_TEST(bounded_is_released_too_often);

ASYNC(bounded_of_none, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->semaphore = asyncio_bounded_semaphore_new(0));
  asyncio_semaphore_release(self->semaphore);
  print_status();
  ASYNC_END;
}
RECORDED_TEST(bounded_of_none);

ASYNC(negative, { int unused; }) {
  ASYNC_BEGIN;
  asyncio_semaphore_new(-1);
  print_status();
  asyncio_bounded_semaphore_new(-1);
  print_status();
  ASYNC_END;
}
RECORDED_TEST(negative);

/* --- Beyond Python ------------------------------------------------------------------------------------------------ */

ASYNC(no_semaphore, LOCALS) {
  ASYNC_BEGIN;
  asyncio_semaphore_release(NULL);
  print_status();
  asyncio_semaphore_locked(NULL);
  print_status();
  AWAIT(asyncio_semaphore_acquire(NULL));
  ASYNC_END;
}

static void test_no_semaphore(void **state) {
  (void)state;
  assert_string_equal(RUN(no_semaphore), "TypeError(the semaphore is NULL)\nTypeError(the semaphore is NULL)\n"
                                         "! TypeError: the semaphore is NULL\n");
}

ASYNC(over_released_in_the_block, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->semaphore = asyncio_bounded_semaphore_new(1));
  ASYNC_WITH(self->semaphore) {
    RELEASE;
  }
  END_WITH;
  ASYNC_END;
}

static void test_over_released_in_the_block(void **state) {
  (void)state;
  assert_string_equal(RUN(over_released_in_the_block), "! ValueError: BoundedSemaphore released too many times\n");
}

ASYNC(shows_itself, LOCALS) {
  ASYNC_BEGIN;
  CHECK(self->semaphore = asyncio_bounded_semaphore_new(1));
  asyncio_print("%v", asyncio_value_of(self->semaphore));
  AWAIT(TAKE("main"));
  START(TAKE("a"));
  asyncio_print("%v", asyncio_value_of(self->semaphore));
  RELEASE;
  END;
  ASYNC_END;
}

static void test_shows_itself(void **state) {
  (void)state;
  assert_string_equal(RUN(shows_itself), "<BoundedSemaphore [unlocked, value:1]>\nmain True True\n"
                                         "<BoundedSemaphore [locked, waiters:1]>\na True True\n= None\n");
}

/* Woken waiters that have not run do not make the next release search: a million pairs would take for ever. */
ASYNC(take_one, { asyncio_semaphore *semaphore; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_semaphore_acquire(self->semaphore));
  ASYNC_END;
}

ASYNC(many, {
  int count;
  asyncio_semaphore *semaphore;
  asyncio_list *tasks;
  int i;
}) {
  ASYNC_BEGIN;
  CHECK(self->semaphore = asyncio_semaphore_new(0));
  CHECK(self->tasks = asyncio_list_new());
  for (self->i = 0; self->i < self->count; self->i++) {
    CHECK(asyncio_list_append(self->tasks, asyncio_value_of(asyncio_create_task(CORO(take_one, self->semaphore)))));
  }
  AWAIT(asyncio_sleep(0));
  for (self->i = 0; self->i < self->count; self->i++) {
    RELEASE;
  }
  AWAIT(asyncio_gather_list(self->tasks, false));
  RETURN(LOCKED);
  ASYNC_END;
}

static void test_many_are_released_at_once(void **state) {
  (void)state;
  assert_string_equal(RUN(many, FEWER(100000, 20)), "= True\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_free_permit_does_not_yield),
      cmocka_unit_test(test_limits),
      cmocka_unit_test(test_nobody_overtakes),
      cmocka_unit_test(test_newcomer_waits_though_there_are_permits),
      cmocka_unit_test(test_waiter_is_cancelled),
      cmocka_unit_test(test_waiter_is_cancelled_then_released),
      cmocka_unit_test(test_woken_waiter_is_cancelled),
      cmocka_unit_test(test_only_waiter_is_cancelled_when_woken),
      cmocka_unit_test(test_several_woken_are_cancelled),
      cmocka_unit_test(test_timeouts_of_waiters),
      cmocka_unit_test(test_cancelled_in_the_block),
      cmocka_unit_test(test_released_without_end),
      cmocka_unit_test(test_bounded_is_released_too_often),
      cmocka_unit_test(test_bounded_of_none),
      cmocka_unit_test(test_negative),
      cmocka_unit_test(test_no_semaphore),
      cmocka_unit_test(test_over_released_in_the_block),
      cmocka_unit_test(test_shows_itself),
      cmocka_unit_test(test_many_are_released_at_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
