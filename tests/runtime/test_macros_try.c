/* TRY: which parts run and in which order, nested and in loops, with AWAIT inside each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "failing.h"
#include "program.h"

ASYNCIO_ERROR(Boom, asyncio_Exception);
ASYNCIO_ERROR(BigBoom, Boom);

/* Waits a second, so that each part it stands in is left and entered again. */
ASYNC(note, { const char *text; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  asyncio_print("%s", self->text);
  ASYNC_END;
}

/* --- Which parts run ---------------------------------------------------------------------------------------------- */

/* How a body ends. */
enum outcome { PASS, RAISES_VALUE, RAISES_BIG_BOOM, RAISES_KEY, IS_CANCELLED };

ASYNC(body, { enum outcome outcome; }) {
  ASYNC_BEGIN;
  AWAIT(CORO(note, "body"));
  if (self->outcome == RAISES_VALUE) {
    RAISE(asyncio_ValueError, "value");
  } else if (self->outcome == RAISES_BIG_BOOM) {
    RAISE(BigBoom, "%d", 7);
  } else if (self->outcome == RAISES_KEY) {
    RAISE(asyncio_KeyError, "key");
  } else if (self->outcome == IS_CANCELLED) {
    RAISE(asyncio_CancelledError, NULL);
  }
  ASYNC_END;
}

ASYNC(parts, { enum outcome outcome; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(CORO(body, self->outcome));
  }
  EXCEPT(asyncio_ValueError, asyncio_TypeError) {
    AWAIT(CORO(note, "value"));
  }
  EXCEPT(Boom) {
    AWAIT(CORO(note, "boom"));
    asyncio_print("%s", asyncio_error_message(CAUGHT));
  }
  EXCEPT(asyncio_LookupError) {
    AWAIT(CORO(note, "lookup"));
  }
  EXCEPT(asyncio_Exception) {
    asyncio_print("not here: %s", asyncio_error_class(CAUGHT)->name);
  }
  ELSE {
    AWAIT(CORO(note, "else"));
  }
  FINALLY {
    AWAIT(CORO(note, "finally"));
  }
  END_TRY;
  asyncio_print("after");
  ASYNC_END;
}

static void test_parts(void **state) {
  (void)state;
  assert_string_equal(RUN(parts, PASS), "body\nelse\nfinally\nafter\n= None\n");
  assert_string_equal(RUN(parts, RAISES_VALUE), "body\nvalue\nfinally\nafter\n= None\n");
  assert_string_equal(RUN(parts, RAISES_BIG_BOOM), "body\nboom\n7\nfinally\nafter\n= None\n");
  assert_string_equal(RUN(parts, RAISES_KEY), "body\nlookup\nfinally\nafter\n= None\n");
  assert_string_equal(RUN(parts, IS_CANCELLED), "body\nfinally\n! CancelledError: \n");
}

/* The parts that may be left out. */
ASYNC(only_finally, { enum outcome outcome; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(CORO(body, self->outcome));
  }
  FINALLY {
    AWAIT(CORO(note, "finally"));
  }
  END_TRY;
  asyncio_print("after");
  ASYNC_END;
}

ASYNC(only_except, { enum outcome outcome; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(CORO(body, self->outcome));
  }
  EXCEPT(asyncio_BaseException) {
    AWAIT(CORO(note, asyncio_error_class(CAUGHT)->name));
  }
  END_TRY;
  asyncio_print("after");
  ASYNC_END;
}

ASYNC(no_other_part, { enum outcome outcome; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(CORO(body, self->outcome));
  }
  END_TRY;
  asyncio_print("after");
  ASYNC_END;
}

ASYNC(empty_body, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
  }
  EXCEPT(asyncio_BaseException) {
    asyncio_print("not here: %s", asyncio_error_class(CAUGHT)->name);
  }
  ELSE {
    asyncio_print("else");
  }
  END_TRY;
  ASYNC_END;
}

static void test_parts_left_out(void **state) {
  (void)state;
  assert_string_equal(RUN(only_finally, PASS), "body\nfinally\nafter\n= None\n");
  assert_string_equal(RUN(only_finally, RAISES_KEY), "body\nfinally\n! KeyError: key\n");
  assert_string_equal(RUN(only_except, PASS), "body\nafter\n= None\n");
  assert_string_equal(RUN(only_except, IS_CANCELLED), "body\nCancelledError\nafter\n= None\n");
  assert_string_equal(RUN(no_other_part, PASS), "body\nafter\n= None\n");
  assert_string_equal(RUN(no_other_part, RAISES_KEY), "body\n! KeyError: key\n");
  assert_string_equal(RUN(empty_body), "else\n= None\n");
}

/* --- Nested, and in loops ----------------------------------------------------------------------------------------- */

/* A block in each part of a block, round after round. */
ASYNC(nested, { int round; }) {
  ASYNC_BEGIN;
  for (self->round = 0; self->round < 3; self->round++) {
    TRY {
      TRY {
        AWAIT(CORO(note, "inner body"));
        if (self->round > 0) {
          RAISE(Boom, "round %d", self->round);
        }
      }
      EXCEPT(asyncio_ValueError) {
        asyncio_print("not here");
      }
      FINALLY {
        AWAIT(CORO(note, "inner finally"));
      }
      END_TRY;
    }
    EXCEPT(Boom) {
      TRY {
        asyncio_print("%s", asyncio_error_message(CAUGHT));
        if (self->round == 2) {
          RAISE(asyncio_ValueError, "in the handler");
        }
      }
      EXCEPT(asyncio_ValueError) {
        AWAIT(CORO(note, asyncio_error_message(CAUGHT)));
        print_chain(CAUGHT);
      }
      END_TRY;
      asyncio_print("again %s", asyncio_error_message(CAUGHT));
    }
    ELSE {
      TRY {
        AWAIT(CORO(note, "in else"));
      }
      FINALLY {
        AWAIT(CORO(note, "finally in else"));
      }
      END_TRY;
    }
    FINALLY {
      TRY {
        RAISE(asyncio_KeyError, "in finally");
      }
      EXCEPT(asyncio_KeyError) {
        AWAIT(CORO(note, "caught in finally"));
      }
      END_TRY;
    }
    END_TRY;
  }
  ASYNC_END;
}

static void test_nested_in_loop(void **state) {
  (void)state;
  assert_string_equal(RUN(nested), "inner body\ninner finally\nin else\nfinally in else\ncaught in finally\n"
                                   "inner body\ninner finally\nround 1\nagain round 1\ncaught in finally\n"
                                   "inner body\ninner finally\nround 2\nin the handler\n"
                                   "ValueError: in the handler < Boom: round 2\nagain round 2\ncaught in finally\n"
                                   "= None\n");
}

ASYNC(loop_inside, { int i; }) {
  ASYNC_BEGIN;
  TRY {
    for (self->i = 0; self->i < 9; self->i++) {
      AWAIT(asyncio_sleep(1));
      if (self->i % 2 == 0) {
        continue;
      }
      if (self->i == 5) {
        break;
      }
      asyncio_print("%d", self->i);
    }
  }
  FINALLY {
    asyncio_print("finally");
  }
  END_TRY;
  ASYNC_END;
}

static void test_loop_inside_a_part(void **state) {
  (void)state;
  assert_string_equal(RUN(loop_inside), "1\n3\nfinally\n= None\n");
}

ASYNC(many_rounds, { int rounds, i, caught; }) {
  ASYNC_BEGIN;
  for (self->i = 0; self->i < self->rounds; self->i++) {
    TRY {
      AWAIT(asyncio_sleep(0));
      RAISE(Boom, "%d", self->i);
    }
    EXCEPT(Boom) {
      self->caught++;
    }
    END_TRY;
  }
  RETURN(asyncio_int(self->caught));
  ASYNC_END;
}

static void test_many_rounds(void **state) {
  (void)state;
  assert_string_equal(RUN(many_rounds, FEWER(10000, 20)), FEWER("= 10000\n", "= 20\n"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_parts),          cmocka_unit_test(test_parts_left_out),
      cmocka_unit_test(test_nested_in_loop), cmocka_unit_test(test_loop_inside_a_part),
      cmocka_unit_test(test_many_rounds),
  };
  return cmocka_run_group_tests_name("macros: try", tests, NULL, NULL);
}
