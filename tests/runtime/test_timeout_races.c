/* A timeout and what comes at the same moment: a cancel from outside or from before, another error, a result, no time
** at all. Trap 10 of asyncio. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"
#include "recorded/timeout_races.h"

#define EXPIRED(block) asyncio_bool(asyncio_timeout_expired(block))

static unsigned own_cancelling(void) {
  return asyncio_task_cancelling(asyncio_current_task());
}

/* --- A cancel from outside ---------------------------------------------------------------------------------------- */

static void cancel_from_outside(void *task) {
  asyncio_task_cancel(task, "outside");
}

ASYNC(patient, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  CHECK(self->block = asyncio_timeout(1));
  TRY {
    ASYNC_WITH(self->block) {
      AWAIT(asyncio_sleep(5));
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("not here");
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E %v %u", CAUGHT, EXPIRED(self->block), own_cancelling());
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(external_cancel_in_the_same_turn, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(patient)));
  CHECK(asyncio_call_at(1, cancel_from_outside, self->task));
  TRY {
    AWAIT(self->task);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("raised %E %u", CAUGHT, asyncio_task_cancelling(self->task));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(external_cancel_in_the_same_turn);

ASYNC(leaves_slowly, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(asyncio_timeout(1)) {
      TRY {
        AWAIT(asyncio_sleep(5));
      }
      TELL_MEMORY_ERROR
      FINALLY {
        asyncio_print("leaves");
        AWAIT(asyncio_sleep(1));
      }
      END_TRY;
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("not here");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(external_cancel_one_turn_later, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(leaves_slowly)));
  CHECK(asyncio_call_at(1.5, cancel_from_outside, self->task));
  TRY {
    AWAIT(self->task);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("raised %E %u", CAUGHT, asyncio_task_cancelling(self->task));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(external_cancel_one_turn_later);

/* --- No time at all ----------------------------------------------------------------------------------------------- */

ASYNC(zero_with_await, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  CHECK(self->block = asyncio_timeout(0));
  TRY {
    ASYNC_WITH(self->block) {
      asyncio_print("begins %v", EXPIRED(self->block));
      AWAIT(asyncio_sleep(0));
      asyncio_print("not here");
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("TimeoutError %v", EXPIRED(self->block));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(zero_with_await);

ASYNC(zero_without_await, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  CHECK(self->block = asyncio_timeout(0));
  ASYNC_WITH(self->block) {
    asyncio_print("body");
  }
  END_WITH;
  asyncio_print("end %v", EXPIRED(self->block));
  AWAIT(asyncio_sleep(0));
  ASYNC_END;
}
RECORDED_TEST(zero_without_await);

ASYNC(at_once, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  RETURN(asyncio_str("at once"));
  ASYNC_END;
}

ASYNC(zero_with_await_of_done, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  CHECK(self->block = asyncio_timeout(0));
  ASYNC_WITH(self->block) {
    AWAIT(CORO(at_once));
    asyncio_print("%v", AWAITED);
  }
  END_WITH;
  asyncio_print("end %v", EXPIRED(self->block));
  ASYNC_END;
}
RECORDED_TEST(zero_with_await_of_done);

ASYNC(negative, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(asyncio_timeout(-1)) {
      AWAIT(asyncio_sleep(1));
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("TimeoutError");
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(negative);

ASYNC(cancelled_before_zero, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_task_cancel(asyncio_current_task(), "before");
  TRY {
    ASYNC_WITH(asyncio_timeout(0)) {
      asyncio_print("body");
      AWAIT(asyncio_sleep(1));
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError, asyncio_CancelledError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  asyncio_print("cancelling %u", own_cancelling());
  ASYNC_END;
}

/* The quirk of all of asyncio's versions, gh-134471. */
ASYNC(cancel_pending_before_zero, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_create_task(CORO(cancelled_before_zero)));
  ASYNC_END;
}
RECORDED_TEST(cancel_pending_before_zero);

ASYNC(cancelled_before_later, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_task_cancel(asyncio_current_task(), "before");
  TRY {
    ASYNC_WITH(asyncio_timeout(1)) {
      AWAIT(asyncio_sleep(5));
    }
    END_WITH;
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(cancel_pending_before_later, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_create_task(CORO(cancelled_before_later)));
  ASYNC_END;
}
RECORDED_TEST(cancel_pending_before_later);

/* --- Other errors ------------------------------------------------------------------------------------------------- */

ASYNC(other_error_gets_context, { asyncio_error *error; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(asyncio_timeout(1)) {
      TRY {
        AWAIT(asyncio_sleep(5));
      }
      FINALLY {
        RAISE(asyncio_ValueError, "other");
      }
      END_TRY;
    }
    END_WITH;
  }
  EXCEPT(asyncio_ValueError) {
    for (self->error = CAUGHT; self->error != NULL; self->error = asyncio_error_context(self->error)) {
      asyncio_print("%E", self->error);
    }
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(other_error_gets_context);

ASYNC(other_error_without_expiry, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  CHECK(self->block = asyncio_timeout(1));
  TRY {
    ASYNC_WITH(self->block) {
      RAISE(asyncio_ValueError, "other");
    }
    END_WITH;
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("%E %v", CAUGHT, EXPIRED(self->block));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(other_error_without_expiry);

ASYNC(body_swallows, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  CHECK(self->block = asyncio_timeout(1));
  ASYNC_WITH(self->block) {
    TRY {
      AWAIT(asyncio_sleep(5));
    }
    EXCEPT(asyncio_CancelledError) {
      asyncio_print("swallowed");
    }
    END_TRY;
  }
  END_WITH;
  asyncio_print("end %v %u", EXPIRED(self->block), own_cancelling());
  ASYNC_END;
}
RECORDED_TEST(body_swallows);

/* --- Deadlines and results in one turn ---------------------------------------------------------------------------- */

ASYNC(result_and_expiry_in_one_turn, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(asyncio_timeout(1)) {
      AWAIT(asyncio_sleep(1));
      asyncio_print("slept");
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("TimeoutError");
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(result_and_expiry_in_one_turn);

static void set_value(void *future) {
  if (!asyncio_future_done(future)) {
    asyncio_future_set_result(future, asyncio_str("value"));
  }
}

ASYNC(expiry_and_result_in_one_turn, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  TRY {
    ASYNC_WITH(asyncio_timeout(1)) {
      CHECK(asyncio_call_at(1, set_value, self->future));
      AWAIT(self->future);
      asyncio_print("%v", AWAITED);
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("TimeoutError %v", asyncio_bool(asyncio_future_cancelled(self->future)));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(expiry_and_result_in_one_turn);

ASYNC(result_first_and_expiry_in_one_turn, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_call_at(1, set_value, self->future));
  TRY {
    ASYNC_WITH(asyncio_timeout(1)) {
      AWAIT(self->future);
      asyncio_print("%v", AWAITED);
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("TimeoutError %v %v", asyncio_bool(asyncio_future_cancelled(self->future)),
                  asyncio_future_result(self->future));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(result_first_and_expiry_in_one_turn);

ASYNC(cleaning_child, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("child cleans up");
    AWAIT(asyncio_sleep(1));
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(waits_for_a_task, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(cleaning_child)));
  TRY {
    ASYNC_WITH(asyncio_timeout(1)) {
      AWAIT(self->task);
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("TimeoutError %v", asyncio_bool(asyncio_task_cancelled(self->task)));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(waits_for_a_task);


int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_external_cancel_in_the_same_turn),
      cmocka_unit_test(test_external_cancel_one_turn_later),
      cmocka_unit_test(test_zero_with_await),
      cmocka_unit_test(test_zero_without_await),
      cmocka_unit_test(test_zero_with_await_of_done),
      cmocka_unit_test(test_negative),
      cmocka_unit_test(test_cancel_pending_before_zero),
      cmocka_unit_test(test_cancel_pending_before_later),
      cmocka_unit_test(test_other_error_gets_context),
      cmocka_unit_test(test_other_error_without_expiry),
      cmocka_unit_test(test_body_swallows),
      cmocka_unit_test(test_result_and_expiry_in_one_turn),
      cmocka_unit_test(test_expiry_and_result_in_one_turn),
      cmocka_unit_test(test_result_first_and_expiry_in_one_turn),
      cmocka_unit_test(test_waits_for_a_task),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
