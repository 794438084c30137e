/* Waiting for several: wait with its three conditions and its timeout. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"

#include "recorded/wait.h"

ASYNC(ends, {
  const char *name;
  double delay;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(self->delay));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s is cancelled", self->name);
    RERAISE;
  }
  END_TRY;
  asyncio_print("%s ends", self->name);
  RETURN(asyncio_str(self->name));
  ASYNC_END;
}

ASYNC(fails, {
  const char *name;
  double delay;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(self->delay));
  asyncio_print("%s fails", self->name);
  RAISE(asyncio_ValueError, "%s", self->name);
  ASYNC_END;
}

#define ENDS(name, delay)  asyncio_create_named_task(CORO(ends, name, delay), name)
#define FAILS(name, delay) asyncio_create_named_task(CORO(fails, name, delay), name)

/* The names of the tasks in a list, behind one another; "none". */
static const char *names(const asyncio_list *tasks, char *text, size_t size) {
  size_t length = 0;
  for (size_t i = 0; i < asyncio_list_size(tasks); i++) {
    const asyncio_task *task = asyncio_as_object(asyncio_list_get(tasks, i));
    length += (size_t)asyncio_format(text + length, size - length, "%s%s", i > 0 ? " " : "", asyncio_task_name(task));
  }
  return length > 0 ? text : "none";
}

static void print_result(asyncio_value result) {
  char done[64], pending[64];
  asyncio_print("done %s pending %s", names(asyncio_wait_done(result), done, sizeof done),
                names(asyncio_wait_pending(result), pending, sizeof pending));
  for (size_t i = 0; i < asyncio_list_size(asyncio_wait_done(result)); i++) {
    asyncio_task *task = asyncio_as_object(asyncio_list_get(asyncio_wait_done(result), i));
    if (!asyncio_task_cancelled(task)) {
      asyncio_task_exception(task); /* looked at: not reported */
    }
  }
}

ASYNC(look, {
  asyncio_list *tasks;
  double timeout;
  asyncio_return_when when;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_wait(self->tasks, self->timeout, self->when));
  print_result(AWAITED);
  ASYNC_END;
}

#define LOOK(tasks, timeout, when) CORO(look, tasks, timeout, when)

ASYNC(all_completed, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(LOOK(asyncio_list_of(ENDS("a", 2), FAILS("b", 1), ENDS("c", 3)), ASYNCIO_FOREVER, ASYNCIO_ALL_COMPLETED));
  ASYNC_END;
}
RECORDED_TEST(all_completed);

ASYNC(first_completed, { asyncio_list *tasks; }) {
  ASYNC_BEGIN;
  CHECK(self->tasks = asyncio_list_of(ENDS("a", 2), ENDS("b", 1), ENDS("c", 3)));
  AWAIT(LOOK(self->tasks, ASYNCIO_FOREVER, ASYNCIO_FIRST_COMPLETED));
  AWAIT(LOOK(self->tasks, ASYNCIO_FOREVER, ASYNCIO_FIRST_COMPLETED));
  AWAIT(LOOK(self->tasks, ASYNCIO_FOREVER, ASYNCIO_ALL_COMPLETED));
  ASYNC_END;
}
RECORDED_TEST(first_completed);

ASYNC(two_complete_in_one_turn, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(LOOK(asyncio_list_of(ENDS("a", 1), ENDS("b", 1), ENDS("c", 2)), ASYNCIO_FOREVER, ASYNCIO_FIRST_COMPLETED));
  ASYNC_END;
}
RECORDED_TEST(two_complete_in_one_turn);

ASYNC(first_exception, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(LOOK(asyncio_list_of(ENDS("a", 1), FAILS("b", 2), ENDS("c", 3)), ASYNCIO_FOREVER, ASYNCIO_FIRST_EXCEPTION));
  ASYNC_END;
}
RECORDED_TEST(first_exception);

ASYNC(first_exception_of_none, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(LOOK(asyncio_list_of(ENDS("a", 1), ENDS("b", 2)), ASYNCIO_FOREVER, ASYNCIO_FIRST_EXCEPTION));
  ASYNC_END;
}
RECORDED_TEST(first_exception_of_none);

static void cancel(void *task) {
  asyncio_task_cancel(task, NULL);
}

ASYNC(first_exception_is_no_cancel, {
  asyncio_task *first;
  asyncio_task *second;
}) {
  ASYNC_BEGIN;
  CHECK(self->first = ENDS("a", 5));
  CHECK(self->second = ENDS("b", 2));
  CHECK(asyncio_call_later(1, cancel, self->first));
  AWAIT(LOOK(asyncio_list_of(self->first, self->second), ASYNCIO_FOREVER, ASYNCIO_FIRST_EXCEPTION));
  ASYNC_END;
}
RECORDED_TEST(first_exception_is_no_cancel);

ASYNC(timeout, { asyncio_list *tasks; }) {
  ASYNC_BEGIN;
  CHECK(self->tasks = asyncio_list_of(ENDS("a", 1), ENDS("b", 3)));
  AWAIT(LOOK(self->tasks, 2, ASYNCIO_ALL_COMPLETED));
  AWAIT(LOOK(self->tasks, 0, ASYNCIO_ALL_COMPLETED));
  AWAIT(LOOK(self->tasks, 10, ASYNCIO_ALL_COMPLETED));
  ASYNC_END;
}
RECORDED_TEST(timeout);

ASYNC(timeout_and_end_in_one_turn, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(LOOK(asyncio_list_of(ENDS("a", 1), ENDS("b", 3)), 1, ASYNCIO_ALL_COMPLETED));
  ASYNC_END;
}
RECORDED_TEST(timeout_and_end_in_one_turn);

ASYNC(done_already, {
  asyncio_task *first;
  asyncio_task *second;
}) {
  ASYNC_BEGIN;
  CHECK(self->first = ENDS("a", 0));
  CHECK(self->second = ENDS("b", 2));
  AWAIT(asyncio_sleep(1));
  asyncio_print("now");
  AWAIT(LOOK(asyncio_list_of(self->first, self->second), ASYNCIO_FOREVER, ASYNCIO_FIRST_COMPLETED));
  AWAIT(LOOK(asyncio_list_of(self->first), ASYNCIO_FOREVER, ASYNCIO_ALL_COMPLETED));
  ASYNC_END;
}
RECORDED_TEST(done_already);

ASYNC(wait_is_cancelled, { asyncio_task *waiter; }) {
  ASYNC_BEGIN;
  CHECK(self->waiter = asyncio_create_task(
            LOOK(asyncio_list_of(ENDS("a", 2), ENDS("b", 3)), ASYNCIO_FOREVER, ASYNCIO_ALL_COMPLETED)));
  AWAIT(asyncio_sleep(1));
  asyncio_task_cancel(self->waiter, "no more");
  TRY {
    AWAIT(self->waiter);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  AWAIT(asyncio_sleep(5));
  ASYNC_END;
}
RECORDED_TEST(wait_is_cancelled);

ASYNC(refusals, {
  asyncio_coroutine *coroutine;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_wait(asyncio_list_new(), ASYNCIO_FOREVER, ASYNCIO_ALL_COMPLETED));
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  CHECK(self->coroutine = CORO(ends, "a", 1));
  TRY {
    AWAIT(asyncio_wait(asyncio_list_of(self->coroutine), ASYNCIO_FOREVER, ASYNCIO_ALL_COMPLETED));
  }
  EXCEPT(asyncio_TypeError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  asyncio_coroutine_close(self->coroutine);
  CHECK(self->task = ENDS("a", 1));
  TRY {
    AWAIT(asyncio_wait(asyncio_list_of(self->task), ASYNCIO_FOREVER, (asyncio_return_when)7));
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  AWAIT(self->task);
  ASYNC_END;
}
RECORDED_TEST(refusals);

ASYNC(same_task_twice, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = ENDS("a", 1));
  AWAIT(LOOK(asyncio_list_of(self->task, self->task), ASYNCIO_FOREVER, ASYNCIO_ALL_COMPLETED));
  ASYNC_END;
}
RECORDED_TEST(same_task_twice);

static void set_one(void *future) {
  asyncio_future_set_result(future, asyncio_str("one"));
}

static void set_cancelled(void *future) {
  asyncio_future_cancel(future, NULL);
}

static void set_error(void *future) {
  asyncio_future_set_exception(future, asyncio_error_new(asyncio_ValueError, "two"));
}

static void print_which(asyncio_value result, asyncio_future *const *futures) {
  const asyncio_list *done = asyncio_wait_done(result);
  const asyncio_list *indices = asyncio_list_new();
  for (size_t i = 0; i < asyncio_list_size(done); i++) {
    for (int j = 0; j < 3; j++) {
      if (asyncio_as_object(asyncio_list_get(done, i)) == futures[j]) {
        asyncio_list_append((asyncio_list *)indices, asyncio_int(j));
      }
    }
  }
  asyncio_print("%zu %zu %v", asyncio_list_size(done), asyncio_list_size(asyncio_wait_pending(result)),
                asyncio_value_of((void *)indices));
}

/* A list of those that are not done. */
static asyncio_list *left_of(asyncio_future *const *futures) {
  asyncio_list *left = asyncio_list_new();
  for (int i = 0; i < 3; i++) {
    if (!asyncio_future_done(futures[i])) {
      asyncio_list_append(left, asyncio_value_of(futures[i]));
    }
  }
  return left;
}

ASYNC(of_futures, {
  asyncio_future *futures[3];
  int i;
}) {
  ASYNC_BEGIN;
  for (int i = 0; i < 3; i++) {
    CHECK(self->futures[i] = asyncio_future_new());
  }
  CHECK(asyncio_call_later(1, set_one, self->futures[1]));
  CHECK(asyncio_call_later(2, set_cancelled, self->futures[0]));
  CHECK(asyncio_call_later(3, set_error, self->futures[2]));
  for (; self->i < 3; self->i++) {
    AWAIT(asyncio_wait(left_of(self->futures), ASYNCIO_FOREVER, ASYNCIO_FIRST_COMPLETED));
    print_which(AWAITED, self->futures);
  }
  asyncio_print("%E", asyncio_future_exception(self->futures[2]));
  ASYNC_END;
}
RECORDED_TEST(of_futures);

ASYNC(many_waits_for_one, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = ENDS("a", 2));
  AWAIT(asyncio_gather(LOOK(asyncio_list_of(self->task), 1, ASYNCIO_ALL_COMPLETED),
                       LOOK(asyncio_list_of(self->task), ASYNCIO_FOREVER, ASYNCIO_ALL_COMPLETED),
                       LOOK(asyncio_list_of(self->task), ASYNCIO_FOREVER, ASYNCIO_FIRST_COMPLETED)));
  ASYNC_END;
}
RECORDED_TEST(many_waits_for_one);

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_all_completed),
      cmocka_unit_test(test_first_completed),
      cmocka_unit_test(test_two_complete_in_one_turn),
      cmocka_unit_test(test_first_exception),
      cmocka_unit_test(test_first_exception_of_none),
      cmocka_unit_test(test_first_exception_is_no_cancel),
      cmocka_unit_test(test_timeout),
      cmocka_unit_test(test_timeout_and_end_in_one_turn),
      cmocka_unit_test(test_done_already),
      cmocka_unit_test(test_wait_is_cancelled),
      cmocka_unit_test(test_refusals),
      cmocka_unit_test(test_same_task_twice),
      cmocka_unit_test(test_of_futures),
      cmocka_unit_test(test_many_waits_for_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
