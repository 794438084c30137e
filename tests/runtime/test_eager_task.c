/* Eager tasks: trap 16 of asyncio. They begin inside the call that creates them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "recorded/eager_task.h"
#include "scene.h"

#define TRUTH(condition) asyncio_bool(condition)

ASYNC(at_once, { int value; }) {
  ASYNC_BEGIN;
  asyncio_print("at once %d", self->value);
  RETURN(asyncio_int(self->value));
  ASYNC_END;
}

ASYNC(fails_at_once, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  RAISE(asyncio_ValueError, "at once");
  ASYNC_END;
}

ASYNC(done_before_return, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_eager_task(CORO(at_once, 1)));
  asyncio_print("created %v %v", TRUTH(asyncio_task_done(self->task)), asyncio_task_result(self->task));
  AWAIT(self->task);
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(done_before_return);

ASYNC(runs_to_its_first_wait, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_eager_task(child("a", 1)));
  asyncio_print("created %v", TRUTH(asyncio_task_done(self->task)));
  AWAIT(self->task);
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(runs_to_its_first_wait);

ASYNC(bare_yield, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_eager_task(child("a", 0)));
  asyncio_print("created");
  AWAIT(self->task);
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(bare_yield);

ASYNC(error, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_eager_task(CORO(fails_at_once)));
  asyncio_print("created %v", TRUTH(asyncio_task_done(self->task)));
  TRY {
    AWAIT(self->task);
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("raised %s", asyncio_error_message(CAUGHT));
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(error);

ASYNC(tell_task, { const char *name; }) {
  ASYNC_BEGIN;
  asyncio_print("%s %s", self->name, asyncio_task_name(asyncio_current_task()));
  ASYNC_END;
}

ASYNC(current_task_inside, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(asyncio_task_set_name(asyncio_current_task(), "parent"));
  asyncio_print("before %s", asyncio_task_name(asyncio_current_task()));
  CHECK(self->task = asyncio_task_new(CORO(tell_task, "inside"), "child", NULL, true));
  asyncio_print("behind %s", asyncio_task_name(asyncio_current_task()));
  AWAIT(self->task);
  ASYNC_END;
}
RECORDED_TEST(current_task_inside);

ASYNC(outer, { asyncio_task *inner; }) {
  ASYNC_BEGIN;
  asyncio_print("outer");
  CHECK(self->inner = asyncio_create_eager_task(child("inner", 1)));
  asyncio_print("behind inner");
  AWAIT(self->inner);
  asyncio_print("outer ends");
  ASYNC_END;
}

ASYNC(eager_in_eager, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_create_eager_task(CORO(outer)));
  ASYNC_END;
}
RECORDED_TEST(eager_in_eager);

ASYNC(cancelled_while_waiting, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_eager_task(child("a", 5)));
  asyncio_print("%v", TRUTH(asyncio_task_cancel(self->task, "stop")));
  TRY {
    AWAIT(self->task);
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("raised %E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(cancelled_while_waiting);

ASYNC(cancels, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_print("%v", TRUTH(asyncio_task_cancel(asyncio_current_task(), NULL)));
  asyncio_print("goes on");
  ASYNC_END;
}

ASYNC(cancels_itself, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_eager_task(CORO(cancels)));
  asyncio_print("%v %v", TRUTH(asyncio_task_done(self->task)), TRUTH(asyncio_task_cancelled(self->task)));
  ASYNC_END;
}
RECORDED_TEST(cancels_itself);

ASYNC(count_tasks, { asyncio_list *tasks; }) {
  ASYNC_BEGIN;
  CHECK(self->tasks = asyncio_all_tasks());
  asyncio_print("%zu", asyncio_list_size(self->tasks));
  ASYNC_END;
}

ASYNC(all_tasks_inside, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_create_eager_task(CORO(count_tasks)));
  AWAIT(CORO(count_tasks));
  ASYNC_END;
}

static void test_all_tasks_inside(void **state) {
  (void)state;
  assert_string_equal(RUN(all_tasks_inside), "2\n1\n= None\n");
}

/* --- The factory -------------------------------------------------------------------------------------------------- */

ASYNC(factory, {
  asyncio_task_group *group;
  asyncio_as_completed_iterator *iterator;
  asyncio_coroutine *next;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  asyncio_loop_set_task_factory(asyncio_get_running_loop(), asyncio_eager_task_factory);
  AWAIT(asyncio_gather(CORO(at_once, 1), CORO(at_once, 2)));
  asyncio_print("gather %v", AWAITED);
  AWAIT(asyncio_gather(CORO(at_once, 3), child("a", 1)));
  asyncio_print("gather %v", AWAITED);
  ASYNC_WITH(self->group = asyncio_task_group_new()) {
    CHECK(asyncio_task_group_create_task(self->group, CORO(at_once, 4)));
    CHECK(asyncio_task_group_create_task(self->group, child("b", 1)));
    asyncio_print("body ends");
  }
  END_WITH;
  AWAIT(asyncio_wait_for(CORO(at_once, 5), 1));
  asyncio_print("wait_for %v", AWAITED);
  AWAIT(asyncio_shield(CORO(at_once, 6)));
  asyncio_print("shield %v", AWAITED);
  CHECK(self->iterator = asyncio_as_completed(asyncio_list_of(child("c", 1), CORO(at_once, 7)), ASYNCIO_FOREVER));
  while ((self->next = asyncio_as_completed_next(self->iterator)) != NULL) {
    AWAIT(self->next);
    asyncio_print("as_completed %v", AWAITED);
  }
  asyncio_loop_set_task_factory(asyncio_get_running_loop(), NULL);
  CHECK(self->task = asyncio_create_task(CORO(at_once, 8)));
  asyncio_print("created");
  AWAIT(self->task);
  ASYNC_END;
}
RECORDED_TEST(factory);

ASYNC(group_of_failed, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  asyncio_loop_set_task_factory(asyncio_get_running_loop(), asyncio_eager_task_factory);
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      CHECK(asyncio_task_group_create_task(self->group, child("a", 1)));
      CHECK(asyncio_task_group_create_task(self->group, CORO(fails_at_once)));
      asyncio_print("not refused yet");
      CHECK(asyncio_task_group_create_task(self->group, CORO(at_once, 2)));
    }
    END_WITH;
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_print("refused %s", asyncio_error_message(CAUGHT));
  }
  EXCEPT(asyncio_ExceptionGroup) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}
RECORDED_TEST(group_of_failed);

ASYNC(gather_of_failed, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_loop_set_task_factory(asyncio_get_running_loop(), asyncio_eager_task_factory);
  TRY {
    AWAIT(asyncio_gather(child("a", 1), CORO(fails_at_once), child("b", 1)));
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("raised %s", asyncio_error_message(CAUGHT));
  }
  END_TRY;
  AWAIT(asyncio_sleep(2));
  AWAIT(asyncio_gather_settled(CORO(at_once, 1), CORO(fails_at_once)));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(gather_of_failed);

static void say_callback(void *data) {
  (void)data;
  asyncio_print("callback");
}

ASYNC(order, { asyncio_task *first, *second; }) {
  ASYNC_BEGIN;
  CHECK(asyncio_call_soon(say_callback, NULL));
  CHECK(self->first = asyncio_create_task(child("first", 0)));
  CHECK(self->second = asyncio_create_eager_task(child("second", 0)));
  AWAIT(asyncio_wait(asyncio_list_of(self->first, self->second), ASYNCIO_FOREVER, ASYNCIO_ALL_COMPLETED));
  ASYNC_END;
}
RECORDED_TEST(order);

/* --- Others ------------------------------------------------------------------------------------------------------- */

/* Not inside of a running loop, so it begins with the next turn. */
SCENE(test_main_is_not_eager) {
  program_stamped();
  asyncio_loop_set_task_factory(program_loop(), asyncio_eager_task_factory);
  EXPECT_TEXT(program_end(CORO(at_once, 1)), "T0.000000\tI1\tTask-1\tat once 1\n");
}

/* An error that waits to be looked at is not the eager task's. */
ASYNC(current_error_outside, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  asyncio_raise(asyncio_LookupError, "outside");
  self->task = asyncio_create_eager_task(CORO(at_once, 1));
  asyncio_print("%v", TRUTH(asyncio_task_done(self->task)));
  AWAIT(asyncio_sleep(0));
  ASYNC_END;
}

static void test_current_error_outside(void **state) {
  (void)state;
  assert_string_equal(RUN(current_error_outside),
                      "at once 1\nTrue\n? coroutine 'sleep' was never awaited\n! LookupError: outside\n");
}

ASYNC(exits, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  RAISE(asyncio_SystemExit, "3");
  ASYNC_END;
}

ASYNC(exits_inside, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_create_eager_task(CORO(exits)));
  asyncio_print("not here");
  ASYNC_END;
}

/* SystemExit leaves the call, as in CPython. */
static void test_exits_inside(void **state) {
  (void)state;
  assert_string_equal(RUN(exits_inside), "? Task exception was never retrieved: SystemExit: 3\n! SystemExit: 3\n");
}

static void print_report(void *data, const char *message, asyncio_error *error) {
  (void)data;
  asyncio_print("%s %E", message, error);
}

ASYNC(exit_leaves_the_call, {
  asyncio_task *task;
  asyncio_task_group *group;
}) {
  ASYNC_BEGIN;
  asyncio_loop_set_exception_handler(asyncio_get_running_loop(), print_report, NULL);
  TRY {
    self->task = asyncio_create_eager_task(CORO(exits));
    if (self->task != NULL) {
      asyncio_print("created %v", TRUTH(asyncio_task_done(self->task)));
    }
    CHECK(self->task);
  }
  EXCEPT(asyncio_SystemExit) {
    asyncio_print("raised %E", CAUGHT);
  }
  END_TRY;
  asyncio_loop_set_task_factory(asyncio_get_running_loop(), asyncio_eager_task_factory);
  TRY {
    AWAIT(asyncio_gather(child("a", 1), CORO(exits)));
  }
  EXCEPT(asyncio_SystemExit) {
    asyncio_print("gather %E", CAUGHT);
  }
  END_TRY;
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      CHECK(asyncio_task_group_create_task(self->group, child("b", 1)));
      CHECK(asyncio_task_group_create_task(self->group, CORO(exits)));
      asyncio_print("body goes on");
    }
    END_WITH;
  }
  EXCEPT(asyncio_SystemExit) {
    asyncio_print("group %E", CAUGHT);
  }
  END_TRY;
  AWAIT(asyncio_sleep(0));
  asyncio_print("goes on");
  ASYNC_END;
}
RECORDED_TEST(exit_leaves_the_call);

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_done_before_return),
      cmocka_unit_test(test_runs_to_its_first_wait),
      cmocka_unit_test(test_bare_yield),
      cmocka_unit_test(test_error),
      cmocka_unit_test(test_current_task_inside),
      cmocka_unit_test(test_eager_in_eager),
      cmocka_unit_test(test_cancelled_while_waiting),
      cmocka_unit_test(test_cancels_itself),
      cmocka_unit_test(test_all_tasks_inside),
      cmocka_unit_test(test_factory),
      cmocka_unit_test(test_group_of_failed),
      cmocka_unit_test(test_gather_of_failed),
      cmocka_unit_test(test_order),
      cmocka_unit_test(test_main_is_not_eager),
      cmocka_unit_test(test_current_error_outside),
      cmocka_unit_test(test_exits_inside),
      cmocka_unit_test(test_exit_leaves_the_call),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
