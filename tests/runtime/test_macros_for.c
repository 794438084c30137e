/* ASYNC_FOR: what it goes through, how it is left, and what becomes of the errors on the way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"

/* --- An iterator of a program's own ------------------------------------------------------------------------------- */

/* Counts to `end`, a second each; says when it is let go. */
typedef struct countdown {
  asyncio_object object;
  int at;
  int end;
} countdown;

ASYNC(next_number, { countdown *numbers; }) {
  ASYNC_BEGIN;
  if (self->numbers->at == self->numbers->end) {
    RAISE(asyncio_StopAsyncIteration, NULL);
  }
  AWAIT(asyncio_sleep(1));
  if (self->numbers->at == 7) {
    RAISE(asyncio_ValueError, "seven");
  }
  RETURN(asyncio_int(self->numbers->at++));
  ASYNC_END;
}

static void *countdown_next(void *object) {
  return CORO(next_number, object);
}

static void countdown_destroy(void *object) {
  asyncio_print("let go at %d", ((countdown *)object)->at);
  asyncio_object_free(object);
}

static const asyncio_type countdown_type = {.name = "countdown", .destroy = countdown_destroy, .next = countdown_next};

static countdown *countdown_new(const asyncio_type *type, int at, int end) {
  countdown *self = asyncio_object_new(type, sizeof *self);
  if (self) {
    self->at = at;
    self->end = end;
  }
  return self;
}

/* One that does not say it. */
static countdown *count(int at, int end) {
  static const asyncio_type type = {.name = "countdown", .next = countdown_next};
  return countdown_new(&type, at, end);
}

/* --- The end of the loop ------------------------------------------------------------------------------------------ */

ASYNC(to_the_end, {
  countdown *numbers;
  asyncio_value number;
}) {
  ASYNC_BEGIN;
  CHECK(self->numbers = count(0, 3));
  ASYNC_FOR(self->number, self->numbers) {
    asyncio_print("%v at %g", self->number, asyncio_time());
  }
  END_FOR;
  asyncio_print("last %v", self->number);
  ASYNC_END;
}

static void test_to_the_end(void **state) {
  (void)state;
  assert_string_equal(RUN(to_the_end), "0 at 1\n1 at 2\n2 at 3\nlast 2\n= None\n");
}

ASYNC(awaits_inside, {
  countdown *numbers;
  asyncio_value number;
}) {
  ASYNC_BEGIN;
  CHECK(self->numbers = count(0, 2));
  ASYNC_FOR(self->number, self->numbers) {
    AWAIT(child("a", 1));
    asyncio_print("%v %v at %g", self->number, AWAITED, asyncio_time());
  }
  END_FOR;
  ASYNC_END;
}

static void test_awaits_inside(void **state) {
  (void)state;
  assert_string_equal(RUN(awaits_inside), "a begins\na ends\n0 a at 2\na begins\na ends\n1 a at 4\n= None\n");
}

ASYNC(breaks_and_continues, {
  countdown *numbers;
  asyncio_value number;
}) {
  ASYNC_BEGIN;
  CHECK(self->numbers = count(0, 9));
  ASYNC_FOR(self->number, self->numbers) {
    if (asyncio_as_int(self->number) == 1) {
      continue;
    }
    if (asyncio_as_int(self->number) == 3) {
      break;
    }
    asyncio_print("%v", self->number);
  }
  END_FOR;
  asyncio_print("goes on at %d", self->numbers->at);
  ASYNC_FOR(self->number, self->numbers) {
    break;
  }
  END_FOR;
  RETURN(self->number);
  ASYNC_END;
}

static void test_break_and_continue(void **state) {
  (void)state;
  assert_string_equal(RUN(breaks_and_continues), "0\n2\ngoes on at 4\n= 4\n");
}

ASYNC(returns, {
  countdown *numbers;
  asyncio_value number;
}) {
  ASYNC_BEGIN;
  CHECK(self->numbers = count(0, 9));
  TRY {
    ASYNC_FOR(self->number, self->numbers) {
      TRY {
        RETURN(self->number);
      }
      FINALLY {
        asyncio_print("inner");
      }
      END_TRY;
    }
    END_FOR;
  }
  FINALLY {
    AWAIT(asyncio_sleep(1));
    asyncio_print("outer");
  }
  END_TRY;
  ASYNC_END;
}

static void test_return(void **state) {
  (void)state;
  assert_string_equal(RUN(returns), "inner\nouter\n= 0\n");
}

ASYNC(nested, {
  countdown *outer, *inner;
  asyncio_value left, right;
}) {
  ASYNC_BEGIN;
  CHECK(self->outer = count(0, 2));
  ASYNC_FOR(self->left, self->outer) {
    CHECK(self->inner = count(0, 9));
    ASYNC_FOR(self->right, self->inner) {
      if (asyncio_as_int(self->right) == 2) {
        break;
      }
      asyncio_print("%v %v", self->left, self->right);
    }
    END_FOR;
  }
  END_FOR;
  ASYNC_END;
}

static void test_nested(void **state) {
  (void)state;
  assert_string_equal(RUN(nested), "0 0\n0 1\n1 0\n1 1\n= None\n");
}

/* --- Errors ------------------------------------------------------------------------------------------------------- */

ASYNC(raises_in_body, {
  countdown *numbers;
  asyncio_value number;
}) {
  ASYNC_BEGIN;
  CHECK(self->numbers = count(0, 9));
  TRY {
    ASYNC_FOR(self->number, self->numbers) {
      RAISE(asyncio_LookupError, "body %d", (int)asyncio_as_int(self->number));
    }
    END_FOR;
  }
  EXCEPT(asyncio_LookupError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_FOR(self->number, self->numbers) {
    TRY {
      RAISE(asyncio_LookupError, "again");
    }
    EXCEPT(asyncio_LookupError) {
      asyncio_print("%E", CAUGHT);
    }
    END_TRY;
    if (asyncio_as_int(self->number) == 2) {
      break;
    }
  }
  END_FOR;
  ASYNC_END;
}

static void test_raise_in_body(void **state) {
  (void)state;
  assert_string_equal(RUN(raises_in_body), "LookupError(body 0)\nLookupError(again)\nLookupError(again)\n= None\n");
}

ASYNC(raised_by_next, {
  countdown *numbers;
  asyncio_value number;
}) {
  ASYNC_BEGIN;
  CHECK(self->numbers = count(6, 9));
  ASYNC_FOR(self->number, self->numbers) {
    asyncio_print("%v", self->number);
  }
  END_FOR;
  ASYNC_END;
}

static void test_raised_by_next(void **state) {
  (void)state;
  assert_string_equal(RUN(raised_by_next), "6\n! ValueError: seven\n");
}

/* One that the body raises ends nothing but the body. */
ASYNC(stop_in_body, {
  countdown *numbers;
  asyncio_value number;
}) {
  ASYNC_BEGIN;
  CHECK(self->numbers = count(0, 9));
  ASYNC_FOR(self->number, self->numbers) {
    RAISE(asyncio_StopAsyncIteration, "mine");
  }
  END_FOR;
  ASYNC_END;
}

static void test_stop_in_body(void **state) {
  (void)state;
  assert_string_equal(RUN(stop_in_body), "! StopAsyncIteration: mine\n");
}

ASYNC(cancelled_inside, {
  countdown *numbers;
  asyncio_value number;
}) {
  ASYNC_BEGIN;
  CHECK(self->numbers = count(0, 9));
  TRY {
    ASYNC_WITH(asyncio_timeout(2.5)) {
      ASYNC_FOR(self->number, self->numbers) {
        asyncio_print("%v", self->number);
      }
      END_FOR;
    }
    END_WITH;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("too slow");
  }
  END_TRY;
  ASYNC_END;
}

static void test_cancelled_inside(void **state) {
  (void)state;
  assert_string_equal(RUN(cancelled_inside), "0\n1\ntoo slow\n= None\n");
}

/* --- What it goes through ----------------------------------------------------------------------------------------- */

ASYNC(over_null, { asyncio_value item; }) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->item, NULL) {
    asyncio_print("not here");
  }
  END_FOR;
  ASYNC_END;
}

ASYNC(over_list, { asyncio_value item; }) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->item, asyncio_list_new()) {
    asyncio_print("not here");
  }
  END_FOR;
  ASYNC_END;
}

static void test_what_cannot_be_iterated(void **state) {
  (void)state;
  assert_string_equal(RUN(over_null), "! TypeError: 'async for' requires an object with __aiter__ method, got NULL\n");
  assert_string_equal(RUN(over_list), "! TypeError: 'async for' requires an object with __aiter__ method, got list\n");
}

/* An object that nothing else holds goes with the loop, however that is left. */
ASYNC(lets_go, {
  int how;
  countdown *numbers;
  asyncio_value number;
}) {
  ASYNC_BEGIN;
  CHECK(self->numbers = countdown_new(&countdown_type, 0, 2));
  TRY {
    ASYNC_FOR(self->number, self->numbers) {
      asyncio_release(self->numbers);
      if (self->how == 1) {
        break;
      }
      if (self->how == 2) {
        RETURN(asyncio_int(2));
      }
      RAISE(asyncio_ValueError, "%d", self->how);
    }
    END_FOR;
    asyncio_print("behind");
  }
  FINALLY {
    asyncio_print("finally");
  }
  END_TRY;
  ASYNC_END;
}

static void test_lets_go(void **state) {
  (void)state;
  assert_string_equal(RUN(lets_go, 1), "let go at 1\nbehind\nfinally\n= None\n");
  assert_string_equal(RUN(lets_go, 2), "let go at 1\nfinally\n= 2\n");
  assert_string_equal(RUN(lets_go, 3), "let go at 1\nfinally\n! ValueError: 3\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_to_the_end),
      cmocka_unit_test(test_awaits_inside),
      cmocka_unit_test(test_break_and_continue),
      cmocka_unit_test(test_return),
      cmocka_unit_test(test_nested),
      cmocka_unit_test(test_raise_in_body),
      cmocka_unit_test(test_raised_by_next),
      cmocka_unit_test(test_stop_in_body),
      cmocka_unit_test(test_cancelled_inside),
      cmocka_unit_test(test_what_cannot_be_iterated),
      cmocka_unit_test(test_lets_go),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
