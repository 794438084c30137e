/* TRY: RETURN and RAISE inside each part, errors that nobody looked at, cancelling, and the ways out that C cannot
** follow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "program.h"

ASYNCIO_ERROR(Boom, asyncio_Exception);

/* Waits a second, so that each part it stands in is left and entered again. */
ASYNC(note, { const char *text; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  asyncio_print("%s", self->text);
  ASYNC_END;
}

/* --- RETURN ------------------------------------------------------------------------------------------------------- */

/* Returns from one of the parts, through two FINALLYs. */
ASYNC(returns_from, { const char *part; }) {
  ASYNC_BEGIN;
  TRY {
    TRY {
      if (self->part[0] == 'b') {
        RETURN(asyncio_str("body"));
      }
      if (self->part[0] == 'h') {
        RAISE(Boom, NULL);
      }
    }
    EXCEPT(Boom) {
      RETURN(asyncio_str("handler"));
    }
    ELSE {
      if (self->part[0] == 'e') {
        RETURN(asyncio_str("else"));
      }
    }
    FINALLY {
      AWAIT(CORO(note, "inner"));
    }
    END_TRY;
    asyncio_print("not left");
  }
  EXCEPT(asyncio_BaseException) {
    asyncio_print("not here: %s", asyncio_error_class(CAUGHT)->name);
  }
  ELSE {
    asyncio_print("outer else");
  }
  FINALLY {
    AWAIT(CORO(note, "outer"));
  }
  END_TRY;
  asyncio_print("after");
  ASYNC_END;
}

static void test_return_runs_every_finally(void **state) {
  (void)state;
  assert_string_equal(RUN(returns_from, "body"), "inner\nouter\n= 'body'\n");
  assert_string_equal(RUN(returns_from, "handler"), "inner\nouter\n= 'handler'\n");
  assert_string_equal(RUN(returns_from, "else"), "inner\nouter\n= 'else'\n");
  assert_string_equal(RUN(returns_from, "none"), "inner\nnot left\nouter else\nouter\nafter\n= None\n");
}

ASYNC(returns_in_finally, { const char *body; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(1));
    if (self->body[0] == 'e') {
      RAISE(Boom, NULL);
    }
    RETURN(asyncio_str("body"));
  }
  FINALLY {
    AWAIT(asyncio_sleep(1));
    RETURN(asyncio_str("finally"));
  }
  END_TRY;
  ASYNC_END;
}

static void test_return_in_finally_wins(void **state) {
  (void)state;
  assert_string_equal(RUN(returns_in_finally, "error"), "= 'finally'\n");
  assert_string_equal(RUN(returns_in_finally, "return"), "= 'finally'\n");
}

/* --- RAISE -------------------------------------------------------------------------------------------------------- */

ASYNC(raises_in, { const char *part; }) {
  ASYNC_BEGIN;
  TRY {
    TRY {
      if (self->part[0] != 'e') {
        RAISE(asyncio_ValueError, "body");
      }
    }
    EXCEPT(asyncio_ValueError) {
      if (self->part[0] == 'h') {
        RAISE(asyncio_KeyError, "handler");
      }
      RERAISE;
    }
    EXCEPT(asyncio_KeyError) {
      asyncio_print("not here: a handler is not tried on its fellows");
    }
    ELSE {
      RAISE(asyncio_ValueError, "else");
    }
    FINALLY {
      AWAIT(CORO(note, "finally"));
      if (self->part[0] == 'f') {
        RAISE(asyncio_TypeError, "finally");
      }
    }
    END_TRY;
  }
  EXCEPT(asyncio_Exception) {
    print_chain(CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

static void test_raise_in_each_part(void **state) {
  (void)state;
  assert_string_equal(RUN(raises_in, "body"), "finally\nValueError: body\n= None\n");
  assert_string_equal(RUN(raises_in, "handler"), "finally\nKeyError: handler < ValueError: body\n= None\n");
  assert_string_equal(RUN(raises_in, "else"), "finally\nValueError: else\n= None\n");
  assert_string_equal(RUN(raises_in, "finally"), "finally\nTypeError: finally < ValueError: body\n= None\n");
}

/* An error that an await brings into FINALLY replaces one that is pending, or a return. */
ASYNC(awaits_error_in_finally, { bool returns; }) {
  ASYNC_BEGIN;
  TRY {
    TRY {
      if (self->returns) {
        RETURN(asyncio_int(1));
      }
      RAISE(Boom, "pending");
    }
    FINALLY {
      AWAIT(failing("new", 1));
    }
    END_TRY;
  }
  EXCEPT(asyncio_ValueError) {
    print_chain(CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

static void test_await_fails_in_finally(void **state) {
  (void)state;
  assert_string_equal(RUN(awaits_error_in_finally, false), "ValueError: new < Boom: pending\n= None\n");
  assert_string_equal(RUN(awaits_error_in_finally, true), "ValueError: new\n= None\n");
}

ASYNC(raises_from_cause, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    TRY {
      RAISE(asyncio_KeyError, "cause");
    }
    EXCEPT(asyncio_KeyError) {
      RAISE_FROM(CAUGHT, asyncio_ValueError, "page %d", 3);
    }
    END_TRY;
  }
  EXCEPT(asyncio_ValueError) {
    print_chain(CAUGHT);
    print_chain(asyncio_error_cause(CAUGHT));
  }
  END_TRY;
  ASYNC_END;
}

static void test_raise_from(void **state) {
  (void)state;
  assert_string_equal(RUN(raises_from_cause), "ValueError: page 3 < KeyError: cause\nKeyError: cause\n= None\n");
}

ASYNC(raises_again, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(failing("first", 1));
  }
  EXCEPT(asyncio_ValueError) {
    AWAIT(CORO(note, "handler"));
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(reraises_nothing, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  RERAISE;
  ASYNC_END;
}

static void test_reraise(void **state) {
  (void)state;
  assert_string_equal(RUN(raises_again), "handler\n! ValueError: first\n");
  assert_string_equal(RUN(reraises_nothing), "! RuntimeError: No active exception to reraise\n");
}

/* What a called coroutine raises while its caller handles an error has that error as its context. */
ASYNC(fails_in_handler, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    TRY {
      RAISE(Boom, "caller's");
    }
    EXCEPT(Boom) {
      AWAIT(failing("callee's", 1));
    }
    END_TRY;
  }
  EXCEPT(asyncio_ValueError) {
    print_chain(CAUGHT);
  }
  END_TRY;
  asyncio_print("caught now: %d", CAUGHT != NULL);
  ASYNC_END;
}

static void test_context_crosses_frames(void **state) {
  (void)state;
  assert_string_equal(RUN(fails_in_handler), "ValueError: callee's < Boom: caller's\ncaught now: 0\n= None\n");
}

/* --- The current error -------------------------------------------------------------------------------------------- */

ASYNC(unseen_in, { const char *part; }) {
  ASYNC_BEGIN;
  TRY {
    TRY {
      if (self->part[0] == 'b') {
        asyncio_raise(asyncio_ValueError, "in the body");
      } else if (self->part[0] == 'h') {
        RAISE(Boom, NULL);
      }
    }
    EXCEPT(Boom) {
      asyncio_raise(asyncio_ValueError, "in the handler");
    }
    EXCEPT(asyncio_ValueError) {
      asyncio_print("caught %s", asyncio_error_message(CAUGHT));
    }
    ELSE {
      if (self->part[0] == 'e') {
        asyncio_raise(asyncio_ValueError, "in else");
      }
    }
    FINALLY {
      if (self->part[0] == 'f') {
        asyncio_raise(asyncio_ValueError, "in finally");
      }
    }
    END_TRY;
    asyncio_print("behind");
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("outside %s", asyncio_error_message(CAUGHT));
  }
  END_TRY;
  ASYNC_END;
}

static void test_unseen_error_is_raised_at_the_end_of_its_part(void **state) {
  (void)state;
  assert_string_equal(RUN(unseen_in, "body"), "caught in the body\nbehind\n= None\n");
  assert_string_equal(RUN(unseen_in, "handler"), "outside in the handler\n= None\n");
  assert_string_equal(RUN(unseen_in, "else"), "outside in else\n= None\n");
  assert_string_equal(RUN(unseen_in, "finally"), "outside in finally\n= None\n");
  assert_string_equal(RUN(unseen_in, "none"), "behind\n= None\n");
}

/* --- Cancelling and closing --------------------------------------------------------------------------------------- */

ASYNC(cleans_up, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(9));
  }
  EXCEPT(asyncio_Exception) {
    asyncio_print("not here: %s", asyncio_error_class(CAUGHT)->name); /* CancelledError is no Exception */
  }
  FINALLY {
    AWAIT(CORO(note, "cleaned up"));
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(cancels, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  self->task = asyncio_create_task(CORO(cleans_up));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->task, "enough");
  TRY {
    AWAIT(self->task);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("cancelled: %s", asyncio_error_message(CAUGHT));
  }
  END_TRY;
  ASYNC_END;
}

static void test_cancel_runs_finally(void **state) {
  (void)state;
  /* Once: a cancel that finds no memory for its message goes without it. */
  assert_string_equal(RUN(cancels), "cleaned up\ncancelled: enough\n= None\n");
}

/* --- Left in a way that C cannot follow --------------------------------------------------------------------------- */

ASYNC(leaves_by, {
  const char *way;
  int i;
}) {
  ASYNC_BEGIN;
  for (self->i = 0; self->i < 2; self->i++) {
    TRY {
      AWAIT(asyncio_sleep(1));
      if (self->way[0] == 'b') {
        break;
      }
      continue;
    }
    END_TRY;
  }
  ASYNC_END;
}

static void test_break_and_continue_are_refused(void **state) {
  (void)state;
  const char *broke = RUN(leaves_by, "break");
  assert_ptr_equal(strstr(broke, "! RuntimeError: break or continue left the block at line "), broke);
  const char *continued = RUN(leaves_by, "continue");
  assert_ptr_equal(strstr(continued, "! RuntimeError: break or continue left the block at line "), continued);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_return_runs_every_finally),
      cmocka_unit_test(test_return_in_finally_wins),
      cmocka_unit_test(test_raise_in_each_part),
      cmocka_unit_test(test_await_fails_in_finally),
      cmocka_unit_test(test_raise_from),
      cmocka_unit_test(test_reraise),
      cmocka_unit_test(test_context_crosses_frames),
      cmocka_unit_test(test_unseen_error_is_raised_at_the_end_of_its_part),
      cmocka_unit_test(test_cancel_runs_finally),
      cmocka_unit_test(test_break_and_continue_are_refused),
  };
  return cmocka_run_group_tests_name("macros: leaving a try", tests, NULL, NULL);
}
