/* A TaskGroup that is cancelled from outside, or stands in another block: whose cancel is whose. Trap 11 of asyncio. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"
#include "recorded/task_group_cancel.h"

#define CANCELLING asyncio_task_cancelling(asyncio_current_task())


/* A child that takes its time to end. */
ASYNC(slow_to_leave, { bool tells; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  EXCEPT(asyncio_CancelledError) {
    AWAIT(asyncio_sleep(2));
    if (self->tells) {
      asyncio_print("left");
    }
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

#define ADD(coroutine) CHECK(asyncio_task_group_create_task(self->group, (coroutine)))

/* --- Cancelled from outside --------------------------------------------------------------------------------------- */

/* Cancels the task at each second given, and tells what it comes to. */
ASYNC(cancel_and_look, {
  asyncio_coroutine *coroutine;
  const char *first, *second; /* messages; NULL: no second cancel */
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(self->coroutine));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, self->first);
  if (self->second != NULL) {
    AWAIT(asyncio_sleep(1));
    asyncio_task_cancel(self->task, self->second);
  }
  TRY {
    AWAIT(self->task);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E %u", CAUGHT, asyncio_task_cancelling(self->task));
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(waits_in_body, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->group = asyncio_task_group_new()) {
    ADD(worker("a", 5));
    AWAIT(asyncio_sleep(5));
  }
  END_WITH;
  ASYNC_END;
}

ASYNC(outer_cancel_in_body, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(cancel_and_look, CORO(waits_in_body), "out"));
  ASYNC_END;
}
RECORDED_TEST(outer_cancel_in_body);

ASYNC(waits_at_end, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->group = asyncio_task_group_new()) {
    ADD(worker("a", 5));
  }
  END_WITH;
  asyncio_print("not here");
  ASYNC_END;
}

ASYNC(outer_cancel_while_leaving, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(cancel_and_look, CORO(waits_at_end), "out"));
  ASYNC_END;
}
RECORDED_TEST(outer_cancel_while_leaving);

ASYNC(waits_for_slow, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  ASYNC_WITH(self->group = asyncio_task_group_new()) {
    ADD(CORO(slow_to_leave, true));
  }
  END_WITH;
  ASYNC_END;
}

ASYNC(outer_cancel_twice, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(cancel_and_look, CORO(waits_for_slow), "one", "two"));
  ASYNC_END;
}
RECORDED_TEST(outer_cancel_twice);

ASYNC(catches_errors, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      ADD(stubborn("a", 5));
    }
    END_WITH;
  }
  EXCEPT(asyncio_ExceptionGroup) {
    asyncio_print("%E %u", CAUGHT, CANCELLING);
  }
  END_TRY;
  asyncio_print("before");
  TRY {
    AWAIT(asyncio_sleep(1));
    asyncio_print("not here");
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E %u", CAUGHT, CANCELLING);
  }
  END_TRY;
  ASYNC_END;
}

/* New in 3.13: a cancel from outside is not lost behind the children's errors. */
ASYNC(outer_cancel_and_errors, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(cancel_and_look, CORO(catches_errors), "out"));
  ASYNC_END;
}
RECORDED_TEST(outer_cancel_and_errors);

ASYNC(fails_slowly, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      ADD(CORO(slow_to_leave, false));
      ADD(failing("b", 1));
    }
    END_WITH;
  }
  EXCEPT(asyncio_ExceptionGroup) {
    asyncio_print("%E %u", CAUGHT, CANCELLING);
  }
  END_TRY;
  AWAIT(asyncio_sleep(0));
  asyncio_print("not here");
  ASYNC_END;
}

ASYNC(outer_cancel_after_error, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(fails_slowly)));
  AWAIT(asyncio_sleep(2));
  asyncio_task_cancel(self->task, "out");
  TRY {
    AWAIT(self->task);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E %u", CAUGHT, asyncio_task_cancelling(self->task));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(outer_cancel_after_error);

/* --- Blocks in blocks --------------------------------------------------------------------------------------------- */

ASYNC(nested, { asyncio_task_group *outer, *group; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->outer = asyncio_task_group_new()) {
      CHECK(asyncio_task_group_create_task(self->outer, worker("outer", 5)));
      ASYNC_WITH(self->group = asyncio_task_group_new()) {
        ADD(worker("inner", 5));
        ADD(failing("b", 1));
      }
      END_WITH;
      asyncio_print("not here");
    }
    END_WITH;
  }
  EXCEPT(asyncio_ExceptionGroup) {
    asyncio_print("%s %E %u", asyncio_error_message(CAUGHT), CAUGHT, CANCELLING);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(nested);

ASYNC(nested_outer_fails, { asyncio_task_group *outer, *group; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->outer = asyncio_task_group_new()) {
      CHECK(asyncio_task_group_create_task(self->outer, failing("a", 1)));
      ASYNC_WITH(self->group = asyncio_task_group_new()) {
        ADD(worker("inner", 5));
      }
      END_WITH;
      asyncio_print("not here");
    }
    END_WITH;
  }
  EXCEPT(asyncio_ExceptionGroup) {
    asyncio_print("%s %E %u", asyncio_error_message(CAUGHT), CAUGHT, CANCELLING);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(nested_outer_fails);

ASYNC(inside_timeout, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(asyncio_timeout(1)) {
      ASYNC_WITH(self->group = asyncio_task_group_new()) {
        ADD(worker("a", 5));
      }
      END_WITH;
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("too slow %u", CANCELLING);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(inside_timeout);

ASYNC(swallowed_cancel_in_body, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      ADD(failing("a", 1));
      TRY {
        AWAIT(asyncio_sleep(5));
      }
      EXCEPT(asyncio_CancelledError) {
        asyncio_print("swallowed %u", CANCELLING);
      }
      END_TRY;
      AWAIT(asyncio_sleep(1));
      asyncio_print("body ends");
    }
    END_WITH;
  }
  EXCEPT(asyncio_ExceptionGroup) {
    asyncio_print("%E %u", CAUGHT, CANCELLING);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(swallowed_cancel_in_body);


int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_outer_cancel_in_body),     cmocka_unit_test(test_outer_cancel_while_leaving),
      cmocka_unit_test(test_outer_cancel_twice),       cmocka_unit_test(test_outer_cancel_and_errors),
      cmocka_unit_test(test_outer_cancel_after_error), cmocka_unit_test(test_nested),
      cmocka_unit_test(test_nested_outer_fails),       cmocka_unit_test(test_inside_timeout),
      cmocka_unit_test(test_swallowed_cancel_in_body),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
