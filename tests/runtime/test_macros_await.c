/* The coroutine macros: AWAIT in any statement, frames, RETURN, and errors that nobody looked at. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "program.h"

/* --- AWAIT stands in any statement -------------------------------------------------------------------------------- */

ASYNC(echo, { int number; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  RETURN(asyncio_int(self->number));
  ASYNC_END;
}

ASYNC(in_branches, { int i; }) {
  ASYNC_BEGIN;
  for (self->i = 0; self->i < 3; self->i++) {
    if (self->i == 0) {
      AWAIT(CORO(echo, 10));
    } else if (self->i == 1)
      AWAIT(CORO(echo, 11));
    else
      AWAIT(CORO(echo, 12));
    asyncio_print("%v", AWAITED);
  }
  ASYNC_END;
}

static void test_branches(void **state) {
  (void)state;
  assert_string_equal(RUN(in_branches), "10\n11\n12\n= None\n");
}

ASYNC(in_loops, { int i, j, sum; }) {
  ASYNC_BEGIN;
  while (self->i < 2) {
    self->j = 0;
    do {
      AWAIT(CORO(echo, self->i * 10 + self->j));
      self->sum += (int)asyncio_as_int(AWAITED);
    } while (++self->j < 3);
    self->i++;
  }
  for (self->i = 0;; self->i++) {
    AWAIT(asyncio_sleep(0));
    if (self->i == 1) {
      continue;
    }
    if (self->i == 3) {
      break;
    }
    asyncio_print("i %d", self->i);
  }
  RETURN(asyncio_int(self->sum));
  ASYNC_END;
}

static void test_loops(void **state) {
  (void)state;
  assert_string_equal(RUN(in_loops), "i 0\ni 2\n= 36\n");
}

ASYNC(behind_label, { int rounds; }) {
  ASYNC_BEGIN;
again:
  AWAIT(asyncio_sleep(1));
  if (++self->rounds < 3) {
    goto again;
  }
  switch (self->rounds) { /* a switch of one's own, with no AWAIT inside */
  case 3:
    asyncio_print("three");
    break;
  default:
    asyncio_print("not three");
  }
  AWAIT(asyncio_sleep(1));
  RETURN(asyncio_float(asyncio_time()));
  ASYNC_END;
}

static void test_goto_and_switch(void **state) {
  (void)state;
  assert_string_equal(RUN(behind_label), "three\n= 4.0\n");
}

/* --- Frames ------------------------------------------------------------------------------------------------------- */

struct point {
  int x, y;
};

ASYNC(with_locals, {
  const char *name;
  double number;
  struct point point;
  char letters[4];
  asyncio_task *unused;
}) {
  ASYNC_BEGIN;
  asyncio_print("%s %g %d %d %d", self->name, self->number, self->point.x, self->letters[3], self->unused == NULL);
  self->point = (struct point){3, 4};
  memcpy(self->letters, "abc", 4);
  AWAIT(asyncio_sleep(1));
  AWAIT(CORO(echo, 1));
  asyncio_print("%s %g %d %d %s", self->name, self->number, self->point.x, self->point.y, self->letters);
  ASYNC_END;
}

static void test_locals(void **state) {
  (void)state;
  assert_string_equal(RUN(with_locals, "n", 2.5), "n 2.5 0 0 1\nn 2.5 3 4 abc\n= None\n");
}

/* A C variable may live between two awaits. */
ASYNC(with_c_variables, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(echo, 20));
  {
    int64_t doubled = 2 * asyncio_as_int(AWAITED);
    asyncio_print("%d", (int)doubled);
  }
  AWAIT(CORO(echo, 21));
  for (int i = 0; i < 2; i++) {
    asyncio_print("%d", i);
  }
  ASYNC_END;
}

static void test_c_variables_between_awaits(void **state) {
  (void)state;
  assert_string_equal(RUN(with_c_variables), "40\n0\n1\n= None\n");
}

ASYNC(factorial, { int n; }) {
  ASYNC_BEGIN;
  if (self->n <= 1) {
    AWAIT(asyncio_sleep(1));
    RETURN(asyncio_int(1));
  }
  AWAIT(CORO(factorial, self->n - 1));
  RETURN(asyncio_int(self->n * asyncio_as_int(AWAITED)));
  ASYNC_END;
}

static void test_recursion(void **state) {
  (void)state;
  assert_string_equal(RUN(factorial, 10), "= 3628800\n");
}

/* Two frames of one function at the same time have locals of their own. */
ASYNC(counter, {
  const char *name;
  int i;
}) {
  ASYNC_BEGIN;
  for (self->i = 0; self->i < 2; self->i++) {
    asyncio_print("%s %d", self->name, self->i);
    AWAIT(asyncio_sleep(0));
  }
  RETURN(asyncio_strf("%s%d", self->name, self->i));
  ASYNC_END;
}

ASYNC(two_counters, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_gather(CORO(counter, "a"), CORO(counter, "b")));
  RETURN(AWAITED);
  ASYNC_END;
}

static void test_frames_are_separate(void **state) {
  (void)state;
  assert_string_equal(RUN(two_counters), "a 0\nb 0\na 1\nb 1\n= ['a2', 'b2']\n");
}

/* --- What AWAIT awaits -------------------------------------------------------------------------------------------- */

static void print_text(void *text) {
  asyncio_print("%s", (const char *)text);
}

ASYNC(at_once, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  RETURN(asyncio_str("at once"));
  ASYNC_END;
}

ASYNC(without_yielding, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  asyncio_call_soon(print_text, "callback");
  AWAIT(CORO(at_once));
  asyncio_print("coroutine: %v", AWAITED);
  self->future = asyncio_future_new();
  asyncio_future_set_result(self->future, asyncio_int(7));
  AWAIT(self->future);
  asyncio_print("done future: %v", AWAITED);
  AWAIT(asyncio_sleep(0));
  ASYNC_END;
}

static void test_coroutine_and_done_future_do_not_yield(void **state) {
  (void)state;
  assert_string_equal(RUN(without_yielding), "coroutine: at once\ndone future: 7\ncallback\n= None\n");
}

ASYNC(awaits_what_it_cannot, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_list_new());
  ASYNC_END;
}

static void test_what_cannot_be_awaited(void **state) {
  (void)state;
  assert_string_equal(RUN(awaits_what_it_cannot), "! TypeError: object list can't be used in 'await' expression\n");
}

ASYNC(awaits_twice, { asyncio_coroutine *coroutine; }) {
  ASYNC_BEGIN;
  self->coroutine = CORO(echo, 5);
  AWAIT(self->coroutine);
  asyncio_print("%v", AWAITED);
  AWAIT(self->coroutine);
  ASYNC_END;
}

static void test_awaiting_twice(void **state) {
  (void)state;
  assert_string_equal(RUN(awaits_twice), "5\n! RuntimeError: cannot reuse already awaited coroutine\n");
}

ASYNC(awaits_a_tasks_coroutine, {
  asyncio_coroutine *coroutine;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  self->coroutine = CORO(echo, 5);
  self->task = asyncio_create_task(self->coroutine);
  AWAIT(asyncio_sleep(0));
  TRY {
    AWAIT(self->coroutine);
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%s", asyncio_error_message(CAUGHT));
  }
  END_TRY;
  AWAIT(self->task);
  RETURN(AWAITED);
  ASYNC_END;
}

static void test_awaiting_what_is_awaited(void **state) {
  (void)state;
  assert_string_equal(RUN(awaits_a_tasks_coroutine), "coroutine is being awaited already\n= 5\n");
}

/* --- RETURN and the end ------------------------------------------------------------------------------------------- */

ASYNC(returns_from_loop, { int i; }) {
  ASYNC_BEGIN;
  for (;;) {
    for (self->i = 0; self->i < 10; self->i++) {
      AWAIT(asyncio_sleep(1));
      if (self->i == 4) {
        RETURN(asyncio_int(self->i));
      }
    }
  }
  ASYNC_END;
}

static void test_return_from_loops(void **state) {
  (void)state;
  assert_string_equal(RUN(returns_from_loop), "= 4\n");
}

ASYNC(raises_through_three, { int depth; }) {
  ASYNC_BEGIN;
  if (self->depth == 0) {
    AWAIT(failing("deep", 1));
  }
  AWAIT(CORO(raises_through_three, self->depth - 1));
  asyncio_print("not here");
  ASYNC_END;
}

static void test_errors_pass_frames(void **state) {
  (void)state;
  assert_string_equal(RUN(raises_through_three, 3), "! ValueError: deep\n");
}

/* --- The current error, where nobody looked at it ----------------------------------------------------------------- */

ASYNC(error_before_await, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_raise(asyncio_ValueError, "unseen");
  AWAIT(CORO(at_once));
  asyncio_print("not here");
  ASYNC_END;
}

ASYNC(error_before_return, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_raise(asyncio_ValueError, "unseen");
  RETURN(asyncio_int(1));
  ASYNC_END;
}

ASYNC(error_before_end, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_raise(asyncio_ValueError, "unseen");
  ASYNC_END;
}

ASYNC(error_in_argument, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_raise(asyncio_ValueError, "unseen") < 0 ? NULL : CORO(at_once));
  asyncio_print("not here");
  ASYNC_END;
}

ASYNC(error_forgotten, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_raise(asyncio_ValueError, "seen");
  asyncio_clear_error();
  AWAIT(CORO(at_once));
  RETURN(AWAITED);
  ASYNC_END;
}

ASYNC(error_checked, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  self->future = asyncio_future_new();
  CHECK(asyncio_future_set_result(self->future, asyncio_int(1)));
  asyncio_print("once");
  CHECK(asyncio_future_set_result(self->future, asyncio_int(2)));
  asyncio_print("not here");
  ASYNC_END;
}

static void test_current_error_is_raised(void **state) {
  (void)state;
  /* The coroutine that should have been awaited is reported; CPython would not have made it. */
  assert_string_equal(RUN(error_before_await), "? coroutine 'at_once' was never awaited\n! ValueError: unseen\n");
  assert_string_equal(RUN(error_before_return), "! ValueError: unseen\n");
  assert_string_equal(RUN(error_before_end), "! ValueError: unseen\n");
  assert_string_equal(RUN(error_in_argument), "! ValueError: unseen\n");
  assert_string_equal(RUN(error_forgotten), "= 'at once'\n");
}

static void test_check(void **state) {
  (void)state;
  assert_string_equal(RUN(error_checked), "once\n! InvalidStateError: invalid state\n");
}

ASYNC(awaits_null, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(NULL);
  ASYNC_END;
}

static void test_await_of_null(void **state) {
  (void)state;
  assert_string_equal(RUN(awaits_null), "! TypeError: object NULL can't be used in 'await' expression\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_branches),
      cmocka_unit_test(test_loops),
      cmocka_unit_test(test_goto_and_switch),
      cmocka_unit_test(test_locals),
      cmocka_unit_test(test_c_variables_between_awaits),
      cmocka_unit_test(test_recursion),
      cmocka_unit_test(test_frames_are_separate),
      cmocka_unit_test(test_coroutine_and_done_future_do_not_yield),
      cmocka_unit_test(test_what_cannot_be_awaited),
      cmocka_unit_test(test_awaiting_twice),
      cmocka_unit_test(test_awaiting_what_is_awaited),
      cmocka_unit_test(test_return_from_loops),
      cmocka_unit_test(test_errors_pass_frames),
      cmocka_unit_test(test_current_error_is_raised),
      cmocka_unit_test(test_check),
      cmocka_unit_test(test_await_of_null),
  };
  return cmocka_run_group_tests_name("macros: await", tests, NULL, NULL);
}
