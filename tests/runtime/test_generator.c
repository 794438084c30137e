/* Async generators: what they yield, how they are closed, and who closes those that are let go of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "recorded/generator.h"
#include "scene.h"

ASYNC_GENERATOR(count, { int end, i; }) {
  ASYNC_BEGIN;
  TRY {
    for (; self->i < self->end; self->i++) {
      AWAIT(asyncio_sleep(1));
      YIELD(asyncio_int(self->i));
    }
    asyncio_print("count ends");
  }
  FINALLY {
    asyncio_print("count closes");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC_GENERATOR(slow_to_close, { bool forever; }) {
  ASYNC_BEGIN;
  TRY {
    for (;;) {
      YIELD(asyncio_str("item"));
    }
  }
  EXCEPT(asyncio_GeneratorExit) {
    asyncio_print("closing");
    AWAIT(asyncio_sleep(1));
    asyncio_print("closed");
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

/* --- In a loop ---------------------------------------------------------------------------------------------------- */

ASYNC(to_the_end, { asyncio_value i; }) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->i, GENERATOR(count, 3)) {
    asyncio_print("%v", self->i);
  }
  END_FOR;
  asyncio_print("behind");
  ASYNC_END;
}
RECORDED_TEST(to_the_end);

ASYNC_GENERATOR(letters, { const char *at; }) {
  ASYNC_BEGIN;
  for (self->at = "abc"; *self->at != '\0'; self->at++) {
    YIELD(asyncio_strf("%c", *self->at));
  }
  ASYNC_END;
}

ASYNC(without_waiting, { asyncio_value letter; }) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->letter, GENERATOR(letters)) {
    asyncio_print("%v", self->letter);
  }
  END_FOR;
  ASYNC_END;
}
RECORDED_TEST(without_waiting);

ASYNC(breaks_off, { asyncio_value i; }) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->i, GENERATOR(count, 9)) {
    asyncio_print("%v", self->i);
    if (asyncio_as_int(self->i) == 1) {
      break;
    }
  }
  END_FOR;
  asyncio_print("behind");
  AWAIT(asyncio_sleep(0));
  asyncio_print("one turn");
  AWAIT(asyncio_sleep(0));
  asyncio_print("two turns");
  ASYNC_END;
}
RECORDED_TEST(breaks_off);

ASYNC(breaks_off_slowly, {
  asyncio_value item;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->item, GENERATOR(slow_to_close)) {
    asyncio_print("%v", self->item);
    break;
  }
  END_FOR;
  asyncio_print("behind");
  AWAIT(asyncio_sleep(2));
  CHECK(self->task = asyncio_create_task(asyncio_sleep(0)));
  asyncio_print("%s", asyncio_task_name(self->task));
  ASYNC_END;
}

/* The closing task takes a name, as in CPython. */
RECORDED_TEST(breaks_off_slowly);

ASYNC(goes_on_later, {
  asyncio_generator *numbers;
  asyncio_value i;
}) {
  ASYNC_BEGIN;
  CHECK(self->numbers = GENERATOR(count, 4));
  ASYNC_FOR(self->i, self->numbers) {
    asyncio_print("%v", self->i);
    if (asyncio_as_int(self->i) == 1) {
      break;
    }
  }
  END_FOR;
  asyncio_print("again");
  ASYNC_FOR(self->i, self->numbers) {
    asyncio_print("%v", self->i);
  }
  END_FOR;
  ASYNC_FOR(self->i, self->numbers) {
    asyncio_print("not here");
  }
  END_FOR;
  AWAIT(asyncio_generator_aclose(self->numbers));
  ASYNC_END;
}
RECORDED_TEST(goes_on_later);

ASYNC(first_of, {
  asyncio_generator *numbers;
  asyncio_value number;
}) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->number, self->numbers) {
    RETURN(self->number);
  }
  END_FOR;
  ASYNC_END;
}

ASYNC(takes_first, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(first_of, GENERATOR(count, 3)));
  RETURN(AWAITED);
  ASYNC_END;
}

ASYNC(returns_early, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(takes_first));
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_sleep(1));
  asyncio_print("behind");
  ASYNC_END;
}
RECORDED_TEST(returns_early);

/* --- By hand ------------------------------------------------------------------------------------------------------ */

ASYNC(anext_by_hand, {
  asyncio_generator *numbers;
  int i;
}) {
  ASYNC_BEGIN;
  CHECK(self->numbers = GENERATOR(count, 2));
  AWAIT(asyncio_anext(self->numbers));
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_anext(self->numbers));
  asyncio_print("%v", AWAITED);
  for (; self->i < 2; self->i++) {
    TRY {
      AWAIT(asyncio_anext(self->numbers));
    }
    EXCEPT(asyncio_StopAsyncIteration) {
      asyncio_print("StopAsyncIteration");
    }
    END_TRY;
  }
  ASYNC_END;
}
RECORDED_TEST(anext_by_hand);

ASYNC_GENERATOR(echo, { asyncio_value got; }) {
  ASYNC_BEGIN;
  self->got = asyncio_int(0);
  while (self->got.kind != ASYNCIO_NONE) {
    YIELD(self->got);
    self->got = AWAITED;
    asyncio_print("got %v", self->got);
  }
  ASYNC_END;
}

ASYNC(asend, { asyncio_generator *generator; }) {
  ASYNC_BEGIN;
  CHECK(self->generator = GENERATOR(echo));
  TRY {
    AWAIT(asyncio_generator_asend(self->generator, asyncio_int(1)));
  }
  EXCEPT(asyncio_TypeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  AWAIT(asyncio_generator_asend(self->generator, asyncio_none()));
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_generator_asend(self->generator, asyncio_int(5)));
  asyncio_print("%v", AWAITED);
  TRY {
    AWAIT(asyncio_generator_asend(self->generator, asyncio_none()));
  }
  EXCEPT(asyncio_StopAsyncIteration) {
    asyncio_print("StopAsyncIteration");
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(asend);

ASYNC_GENERATOR(catches, { bool forever; }) {
  ASYNC_BEGIN;
  for (;;) {
    TRY {
      YIELD(asyncio_str("item"));
    }
    EXCEPT(asyncio_ValueError) {
      asyncio_print("%E", CAUGHT);
    }
    END_TRY;
  }
  ASYNC_END;
}

ASYNC(athrow, { asyncio_generator *generator; }) {
  ASYNC_BEGIN;
  CHECK(self->generator = GENERATOR(catches));
  AWAIT(asyncio_anext(self->generator));
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_generator_athrow(self->generator, asyncio_error_new(asyncio_ValueError, "thrown")));
  asyncio_print("%v", AWAITED);
  TRY {
    AWAIT(asyncio_generator_athrow(self->generator, asyncio_error_new(asyncio_LookupError, "out")));
  }
  EXCEPT(asyncio_LookupError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  AWAIT(asyncio_generator_athrow(self->generator, asyncio_error_new(asyncio_ValueError, "late")));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(athrow);

ASYNC(athrow_unbegun, { asyncio_generator *generator; }) {
  ASYNC_BEGIN;
  CHECK(self->generator = GENERATOR(count, 1));
  TRY {
    AWAIT(asyncio_generator_athrow(self->generator, asyncio_error_new(asyncio_ValueError, "thrown")));
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  TRY {
    AWAIT(asyncio_anext(self->generator));
  }
  EXCEPT(asyncio_StopAsyncIteration) {
    asyncio_print("StopAsyncIteration");
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(athrow_unbegun);

/* --- Closing ------------------------------------------------------------------------------------------------------ */

ASYNC(aclose, { asyncio_generator *generator, *unbegun; }) {
  ASYNC_BEGIN;
  CHECK(self->generator = GENERATOR(count, 3));
  AWAIT(asyncio_anext(self->generator));
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_generator_aclose(self->generator));
  AWAIT(asyncio_generator_aclose(self->generator));
  TRY {
    AWAIT(asyncio_anext(self->generator));
  }
  EXCEPT(asyncio_StopAsyncIteration) {
    asyncio_print("StopAsyncIteration");
  }
  END_TRY;
  CHECK(self->unbegun = GENERATOR(count, 3));
  AWAIT(asyncio_generator_aclose(self->unbegun));
  asyncio_print("unbegun");
  ASYNC_END;
}
RECORDED_TEST(aclose);

ASYNC(aclose_awaits, { asyncio_generator *generator; }) {
  ASYNC_BEGIN;
  CHECK(self->generator = GENERATOR(slow_to_close));
  AWAIT(asyncio_anext(self->generator));
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_generator_aclose(self->generator));
  asyncio_print("behind");
  ASYNC_END;
}
RECORDED_TEST(aclose_awaits);

ASYNC_GENERATOR(ignores, { int i; }) {
  ASYNC_BEGIN;
  for (; self->i < 3; self->i++) {
    TRY {
      YIELD(asyncio_int(self->i));
    }
    EXCEPT(asyncio_GeneratorExit) {
      asyncio_print("ignored");
    }
    END_TRY;
  }
  ASYNC_END;
}

ASYNC(ignores_exit, { asyncio_generator *generator; }) {
  ASYNC_BEGIN;
  CHECK(self->generator = GENERATOR(ignores));
  AWAIT(asyncio_anext(self->generator));
  TRY {
    AWAIT(asyncio_generator_aclose(self->generator));
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}


RECORDED_TEST(ignores_exit);

ASYNC(left_to_the_end, { asyncio_generator **kept; }) {
  ASYNC_BEGIN;
  CHECK(self->kept[0] = asyncio_keep(GENERATOR(slow_to_close)));
  CHECK(self->kept[1] = asyncio_keep(GENERATOR(count, 3)));
  AWAIT(asyncio_anext(self->kept[0]));
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_anext(self->kept[1]));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}

/* shutdown_asyncgens closes what is kept to the end of the run. */
SCENE(test_left_to_the_end) {
  asyncio_generator *kept[2] = {NULL, NULL};
  const char *text = RUN_STAMPED(left_to_the_end, kept);
  HOLD(kept[0]);
  HOLD(kept[1]);
  EXPECT_TEXT(text, expected_left_to_the_end);
}

/* --- Errors ------------------------------------------------------------------------------------------------------- */

ASYNC_GENERATOR(fails, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  YIELD(asyncio_int(1));
  RAISE(asyncio_ValueError, "body");
  ASYNC_END;
}

ASYNC(raises, { asyncio_value i; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_FOR(self->i, GENERATOR(fails)) {
      asyncio_print("%v", self->i);
    }
    END_FOR;
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(raises);

ASYNC_GENERATOR(stops, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  YIELD(asyncio_int(1));
  RAISE(asyncio_StopAsyncIteration, "mine");
  ASYNC_END;
}

ASYNC(raises_stop, { asyncio_value i; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_FOR(self->i, GENERATOR(stops)) {
      asyncio_print("%v", self->i);
    }
    END_FOR;
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%E %E", CAUGHT, asyncio_error_cause(CAUGHT));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(raises_stop);

ASYNC(next_of, { asyncio_generator *generator; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_anext(self->generator));
  RETURN(AWAITED);
  ASYNC_END;
}

ASYNC(two_at_once, {
  asyncio_generator *numbers;
  asyncio_task *first;
}) {
  ASYNC_BEGIN;
  CHECK(self->numbers = GENERATOR(count, 5));
  CHECK(self->first = asyncio_create_task(CORO(next_of, self->numbers)));
  AWAIT(asyncio_sleep(0.5));
  TRY {
    AWAIT(asyncio_generator_asend(self->numbers, asyncio_none()));
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  TRY {
    AWAIT(asyncio_generator_aclose(self->numbers));
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  AWAIT(self->first);
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_anext(self->numbers));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(two_at_once);

ASYNC_GENERATOR(tells, { bool forever; }) {
  ASYNC_BEGIN;
  TRY {
    for (;;) {
      YIELD(asyncio_str("item"));
      AWAIT(asyncio_sleep(5));
    }
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("cancelled");
    RERAISE;
  }
  FINALLY {
    asyncio_print("closes");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(cancelled_inside, { asyncio_value item; }) {
  ASYNC_BEGIN;
  TRY {
    ASYNC_WITH(asyncio_timeout(1)) {
      ASYNC_FOR(self->item, GENERATOR(tells)) {
        asyncio_print("%v", self->item);
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
RECORDED_TEST(cancelled_inside);

/* --- Together ----------------------------------------------------------------------------------------------------- */

ASYNC_GENERATOR(doubled, {
  asyncio_generator *numbers;
  asyncio_value number;
}) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->number, self->numbers) {
    YIELD(asyncio_int(2 * asyncio_as_int(self->number)));
  }
  END_FOR;
  ASYNC_END;
}

ASYNC(generator_of_generator, { asyncio_value number; }) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->number, GENERATOR(doubled, GENERATOR(count, 3))) {
    asyncio_print("%v", self->number);
  }
  END_FOR;
  ASYNC_END;
}
RECORDED_TEST(generator_of_generator);

ASYNC(total, {
  const char *name;
  int result;
  asyncio_value i;
}) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->i, GENERATOR(count, 3)) {
    asyncio_print("%s %v", self->name, self->i);
    self->result += (int)asyncio_as_int(self->i);
  }
  END_FOR;
  RETURN(asyncio_int(self->result));
  ASYNC_END;
}

ASYNC(in_tasks, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_gather(CORO(total, "a"), CORO(total, "b")));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(in_tasks);

/* One that is handed out of the function that made it; its arguments live on. */
ASYNC_GENERATOR(names, {
  asyncio_list *list;
  size_t i;
}) {
  ASYNC_BEGIN;
  for (; self->i < asyncio_list_size(self->list); self->i++) {
    AWAIT(asyncio_sleep(1));
    YIELD(asyncio_list_get(self->list, self->i));
  }
  ASYNC_END;
}

ASYNC(makes_generator, { asyncio_list *list; }) {
  ASYNC_BEGIN;
  CHECK(self->list = asyncio_list_new());
  CHECK(asyncio_list_append(self->list, asyncio_str("a")));
  CHECK(asyncio_list_append(self->list, asyncio_str("b")));
  RETURN(asyncio_value_of(GENERATOR(names, self->list)));
  ASYNC_END;
}

ASYNC(handed_out, {
  asyncio_generator *generator;
  asyncio_value name;
}) {
  ASYNC_BEGIN;
  AWAIT(CORO(makes_generator));
  self->generator = asyncio_as_object(AWAITED);
  ASYNC_FOR(self->name, self->generator) {
    asyncio_print("%v", self->name);
  }
  END_FOR;
  ASYNC_END;
}

static void test_handed_out(void **state) {
  (void)state;
  assert_string_equal(RUN(handed_out), "a\nb\n= None\n");
}

/* The same, let go of before its end. */
ASYNC(handed_out_and_left, { asyncio_value name; }) {
  ASYNC_BEGIN;
  AWAIT(CORO(makes_generator));
  ASYNC_FOR(self->name, asyncio_as_object(AWAITED)) {
    asyncio_print("%v", self->name);
    break;
  }
  END_FOR;
  ASYNC_END;
}

ASYNC(handed_out_in_vain, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(makes_generator));
  AWAIT(asyncio_sleep(1));
  ASYNC_END;
}

static void test_handed_out_and_left(void **state) {
  (void)state;
  assert_string_equal(RUN(handed_out_and_left), "a\n= None\n");
  assert_string_equal(RUN(handed_out_in_vain), "= None\n");
}

/* --- Mistakes ----------------------------------------------------------------------------------------------------- */

ASYNC(awaits_generator, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(GENERATOR(count, 3));
  ASYNC_END;
}

ASYNC(anext_of_list, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_anext(asyncio_list_new()));
  ASYNC_END;
}

ASYNC(never_asked, { asyncio_generator *generator; }) {
  ASYNC_BEGIN;
  CHECK(self->generator = GENERATOR(count, 3));
  asyncio_print("%r", asyncio_value_of(self->generator));
  ASYNC_END;
}

static void test_mistakes(void **state) {
  (void)state;
  assert_string_equal(RUN(awaits_generator),
                      "! TypeError: object async_generator can't be used in 'await' expression\n");
  assert_string_equal(RUN(anext_of_list), "! TypeError: 'list' object is not an async iterator\n");
  assert_string_equal(RUN(never_asked), "<async_generator object count>\n= None\n");
}

/* --- Forgotten ---------------------------------------------------------------------------------------------------- */

ASYNC(forgets_to_await, { asyncio_generator *generator; }) {
  ASYNC_BEGIN;
  CHECK(self->generator = GENERATOR(count, 2));
  CHECK(asyncio_anext(self->generator));
  CHECK(asyncio_generator_asend(self->generator, asyncio_none()));
  CHECK(asyncio_generator_aclose(self->generator));
  ASYNC_END;
}

static void test_forgotten_calls_are_told(void **state) {
  (void)state;
  assert_string_equal(RUN(forgets_to_await), "? coroutine method 'asend' of 'count' was never awaited\n"
                                             "? coroutine method 'asend' of 'count' was never awaited\n"
                                             "? coroutine method 'aclose' of 'count' was never awaited\n"
                                             "= None\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_to_the_end),
      cmocka_unit_test(test_forgotten_calls_are_told),
      cmocka_unit_test(test_without_waiting),
      cmocka_unit_test(test_breaks_off),
      cmocka_unit_test(test_breaks_off_slowly),
      cmocka_unit_test(test_goes_on_later),
      cmocka_unit_test(test_returns_early),
      cmocka_unit_test(test_anext_by_hand),
      cmocka_unit_test(test_asend),
      cmocka_unit_test(test_athrow),
      cmocka_unit_test(test_athrow_unbegun),
      cmocka_unit_test(test_aclose),
      cmocka_unit_test(test_aclose_awaits),
      cmocka_unit_test(test_ignores_exit),
      cmocka_unit_test(test_left_to_the_end),
      cmocka_unit_test(test_raises),
      cmocka_unit_test(test_raises_stop),
      cmocka_unit_test(test_two_at_once),
      cmocka_unit_test(test_cancelled_inside),
      cmocka_unit_test(test_generator_of_generator),
      cmocka_unit_test(test_in_tasks),
      cmocka_unit_test(test_handed_out),
      cmocka_unit_test(test_handed_out_and_left),
      cmocka_unit_test(test_mistakes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
