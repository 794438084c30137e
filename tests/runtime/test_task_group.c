/* TaskGroup: trap 11 of asyncio. What ends a group, how its errors are raised, what it refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"
#include "recorded/task_group.h"

#define TRUTH(condition) asyncio_bool(condition)
#define CANCELLING       asyncio_task_cancelling(asyncio_current_task())


#define ADD(coroutine) CHECK(asyncio_task_group_create_task(self->group, (coroutine)))

/* --- Groups that end well ----------------------------------------------------------------------------------------- */

ASYNC(waits_for_all, {
  asyncio_task_group *group;
  asyncio_task *first, *second;
}) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->group = asyncio_task_group_new()) {
    CHECK(self->first = asyncio_task_group_create_named_task(self->group, worker("a", 2), "Ay"));
    CHECK(self->second = asyncio_task_group_create_named_task(self->group, worker("b", 1), "Bee"));
    asyncio_print("%s %s", asyncio_task_name(self->first), asyncio_task_name(self->second));
  }
  END_WITH;
  asyncio_print("%v %v", asyncio_task_result(self->first), asyncio_task_result(self->second));
  ASYNC_WITH(self->group = asyncio_task_group_new()) {
    ADD(worker("c", 0));
  }
  END_WITH;
  asyncio_print("behind");
  ASYNC_END;
}
RECORDED_TEST(waits_for_all);

ASYNC(empty, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  ASYNC_WITH(asyncio_task_group_new()) {
    asyncio_print("inside");
  }
  END_WITH;
  asyncio_print("behind");
  ASYNC_END;
}
RECORDED_TEST(empty);

ASYNC(all_done_before_the_end, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->group = asyncio_task_group_new()) {
    ADD(worker("a", 1));
    AWAIT(asyncio_sleep(2));
    asyncio_print("body");
  }
  END_WITH;
  asyncio_print("behind");
  ASYNC_END;
}
RECORDED_TEST(all_done_before_the_end);

/* --- Errors ------------------------------------------------------------------------------------------------------- */

ASYNC(first_error_aborts, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      ADD(worker("a", 3));
      ADD(failing("b", 1));
      ADD(worker("c", 3));
      AWAIT(asyncio_sleep(5));
      asyncio_print("not here");
    }
    END_WITH;
  }
  EXCEPT(asyncio_ExceptionGroup) {
    asyncio_print("%s %E", asyncio_error_message(CAUGHT), CAUGHT);
  }
  END_TRY;
  asyncio_print("%u", CANCELLING);
  ASYNC_END;
}
RECORDED_TEST(first_error_aborts);

ASYNC(error_while_leaving, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      ADD(worker("a", 3));
      ADD(failing("b", 1));
    }
    END_WITH;
  }
  EXCEPT(asyncio_ExceptionGroup) {
    asyncio_print("%s %E %v", asyncio_error_message(CAUGHT), CAUGHT, asyncio_value_of(asyncio_error_cause(CAUGHT)));
  }
  END_TRY;
  AWAIT(asyncio_sleep(1));
  asyncio_print("behind %u", CANCELLING);
  ASYNC_END;
}
RECORDED_TEST(error_while_leaving);

ASYNC(order_of_errors, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      ADD(stubborn("a", 5));
      ADD(failing("b", 1));
      ADD(failing("c", 1));
      ADD(stubborn("d", 5));
    }
    END_WITH;
  }
  EXCEPT(asyncio_ExceptionGroup) {
    asyncio_print("%s %E", asyncio_error_message(CAUGHT), CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(order_of_errors);

ASYNC(body_raises, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      ADD(worker("a", 3));
      ADD(stubborn("b", 3));
      AWAIT(asyncio_sleep(1));
      RAISE(asyncio_LookupError, "body");
    }
    END_WITH;
  }
  EXCEPT(asyncio_ExceptionGroup) {
    asyncio_print("%s %E", asyncio_error_message(CAUGHT), CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(body_raises);

ASYNC(body_raises_alone, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(asyncio_task_group_new()) {
      RAISE(asyncio_LookupError, "body");
    }
    END_WITH;
  }
  EXCEPT(asyncio_ExceptionGroup) {
    asyncio_print("%s %E", asyncio_error_message(CAUGHT), CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(body_raises_alone);

ASYNC(cancelled_child, {
  asyncio_task_group *group;
  asyncio_task *first;
}) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->group = asyncio_task_group_new()) {
    CHECK(self->first = asyncio_task_group_create_task(self->group, worker("a", 3)));
    ADD(worker("b", 2));
    AWAIT(asyncio_sleep(1));
    asyncio_task_cancel(self->first, NULL);
  }
  END_WITH;
  asyncio_print("%v behind", TRUTH(asyncio_task_cancelled(self->first)));
  ASYNC_END;
}
RECORDED_TEST(cancelled_child);

ASYNC(raises_cancelled, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  RAISE(asyncio_CancelledError, "mine");
  ASYNC_END;
}

ASYNC(child_raises_cancelled, {
  asyncio_task_group *group;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->group = asyncio_task_group_new()) {
    CHECK(self->task = asyncio_task_group_create_task(self->group, CORO(raises_cancelled)));
    ADD(worker("b", 1));
  }
  END_WITH;
  asyncio_print("%v behind", TRUTH(asyncio_task_cancelled(self->task)));
  ASYNC_END;
}
RECORDED_TEST(child_raises_cancelled);

/* --- What it refuses ---------------------------------------------------------------------------------------------- */

ASYNC(refuses, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  CHECK(self->group = asyncio_task_group_new());
  asyncio_print("%r", asyncio_value_of(self->group));
  TRY {
    ADD(worker("a", 1));
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%s", asyncio_error_message(CAUGHT));
  }
  END_TRY;
  ASYNC_WITH(self->group) {
    ADD(worker("b", 1));
    asyncio_print("%r", asyncio_value_of(self->group));
    TRY {
      ASYNC_WITH(self->group) {
        asyncio_print("not here");
      }
      END_WITH;
    }
    EXCEPT(asyncio_RuntimeError) {
      asyncio_print("%s", asyncio_error_message(CAUGHT));
    }
    END_TRY;
  }
  END_WITH;
  TRY {
    ADD(worker("c", 1));
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%s", asyncio_error_message(CAUGHT));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(refuses);

ASYNC(late, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  FINALLY {
    TRY {
      ADD(worker("late", 1));
    }
    EXCEPT(asyncio_RuntimeError) {
      asyncio_print("%s", asyncio_error_message(CAUGHT));
    }
    END_TRY;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(refuses_while_shutting_down, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      ADD(CORO(late, self->group));
      ADD(failing("b", 1));
    }
    END_WITH;
  }
  EXCEPT(asyncio_ExceptionGroup) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(refuses_while_shutting_down);

ASYNC(adds, {
  asyncio_task_group *group;
  int depth;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  asyncio_print("depth %d", self->depth);
  if (self->depth < 2) {
    ADD(CORO(adds, self->group, self->depth + 1));
  }
  ASYNC_END;
}

ASYNC(child_adds_children, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->group = asyncio_task_group_new()) {
    ADD(CORO(adds, self->group, 0));
  }
  END_WITH;
  asyncio_print("behind");
  ASYNC_END;
}
RECORDED_TEST(child_adds_children);

/* --- Errors that are no Exception --------------------------------------------------------------------------------- */

ASYNC(exits, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  RAISE(asyncio_SystemExit, "3");
  ASYNC_END;
}

ASYNC(base_error, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      ADD(CORO(exits));
      ADD(worker("a", 5));
    }
    END_WITH;
  }
  EXCEPT(asyncio_BaseException) {
    asyncio_print("%E", CAUGHT);
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

/* As in CPython the main task's own SystemExit is nobody's: the child's has ended the run. */
static void test_base_error(void **state) {
  (void)state;
  assert_string_equal(RUN(base_error), "a begins\na CancelledError()\nSystemExit(3)\n! SystemExit: 3\n"
                                       "? Task exception was never retrieved: SystemExit: 3\n");
}

ASYNC(base_error_of_body, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      ADD(worker("a", 5));
      AWAIT(asyncio_sleep(1));
      RAISE(asyncio_KeyboardInterrupt, "body");
    }
    END_WITH;
  }
  EXCEPT(asyncio_KeyboardInterrupt) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(base_error_of_body);

ASYNCIO_ERROR(Odd, asyncio_BaseException);

ASYNC(odd, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  RAISE(Odd, "a");
  ASYNC_END;
}

ASYNC(base_group, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      ADD(CORO(odd));
      ADD(failing("b", 0));
    }
    END_WITH;
  }
  EXCEPT(asyncio_BaseExceptionGroup) {
    asyncio_print("%s %E", asyncio_error_message(CAUGHT), CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(base_group);

/* --- Mistakes ----------------------------------------------------------------------------------------------------- */

ASYNC(no_group, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  ADD(worker("a", 1));
  ASYNC_END;
}

static void test_no_group(void **state) {
  (void)state;
  assert_string_equal(RUN(no_group), "? coroutine 'worker_' was never awaited\n! TypeError: the task group is NULL\n");
}

static asyncio_task_group *entered_in_callback;

static void enter_in_callback(void *data) {
  (void)data;
  entered_in_callback = asyncio_task_group_new();
  if (entered_in_callback != NULL) {
    ((asyncio_object *)entered_in_callback)->type->enter(entered_in_callback);
  }
}

ASYNC(outside_a_task, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_call_soon(enter_in_callback, NULL));
  AWAIT(asyncio_sleep(1));
  ASYNC_END;
}

static void test_outside_a_task(void **state) {
  (void)state;
  assert_string_equal(RUN(outside_a_task), "? Exception in callback: RuntimeError: TaskGroup <TaskGroup> cannot "
                                           "determine the parent task\n= None\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_waits_for_all),
      cmocka_unit_test(test_empty),
      cmocka_unit_test(test_all_done_before_the_end),
      cmocka_unit_test(test_first_error_aborts),
      cmocka_unit_test(test_error_while_leaving),
      cmocka_unit_test(test_order_of_errors),
      cmocka_unit_test(test_body_raises),
      cmocka_unit_test(test_body_raises_alone),
      cmocka_unit_test(test_cancelled_child),
      cmocka_unit_test(test_child_raises_cancelled),
      cmocka_unit_test(test_refuses),
      cmocka_unit_test(test_refuses_while_shutting_down),
      cmocka_unit_test(test_child_adds_children),
      cmocka_unit_test(test_base_error),
      cmocka_unit_test(test_base_error_of_body),
      cmocka_unit_test(test_base_group),
      cmocka_unit_test(test_no_group),
      cmocka_unit_test(test_outside_a_task),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
