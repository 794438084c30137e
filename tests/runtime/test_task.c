/* Tasks: traps 3, 4 and 19 of asyncio, names, and who is told of the end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene.h"

#include "recorded/task.h"

ASYNC(lasts, {
  const char *name;
  double delay;
}) {
  ASYNC_BEGIN;
  asyncio_print("%s begins", self->name);
  AWAIT(asyncio_sleep(self->delay));
  asyncio_print("%s ends", self->name);
  RETURN(asyncio_str(self->name));
  ASYNC_END;
}

ASYNC(trivial, { const char *name; }) {
  ASYNC_BEGIN;
  asyncio_print("%s", self->name);
  RETURN(asyncio_str(self->name));
  ASYNC_END;
}

static void print_text(void *text) {
  asyncio_print("%s", (const char *)text);
}

/* --- Turns -------------------------------------------------------------------------------------------------------- */

ASYNC(turns, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(trivial, "inline"));
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_create_task(CORO(trivial, "task")));
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_sleep_result(0, asyncio_str("yield")));
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_sleep_result(1, asyncio_str("slept")));
  asyncio_print("%v", AWAITED);
  AWAIT(asyncio_wait(asyncio_list_of(asyncio_create_task(CORO(trivial, "waited"))), ASYNCIO_FOREVER,
                     ASYNCIO_ALL_COMPLETED));
  asyncio_print("%zu", asyncio_list_size(asyncio_wait_done(AWAITED)));
  AWAIT(asyncio_wait_for(CORO(trivial, "wait_for"), 1));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(turns);

ASYNC(bare_yields, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_call_soon(print_text, "callback"));
  AWAIT(asyncio_sleep(0));
  asyncio_print("zero");
  CHECK(asyncio_call_soon(print_text, "callback"));
  AWAIT(asyncio_sleep(-1));
  asyncio_print("negative");
  ASYNC_END;
}
RECORDED_TEST(bare_yields);

ASYNC(plays, {
  const char *name;
  int i;
}) {
  ASYNC_BEGIN;
  for (; self->i < 3; self->i++) {
    asyncio_print("%s %d", self->name, self->i);
    AWAIT(asyncio_sleep(0));
  }
  ASYNC_END;
}

ASYNC(ping_pong, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_gather(CORO(plays, "ping"), CORO(plays, "pong")));
  ASYNC_END;
}
RECORDED_TEST(ping_pong);

/* --- Names and lists ---------------------------------------------------------------------------------------------- */

ASYNC(names, {
  asyncio_task *first;
  asyncio_task *second;
  asyncio_task *third;
}) {
  ASYNC_BEGIN;
  asyncio_print("%s", asyncio_task_name(asyncio_current_task()));
  CHECK(self->first = asyncio_create_task(CORO(lasts, "a", 0)));
  CHECK(self->second = asyncio_create_named_task(CORO(lasts, "b", 0), "second"));
  CHECK(self->third = asyncio_create_task(CORO(lasts, "c", 0)));
  asyncio_print("%s %s %s", asyncio_task_name(self->first), asyncio_task_name(self->second),
                asyncio_task_name(self->third));
  CHECK(asyncio_task_set_name(self->third, "renamed"));
  AWAIT(asyncio_sleep(1));
  asyncio_print("%s", asyncio_task_name(self->third));
  ASYNC_END;
}

RECORDED_TEST(names);

static void print_all_tasks(void) {
  const asyncio_list *tasks = asyncio_all_tasks();
  char text[64] = "";
  size_t length = 0;
  for (size_t i = 0; i < asyncio_list_size(tasks); i++) {
    const asyncio_task *task = asyncio_as_object(asyncio_list_get(tasks, i));
    length +=
        (size_t)asyncio_format(text + length, sizeof text - length, "%s%s", i > 0 ? " " : "", asyncio_task_name(task));
  }
  asyncio_print("%s", text);
}

ASYNC(all_tasks_in_order, { asyncio_task *tasks[4]; }) {
  ASYNC_BEGIN;
  CHECK(asyncio_task_set_name(asyncio_current_task(), "Task-1"));
  for (int i = 0; i < 4; i++) {
    char name[8];
    asyncio_format(name, sizeof name, "Task-%d", i + 2);
    CHECK(self->tasks[i] = asyncio_create_named_task(CORO(lasts, (const char *[]){"0", "1", "2", "3"}[i], i), name));
  }
  print_all_tasks();
  AWAIT(asyncio_sleep(1.5));
  print_all_tasks();
  asyncio_task_cancel(self->tasks[3], NULL);
  AWAIT(asyncio_sleep(0));
  print_all_tasks();
  asyncio_print("%v", asyncio_bool(asyncio_list_contains(asyncio_all_tasks(), asyncio_current_task())));
  ASYNC_END;
}
RECORDED_TEST(all_tasks_in_order);

static void print_current_task(void *data) {
  (void)data;
  asyncio_print("%v", asyncio_value_of(asyncio_current_task()));
}

ASYNC(current_task_in_callback, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_task_set_name(asyncio_current_task(), "Task-1"));
  CHECK(asyncio_call_soon(print_current_task, NULL));
  AWAIT(asyncio_sleep(0));
  asyncio_print("%s", asyncio_task_name(asyncio_current_task()));
  ASYNC_END;
}
RECORDED_TEST(current_task_in_callback);

/* --- The end, and who is told ------------------------------------------------------------------------------------- */

static void print_done(asyncio_future *future, void *data) {
  (void)data;
  asyncio_print("done %v %v", asyncio_future_result(future), asyncio_value_of(asyncio_current_task()));
}

static void print_not_here(asyncio_future *future, void *data) {
  (void)future, (void)data;
  asyncio_print("not here");
}

ASYNC(done_callbacks, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(lasts, "a", 1)));
  CHECK(asyncio_task_add_done_callback(self->task, print_done, NULL));
  CHECK(asyncio_task_add_done_callback(self->task, print_not_here, NULL));
  asyncio_print("%zu", asyncio_task_remove_done_callback(self->task, print_not_here, NULL));
  AWAIT(asyncio_sleep(2));
  ASYNC_END;
}
RECORDED_TEST(done_callbacks);

ASYNC(waits, {
  const char *name;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(self->task);
    asyncio_print("%s %v", self->name, AWAITED);
  }
  EXCEPT(asyncio_ValueError) {
    asyncio_print("%s %E", self->name, CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(two_await_one, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(lasts, "a", 1)));
  AWAIT(asyncio_gather(CORO(waits, "first", self->task), CORO(waits, "second", self->task)));
  AWAIT(self->task);
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(two_await_one);

ASYNC(failure_reaches_all, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(failing("a", 1)));
  AWAIT(asyncio_gather(CORO(waits, "first", self->task), CORO(waits, "second", self->task)));
  asyncio_print("%E %v %v", asyncio_task_exception(self->task), asyncio_bool(asyncio_task_done(self->task)),
                asyncio_bool(asyncio_task_cancelled(self->task)));
  ASYNC_END;
}
RECORDED_TEST(failure_reaches_all);

static void print_report(void *data, const char *message, asyncio_error *error) {
  (void)data;
  asyncio_print("%s %E", message, error);
}

ASYNC(never_retrieved, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  asyncio_loop_set_exception_handler(asyncio_get_running_loop(), print_report, NULL);
  CHECK(self->task = asyncio_create_task(failing("unseen", 1)));
  AWAIT(asyncio_sleep(2));
  asyncio_print("forget");
  asyncio_release(self->task);
  CHECK(self->task = asyncio_create_task(failing("seen", 1)));
  AWAIT(asyncio_sleep(2));
  asyncio_task_exception(self->task);
  asyncio_print("forget");
  asyncio_release(self->task);
  CHECK(self->task = asyncio_create_task(failing("cancelled too late", 1)));
  AWAIT(asyncio_sleep(2));
  asyncio_print("%v", asyncio_bool(asyncio_task_cancel(self->task, NULL)));
  asyncio_print("forget");
  asyncio_release(self->task);
  AWAIT(asyncio_sleep(0));
  ASYNC_END;
}
RECORDED_TEST(never_retrieved);

/* --- What a task refuses ------------------------------------------------------------------------------------------ */

ASYNC(result_of_pending, {
  asyncio_task *task;
  int i;
}) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(lasts, "a", 1)));
  for (; self->i < 4; self->i++) {
    TRY {
      switch (self->i) {
      case 0:
        (void)asyncio_task_result(self->task);
        break;
      case 1:
        asyncio_task_exception(self->task);
        break;
      case 2:
        asyncio_future_set_result((asyncio_future *)self->task, asyncio_int(1));
        break;
      default:
        asyncio_future_set_exception((asyncio_future *)self->task, asyncio_error_new(asyncio_ValueError, NULL));
        break;
      }
    }
    EXCEPT(asyncio_InvalidStateError, asyncio_RuntimeError) {
      asyncio_print("%E", CAUGHT);
    }
    END_TRY;
  }
  AWAIT(self->task);
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(result_of_pending);

ASYNC(narcissus, { char message[28]; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_current_task());
  }
  EXCEPT(asyncio_RuntimeError) {
    asyncio_format(self->message, sizeof self->message, "%s", asyncio_error_message(CAUGHT));
    asyncio_print("%s %s", asyncio_error_class(CAUGHT)->name, self->message);
  }
  END_TRY;
  RETURN(asyncio_str("end"));
  ASYNC_END;
}

ASYNC(awaits_itself, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_create_task(CORO(narcissus)));
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}
RECORDED_TEST(awaits_itself);

/* --- Families ----------------------------------------------------------------------------------------------------- */

/* A parent's name is its parent's and a letter: at the tree's depth of two, one or two of them. */
typedef struct short_name {
  char text[4];
} short_name;

static short_name name_below(short_name name, const char *side) {
  short_name below;
  asyncio_format(below.text, sizeof below.text, "%s%s", name.text, side);
  return below;
}

ASYNC(parent, {
  short_name name;
  int count;
}) {
  ASYNC_BEGIN;
  asyncio_print("%s %d", self->name.text, self->count);
  if (self->count > 0) {
    AWAIT(asyncio_gather(asyncio_create_task(CORO(parent, name_below(self->name, "l"), self->count - 1)),
                         asyncio_create_task(CORO(parent, name_below(self->name, "r"), self->count - 1))));
  }
  asyncio_print("%s ends", self->name.text);
  ASYNC_END;
}

ASYNC(grandchildren, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(parent, (short_name){""}, 2));
  ASYNC_END;
}
RECORDED_TEST(grandchildren);

ASYNC(ensure_future, {
  asyncio_task *task;
  asyncio_future *future;
}) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(trivial, "a")));
  asyncio_print("%v", asyncio_bool(asyncio_ensure_future(self->task) == (asyncio_future *)self->task));
  CHECK(self->future = asyncio_future_new());
  asyncio_print("%v", asyncio_bool(asyncio_ensure_future(self->future) == self->future));
  AWAIT(asyncio_ensure_future(CORO(trivial, "b")));
  asyncio_print("%v", AWAITED);
  AWAIT(self->task);
  ASYNC_END;
}
RECORDED_TEST(ensure_future);

ASYNC(interrupts, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  RAISE(asyncio_KeyboardInterrupt, NULL);
  ASYNC_END;
}

ASYNC(keyboard_interrupt_of_a_task, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_create_task(CORO(interrupts)));
  TRY {
    AWAIT(asyncio_sleep(2));
    asyncio_print("not here");
  }
  FINALLY {
    asyncio_print("main leaves");
  }
  END_TRY;
  ASYNC_END;
}

static void test_keyboard_interrupt_of_a_task(void **state) {
  (void)state;
  assert_string_equal(RUN(keyboard_interrupt_of_a_task), "main leaves\n"
                                                         "? Task exception was never retrieved: KeyboardInterrupt: \n"
                                                         "! KeyboardInterrupt: \n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_turns),
      cmocka_unit_test(test_bare_yields),
      cmocka_unit_test(test_ping_pong),
      cmocka_unit_test(test_names),
      cmocka_unit_test(test_all_tasks_in_order),
      cmocka_unit_test(test_current_task_in_callback),
      cmocka_unit_test(test_done_callbacks),
      cmocka_unit_test(test_two_await_one),
      cmocka_unit_test(test_failure_reaches_all),
      cmocka_unit_test(test_never_retrieved),
      cmocka_unit_test(test_result_of_pending),
      cmocka_unit_test(test_awaits_itself),
      cmocka_unit_test(test_grandchildren),
      cmocka_unit_test(test_ensure_future),
      cmocka_unit_test(test_keyboard_interrupt_of_a_task),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
