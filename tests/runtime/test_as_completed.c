/* as_completed: trap 17 of asyncio. Both iterations, the timeout, and who waits for the next one when it is
** cancelled. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"
#include "recorded/as_completed.h"

#define TRUTH(condition) asyncio_bool(condition)
#define TASK(value)      ((asyncio_task *)asyncio_as_object(value))

static size_t index_of(const asyncio_list *list, asyncio_value value) {
  size_t i = 0;
  while (i < asyncio_list_size(list) && !asyncio_value_equal(asyncio_list_get(list, i), value)) {
    i++;
  }
  return i;
}

/* Tells what each item comes to, TimeoutError and the others alike. */
ASYNC(tell_each, {
  asyncio_list *awaitables;
  double timeout;
  asyncio_as_completed_iterator *iterator;
  asyncio_coroutine *next;
}) {
  ASYNC_BEGIN;
  CHECK(self->iterator = asyncio_as_completed(self->awaitables, self->timeout));
  while ((self->next = asyncio_as_completed_next(self->iterator)) != NULL) {
    TRY {
      AWAIT(self->next);
      asyncio_print("got %v", AWAITED);
    }
    EXCEPT(asyncio_ValueError, asyncio_TimeoutError, asyncio_CancelledError) {
      asyncio_print("raised %E", CAUGHT);
    }
    END_TRY;
  }
  ASYNC_END;
}

ASYNC(plain, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(tell_each, asyncio_list_of(child("a", 3), child("b", 1), child("c", 2)), ASYNCIO_FOREVER));
  asyncio_print("all");
  ASYNC_END;
}
RECORDED_TEST(plain);

ASYNC(yields_the_tasks, {
  asyncio_list *tasks;
  asyncio_value task;
}) {
  ASYNC_BEGIN;
  CHECK(self->tasks = asyncio_list_of(asyncio_create_named_task(child("a", 2), "a"),
                                      asyncio_create_named_task(child("b", 1), "b")));
  ASYNC_FOR(self->task, asyncio_as_completed(self->tasks, ASYNCIO_FOREVER)) {
    asyncio_print("%s %zu %v", asyncio_task_name(TASK(self->task)), index_of(self->tasks, self->task),
                  TRUTH(asyncio_task_done(TASK(self->task))));
    AWAIT(TASK(self->task));
    asyncio_print("%v", AWAITED);
  }
  END_FOR;
  ASYNC_END;
}
RECORDED_TEST(yields_the_tasks);

ASYNC(makes_tasks_of_coroutines, { asyncio_value task; }) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->task, asyncio_as_completed(asyncio_list_of(child("a", 0), child("b", 0)), ASYNCIO_FOREVER)) {
    asyncio_print("%v %v", TRUTH(asyncio_task_done(TASK(self->task))), asyncio_task_result(TASK(self->task)));
  }
  END_FOR;
  ASYNC_END;
}
RECORDED_TEST(makes_tasks_of_coroutines);

ASYNC(same_time, { asyncio_value task; }) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->task,
            asyncio_as_completed(asyncio_list_of(child("a", 1), child("b", 1), child("c", 1)), ASYNCIO_FOREVER)) {
    asyncio_print("%v", asyncio_task_result(TASK(self->task)));
  }
  END_FOR;
  ASYNC_END;
}
RECORDED_TEST(same_time);

/* In CPython the order is chance: a set. Ours is that of the list. */
ASYNC(done_already, {
  asyncio_future *futures[3];
  int i;
}) {
  ASYNC_BEGIN;
  for (; self->i < 3; self->i++) {
    CHECK(self->futures[self->i] = asyncio_future_new());
  }
  CHECK(asyncio_future_set_result(self->futures[2], asyncio_str("c")));
  CHECK(asyncio_future_set_exception(self->futures[1], asyncio_error_new(asyncio_ValueError, "b")));
  CHECK(asyncio_future_set_result(self->futures[0], asyncio_str("a")));
  AWAIT(CORO(tell_each, asyncio_list_of(self->futures[0], self->futures[1], self->futures[2]), ASYNCIO_FOREVER));
  ASYNC_END;
}

static void test_done_already(void **state) {
  (void)state;
  assert_string_equal(RUN(done_already), "got a\nraised ValueError(b)\ngot c\n= None\n");
}

ASYNC(errors, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(tell_each, asyncio_list_of(failing("a", 2), child("b", 3), failing("c", 1)), ASYNCIO_FOREVER));
  ASYNC_END;
}
RECORDED_TEST(errors);

ASYNC(none_at_all, {
  asyncio_list *none;
  asyncio_value item;
}) {
  ASYNC_BEGIN;
  CHECK(self->none = asyncio_list_new());
  ASYNC_FOR(self->item, asyncio_as_completed(self->none, ASYNCIO_FOREVER)) {
    asyncio_print("not here");
  }
  END_FOR;
  AWAIT(CORO(tell_each, self->none, 1));
  asyncio_print("nothing");
  ASYNC_END;
}
RECORDED_TEST(none_at_all);

ASYNC(duplicates, {
  asyncio_task *task;
  asyncio_coroutine *coroutine;
  asyncio_value done;
}) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(child("a", 1)));
  CHECK(self->coroutine = child("b", 2));
  ASYNC_FOR(self->done, asyncio_as_completed(asyncio_list_of(self->task, self->coroutine, self->task, self->coroutine),
                                             ASYNCIO_FOREVER)) {
    asyncio_print("%v", asyncio_task_result(TASK(self->done)));
  }
  END_FOR;
  ASYNC_END;
}
RECORDED_TEST(duplicates);

/* --- The timeout -------------------------------------------------------------------------------------------------- */

ASYNC(timeout_plain, { asyncio_list *tasks; }) {
  ASYNC_BEGIN;
  CHECK(self->tasks = asyncio_list_of(asyncio_create_task(child("a", 1)), asyncio_create_task(child("b", 5)),
                                      asyncio_create_task(child("c", 6))));
  AWAIT(CORO(tell_each, self->tasks, 2));
  asyncio_print("[%v, %v, %v]", TRUTH(asyncio_task_done(TASK(asyncio_list_get(self->tasks, 0)))),
                TRUTH(asyncio_task_done(TASK(asyncio_list_get(self->tasks, 1)))),
                TRUTH(asyncio_task_done(TASK(asyncio_list_get(self->tasks, 2)))));
  ASYNC_END;
}
RECORDED_TEST(timeout_plain);

ASYNC(timeout_async, {
  asyncio_list *tasks;
  asyncio_value task;
}) {
  ASYNC_BEGIN;
  CHECK(self->tasks = asyncio_list_of(asyncio_create_task(child("a", 1)), asyncio_create_task(child("b", 5))));
  TRY {
    ASYNC_FOR(self->task, asyncio_as_completed(self->tasks, 2)) {
      asyncio_print("got %v", asyncio_task_result(TASK(self->task)));
    }
    END_FOR;
  }
  EXCEPT(asyncio_TimeoutError) {
    asyncio_print("raised %E", CAUGHT);
  }
  END_TRY;
  AWAIT(TASK(asyncio_list_get(self->tasks, 1)));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(timeout_async);

/* As tell_each, which says that it was too slow. */
ASYNC(tell_in_time, {
  asyncio_list *awaitables;
  double timeout;
  asyncio_as_completed_iterator *iterator;
  asyncio_coroutine *next;
}) {
  ASYNC_BEGIN;
  CHECK(self->iterator = asyncio_as_completed(self->awaitables, self->timeout));
  while ((self->next = asyncio_as_completed_next(self->iterator)) != NULL) {
    TRY {
      AWAIT(self->next);
      asyncio_print("got %v", AWAITED);
    }
    EXCEPT(asyncio_TimeoutError) {
      asyncio_print("too slow");
    }
    END_TRY;
  }
  ASYNC_END;
}

ASYNC(timeout_in_the_turn_of_a_result, { asyncio_list *tasks; }) {
  ASYNC_BEGIN;
  CHECK(self->tasks = asyncio_list_of(asyncio_create_task(child("a", 1)), asyncio_create_task(child("b", 1))));
  AWAIT(CORO(tell_in_time, self->tasks, 1));
  ASYNC_END;
}
RECORDED_TEST(timeout_in_the_turn_of_a_result);

ASYNC(timeout_zero, { asyncio_future *done; }) {
  ASYNC_BEGIN;
  CHECK(self->done = asyncio_future_new());
  CHECK(asyncio_future_set_result(self->done, asyncio_str("done")));
  AWAIT(CORO(tell_in_time, asyncio_list_of(self->done, child("a", 1)), 0));
  ASYNC_END;
}
RECORDED_TEST(timeout_zero);

/* --- Leaving early ------------------------------------------------------------------------------------------------ */

ASYNC(breaks_off, { asyncio_value task; }) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->task,
            asyncio_as_completed(asyncio_list_of(child("a", 1), child("b", 2), child("c", 3)), ASYNCIO_FOREVER)) {
    asyncio_print("first %v", asyncio_task_result(TASK(self->task)));
    break;
  }
  END_FOR;
  AWAIT(asyncio_sleep(1));
  asyncio_print("others");
  ASYNC_END;
}
RECORDED_TEST(breaks_off);

ASYNC(returns_from_loop, { asyncio_value task; }) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->task, asyncio_as_completed(asyncio_list_of(child("a", 1), child("b", 5)), 2)) {
    RETURN(asyncio_task_result(TASK(self->task)));
  }
  END_FOR;
  ASYNC_END;
}

/* A timer that is left over fires, as in CPython. */
ASYNC(left_over_timer, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(returns_from_loop));
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_sleep(3));
  asyncio_print("later");
  AWAIT(asyncio_sleep(3));
  ASYNC_END;
}
RECORDED_TEST(left_over_timer);

/* --- Several who wait --------------------------------------------------------------------------------------------- */

ASYNC(several_at_once, {
  asyncio_as_completed_iterator *iterator;
  asyncio_list *results;
  asyncio_coroutine *next;
}) {
  ASYNC_BEGIN;
  CHECK(self->iterator =
            asyncio_as_completed(asyncio_list_of(child("a", 3), child("b", 1), child("c", 2)), ASYNCIO_FOREVER));
  CHECK(self->results = asyncio_list_new());
  while ((self->next = asyncio_as_completed_next(self->iterator)) != NULL) {
    CHECK(asyncio_list_append(self->results, asyncio_value_of(self->next)));
  }
  AWAIT(asyncio_gather_list(self->results, false));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(several_at_once);

ASYNC(getter_is_cancelled, {
  asyncio_as_completed_iterator *iterator;
  asyncio_task *first, *second;
}) {
  ASYNC_BEGIN;
  CHECK(self->iterator = asyncio_as_completed(asyncio_list_of(child("a", 1), child("b", 2)), ASYNCIO_FOREVER));
  CHECK(self->first = asyncio_create_task(asyncio_as_completed_next(self->iterator)));
  CHECK(self->second = asyncio_create_task(asyncio_as_completed_next(self->iterator)));
  AWAIT(asyncio_sleep(0.5));
  asyncio_task_cancel(self->first, NULL);
  AWAIT(asyncio_wait(asyncio_list_of(self->first, self->second), ASYNCIO_FOREVER, ASYNCIO_ALL_COMPLETED));
  asyncio_print("%v %v", TRUTH(asyncio_task_cancelled(self->first)), asyncio_task_result(self->second));
  ASYNC_END;
}
RECORDED_TEST(getter_is_cancelled);

ASYNC(woken_getter_is_cancelled, {
  asyncio_future *futures[2];
  asyncio_as_completed_iterator *iterator;
  asyncio_task *first, *second;
}) {
  ASYNC_BEGIN;
  CHECK(self->futures[0] = asyncio_future_new());
  CHECK(self->futures[1] = asyncio_future_new());
  CHECK(self->iterator = asyncio_as_completed(asyncio_list_of(self->futures[0], self->futures[1]), ASYNCIO_FOREVER));
  CHECK(self->first = asyncio_create_task(asyncio_as_completed_next(self->iterator)));
  CHECK(self->second = asyncio_create_task(asyncio_as_completed_next(self->iterator)));
  AWAIT(asyncio_sleep(0));
  CHECK(asyncio_future_set_result(self->futures[0], asyncio_str("a")));
  AWAIT(asyncio_sleep(0));
  asyncio_task_cancel(self->first, NULL);
  AWAIT(asyncio_wait(asyncio_list_of(self->first, self->second), ASYNCIO_FOREVER, ASYNCIO_ALL_COMPLETED));
  asyncio_print("%v %v", TRUTH(asyncio_task_cancelled(self->first)), asyncio_task_result(self->second));
  ASYNC_END;
}
RECORDED_TEST(woken_getter_is_cancelled);

static void cancel(void *task) {
  asyncio_task_cancel(task, NULL);
}

ASYNC(member_is_cancelled, {
  asyncio_list *tasks;
  asyncio_value task;
}) {
  ASYNC_BEGIN;
  CHECK(self->tasks = asyncio_list_of(asyncio_create_task(child("a", 1)), asyncio_create_task(child("b", 2))));
  CHECK(asyncio_call_later(0.5, cancel, TASK(asyncio_list_get(self->tasks, 1))));
  ASYNC_FOR(self->task, asyncio_as_completed(self->tasks, ASYNCIO_FOREVER)) {
    asyncio_print("%zu %v", index_of(self->tasks, self->task), TRUTH(asyncio_task_cancelled(TASK(self->task))));
  }
  END_FOR;
  AWAIT(CORO(tell_each, self->tasks, ASYNCIO_FOREVER));
  ASYNC_END;
}

/* What is done already comes in the order of the list; in CPython by chance. */
static void test_member_is_cancelled(void **state) {
  (void)state;
  assert_string_equal(RUN(member_is_cancelled), "a begins\nb begins\n1 True\na ends\n0 False\n"
                                                "got a\nraised CancelledError()\n= None\n");
}

/* --- Mistakes ----------------------------------------------------------------------------------------------------- */

ASYNC(takes_what_it_cannot, { asyncio_value item; }) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->item, asyncio_as_completed(asyncio_list_of(asyncio_list_new()), ASYNCIO_FOREVER)) {
    asyncio_print("not here");
  }
  END_FOR;
  ASYNC_END;
}

ASYNC(takes_no_number, { asyncio_value item; }) {
  ASYNC_BEGIN;
  ASYNC_FOR(self->item, asyncio_as_completed(asyncio_list_of(child("a", 1)), (double)NAN)) {
    asyncio_print("not here");
  }
  END_FOR;
  ASYNC_END;
}

static void test_mistakes(void **state) {
  (void)state;
  assert_string_equal(RUN(takes_what_it_cannot),
                      "! TypeError: An asyncio.Future, a coroutine or an awaitable is required, got list\n");
  assert_string_equal(RUN(takes_no_number), "? coroutine 'child_' was never awaited\n"
                                            "! ValueError: Invalid timeout: NaN (not a number)\n");
}

/* The program lets go of the iterator while somebody waits for the next one. */
ASYNC(released_early, {
  asyncio_as_completed_iterator *iterator;
  asyncio_coroutine *next;
}) {
  ASYNC_BEGIN;
  CHECK(self->iterator = asyncio_as_completed(asyncio_list_of(child("a", 1)), ASYNCIO_FOREVER));
  CHECK(self->next = asyncio_as_completed_next(self->iterator));
  asyncio_release(self->iterator);
  AWAIT(self->next);
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}

static void test_released_early(void **state) {
  (void)state;
  assert_string_equal(RUN(released_early), "a begins\na ends\na\n= None\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_plain),
      cmocka_unit_test(test_yields_the_tasks),
      cmocka_unit_test(test_makes_tasks_of_coroutines),
      cmocka_unit_test(test_same_time),
      cmocka_unit_test(test_done_already),
      cmocka_unit_test(test_errors),
      cmocka_unit_test(test_none_at_all),
      cmocka_unit_test(test_duplicates),
      cmocka_unit_test(test_timeout_plain),
      cmocka_unit_test(test_timeout_async),
      cmocka_unit_test(test_timeout_in_the_turn_of_a_result),
      cmocka_unit_test(test_timeout_zero),
      cmocka_unit_test(test_breaks_off),
      cmocka_unit_test(test_left_over_timer),
      cmocka_unit_test(test_several_at_once),
      cmocka_unit_test(test_getter_is_cancelled),
      cmocka_unit_test(test_woken_getter_is_cancelled),
      cmocka_unit_test(test_member_is_cancelled),
      cmocka_unit_test(test_mistakes),
      cmocka_unit_test(test_released_early),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
