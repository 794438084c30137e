/* Timeouts: in time and too late, in one another, rescheduled, misused. Trap 10 of asyncio. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"
#include "recorded/timeout.h"
#include <math.h>

#define EXPIRED(block) asyncio_bool(asyncio_timeout_expired(block))

static unsigned own_cancelling(void) {
  return asyncio_task_cancelling(asyncio_current_task());
}

static asyncio_value deadline(const asyncio_timeout_block *block) {
  double when = asyncio_timeout_when(block);
  return isinf(when) ? asyncio_str("never") : asyncio_float(when);
}

ASYNC(in_time, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  CHECK(self->block = asyncio_timeout(2));
  ASYNC_WITH(self->block) {
    AWAIT(asyncio_sleep(1));
  }
  END_WITH;
  asyncio_print("expired %v %v %u", EXPIRED(self->block), deadline(self->block), own_cancelling());
  AWAIT(asyncio_sleep(5));
  ASYNC_END;
}
RECORDED_TEST(in_time);

ASYNC(too_late, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  CHECK(self->block = asyncio_timeout(1));
  TRY {
    ASYNC_WITH(self->block) {
      TRY {
        AWAIT(asyncio_sleep(5));
      }
      EXCEPT(asyncio_CancelledError) {
        asyncio_print("%E %v %u", CAUGHT, EXPIRED(self->block), own_cancelling());
        RERAISE;
      }
      END_TRY;
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("%E cause %E", CAUGHT, asyncio_error_cause(CAUGHT));
  }
  END_TRY;
  asyncio_print("expired %v %u", EXPIRED(self->block), own_cancelling());
  ASYNC_END;
}
RECORDED_TEST(too_late);

ASYNC(made_before_it_is_entered, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  CHECK(self->block = asyncio_timeout(1));
  asyncio_print("%v", deadline(self->block));
  AWAIT(asyncio_sleep(2));
  TRY {
    ASYNC_WITH(self->block) {
      asyncio_print("inside");
      AWAIT(asyncio_sleep(5));
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("TimeoutError %v", deadline(self->block));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(made_before_it_is_entered);

/* --- Nested: only the one that expired reports -------------------------------------------------------------------- */

ASYNC(inner_expires, {
  asyncio_timeout_block *outer;
  asyncio_timeout_block *inner;
}) {
  ASYNC_BEGIN;
  CHECK(self->outer = asyncio_timeout(3));
  CHECK(self->inner = asyncio_timeout(1));
  ASYNC_WITH(self->outer) {
    TRY {
      ASYNC_WITH(self->inner) {
        AWAIT(asyncio_sleep(5));
      }
      END_WITH;
    }
    EXCEPT(asyncio_TimeoutError) {
      asyncio_print("inner %v %v", EXPIRED(self->inner), EXPIRED(self->outer));
    }
    END_TRY;
    AWAIT(asyncio_sleep(1));
  }
  END_WITH;
  asyncio_print("end %v %v", EXPIRED(self->inner), EXPIRED(self->outer));
  ASYNC_END;
}
RECORDED_TEST(inner_expires);

ASYNC(outer_expires, {
  asyncio_timeout_block *outer;
  asyncio_timeout_block *inner;
}) {
  ASYNC_BEGIN;
  CHECK(self->outer = asyncio_timeout(1));
  CHECK(self->inner = asyncio_timeout(3));
  TRY {
    ASYNC_WITH(self->outer) {
      TRY {
        ASYNC_WITH(self->inner) {
          AWAIT(asyncio_sleep(5));
        }
        END_WITH;
      }
      EXCEPT(asyncio_TimeoutError) {
        asyncio_print("not here");
      }
      FINALLY {
        asyncio_print("leaving");
      }
      END_TRY;
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("outer %v %v", EXPIRED(self->inner), EXPIRED(self->outer));
  }
  END_TRY;
  asyncio_print("%u", own_cancelling());
  ASYNC_END;
}
RECORDED_TEST(outer_expires);

ASYNC(both_expire_at_once, {
  asyncio_timeout_block *outer;
  asyncio_timeout_block *inner;
}) {
  ASYNC_BEGIN;
  CHECK(self->outer = asyncio_timeout(1));
  CHECK(self->inner = asyncio_timeout(1));
  TRY {
    ASYNC_WITH(self->outer) {
      TRY {
        ASYNC_WITH(self->inner) {
          AWAIT(asyncio_sleep(5));
        }
        END_WITH;
      }
      EXCEPT(asyncio_TimeoutError) {
        asyncio_print("inner %v %v", EXPIRED(self->inner), EXPIRED(self->outer));
      }
      END_TRY;
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("outer %v %v", EXPIRED(self->inner), EXPIRED(self->outer));
  }
  END_TRY;
  asyncio_print("%u", own_cancelling());
  ASYNC_END;
}
RECORDED_TEST(both_expire_at_once);

ASYNC(inner_block_sleeps_on_past_outer, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(asyncio_timeout(2)) {
      TRY {
        ASYNC_WITH(asyncio_timeout(1)) {
          AWAIT(asyncio_sleep(5));
        }
        END_WITH;
      }
      EXCEPT(asyncio_TimeoutError) {
        asyncio_print("inner");
        AWAIT(asyncio_sleep(5));
      }
      END_TRY;
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("outer");
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(inner_block_sleeps_on_past_outer);

/* --- Rescheduling ------------------------------------------------------------------------------------------------- */

ASYNC(is_rescheduled, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  CHECK(self->block = asyncio_timeout(1));
  ASYNC_WITH(self->block) {
    AWAIT(asyncio_sleep(0.5));
    CHECK(asyncio_timeout_reschedule(self->block, asyncio_time() + 2));
    asyncio_print("%v", deadline(self->block));
    AWAIT(asyncio_sleep(1.5));
    CHECK(asyncio_timeout_reschedule(self->block, INFINITY));
    asyncio_print("%v %v", deadline(self->block), EXPIRED(self->block));
    AWAIT(asyncio_sleep(50));
  }
  END_WITH;
  asyncio_print("end %v", EXPIRED(self->block));
  ASYNC_END;
}
RECORDED_TEST(is_rescheduled);

ASYNC(is_rescheduled_to_the_past, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  CHECK(self->block = asyncio_timeout(INFINITY));
  TRY {
    ASYNC_WITH(self->block) {
      CHECK(asyncio_timeout_reschedule(self->block, asyncio_time() - 1));
      asyncio_print("goes on to the next await");
      AWAIT(asyncio_sleep(1));
      asyncio_print("not here");
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("TimeoutError %v", deadline(self->block));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(is_rescheduled_to_the_past);

ASYNC(pushes, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(0.9));
  CHECK(asyncio_timeout_reschedule(self->block, 2));
  asyncio_print("pushed");
  ASYNC_END;
}

ASYNC(is_rescheduled_from_outside, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  CHECK(self->block = asyncio_timeout(1));
  TRY {
    ASYNC_WITH(self->block) {
      CHECK(asyncio_create_task(CORO(pushes, self->block)));
      AWAIT(asyncio_sleep(5));
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("TimeoutError");
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(is_rescheduled_from_outside);

/* Prints how the block refuses. */
ASYNC(reschedules, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  TRY {
    CHECK(asyncio_timeout_reschedule(self->block, 5));
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(refuses_to_be_rescheduled, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  CHECK(self->block = asyncio_timeout(1));
  AWAIT(CORO(reschedules, self->block));
  ASYNC_WITH(self->block) {
  }
  END_WITH;
  AWAIT(CORO(reschedules, self->block));
  CHECK(self->block = asyncio_timeout(0));
  TRY {
    ASYNC_WITH(self->block) {
      TRY {
        AWAIT(asyncio_sleep(1));
      }
      EXCEPT(asyncio_CancelledError) {
        AWAIT(CORO(reschedules, self->block));
        RERAISE;
      }
      END_TRY;
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("TimeoutError");
  }
  END_TRY;
  AWAIT(CORO(reschedules, self->block));
  ASYNC_END;
}
RECORDED_TEST(refuses_to_be_rescheduled);

ASYNC(is_entered_twice, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  CHECK(self->block = asyncio_timeout(1));
  ASYNC_WITH(self->block) {
  }
  END_WITH;
  TRY {
    ASYNC_WITH(self->block) {
      asyncio_print("not here");
    }
    END_WITH;
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(is_entered_twice);

/* --- A deadline --------------------------------------------------------------------------------------------------- */

ASYNC(at_a_deadline, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  CHECK(self->block = asyncio_timeout_at(3));
  TRY {
    ASYNC_WITH(self->block) {
      asyncio_print("%v", deadline(self->block));
      AWAIT(asyncio_sleep(5));
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("TimeoutError");
  }
  END_TRY;
  TRY {
    ASYNC_WITH(asyncio_timeout_at(2)) {
      AWAIT(asyncio_sleep(5));
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("TimeoutError");
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(at_a_deadline);

/* --- What C alone can ask for ------------------------------------------------------------------------------------- */

ASYNC(no_number, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  ASYNC_WITH(asyncio_timeout(NAN)) {
    asyncio_print("not here");
  }
  END_WITH;
  ASYNC_END;
}

ASYNC(rescheduled_to_no_number, { asyncio_timeout_block *block; }) {
  ASYNC_BEGIN;
  CHECK(self->block = asyncio_timeout(1));
  ASYNC_WITH(self->block) {
    CHECK(asyncio_timeout_reschedule(self->block, NAN));
  }
  END_WITH;
  ASYNC_END;
}

/* The deadline that was due stands in the ready queue, beside the new one, and beside what others have there. */
ASYNC(due_and_rescheduled, {
  double when;
  asyncio_timeout_block *block;
}) {
  ASYNC_BEGIN;
  asyncio_create_task(child("other", 0));
  CHECK(self->block = asyncio_timeout(0));
  TRY {
    ASYNC_WITH(self->block) {
      CHECK(asyncio_timeout_reschedule(self->block, self->when));
      AWAIT(asyncio_sleep(1));
      asyncio_print("slept");
      AWAIT(asyncio_sleep(2));
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("%E at %g", CAUGHT, asyncio_time());
  }
  END_TRY;
  ASYNC_END;
}

static void test_due_and_rescheduled(void **state) {
  (void)state;
  assert_string_equal(RUN(due_and_rescheduled, -1), "other begins\nother ends\nTimeoutError() at 0\n= None\n");
  assert_string_equal(RUN(due_and_rescheduled, 2), "other begins\nother ends\nslept\nTimeoutError() at 2\n= None\n");
}

static void test_nan(void **state) {
  (void)state;
  assert_string_equal(RUN(no_number), "! ValueError: Invalid deadline: NaN (not a number)\n");
  assert_string_equal(RUN(rescheduled_to_no_number), "! ValueError: Invalid deadline: NaN (not a number)\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_in_time),
      cmocka_unit_test(test_too_late),
      cmocka_unit_test(test_made_before_it_is_entered),
      cmocka_unit_test(test_inner_expires),
      cmocka_unit_test(test_outer_expires),
      cmocka_unit_test(test_both_expire_at_once),
      cmocka_unit_test(test_inner_block_sleeps_on_past_outer),
      cmocka_unit_test(test_is_rescheduled),
      cmocka_unit_test(test_is_rescheduled_to_the_past),
      cmocka_unit_test(test_is_rescheduled_from_outside),
      cmocka_unit_test(test_refuses_to_be_rescheduled),
      cmocka_unit_test(test_is_entered_twice),
      cmocka_unit_test(test_at_a_deadline),
      cmocka_unit_test(test_due_and_rescheduled),
      cmocka_unit_test(test_nan),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
