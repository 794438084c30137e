/* Errors: chains of contexts and causes, groups, and how they are shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"

ASYNCIO_ERROR(Boom, asyncio_ValueError);

ASYNC(raises_in_handler, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "first");
  }
  EXCEPT(asyncio_ValueError) {
    TRY {
      RAISE(asyncio_KeyError, "second");
    }
    EXCEPT(asyncio_KeyError) {
      RAISE(asyncio_TypeError, "third");
    }
    END_TRY;
  }
  END_TRY;
  ASYNC_END;
}

/* Awaits inside a handler what raises: the handler's error is the context, through any number of frames. */
ASYNC(raises_below, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(0));
  RAISE(asyncio_KeyError, "below");
  ASYNC_END;
}

ASYNC(between, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(raises_below));
  ASYNC_END;
}

ASYNC(awaits_in_handler, { bool in_a_task; }) {
  ASYNC_BEGIN;
  TRY {
    RAISE(asyncio_ValueError, "above");
  }
  EXCEPT(asyncio_ValueError) {
    if (self->in_a_task) {
      AWAIT(asyncio_create_task(CORO(between)));
    } else {
      AWAIT(CORO(between));
    }
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(tells_chain, { asyncio_coroutine *coroutine; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(self->coroutine);
  }
  EXCEPT(asyncio_BaseException) {
    print_chain(CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(tells, { int what; }) {
  ASYNC_BEGIN;
  if (self->what == 0) {
    AWAIT(CORO(tells_chain, CORO(raises_in_handler)));
  } else {
    AWAIT(CORO(tells_chain, CORO(awaits_in_handler, self->what == 2)));
  }
  ASYNC_END;
}

static void test_contexts(void **state) {
  (void)state;
  assert_string_equal(RUN(tells, 0), "TypeError: third < KeyError: second < ValueError: first\n= None\n");
  assert_string_equal(RUN(tells, 1), "KeyError: below < ValueError: above\n= None\n");
  assert_string_equal(RUN(tells, 2), "KeyError: below < ValueError: above\n= None\n");
}

ASYNC(raises_from, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    TRY {
      RAISE(asyncio_ValueError, "why");
    }
    EXCEPT(asyncio_ValueError) {
      RAISE_FROM(CAUGHT, asyncio_KeyError, "what");
    }
    END_TRY;
  }
  EXCEPT(asyncio_KeyError) {
    asyncio_print("%E cause %E context %E", CAUGHT, asyncio_error_cause(CAUGHT), asyncio_error_context(CAUGHT));
  }
  END_TRY;
  ASYNC_END;
}

/* The same error raised again keeps its context, and becomes none of its own. */
ASYNC(raises_again, { asyncio_error *error; }) {
  ASYNC_BEGIN;
  CHECK(self->error = asyncio_error_new(asyncio_ValueError, "one"));
  TRY {
    TRY {
      RAISE_ERROR(self->error);
    }
    EXCEPT(asyncio_ValueError) {
      RERAISE;
    }
    END_TRY;
  }
  EXCEPT(asyncio_ValueError) {
    print_chain(CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

/* a, b raised while handling a, then a raised while handling b: no ring, b was raised while handling nothing. */
ASYNC(raises_in_a_ring, {
  asyncio_error *a;
  asyncio_error *b;
}) {
  ASYNC_BEGIN;
  CHECK(self->a = asyncio_error_new(asyncio_ValueError, "a"));
  CHECK(self->b = asyncio_error_new(asyncio_KeyError, "b"));
  TRY {
    TRY {
      TRY {
        RAISE_ERROR(self->a);
      }
      EXCEPT(asyncio_ValueError) {
        RAISE_ERROR(self->b);
      }
      END_TRY;
    }
    EXCEPT(asyncio_KeyError) {
      RAISE_ERROR(self->a);
    }
    END_TRY;
  }
  EXCEPT(asyncio_ValueError) {
    print_chain(CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

/* In CPython the collector would find these rings; here they would leak. */
ASYNC(raises_what_is_held, {
  asyncio_error *held;
  asyncio_error *holder;
}) {
  ASYNC_BEGIN;
  TRY {
    TRY {
      RAISE_ERROR(self->holder);
    }
    EXCEPT(asyncio_Exception) {
      RAISE_ERROR(self->held);
    }
    END_TRY;
  }
  EXCEPT(asyncio_ValueError) {
    print_chain(CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(raises_cause_and_member, {
  asyncio_error *error;
  asyncio_error *other;
}) {
  ASYNC_BEGIN;
  CHECK(self->error = asyncio_error_new(asyncio_ValueError, "a"));
  CHECK(self->other = asyncio_error_new(asyncio_KeyError, "b"));
  asyncio_error_set_cause(self->other, self->error);
  asyncio_error_set_cause(self->error, self->other);
  AWAIT(CORO(raises_what_is_held, self->error, self->other));
  CHECK(self->other = asyncio_error_group("g", asyncio_list_of(self->error)));
  AWAIT(CORO(raises_what_is_held, self->error, self->other));
  ASYNC_END;
}

static void test_no_error_holds_itself(void **state) {
  (void)state;
  assert_string_equal(RUN(raises_cause_and_member), "ValueError: a\nValueError: a\n= None\n");
}

static void test_causes(void **state) {
  (void)state;
  assert_string_equal(RUN(raises_from), "KeyError(what) cause ValueError(why) context ValueError(why)\n= None\n");
  assert_string_equal(RUN(raises_again), "ValueError: one\n= None\n");
  assert_string_equal(RUN(raises_in_a_ring), "ValueError: a < KeyError: b\n= None\n");
}

SCENE(test_classes) {
  asyncio_error *boom = HOLD(asyncio_error_new(Boom, "%d of %s", 7, "nine"));
  EXPECT(asyncio_error_is(boom, Boom));
  EXPECT(asyncio_error_is(boom, asyncio_ValueError));
  EXPECT(asyncio_error_is(boom, asyncio_Exception));
  EXPECT(asyncio_error_is(boom, asyncio_BaseException));
  EXPECT(!asyncio_error_is(boom, asyncio_KeyError));
  EXPECT(asyncio_error_class(boom) == Boom);
  EXPECT_TEXT(asyncio_error_message(boom), "7 of nine");
  scene_release(boom);
  asyncio_error *cancelled = HOLD(asyncio_error_new(asyncio_CancelledError, NULL));
  EXPECT(!asyncio_error_is(cancelled, asyncio_Exception));
  EXPECT_TEXT(asyncio_error_message(cancelled), "");
  scene_release(cancelled);
  asyncio_error *timeout = HOLD(asyncio_error_new(asyncio_TimeoutError, NULL));
  EXPECT(asyncio_error_is(timeout, asyncio_OSError));
}

SCENE(test_groups) {
  asyncio_error *first = HOLD(asyncio_error_new(asyncio_ValueError, "a"));
  asyncio_error *second = HOLD(asyncio_error_new(asyncio_KeyError, "b"));
  asyncio_list *errors = HOLD(asyncio_list_of(first, second));
  asyncio_error *group = HOLD(asyncio_error_group("both", errors));
  EXPECT(asyncio_error_class(group) == asyncio_ExceptionGroup);
  EXPECT(asyncio_error_is(group, asyncio_Exception));
  EXPECT(asyncio_error_is(group, asyncio_BaseExceptionGroup));
  EXPECT_TEXT(asyncio_error_message(group), "both (2 sub-exceptions)");
  EXPECT(asyncio_list_size(asyncio_error_errors(group)) == 2);
  char text[128];
  asyncio_format(text, sizeof text, "%E", group);
  EXPECT_TEXT(text, "ExceptionGroup[ValueError(a), KeyError(b)]");
  asyncio_error *cancelled = HOLD(asyncio_error_new(asyncio_CancelledError, NULL));
  asyncio_list *mixed = HOLD(asyncio_list_of(group, cancelled));
  asyncio_error *base = HOLD(asyncio_error_group("mixed", mixed));
  EXPECT(!asyncio_error_is(base, asyncio_Exception));
  asyncio_format(text, sizeof text, "%E", base);
  EXPECT_TEXT(text, "BaseExceptionGroup[ExceptionGroup[ValueError(a), KeyError(b)], CancelledError()]");
}

SCENE(test_long_message) {
  char text[3000];
  memset(text, 'x', sizeof text - 1);
  text[sizeof text - 1] = '\0';
  asyncio_error *error = HOLD(asyncio_error_new(asyncio_ValueError, "%s", text));
  EXPECT_TEXT(asyncio_error_message(error), text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_contexts), cmocka_unit_test(test_no_error_holds_itself),
      cmocka_unit_test(test_causes),   cmocka_unit_test(test_classes),
      cmocka_unit_test(test_groups),   cmocka_unit_test(test_long_message),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
