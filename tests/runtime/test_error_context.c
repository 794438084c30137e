/* What an error was raised while handling: chains through awaited coroutines, finally, handlers that are thrown into. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "error_chains.h"
#include "recorded/error_context.h"

/* --- Raised in a handler, through frames -------------------------------------------------------------------------- */

ASYNC(nested, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "1");
  }
  EXCEPT(asyncio_ValueError) {
    TRY {
      RAISE(asyncio_KeyError, "2");
    }
    EXCEPT(asyncio_KeyError) {
      RAISE(asyncio_TypeError, "3");
    }
    END_TRY;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(in_nested_handlers, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(nested));
  ASYNC_END;
}

ASYNC(below_handlers_of_two_frames, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(handles(VALUE_ERROR("1"), handles(VALUE_ERROR("2"), raises(TYPE_ERROR("3")))));
  TELL(handles(VALUE_ERROR("1"), handles(VALUE_ERROR("2"), sleeps_and_raises(TYPE_ERROR("3")))));
  ASYNC_END;
}

ASYNC(one_error_raised_by_two, { asyncio_error *error; }) {
  ASYNC_BEGIN;
  self->error = TYPE_ERROR("again");
  TELL(handles(VALUE_ERROR("1"), raises(self->error)));
  TELL(handles(VALUE_ERROR("2"), raises(self->error)));
  TELL(raises(self->error));
  ASYNC_END;
}

ASYNC(raises_a_b_c_a, {
  asyncio_error *a;
  asyncio_error *b;
  asyncio_error *c;
}) {
  ASYNC_BEGIN;
  TRY {
    RAISE_ERROR(self->a);
  }
  EXCEPT(asyncio_ValueError) {
    TRY {
      RAISE_ERROR(self->b);
    }
    EXCEPT(asyncio_ValueError) {
      TRY {
        RAISE_ERROR(self->c);
      }
      EXCEPT(asyncio_ValueError) {
        RAISE_ERROR(self->a);
      }
      END_TRY;
    }
    END_TRY;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(raised_again_below, {
  asyncio_error *b;
  asyncio_error *c;
}) {
  ASYNC_BEGIN;
  self->b = VALUE_ERROR("b");
  self->c = VALUE_ERROR("c");
  TELL(CORO(raises_a_b_c_a, VALUE_ERROR("a"), self->b, self->c));
  tell_chain(self->b);
  tell_chain(self->c);
  ASYNC_END;
}

ASYNC(reraises, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "1");
  }
  EXCEPT(asyncio_ValueError) {
    TRY {
      RAISE(asyncio_KeyError, "2");
    }
    EXCEPT(asyncio_KeyError) {
      RERAISE;
    }
    END_TRY;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(reraised, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(reraises));
  ASYNC_END;
}

ASYNC(catches, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_KeyError, "1");
  }
  EXCEPT(asyncio_KeyError) {
    AWAIT(asyncio_sleep(0));
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(raises_behind_catches, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "2");
  }
  EXCEPT(asyncio_ValueError) {
    AWAIT(CORO(catches));
    RAISE(asyncio_TypeError, "3");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(caught_below_and_raised_above, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(raises_behind_catches));
  ASYNC_END;
}

ASYNC(raises_from_caught, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(failing("1", 0));
  }
  EXCEPT(asyncio_ValueError) {
    RAISE_FROM(CAUGHT, asyncio_KeyError, "2");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(raises_from_other, { asyncio_error *cause; }) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "1");
  }
  EXCEPT(asyncio_ValueError) {
    RAISE_FROM(self->cause, asyncio_KeyError, "2");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(from_cause, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(raises_from_caught));
  TELL(CORO(raises_from_other, TYPE_ERROR("3")));
  ASYNC_END;
}

/* --- finally and with --------------------------------------------------------------------------------------------- */

ASYNC(finally_raises, { asyncio_error *error; }) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "1");
  }
  FINALLY {
    AWAIT(sleeps_and_raises(self->error));
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(in_finally, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(finally_raises, KEY_ERROR("2")));
  ASYNC_END;
}

ASYNC(returns_and_finally_raises, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "1");
  }
  EXCEPT(asyncio_ValueError) {
    TRY {
      RETURN(asyncio_none());
    }
    FINALLY {
      RAISE(asyncio_KeyError, "2");
    }
    END_TRY;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(in_finally_of_a_return, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(returns_and_finally_raises));
  ASYNC_END;
}

ASYNC(handles_and_finally_raises, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    TRY {
      RAISE(asyncio_ValueError, "1");
    }
    EXCEPT(asyncio_ValueError) {
    }
    FINALLY {
      RAISE(asyncio_KeyError, "2");
    }
    END_TRY;
  }
  FINALLY {
    RAISE(asyncio_TypeError, "3");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(in_finally_behind_a_handler, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(handles_and_finally_raises));
  ASYNC_END;
}

typedef struct manager {
  asyncio_object object;
  asyncio_error *entering;
  asyncio_error *leaving;
} manager;

ASYNC(manager_enters, { asyncio_error *error; }) {
  ASYNC_BEGIN;
  if (self->error != NULL) {
    RAISE_ERROR(self->error);
  }
  ASYNC_END;
}

ASYNC(manager_leaves, { asyncio_error *error; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(0));
  if (self->error != NULL) {
    RAISE_ERROR(self->error);
  }
  ASYNC_END;
}

static void *manager_enter(void *object) {
  return CORO(manager_enters, ((manager *)object)->entering);
}

static void *manager_leave(void *object, asyncio_error *error) {
  (void)error;
  return CORO(manager_leaves, ((manager *)object)->leaving);
}

static manager *manager_new(asyncio_error *entering, asyncio_error *leaving) {
  static const asyncio_type type = {.name = "Manager", .enter = manager_enter, .leave = manager_leave};
  manager *self = asyncio_object_new(&type, sizeof(manager));
  if (self != NULL) {
    self->entering = entering;
    self->leaving = leaving;
  }
  return self;
}

ASYNC(with_block, {
  asyncio_error *entering;
  asyncio_error *body;
  asyncio_error *leaving;
}) {
  ASYNC_BEGIN;
  ASYNC_WITH(manager_new(self->entering, self->leaving)) {
    if (self->body != NULL) {
      RAISE_ERROR(self->body);
    }
  }
  END_WITH;
  ASYNC_END;
}

ASYNC(in_with, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TELL(CORO(with_block, NULL, VALUE_ERROR("1"), KEY_ERROR("2")));
  TELL(CORO(with_block, NULL, NULL, KEY_ERROR("2")));
  TELL(handles(VALUE_ERROR("0"), CORO(with_block, NULL, VALUE_ERROR("1"), KEY_ERROR("2"))));
  TELL(handles(VALUE_ERROR("0"), CORO(with_block, KEY_ERROR("1"), NULL, NULL)));
  ASYNC_END;
}

/* --- Thrown into a handler ---------------------------------------------------------------------------------------- */

ASYNC(cancelled, {
  asyncio_coroutine *coroutine;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(self->coroutine));
  AWAIT(asyncio_sleep(0));
  AWAIT(asyncio_sleep(0));
  asyncio_task_cancel(self->task, "stop");
  TELL(self->task);
  ASYNC_END;
}

ASYNC(cancel_in_a_handler, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(cancelled, handles(VALUE_ERROR("1"), asyncio_sleep(5))));
  ASYNC_END;
}

ASYNC(cancel_in_handlers_of_two, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(cancelled, handles(VALUE_ERROR("1"), handles(VALUE_ERROR("2"), asyncio_sleep(5)))));
  ASYNC_END;
}

ASYNC(cancel_answered_below, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(cancelled, handles(VALUE_ERROR("1"), answers(asyncio_sleep(5), KEY_ERROR("2")))));
  AWAIT(
      CORO(cancelled, handles(VALUE_ERROR("1"), answers(handles(VALUE_ERROR("2"), asyncio_sleep(5)), KEY_ERROR("3")))));
  AWAIT(CORO(cancelled, answers(handles(VALUE_ERROR("1"), asyncio_sleep(5)), KEY_ERROR("2"))));
  ASYNC_END;
}

ASYNC(swallows, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  EXCEPT(asyncio_CancelledError) {
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(raises_behind_swallows, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "1");
  }
  EXCEPT(asyncio_ValueError) {
    AWAIT(CORO(swallows));
    RAISE(asyncio_KeyError, "2");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(cancel_swallowed_below, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(cancelled, CORO(raises_behind_swallows)));
  AWAIT(CORO(cancelled, handles(VALUE_ERROR("0"), CORO(raises_behind_swallows))));
  ASYNC_END;
}

ASYNC(swallows_and_awaits, { asyncio_coroutine *coroutine; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  EXCEPT(asyncio_CancelledError) {
    AWAIT(self->coroutine);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(cancel_swallowed_and_awaited_on, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(cancelled, handles(VALUE_ERROR("1"), CORO(swallows_and_awaits, sleeps_and_raises(KEY_ERROR("2"))))));
  AWAIT(CORO(cancelled, handles(VALUE_ERROR("1"), CORO(swallows_and_awaits, raises(KEY_ERROR("2"))))));
  ASYNC_END;
}

ASYNC(finally_sleeps, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "1");
  }
  FINALLY {
    AWAIT(asyncio_sleep(5));
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(cancel_in_finally, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(cancelled, CORO(finally_sleeps)));
  AWAIT(CORO(cancelled, handles(VALUE_ERROR("0"), CORO(finally_sleeps))));
  ASYNC_END;
}

ASYNC(cleans_up, { asyncio_error *error; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(5));
  }
  FINALLY {
    AWAIT(sleeps_and_raises(self->error));
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(cancel_cleans_up_and_fails, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(cancelled, CORO(cleans_up, KEY_ERROR("1"))));
  AWAIT(CORO(cancelled, handles(VALUE_ERROR("0"), CORO(cleans_up, KEY_ERROR("1")))));
  ASYNC_END;
}

RECORDED_TEST(in_nested_handlers);
RECORDED_TEST(below_handlers_of_two_frames);
RECORDED_TEST(one_error_raised_by_two);
RECORDED_TEST(raised_again_below);
RECORDED_TEST(reraised);
RECORDED_TEST(caught_below_and_raised_above);
RECORDED_TEST(from_cause);
RECORDED_TEST(in_finally);
RECORDED_TEST(in_finally_of_a_return);
RECORDED_TEST(in_finally_behind_a_handler);
RECORDED_TEST(in_with);
RECORDED_TEST(cancel_in_a_handler);
RECORDED_TEST(cancel_in_handlers_of_two);
RECORDED_TEST(cancel_answered_below);
RECORDED_TEST(cancel_swallowed_below);
RECORDED_TEST(cancel_swallowed_and_awaited_on);
RECORDED_TEST(cancel_in_finally);
RECORDED_TEST(cancel_cleans_up_and_fails);

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_in_nested_handlers),
      cmocka_unit_test(test_below_handlers_of_two_frames),
      cmocka_unit_test(test_one_error_raised_by_two),
      cmocka_unit_test(test_raised_again_below),
      cmocka_unit_test(test_reraised),
      cmocka_unit_test(test_caught_below_and_raised_above),
      cmocka_unit_test(test_from_cause),
      cmocka_unit_test(test_in_finally),
      cmocka_unit_test(test_in_finally_of_a_return),
      cmocka_unit_test(test_in_finally_behind_a_handler),
      cmocka_unit_test(test_in_with),
      cmocka_unit_test(test_cancel_in_a_handler),
      cmocka_unit_test(test_cancel_in_handlers_of_two),
      cmocka_unit_test(test_cancel_answered_below),
      cmocka_unit_test(test_cancel_swallowed_below),
      cmocka_unit_test(test_cancel_swallowed_and_awaited_on),
      cmocka_unit_test(test_cancel_in_finally),
      cmocka_unit_test(test_cancel_cleans_up_and_fails),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
