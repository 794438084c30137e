/* Calls that find no memory when they cannot simply be refused any more: they do without, and nothing is half done. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "allocations.h"
#include "program.h"

/* In a program: what comes now has to do without the next allocation. */
#define NO_MEMORY allocations_fail_at(1)

/* A program that names the allocation which fails itself, so once. */
#define RUN_WITHOUT(...) (allocations_fail_at(0), RUN_ONCE(__VA_ARGS__))

/* --- Groups ------------------------------------------------------------------------------------------------------------- */

/* Ends without any memory of its own, and has it again for the others. */
ASYNC(ends, { double delay; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(self->delay));
  allocations_fail_at(0);
  asyncio_print("ends %g", asyncio_time());
  ASYNC_END;
}

ASYNC(leaves_group, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->group = asyncio_task_group_new()) {
    CHECK(asyncio_task_group_create_task(self->group, CORO(ends, 1)));
    CHECK(asyncio_task_group_create_task(self->group, CORO(ends, 2)));
    AWAIT(asyncio_sleep(0));
    NO_MEMORY;
  }
  END_WITH;
  asyncio_print("left %g", asyncio_time());
  ASYNC_END;
}

static void test_group_waits_for_its_children(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(leaves_group), "ends 1\nends 2\nleft 2\n= None\n");
}

ASYNC(is_cancelled_in_group, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  FINALLY {
    AWAIT(asyncio_sleep(1));
    asyncio_print("child ends %g", asyncio_time());
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(cancelled_while_it_leaves, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      CHECK(asyncio_task_group_create_task(self->group, CORO(is_cancelled_in_group)));
    }
    END_WITH;
  }
  FINALLY {
    asyncio_print("left %g", asyncio_time());
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(cancels_without_memory, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(cancelled_while_it_leaves)));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, NULL);
  NO_MEMORY;
  AWAIT(self->task);
  ASYNC_END;
}

static void test_cancelled_group_waits_for_its_children(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(cancels_without_memory), "child ends 2\nleft 2\n! CancelledError: \n");
}

/* --- Cancelling --------------------------------------------------------------------------------------------------------- */

ASYNC(refuses_cancel, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(child("a", 1)));
  AWAIT(asyncio_sleep(0));
  NO_MEMORY;
  asyncio_print("%d", asyncio_task_cancel(self->task, "a message"));
  asyncio_print("%E %u", asyncio_current_error(), asyncio_task_cancelling(self->task));
  asyncio_clear_error();
  AWAIT(self->task);
  ASYNC_END;
}

static void test_cancel_with_message_is_refused(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(refuses_cancel), "a begins\n0\nMemoryError() 0\na ends\n= None\n");
}

ASYNC(keeps_message, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(child("a", 1)));
  AWAIT(asyncio_sleep(0));
  CHECK(asyncio_task_cancel(self->task, "a message"));
  NO_MEMORY;
  AWAIT(self->task);
  ASYNC_END;
}

static void test_cancel_keeps_its_message(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(keeps_message),
                      "a begins\n"
                      "? MemoryError where the tasks that are left are gathered: MemoryError: \n"
                      "! CancelledError: a message\n");
}

/* --- Locks, conditions, timeouts ---------------------------------------------------------------------------------------- */

ASYNC(waits_with_lock, { asyncio_condition *condition; }) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->condition) {
    AWAIT(asyncio_condition_wait(self->condition));
    asyncio_print("locked %v", asyncio_bool(asyncio_condition_locked(self->condition)));
  }
  END_WITH;
  ASYNC_END;
}

ASYNC(notifies_without_memory, {
  asyncio_condition *condition;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->condition = asyncio_condition_new(NULL));
  CHECK(self->task = asyncio_create_task(CORO(waits_with_lock, self->condition)));
  AWAIT(asyncio_sleep(0));
  ASYNC_WITH(self->condition) {
    CHECK(asyncio_condition_notify(self->condition, 1));
    NO_MEMORY;
    AWAIT(asyncio_sleep(0));
    AWAIT(asyncio_sleep(0));
    asyncio_print("still held");
  }
  END_WITH;
  AWAIT(self->task);
  asyncio_print("locked %v", asyncio_bool(asyncio_condition_locked(self->condition)));
  ASYNC_END;
}

static void test_condition_gets_its_lock_back(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(notifies_without_memory), "still held\nlocked True\nlocked False\n= None\n");
}

ASYNC(reschedules, { asyncio_timeout_block *timeout; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->timeout = asyncio_timeout(1)) {
      NO_MEMORY;
      asyncio_print("%d", asyncio_timeout_reschedule(self->timeout, 5));
      asyncio_print("%E %g", asyncio_current_error(), asyncio_timeout_when(self->timeout));
      asyncio_clear_error();
      AWAIT(asyncio_sleep(3));
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("timeout %g", asyncio_time());
  }
  END_TRY;
  ASYNC_END;
}

static void test_timeout_keeps_its_deadline(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(reschedules), "-1\nMemoryError() 1\ntimeout 1\n= None\n");
}

/* --- Tasks made on the way ---------------------------------------------------------------------------------------------- */

/* Gather: one allocation each for itself and its two arrays, then its tasks. */
ASYNC(gathers_two, { asyncio_coroutine *first, *second; }) {
  ASYNC_BEGIN;
  TRY {
    CHECK(self->first = child("a", 1));
    CHECK(self->second = child("b", 1));
    allocations_fail_at(5);
    AWAIT(asyncio_gather(self->first, self->second));
  }
  EXCEPT(asyncio_MemoryError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  AWAIT(asyncio_sleep(2));
  ASYNC_END;
}

static void test_gather_begins_all_or_none(void **state) {
  (void)state;
  assert_string_equal(RUN_WITHOUT(gathers_two), "? coroutine 'child_' was never awaited\nMemoryError()\n= None\n");
}

static bool began;

ASYNC(begins, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  began = true;
  ASYNC_END;
}

/* Each allocation of the start in turn: where that is refused, nothing runs afterwards either. */
static void test_runner_starts_or_does_not(void **state) {
  (void)state;
  int status = -1;
  for (size_t number = 1; status < 0; number++) {
    asyncio_runner *runner = asyncio_runner_new();
    asyncio_runner_enter(runner);
    asyncio_coroutine *coroutine = CORO(begins);
    asyncio_runner_leave(runner);
    began = false;
    allocations_fail_at(number);
    status = asyncio_runner_start(runner, coroutine);
    allocations_fail_at(0);
    asyncio_clear_error();
    asyncio_loop_turn(asyncio_runner_loop(runner), 0);
    assert_int_equal(began, status == 0);
    asyncio_runner_free(runner);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_group_waits_for_its_children),
      cmocka_unit_test(test_cancelled_group_waits_for_its_children),
      cmocka_unit_test(test_cancel_with_message_is_refused),
      cmocka_unit_test(test_cancel_keeps_its_message),
      cmocka_unit_test(test_condition_gets_its_lock_back),
      cmocka_unit_test(test_timeout_keeps_its_deadline),
      cmocka_unit_test(test_gather_begins_all_or_none),
      cmocka_unit_test(test_runner_starts_or_does_not),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
