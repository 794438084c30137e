/* ASYNC_WITH: when an object's `enter` and `leave` are awaited, what they are told, and what they may change. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "program.h"

/* --- Gates: objects that tell when they are passed ---------------------------------------------------------------- */

enum gate_kind {
  PLAIN,
  FAILS_ON_ENTER,
  FAILS_ON_LEAVE,
  SWALLOWS, /* the error of the body */
  WAITS_NOT /* has nothing to await on either way */
};

typedef struct gate {
  asyncio_object object;
  const char *name;
  enum gate_kind kind;
} gate;

ASYNC(enter_gate, { gate *gate; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  if (self->gate->kind == FAILS_ON_ENTER) {
    RAISE(asyncio_KeyError, "no way into %s", self->gate->name);
  }
  asyncio_print("into %s", self->gate->name);
  RETURN(asyncio_str(self->gate->name));
  ASYNC_END;
}

ASYNC(leave_gate, {
  gate *gate;
  const char *error;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  asyncio_print("out of %s, %s", self->gate->name, self->error);
  if (self->gate->kind == FAILS_ON_LEAVE) {
    RAISE(asyncio_KeyError, "no way out of %s", self->gate->name);
  }
  RETURN(asyncio_bool(self->gate->kind == SWALLOWS));
  ASYNC_END;
}

static void *gate_enter(void *object) {
  gate *self = object;
  return self->kind == WAITS_NOT ? NULL : CORO(enter_gate, self);
}

static void *gate_leave(void *object, asyncio_error *error) {
  gate *self = object;
  return self->kind == WAITS_NOT ? NULL : CORO(leave_gate, self, error ? asyncio_error_class(error)->name : "no error");
}

static const asyncio_type gate_type = {.name = "gate", .enter = gate_enter, .leave = gate_leave};

static gate *gate_of(const char *name, enum gate_kind kind) {
  gate *self = asyncio_object_new(&gate_type, sizeof *self);
  if (self) {
    self->name = name;
    self->kind = kind;
  }
  return self;
}

/* --- The order ---------------------------------------------------------------------------------------------------- */

/* How a body ends. */
enum ending { FALLS_OUT, RAISES, RETURNS };

/* b inside a. */
ASYNC(two_gates, {
  enum gate_kind a_kind, b_kind;
  enum ending ending;
}) {
  ASYNC_BEGIN;
  ASYNC_WITH(gate_of("a", self->a_kind)) {
    ASYNC_WITH(gate_of("b", self->b_kind)) {
      AWAIT(asyncio_sleep(1));
      asyncio_print("inside");
      if (self->ending == RAISES) {
        RAISE(asyncio_ValueError, "inside");
      } else if (self->ending == RETURNS) {
        RETURN(asyncio_str("inside"));
      }
      asyncio_print("at the end");
    }
    END_WITH;
    asyncio_print("between");
  }
  END_WITH;
  asyncio_print("after");
  ASYNC_END;
}

static void test_order(void **state) {
  (void)state;
  assert_string_equal(
      RUN(two_gates, PLAIN, PLAIN, FALLS_OUT),
      "into a\ninto b\ninside\nat the end\nout of b, no error\nbetween\nout of a, no error\nafter\n= None\n");
}

static void test_error_in_body(void **state) {
  (void)state;
  assert_string_equal(RUN(two_gates, PLAIN, PLAIN, RAISES),
                      "into a\ninto b\ninside\nout of b, ValueError\nout of a, ValueError\n! ValueError: inside\n");
}

static void test_error_is_swallowed(void **state) {
  (void)state;
  assert_string_equal(RUN(two_gates, PLAIN, SWALLOWS, RAISES),
                      "into a\ninto b\ninside\nout of b, ValueError\nbetween\nout of a, no error\nafter\n= None\n");
  assert_string_equal(RUN(two_gates, SWALLOWS, PLAIN, RAISES),
                      "into a\ninto b\ninside\nout of b, ValueError\nout of a, ValueError\nafter\n= None\n");
}

/* What swallows errors does not hold up a return. */
static void test_return_in_body(void **state) {
  (void)state;
  assert_string_equal(RUN(two_gates, SWALLOWS, PLAIN, RETURNS),
                      "into a\ninto b\ninside\nout of b, no error\nout of a, no error\n= 'inside'\n");
}

static void test_error_on_enter(void **state) {
  (void)state;
  assert_string_equal(RUN(two_gates, FAILS_ON_ENTER, PLAIN, FALLS_OUT), "! KeyError: no way into a\n");
  assert_string_equal(RUN(two_gates, PLAIN, FAILS_ON_ENTER, FALLS_OUT),
                      "into a\nout of a, KeyError\n! KeyError: no way into b\n");
  assert_string_equal(RUN(two_gates, SWALLOWS, FAILS_ON_ENTER, FALLS_OUT),
                      "into a\nout of a, KeyError\nafter\n= None\n");
}

static void test_error_on_leave(void **state) {
  (void)state;
  assert_string_equal(RUN(two_gates, PLAIN, FAILS_ON_LEAVE, FALLS_OUT),
                      "into a\ninto b\ninside\nat the end\nout of b, no error\nout of a, KeyError\n"
                      "! KeyError: no way out of b\n");
  assert_string_equal(RUN(two_gates, SWALLOWS, FAILS_ON_LEAVE, RETURNS),
                      "into a\ninto b\ninside\nout of b, no error\nout of a, KeyError\nafter\n= None\n");
}

ASYNC(fails_twice, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(gate_of("g", FAILS_ON_LEAVE)) {
      RAISE(asyncio_ValueError, "inside");
    }
    END_WITH;
  }
  EXCEPT(asyncio_KeyError) {
    print_chain(CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

static void test_error_on_leave_replaces_the_bodys(void **state) {
  (void)state;
  assert_string_equal(RUN(fails_twice),
                      "into g\nout of g, ValueError\nKeyError: no way out of g < ValueError: inside\n= None\n");
}

/* --- With nothing to await, and with what is no gate -------------------------------------------------------------- */

static void test_nothing_to_await(void **state) {
  (void)state;
  assert_string_equal(RUN(two_gates, WAITS_NOT, WAITS_NOT, FALLS_OUT), "inside\nat the end\nbetween\nafter\n= None\n");
  assert_string_equal(RUN(two_gates, WAITS_NOT, WAITS_NOT, RAISES), "inside\n! ValueError: inside\n");
  assert_string_equal(RUN(two_gates, WAITS_NOT, WAITS_NOT, RETURNS), "inside\n= 'inside'\n");
}

ASYNC(enters, { bool a_list; }) {
  ASYNC_BEGIN;
  if (!self->a_list) {
    asyncio_raise(asyncio_ValueError, "made nothing");
  }
  ASYNC_WITH(self->a_list ? asyncio_list_new() : NULL) {
    asyncio_print("not here");
  }
  END_WITH;
  ASYNC_END;
}

static void test_what_cannot_be_entered(void **state) {
  (void)state;
  assert_string_equal(RUN(enters, true),
                      "! TypeError: 'list' object does not support the asynchronous context manager protocol\n");
  assert_string_equal(RUN(enters, false), "! ValueError: made nothing\n");
}

/* --- Among TRYs, in loops, cancelled ------------------------------------------------------------------------------ */

ASYNC(among_tries, { int round; }) {
  ASYNC_BEGIN;
  for (self->round = 0; self->round < 3; self->round++) {
    TRY {
      ASYNC_WITH(gate_of("g", PLAIN)) {
        TRY {
          if (self->round == 1) {
            RAISE(asyncio_ValueError, "caught inside");
          }
        }
        EXCEPT(asyncio_ValueError) {
          asyncio_print("%s", asyncio_error_message(CAUGHT));
        }
        END_TRY;
        if (self->round == 2) {
          RAISE(asyncio_ValueError, "caught outside");
        }
      }
      END_WITH;
    }
    EXCEPT(asyncio_ValueError) {
      asyncio_print("%s", asyncio_error_message(CAUGHT));
    }
    FINALLY {
      ASYNC_WITH(gate_of("f", PLAIN)) {
        AWAIT(asyncio_sleep(1));
      }
      END_WITH;
    }
    END_TRY;
  }
  ASYNC_END;
}

static void test_among_tries_in_a_loop(void **state) {
  (void)state;
  assert_string_equal(RUN(among_tries), "into g\nout of g, no error\ninto f\nout of f, no error\n"
                                        "into g\ncaught inside\nout of g, no error\ninto f\nout of f, no error\n"
                                        "into g\nout of g, ValueError\ncaught outside\ninto f\nout of f, no error\n"
                                        "= None\n");
}

ASYNC(stays_inside, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  ASYNC_WITH(gate_of("g", PLAIN)) {
    AWAIT(asyncio_sleep(60));
  }
  END_WITH;
  ASYNC_END;
}

/* Cancelled while it enters, inside, and while it leaves. */
ASYNC(cancels_after, {
  double delay;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  self->task = asyncio_create_task(CORO(stays_inside));
  AWAIT(asyncio_sleep(self->delay));
  asyncio_task_cancel(self->task, NULL);
  TRY {
    AWAIT(self->task);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("cancelled");
  }
  END_TRY;
  ASYNC_END;
}

static void test_cancelled(void **state) {
  (void)state;
  assert_string_equal(RUN(cancels_after, 0.5), "cancelled\n= None\n");
  assert_string_equal(RUN(cancels_after, 5), "into g\nout of g, CancelledError\ncancelled\n= None\n");
  assert_string_equal(RUN(cancels_after, 61.5), "into g\ncancelled\n= None\n");
}

ASYNC(breaks_out, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  for (;;) {
    ASYNC_WITH(gate_of("g", PLAIN)) {
      break;
    }
    END_WITH;
  }
  ASYNC_END;
}

static void test_break_is_refused(void **state) {
  (void)state;
  const char *text = RUN(breaks_out);
  assert_ptr_equal(strstr(text, "into g\n! RuntimeError: break or continue left the block at line "), text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_order),
      cmocka_unit_test(test_error_in_body),
      cmocka_unit_test(test_error_is_swallowed),
      cmocka_unit_test(test_return_in_body),
      cmocka_unit_test(test_error_on_enter),
      cmocka_unit_test(test_error_on_leave),
      cmocka_unit_test(test_error_on_leave_replaces_the_bodys),
      cmocka_unit_test(test_nothing_to_await),
      cmocka_unit_test(test_what_cannot_be_entered),
      cmocka_unit_test(test_among_tries_in_a_loop),
      cmocka_unit_test(test_cancelled),
      cmocka_unit_test(test_break_is_refused),
  };
  return cmocka_run_group_tests_name("macros: with", tests, NULL, NULL);
}
