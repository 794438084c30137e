/* What a program's own functions do while the runtime calls them: they create, recurse, return what they should not.
** And sizes and counts that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"

/* --- destroy ------------------------------------------------------------------------------------------------------ */

enum act { CANCELS, CREATES_TASK, CREATES_EAGER_TASK, GATHERS, MAKES_OBJECTS, RAISES };

typedef struct actor {
  asyncio_object object;
  enum act act;
  asyncio_task *task;
} actor;

static void actor_destroy(void *object) {
  actor *self = object;
  switch (self->act) {
  case CANCELS:
    asyncio_task_cancel(self->task, "from destroy");
    break;
  case CREATES_TASK:
    asyncio_create_task(child("created", 1));
    break;
  case CREATES_EAGER_TASK:
    asyncio_create_eager_task(child("eager", 1));
    break;
  case GATHERS:
    asyncio_gather(child("one", 1), child("two", 1));
    break;
  case MAKES_OBJECTS:
    asyncio_print("%r", asyncio_value_of(asyncio_event_new()));
    break;
  case RAISES:
    asyncio_raise(asyncio_ValueError, "from destroy");
    break;
  }
  asyncio_object_free(self);
}

static actor *actor_new(enum act act, asyncio_task *task) {
  static const asyncio_type type = {.name = "actor", .destroy = actor_destroy};
  actor *self = asyncio_object_new(&type, sizeof(actor));
  if (self != NULL) {
    self->act = act;
    self->task = task;
  }
  return self;
}

ASYNC(has_actor, {
  enum act act;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(actor_new(self->act, self->task));
  AWAIT(asyncio_sleep(0));
  ASYNC_END;
}

/* Its scope lets go of the object when it ends, inline or as a task. */
ASYNC(acts_at_the_end, {
  enum act act;
  bool as_task;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(asyncio_sleep(2)));
  TRY {
    if (self->as_task) {
      AWAIT(asyncio_create_task(CORO(has_actor, self->act, self->task)));
    } else {
      AWAIT(CORO(has_actor, self->act, self->task));
    }
    AWAIT(self->task);
  }
  TELL_MEMORY_ERROR
  EXCEPT(asyncio_CancelledError, asyncio_ValueError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  ASYNC_END;
}

static void test_destroy(void **state) {
  (void)state;
  for (int as_task = 0; as_task < 2; as_task++) {
    assert_string_equal(RUN(acts_at_the_end, CANCELS, as_task), "CancelledError(from destroy)\n= None\n");
    assert_string_equal(RUN(acts_at_the_end, CREATES_TASK, as_task), "created begins\ncreated ends\n= None\n");
    assert_string_equal(RUN(acts_at_the_end, CREATES_EAGER_TASK, as_task), "eager begins\neager ends\n= None\n");
    assert_string_equal(RUN(acts_at_the_end, GATHERS, as_task), "one begins\ntwo begins\none ends\ntwo ends\n= None\n");
  }
  assert_non_null(strstr(RUN(acts_at_the_end, MAKES_OBJECTS, true), "<Event"));
  assert_string_equal(RUN(acts_at_the_end, RAISES, true),
                      "? Exception in callback: ValueError: from destroy\n= None\n");
}

/* --- await -------------------------------------------------------------------------------------------------------- */

static void *itself(void *object) {
  return object;
}

ASYNC(awaits_selfish, { void *object; }) {
  ASYNC_BEGIN;
  static const asyncio_type type = {.name = "selfish", .await = itself};
  CHECK(self->object = asyncio_object_new(&type, sizeof(asyncio_object)));
  AWAIT(self->object);
  ASYNC_END;
}

static void test_await_returns_itself(void **state) {
  (void)state;
  assert_string_equal(RUN(awaits_selfish), "! RecursionError: maximum recursion depth exceeded\n");
}

/* --- Task factories ----------------------------------------------------------------------------------------------- */

static asyncio_task *returns_null(asyncio_coroutine *coroutine, const char *name, asyncio_context *context) {
  (void)coroutine, (void)name, (void)context;
  return NULL;
}

static asyncio_task *returns_event(asyncio_coroutine *coroutine, const char *name, asyncio_context *context) {
  (void)coroutine, (void)name, (void)context;
  return (asyncio_task *)asyncio_event_new();
}

static asyncio_task *returns_current(asyncio_coroutine *coroutine, const char *name, asyncio_context *context) {
  (void)coroutine, (void)name, (void)context;
  return asyncio_current_task();
}

static asyncio_task *asks_itself(asyncio_coroutine *coroutine, const char *name, asyncio_context *context) {
  (void)name, (void)context;
  return asyncio_create_task(coroutine);
}

static asyncio_task *releases(asyncio_coroutine *coroutine, const char *name, asyncio_context *context) {
  asyncio_task *task = asyncio_task_new(coroutine, name, context, false);
  asyncio_release(task);
  return task;
}

/* A task that the loop's factory makes, and one that gather asks it for. */
ASYNC(asks_factory, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_create_task(child("a", 0)));
  }
  TELL_MEMORY_ERROR
  EXCEPT(asyncio_Exception) {
    asyncio_print("%s", asyncio_error_class(CAUGHT)->name);
  }
  END_TRY;
  TRY {
    AWAIT(asyncio_gather(child("b", 0)));
  }
  TELL_MEMORY_ERROR
  EXCEPT(asyncio_Exception) {
    asyncio_print("%s", asyncio_error_message(CAUGHT));
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(has_factory, { asyncio_task_factory factory; }) {
  ASYNC_BEGIN;
  TRY {
    asyncio_loop_set_task_factory(asyncio_get_running_loop(), self->factory);
    AWAIT(CORO(asks_factory));
  }
  FINALLY {
    asyncio_loop_set_task_factory(asyncio_get_running_loop(), NULL);
  }
  END_TRY;
  ASYNC_END;
}

static void test_task_factory(void **state) {
  (void)state;
  assert_non_null(
      strstr(RUN(has_factory, returns_null), "TypeError\ntask factory: None is no task of coroutine 'child_'\n"));
  const char *text = RUN(has_factory, returns_event);
  assert_non_null(strstr(text, "TypeError\ntask factory: <Event"));
  assert_non_null(strstr(text, "no task of coroutine 'child_'\n"));
  assert_non_null(strstr(RUN(has_factory, returns_current), "TypeError\ntask factory: <Task"));
  assert_non_null(strstr(RUN(has_factory, asks_itself), "RecursionError\nmaximum recursion depth exceeded\n"));
  assert_string_equal(RUN(has_factory, releases), "a begins\na ends\nb begins\nb ends\n= None\n");
}

/* --- Eager tasks -------------------------------------------------------------------------------------------------- */

ASYNC(eager_within_eager, { int depth; }) {
  ASYNC_BEGIN;
  if (self->depth > 0) {
    AWAIT(asyncio_create_eager_task(CORO(eager_within_eager, self->depth - 1)));
  } else {
    asyncio_print("the innermost");
  }
  ASYNC_END;
}

/* CPython raises RecursionError here at a thousand; an eager task so deep begins in the next turn, as any other. */
static void test_eager_tasks_in_each_other(void **state) {
  (void)state;
  assert_string_equal(RUN(eager_within_eager, FEWER(100, 10)), "the innermost\n= None\n");
  assert_string_equal(RUN(eager_within_eager, FEWER(20000, 510)), "the innermost\n= None\n");
}

static const char *error_name(void) {
  const char *name = asyncio_current_error() == NULL ? "None" : asyncio_error_class(asyncio_current_error())->name;
  asyncio_clear_error();
  return name;
}

/* --- Handlers and printers ---------------------------------------------------------------------------------------- */

static int reports;

static void reports_and_raises(void *loop, const char *message, asyncio_error *error) {
  (void)error;
  reports++;
  asyncio_loop_call_exception_handler(loop, message, NULL);
  asyncio_raise(asyncio_ValueError, "handler");
}

static void raises(void *data) {
  (void)data;
  asyncio_raise(asyncio_KeyError, "callback");
}

ASYNC(handler_reports, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  reports = 0;
  asyncio_loop_set_exception_handler(asyncio_get_running_loop(), reports_and_raises, asyncio_get_running_loop());
  CHECK(asyncio_call_soon(raises, NULL));
  AWAIT(asyncio_sleep(0));
  AWAIT(asyncio_sleep(0));
  asyncio_loop_set_exception_handler(asyncio_get_running_loop(), NULL, NULL);
  RETURN(asyncio_bool(reports > 1 && reports < 100));
  ASYNC_END;
}

static int printed;

static void prints(void *data, const char *text, size_t size, double time, uint32_t turn, const char *task) {
  (void)data, (void)text, (void)size, (void)time, (void)turn, (void)task;
  printed++;
  asyncio_print("again");
}

ASYNC(printer_prints, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  printed = 0;
  asyncio_loop_set_printer(asyncio_get_running_loop(), prints, NULL);
  CHECK(asyncio_print("once"));
  ASYNC_END;
}

static void test_handler_and_printer_call_themselves(void **state) {
  (void)state;
  assert_string_equal(RUN(handler_reports), "= True\n");
  assert_string_equal(error_name(), "None");
  assert_string_equal(RUN(printer_prints), "! RuntimeError: asyncio_print inside the printer\n");
  assert_int_equal(printed, 1);
}

/* --- Sizes and counts --------------------------------------------------------------------------------------------- */

static void ignores(asyncio_thread_call *call) {
  (void)call;
}

ASYNC(sizes, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_bytes("", SIZE_MAX);
  asyncio_print("%s", error_name());
  asyncio_bytes("", SIZE_MAX - 8);
  asyncio_print("%s", error_name());
  asyncio_to_thread(ignores, "", SIZE_MAX - 4);
  asyncio_print("%s", error_name());
  static const asyncio_type type = {.name = "huge"};
  asyncio_object_new(&type, SIZE_MAX);
  asyncio_print("%s", error_name());
  asyncio_random_bits(33);
  asyncio_print("%s", error_name());
  asyncio_print("%v", asyncio_int(asyncio_random_int(INT64_MIN, INT64_MAX))); /* as random.randint(-2**63, 2**63 - 1) */
  ASYNC_END;
}

static void test_sizes(void **state) {
  (void)state;
  assert_string_equal(RUN(sizes), "MemoryError\nMemoryError\nMemoryError\nMemoryError\nValueError\n"
                                  "-1465195632138975614\n= None\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_destroy),
      cmocka_unit_test(test_await_returns_itself),
      cmocka_unit_test(test_task_factory),
      cmocka_unit_test(test_eager_tasks_in_each_other),
      cmocka_unit_test(test_handler_and_printer_call_themselves),
      cmocka_unit_test(test_sizes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
