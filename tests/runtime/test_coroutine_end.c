/* The end of coroutines that do not run to theirs: forgotten, closed, or left when their program is freed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"

ASYNC(echo, { int number; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  RETURN(asyncio_int(self->number));
  ASYNC_END;
}

ASYNC(at_once, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  RETURN(asyncio_str("at once"));
  ASYNC_END;
}

/* --- Forgotten ---------------------------------------------------------------------------------------------------- */

ASYNC(forgets, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CORO(echo, 1);
  AWAIT(asyncio_sleep(1));
  asyncio_print("on");
  ASYNC_END;
}

static void test_never_awaited(void **state) {
  (void)state;
  assert_string_equal(RUN(forgets), "on\n? coroutine 'echo' was never awaited\n= None\n");
}

/* Forgotten inside what was forgotten; and beside a task, which may still name what its creator made. */
ASYNC(awaits_later, { asyncio_coroutine *coroutine; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  AWAIT(self->coroutine);
  asyncio_print("%v", AWAITED);
  ASYNC_END;
}

ASYNC(leaves_behind, { asyncio_coroutine *coroutine; }) {
  ASYNC_BEGIN;
  asyncio_wait_for(CORO(at_once), 1);
  self->coroutine = CORO(echo, 6);
  asyncio_create_task(CORO(awaits_later, self->coroutine));
  ASYNC_END;
}

ASYNC(waits_for_what_is_left, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(CORO(leaves_behind));
  asyncio_print("ended");
  AWAIT(asyncio_sleep(3));
  ASYNC_END;
}

static void test_forgotten_beside_a_task(void **state) {
  (void)state;
  assert_string_equal(RUN(waits_for_what_is_left), "ended\n6\n? coroutine 'wait_for' was never awaited\n"
                                                   "? coroutine 'at_once' was never awaited\n= None\n");
}

ASYNC(closes_unstarted, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_coroutine_close(CORO(echo, 1)));
  ASYNC_END;
}

static void test_closed_is_not_forgotten(void **state) {
  (void)state;
  assert_string_equal(RUN(closes_unstarted), "= None\n");
}

ASYNC(closes_itself, { asyncio_coroutine **own; }) {
  ASYNC_BEGIN;
  CHECK(asyncio_coroutine_close(*self->own));
  ASYNC_END;
}

ASYNC(runs_what_closes_itself, { asyncio_coroutine *coroutine; }) {
  ASYNC_BEGIN;
  self->coroutine = CORO(closes_itself, &self->coroutine);
  AWAIT(self->coroutine);
  ASYNC_END;
}

static void test_running_cannot_be_closed(void **state) {
  (void)state;
  assert_string_equal(RUN(runs_what_closes_itself), "! ValueError: coroutine already executing\n");
}

/* --- Freed in the middle ------------------------------------------------------------------------------------------ */

/* What a program says whose runner is freed before it ends. */
static char said[1024];

static void say(void *data, const char *text, size_t size, double time, uint32_t turn, const char *task) {
  (void)data, (void)time, (void)turn, (void)task;
  strncat(said, text, size);
  strcat(said, "\n");
}

static void report(void *data, const char *message, asyncio_error *error) {
  (void)data, (void)error;
  strcat(said, "? ");
  strcat(said, message);
  strcat(said, "\n");
}

ASYNC(sleeps_inside, { const char *name; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(60));
  }
  EXCEPT(asyncio_Exception) {
    asyncio_print("not here: %s", asyncio_error_class(CAUGHT)->name);
  }
  FINALLY {
    asyncio_print("%s ends", self->name);
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(sleeps, { const char *name; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(CORO(sleeps_inside, "inner"));
  }
  EXCEPT(asyncio_GeneratorExit) {
    asyncio_print("%s closes", self->name);
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(waits_in_every_way, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  self->future = asyncio_future_new();
  asyncio_create_named_task(CORO(sleeps, "outer"), "outer");
  AWAIT(asyncio_gather(asyncio_wait_for(self->future, 30), child("child", 30), asyncio_sleep(30)));
  ASYNC_END;
}

/* As closing a figure on a page does. */
SCENE(test_freed_while_it_runs) {
  said[0] = '\0';
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  asyncio_loop_set_printer(asyncio_runner_loop(runner), say, NULL);
  asyncio_loop_set_exception_handler(asyncio_runner_loop(runner), report, NULL);
  scene_enter(runner);
  EXPECT(asyncio_runner_start(runner, CORO(waits_in_every_way)) == 0);
  scene_leave(runner);
  for (int turn = 0; turn < 4; turn++) {
    asyncio_runner_turn(runner, turn);
  }
  scene_free(runner);
  EXPECT_TEXT(said, "child begins\n"
                    "? Task was destroyed but it is pending! name='Task-1' coro=<waits_in_every_way()>\n"
                    "? Task was destroyed but it is pending! name='outer' coro=<sleeps()>\n"
                    "inner ends\nouter closes\n");
}

static char told[1024];

static void tell(void *data, const char *message, asyncio_error *error) {
  (void)data;
  size_t size = strlen(told);
  failing_saw(error);
  asyncio_format(told + size, sizeof told - size, "%s: %E\n", message, error);
}

ASYNC(raises_when_closed, { bool awaits; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(10));
  }
  TELL_MEMORY_ERROR
  FINALLY {
    if (self->awaits) {
      AWAIT(asyncio_sleep(1));
    }
    RAISE(asyncio_ValueError, "in close");
  }
  END_TRY;
  ASYNC_END;
}

/* As CPython's "Exception ignored in". */
SCENE(test_error_of_one_that_is_destroyed_is_told) {
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  told[0] = '\0';
  asyncio_loop_set_exception_handler(asyncio_runner_loop(runner), tell, NULL);
  scene_enter(runner);
  asyncio_release(asyncio_create_named_task(CORO(raises_when_closed, false), "a"));
  asyncio_release(asyncio_create_named_task(CORO(raises_when_closed, true), "b"));
  scene_leave(runner);
  asyncio_loop_turn(asyncio_runner_loop(runner), 0);
  scene_free(runner);
  EXPECT_TEXT(told, "Task was destroyed but it is pending! name='a' coro=<raises_when_closed()>: None\n"
                    "Exception ignored in: <coroutine object raises_when_closed>: ValueError(in close)\n"
                    "Task was destroyed but it is pending! name='b' coro=<raises_when_closed()>: None\n"
                    "Exception ignored in: <coroutine object raises_when_closed>: "
                    "RuntimeError(coroutine ignored GeneratorExit)\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_never_awaited),           cmocka_unit_test(test_forgotten_beside_a_task),
      cmocka_unit_test(test_closed_is_not_forgotten), cmocka_unit_test(test_running_cannot_be_closed),
      cmocka_unit_test(test_freed_while_it_runs),     cmocka_unit_test(test_error_of_one_that_is_destroyed_is_told),
  };
  return cmocka_run_group_tests_name("the end of coroutines", tests, NULL, NULL);
}
