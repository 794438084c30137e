/* Futures: traps 2, 3, 19 and 20 of asyncio. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"

#include "recorded/future.h"

/* --- Callbacks ---------------------------------------------------------------------------------------------------- */

static void print_named(asyncio_future *future, void *name) {
  asyncio_print("%s %v", (const char *)name, asyncio_future_result(future));
}

static void print_name(asyncio_future *future, void *name) {
  (void)future;
  asyncio_print("%s", (const char *)name);
}

static void print_text(void *text) {
  asyncio_print("%s", (const char *)text);
}

ASYNC(waits, {
  const char *name;
  asyncio_future *future;
}) {
  ASYNC_BEGIN;
  AWAIT(self->future);
  asyncio_print("%s %v", self->name, AWAITED);
  ASYNC_END;
}

ASYNC(callbacks_in_order, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_future_add_done_callback(self->future, print_named, "first"));
  CHECK(asyncio_create_task(CORO(waits, "a", self->future)));
  CHECK(asyncio_create_task(CORO(waits, "b", self->future)));
  AWAIT(asyncio_sleep(0));
  CHECK(asyncio_future_add_done_callback(self->future, print_named, "last"));
  CHECK(asyncio_future_set_result(self->future, asyncio_int(5)));
  asyncio_print("set");
  AWAIT(asyncio_sleep(1));
  ASYNC_END;
}
RECORDED_TEST(callbacks_in_order);

ASYNC(callback_of_done, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_future_set_result(self->future, asyncio_int(5)));
  CHECK(asyncio_future_add_done_callback(self->future, print_name, "called"));
  asyncio_print("added");
  AWAIT(asyncio_sleep(0));
  asyncio_print("end");
  ASYNC_END;
}
RECORDED_TEST(callback_of_done);

ASYNC(awaiting_done_does_not_yield, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_future_set_result(self->future, asyncio_str("done")));
  CHECK(asyncio_call_soon(print_text, "callback"));
  AWAIT(self->future);
  asyncio_print("%v", AWAITED);
  AWAIT(self->future);
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_sleep(0));
  ASYNC_END;
}
RECORDED_TEST(awaiting_done_does_not_yield);

static void one(asyncio_future *future, void *data) {
  (void)future, (void)data;
  asyncio_print("one");
}

static void two(asyncio_future *future, void *data) {
  (void)future, (void)data;
  asyncio_print("two");
}

ASYNC(removed_callbacks, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_future_add_done_callback(self->future, one, NULL));
  CHECK(asyncio_future_add_done_callback(self->future, two, NULL));
  CHECK(asyncio_future_add_done_callback(self->future, one, NULL));
  CHECK(asyncio_future_add_done_callback(self->future, one, NULL));
  {
    size_t removed = asyncio_future_remove_done_callback(self->future, one, NULL);
    asyncio_print("%zu %zu", removed, asyncio_future_remove_done_callback(self->future, one, NULL));
  }
  CHECK(asyncio_future_set_result(self->future, asyncio_none()));
  asyncio_print("%zu", asyncio_future_remove_done_callback(self->future, two, NULL));
  AWAIT(asyncio_sleep(0));
  ASYNC_END;
}
RECORDED_TEST(removed_callbacks);

static void raises(asyncio_future *future, void *data) {
  (void)future, (void)data;
  asyncio_raise(asyncio_ValueError, "callback");
}

static void print_handled(void *data, const char *message, asyncio_error *error) {
  (void)message;
  asyncio_print("%s %E", (const char *)data, error);
}

ASYNC(callback_that_raises, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  asyncio_loop_set_exception_handler(asyncio_get_running_loop(), print_handled, "handler");
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_future_add_done_callback(self->future, raises, NULL));
  CHECK(asyncio_future_add_done_callback(self->future, print_name, "the rest"));
  CHECK(asyncio_future_set_result(self->future, asyncio_int(1)));
  AWAIT(asyncio_sleep(1));
  ASYNC_END;
}
RECORDED_TEST(callback_that_raises);

static void adds(asyncio_future *future, void *data) {
  (void)data;
  asyncio_print("first");
  asyncio_future_add_done_callback(future, print_name, "second");
}

ASYNC(callback_adds_callback, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_future_add_done_callback(self->future, adds, NULL));
  CHECK(asyncio_future_set_result(self->future, asyncio_int(1)));
  AWAIT(asyncio_sleep(1));
  ASYNC_END;
}
RECORDED_TEST(callback_adds_callback);

static void ring(void *future) {
  asyncio_future_set_result(future, asyncio_str("rings"));
}

ASYNC(set_by_timer, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_call_later(1.5, ring, self->future));
  AWAIT(self->future);
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(set_by_timer);

/* --- States ------------------------------------------------------------------------------------------------------- */

ASYNC(set_twice, {
  asyncio_future *future;
  int i;
}) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_future_set_result(self->future, asyncio_int(1)));
  for (; self->i < 2; self->i++) {
    TRY {
      if (self->i == 0) {
        CHECK(asyncio_future_set_result(self->future, asyncio_int(2)));
      } else {
        CHECK(asyncio_future_set_exception(self->future, asyncio_error_new(asyncio_ValueError, "no")));
      }
    }
    EXCEPT(asyncio_InvalidStateError) {
      asyncio_print("%E", CAUGHT);
    }
    END_TRY;
  }
  asyncio_print("%v %v %v", asyncio_future_result(self->future),
                asyncio_value_of(asyncio_future_exception(self->future)),
                asyncio_bool(asyncio_future_cancel(self->future, NULL)));
  ASYNC_END;
}
RECORDED_TEST(set_twice);

ASYNC(looked_at_too_early, {
  asyncio_future *future;
  int i;
}) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  for (; self->i < 2; self->i++) {
    TRY {
      if (self->i == 0) {
        CHECK(asyncio_future_result(self->future));
      } else {
        CHECK(asyncio_future_exception(self->future));
      }
    }
    EXCEPT(asyncio_InvalidStateError) {
      asyncio_print("%E", CAUGHT);
    }
    END_TRY;
  }
  ASYNC_END;
}
RECORDED_TEST(looked_at_too_early);

ASYNC(set_exception, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_future_set_exception(self->future, asyncio_error_new(asyncio_ValueError, "why")));
  TRY {
    AWAIT(self->future);
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  asyncio_print("%E %v %v", asyncio_future_exception(self->future), asyncio_bool(asyncio_future_done(self->future)),
                asyncio_bool(asyncio_future_cancelled(self->future)));
  TRY {
    CHECK(asyncio_future_result(self->future));
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("again %E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(set_exception);

ASYNC(stop_iteration, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  CHECK(asyncio_future_set_exception(self->future, asyncio_error_new(asyncio_StopIteration, "stop")));
  TRY {
    AWAIT(self->future);
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%E", CAUGHT);
    asyncio_print("cause %E", asyncio_error_cause(CAUGHT));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(stop_iteration);

ASYNC(set_after_cancel, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  CHECK(self->future = asyncio_future_new());
  asyncio_future_cancel(self->future, "gone");
  TRY {
    CHECK(asyncio_future_set_result(self->future, asyncio_int(1)));
  }
  EXCEPT(asyncio_InvalidStateError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  TRY {
    CHECK(asyncio_future_exception(self->future));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(set_after_cancel);

/* --- Never retrieved ---------------------------------------------------------------------------------------------- */

static void print_report(void *data, const char *message, asyncio_error *error) {
  (void)data;
  asyncio_print("%s %E", message, error);
}

ASYNC(never_retrieved, {
  asyncio_future *future;
  const char *looks;
  int i;
}) {
  ASYNC_BEGIN;
  asyncio_loop_set_exception_handler(asyncio_get_running_loop(), print_report, NULL);
  for (; self->i < 5; self->i++) {
    self->looks = (const char *[]){"None", "exception", "result", "cancel", "await"}[self->i];
    CHECK(self->future = asyncio_future_new());
    CHECK(asyncio_future_set_exception(self->future, asyncio_error_new(asyncio_ValueError, "%s", self->looks)));
    if (self->i == 1) {
      asyncio_future_exception(self->future);
    } else if (self->i == 2) {
      asyncio_future_result(self->future);
      asyncio_clear_error();
    } else if (self->i == 3) {
      asyncio_future_cancel(self->future, NULL);
    } else if (self->i == 4) {
      TRY {
        AWAIT(self->future);
      }
      EXCEPT(asyncio_ValueError) {
      }
      END_TRY;
    }
    asyncio_print("forget %s", self->looks);
    asyncio_release(self->future);
  }
  ASYNC_END;
}
RECORDED_TEST(never_retrieved);

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_callbacks_in_order),
      cmocka_unit_test(test_callback_of_done),
      cmocka_unit_test(test_awaiting_done_does_not_yield),
      cmocka_unit_test(test_removed_callbacks),
      cmocka_unit_test(test_callback_that_raises),
      cmocka_unit_test(test_callback_adds_callback),
      cmocka_unit_test(test_set_by_timer),
      cmocka_unit_test(test_set_twice),
      cmocka_unit_test(test_looked_at_too_early),
      cmocka_unit_test(test_set_exception),
      cmocka_unit_test(test_stop_iteration),
      cmocka_unit_test(test_set_after_cancel),
      cmocka_unit_test(test_never_retrieved),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
