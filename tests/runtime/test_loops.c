/* Several loops: one inside another, what belongs to another one, what outlives its own. Nothing of it is undefined. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "primitives.h"
#include "scene.h"

ASYNC(echo, { int number; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1));
  RETURN(asyncio_int(self->number));
  ASYNC_END;
}

/* The current error, as "Type: message", which is handled by that; "" for none. */
static const char *current_error(void) {
  static char text[256];
  const asyncio_error *error = asyncio_current_error();
  text[0] = '\0';
  failing_saw(error);
  if (error != NULL) {
    asyncio_format(text, sizeof text, "%s: %s", asyncio_error_class(error)->name, asyncio_error_message(error));
    asyncio_clear_error();
  }
  return text;
}

/* --- One inside another ------------------------------------------------------------------------------------------- */

ASYNC(runs_inside, { asyncio_coroutine *coroutine; }) {
  ASYNC_BEGIN;
  CHECK(self->coroutine = CORO(echo, 1));
  if (asyncio_run(self->coroutine) != 1) {
    asyncio_print("it ran");
  }
  CHECK(0);
  ASYNC_END;
}

static void test_run_from_inside(void **state) {
  (void)state;
  assert_string_equal(RUN(runs_inside), "? coroutine 'echo' was never awaited\n"
                                        "! RuntimeError: asyncio.run() cannot be called from a running event loop\n");
}

static asyncio_runner *other;

ASYNC(drives_another, { asyncio_run_status (*drive)(asyncio_runner * runner); }) {
  ASYNC_BEGIN;
  CHECK(self->drive(other));
  ASYNC_END;
}

static asyncio_run_status turn(asyncio_runner *runner) {
  return asyncio_runner_turn(runner, 1);
}

/* As in CPython; the other one goes on as if nothing had been. */
SCENE(test_another_from_inside) {
  static const char error[] = "! RuntimeError: Cannot run the event loop while another loop is running\n";
  other = scene_runner();
  EXPECT(other != NULL);
  scene_enter(other);
  asyncio_coroutine *coroutine = CORO(echo, 5);
  scene_leave(other);
  EXPECT(asyncio_runner_start(other, coroutine) == 0);
  EXPECT_TEXT(RUN(drives_another, asyncio_runner_run_virtual), error);
  EXPECT_TEXT(RUN(drives_another, asyncio_runner_drive), error);
  EXPECT_TEXT(RUN(drives_another, turn), error);
  EXPECT(asyncio_runner_run_virtual(other) == ASYNCIO_RUN_RETURNED);
  EXPECT(asyncio_as_int(asyncio_runner_result(other)) == 5);
}

/* --- Another one's ------------------------------------------------------------------------------------------------ */

static asyncio_future *foreign;

ASYNC(uses_foreign, {
  int what;
  asyncio_value item;
}) {
  ASYNC_BEGIN;
  CHECK(asyncio_task_set_name(asyncio_current_task(), "me"));
  if (self->what == 0) {
    AWAIT(asyncio_shield(foreign));
  } else if (self->what == 1) {
    AWAIT(asyncio_ensure_future(foreign));
  } else if (self->what == 2) {
    AWAIT(asyncio_wait_for(foreign, 1));
  } else if (self->what == 3) {
    AWAIT(asyncio_gather(CORO(echo, 1), foreign));
  } else {
    ASYNC_FOR(self->item, asyncio_as_completed(asyncio_list_of(foreign), 1)) {
    }
    END_FOR;
  }
  ASYNC_END;
}

SCENE(test_future_of_another) {
  EXPECT((other = scene_runner()) != NULL);
  scene_enter(other);
  foreign = HOLD(asyncio_future_new());
  EXPECT(foreign != NULL);
  scene_leave(other);
  for (int what = 0; what < 3; what++) {
    /* Its shield lives as long as the future does: no leak. */
    const char *text = RUN(uses_foreign, what);
    EXPECT(strstr(text, "! RuntimeError: Task <Task pending name='me'") != NULL);
    EXPECT(strstr(program_text(), "got Future <Future pending> attached to a different loop\n") != NULL);
  }
  for (int what = 3; what < 5; what++) {
    EXPECT(strstr(RUN(uses_foreign, what), "! ValueError: The future belongs to a different loop than the one "
                                           "specified as the loop argument\n") != NULL);
  }
  asyncio_runner *runner = scene_runner();
  EXPECT(runner != NULL);
  EXPECT(asyncio_runner_run_until_complete(runner, foreign) == -1);
  EXPECT_TEXT(current_error(),
              "ValueError: The future belongs to a different loop than the one specified as the loop argument");
}

static void *primitives[6];

static void open_primitives(void) {
  primitives[0] = HOLD(asyncio_event_new());
  primitives[1] = HOLD(asyncio_semaphore_new(0));
  primitives[2] = HOLD(asyncio_queue_new(1));
  primitives[3] = HOLD(asyncio_condition_new(NULL));
  primitives[4] = HOLD(asyncio_lock_new());
  primitives[5] = HOLD(asyncio_barrier_new(3));
}

ASYNC(waits_for, { int what; }) {
  ASYNC_BEGIN;
  if (self->what == 0) {
    AWAIT(asyncio_event_wait(primitives[0]));
  } else if (self->what == 1) {
    AWAIT(asyncio_semaphore_acquire(primitives[1]));
  } else if (self->what == 2) {
    AWAIT(asyncio_queue_get(primitives[2]));
  } else if (self->what == 3) {
    ASYNC_WITH(primitives[3]) {
      AWAIT(asyncio_condition_wait(primitives[3]));
    }
    END_WITH;
  } else if (self->what == 4) {
    AWAIT(asyncio_lock_acquire(primitives[4]));
    AWAIT(asyncio_lock_acquire(primitives[4]));
  } else {
    AWAIT(asyncio_barrier_wait(primitives[5]));
  }
  ASYNC_END;
}

/* A primitive is of the loop on which somebody first waited for it, also when that has gone: a loop is not taken for
** another. */
SCENE(test_primitive_of_another) {
  MADE(open_primitives());
  for (int what = 0; what < 6; what++) {
    EXPECT(strstr(RUN(waits_for, what), "! RuntimeError: deadlock") != NULL);
    EXPECT(strstr(RUN(waits_for, what), " is bound to a different event loop\n") != NULL);
  }
}

/* A timeout was made for one loop and is entered in another. */
static asyncio_timeout_block *block;

ASYNC(enters_timeout, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  ASYNC_WITH(block) {
    asyncio_print("inside");
  }
  END_WITH;
  ASYNC_END;
}

SCENE(test_timeout_of_another) {
  other = scene_runner();
  EXPECT(other != NULL);
  scene_enter(other);
  block = HOLD(asyncio_timeout(1));
  scene_leave(other);
  EXPECT(strstr(RUN(enters_timeout), "! RuntimeError: <Timeout [created]> is bound to a different event loop\n") !=
         NULL);
}

/* --- What outlives its loop --------------------------------------------------------------------------------------- */

static struct {
  asyncio_future *pending, *failed, *watched, *gathered, *done;
  asyncio_task *task;
  asyncio_handle *timer, *ran;
  asyncio_timeout_block *timeout;
  asyncio_task_group *group;
  asyncio_coroutine *coroutine;
  asyncio_as_completed_iterator *iterator;
} kept;

static void not_here(asyncio_future *future, void *data) {
  (void)future, (void)data;
  fail_msg("called back without a loop");
}

static void nothing(void *data) {
  (void)data;
}

static void keep(void) {
  kept.pending = asyncio_keep(asyncio_future_new());
  kept.done = asyncio_keep(asyncio_future_new());
  asyncio_future_set_result(kept.done, asyncio_int(7));
  kept.failed = asyncio_keep(asyncio_future_new());
  asyncio_future_set_exception(kept.failed, asyncio_error_new(asyncio_ValueError, "nobody's"));
  kept.watched = asyncio_keep(asyncio_future_new());
  asyncio_future_add_done_callback(kept.watched, not_here, NULL);
  kept.task = asyncio_keep(asyncio_create_task(CORO(echo, 1)));
  kept.gathered = asyncio_keep(asyncio_gather(kept.pending, asyncio_create_task(CORO(echo, 2))));
  kept.timer = asyncio_keep(asyncio_call_later(5, nothing, NULL));
  kept.ran = asyncio_keep(asyncio_call_soon(nothing, NULL));
  kept.iterator = asyncio_keep(asyncio_as_completed(asyncio_list_of(kept.pending, kept.done), 3));
  kept.coroutine = asyncio_keep(CORO(echo, 3));
}

ASYNC(keeps, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(keep());
  CHECK(kept.timeout = asyncio_keep(asyncio_timeout(5)));
  CHECK(kept.group = asyncio_keep(asyncio_task_group_new()));
  ASYNC_WITH(kept.timeout) {
    ASYNC_WITH(kept.group) {
      AWAIT(asyncio_sleep(0));
    }
    END_WITH;
  }
  END_WITH;
  ASYNC_END;
}

static void release_kept(void) {
  asyncio_release(kept.pending);
  asyncio_release(kept.done);
  asyncio_release(kept.failed);
  asyncio_release(kept.watched);
  asyncio_release(kept.task);
  asyncio_release(kept.gathered);
  asyncio_release(kept.timer);
  asyncio_release(kept.ran);
  asyncio_release(kept.iterator);
  asyncio_release(kept.coroutine);
  asyncio_release(kept.timeout);
  asyncio_release(kept.group);
  memset(&kept, 0, sizeof kept);
}

static void look_at_kept(void) {
  EXPECT_TEXT(RUN(keeps), "= None\n");
  EXPECT(asyncio_as_int(asyncio_future_result(kept.done)) == 7);
  EXPECT(asyncio_future_add_done_callback(kept.done, not_here, NULL) == -1);
  EXPECT_TEXT(current_error(), "RuntimeError: Event loop is closed");
  EXPECT(asyncio_future_set_result(kept.watched, asyncio_int(1)) == -1);
  EXPECT_TEXT(current_error(), "RuntimeError: Event loop is closed");
  EXPECT(asyncio_as_int(asyncio_future_result(kept.watched)) == 1);
  EXPECT(asyncio_future_add_done_callback(kept.pending, not_here, NULL) == 0);
  EXPECT(asyncio_future_cancel(kept.pending, "late"));
  asyncio_future_cancel(kept.gathered, NULL);
  EXPECT(!asyncio_task_cancel(kept.task, NULL));
  EXPECT(asyncio_task_cancelled(kept.task));
  EXPECT(asyncio_task_set_name(kept.task, "renamed") == 0);
  asyncio_task_uncancel(kept.task);
  asyncio_handle_cancel(kept.timer);
  asyncio_handle_cancel(kept.ran);
  EXPECT(asyncio_timeout_reschedule(kept.timeout, 9) == -1);
  EXPECT_TEXT(current_error(), "RuntimeError: Cannot change state of finished Timeout");
  asyncio_coroutine *next = HOLD(asyncio_as_completed_next(kept.iterator));
  asyncio_coroutine_close(next);
  scene_release(next);
  EXPECT(asyncio_task_group_create_task(kept.group, NULL) == NULL);
  EXPECT(strstr(current_error(), "RuntimeError: TaskGroup <TaskGroup entered> is finished") != NULL);
  EXPECT_TEXT(current_error(), "");
}

/* The loop has gone: its futures can still be looked at and ended, and nothing comes of that. */
SCENE(test_what_outlives_its_loop) {
  look_at_kept();
  release_kept();
}

ASYNC(awaits_kept, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(kept.coroutine);
  asyncio_print("%v", AWAITED);
  AWAIT(kept.done);
  asyncio_print("%v", AWAITED);
  AWAIT(kept.pending);
  ASYNC_END;
}

static void use_kept(void) {
  EXPECT_TEXT(RUN(keeps), "= None\n");
  const char *text = RUN(awaits_kept);
  EXPECT(strstr(text, "3\n7\n") == text);
  EXPECT(strstr(text, "attached to a different loop\n") != NULL);
}

/* In the next loop: a coroutine that has not begun and a future that is done are anybody's. */
SCENE(test_what_outlives_its_loop_in_the_next) {
  use_kept();
  release_kept();
}

/* --- No loop ------------------------------------------------------------------------------------------------------ */

#define NEEDS_A_LOOP(call)                                                                                             \
  do {                                                                                                                 \
    (void)(call);                                                                                                      \
    EXPECT_TEXT(current_error(), "RuntimeError: no running event loop");                                               \
  } while (0)

SCENE(test_without_a_loop) {
  asyncio_coroutine *coroutine = HOLD(CORO(echo, 1));
  asyncio_list *list = HOLD(asyncio_list_new());
  NEEDS_A_LOOP(asyncio_create_task(coroutine));
  NEEDS_A_LOOP(asyncio_ensure_future(coroutine));
  NEEDS_A_LOOP(asyncio_gather(coroutine));
  NEEDS_A_LOOP(asyncio_shield(coroutine));
  NEEDS_A_LOOP(asyncio_as_completed(list, 1));
  NEEDS_A_LOOP(asyncio_future_new());
  NEEDS_A_LOOP(asyncio_timeout(1));
  NEEDS_A_LOOP(asyncio_timeout_at(1));
  NEEDS_A_LOOP(asyncio_all_tasks());
  NEEDS_A_LOOP(asyncio_get_running_loop());
  NEEDS_A_LOOP(asyncio_call_soon(nothing, NULL));
  NEEDS_A_LOOP(asyncio_call_later(1, nothing, NULL));
  NEEDS_A_LOOP(asyncio_call_at(1, nothing, NULL));
  NEEDS_A_LOOP(asyncio_to_thread(NULL, NULL, 0));
  NEEDS_A_LOOP(asyncio_operation("kind", NULL, 0));
  asyncio_stop();
  EXPECT_TEXT(current_error(), "RuntimeError: no running event loop");
  EXPECT(asyncio_current_task() == NULL);
  asyncio_coroutine_close(coroutine);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_run_from_inside),
      cmocka_unit_test(test_another_from_inside),
      cmocka_unit_test(test_future_of_another),
      cmocka_unit_test(test_primitive_of_another),
      cmocka_unit_test(test_timeout_of_another),
      cmocka_unit_test(test_what_outlives_its_loop),
      cmocka_unit_test(test_what_outlives_its_loop_in_the_next),
      cmocka_unit_test(test_without_a_loop),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
