/* asyncio_release: in a loop without end, where what each turn awaits does not add up, and once too often. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"

/* Awaits, ten times, an object that this frame's scope owns already; releases what it awaited where `releases`. */
ASYNC(awaits_again_and_again, {
  bool releases;
  asyncio_event *event;
  asyncio_future *future;
  unsigned references;
  int i;
}) {
  ASYNC_BEGIN;
  CHECK(self->event = asyncio_event_new());
  CHECK(self->future = asyncio_future_new());
  asyncio_future_set_result(self->future, asyncio_value_of(self->event));
  self->references = ((asyncio_object *)self->event)->references;
  for (self->i = 0; self->i < 10; self->i++) {
    AWAIT(self->future);
    if (self->releases) {
      asyncio_release(asyncio_as_object(AWAITED));
    }
  }
  AWAIT(asyncio_sleep(0));
  asyncio_print("%u more", (unsigned)((asyncio_object *)self->event)->references - self->references);
  asyncio_event_set(self->event);
  asyncio_print("the frame's own is still there: %d", asyncio_event_is_set(self->event));
  ASYNC_END;
}

static void test_what_was_awaited_is_held_until_the_frame_ends(void **state) {
  (void)state;
  assert_string_equal(RUN(awaits_again_and_again, false), "10 more\nthe frame's own is still there: 1\n= None\n");
}

static void test_release_gives_back_the_hold_and_no_more(void **state) {
  (void)state;
  assert_string_equal(RUN(awaits_again_and_again, true), "0 more\nthe frame's own is still there: 1\n= None\n");
}

/* --- Once too often ----------------------------------------------------------------------------------------------- */

static const char *said(void) {
  static char text[160];
  asyncio_error *error = asyncio_current_error();
  asyncio_format(text, sizeof text, "%E", error);
  asyncio_clear_error();
  return text;
}

#define TWICE(name) "RuntimeError(" name " object is not the program's to release (again): asyncio_keep it to hold it)"

static void nothing(void *data) {
  (void)data;
}

/* Whatever the scope lets go of, the loop, a future, another task holds on. */
ASYNC(releases_twice, {
  asyncio_task *task;
  asyncio_future *future;
  asyncio_handle *handle;
  asyncio_value text;
}) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(child("a", 0)));
  asyncio_release(self->task);
  asyncio_release(self->task);
  asyncio_print("task: %s", said());
  CHECK(self->future = asyncio_future_new());
  self->text = asyncio_str("text");
  CHECK(asyncio_future_set_result(self->future, self->text));
  asyncio_release(self->text.object);
  asyncio_release(self->text.object);
  asyncio_print("result: %s", said());
  asyncio_release(asyncio_current_task());
  asyncio_print("the task itself: %s", said());
  asyncio_release(asyncio_task_coroutine(asyncio_current_task()));
  asyncio_print("its coroutine: %s", said());
  CHECK(self->handle = asyncio_call_soon(nothing, NULL));
  asyncio_release(self->handle);
  asyncio_release(self->handle);
  asyncio_print("handle: %s", said());
  AWAIT(asyncio_sleep(0));
  RETURN(asyncio_future_result(self->future));
  ASYNC_END;
}

static void test_of_what_others_hold(void **state) {
  (void)state;
  assert_string_equal(
      RUN(releases_twice),
      "task: " TWICE("Task") "\nresult: " TWICE("str") "\nthe task itself: " TWICE("Task") "\nits coroutine: " TWICE(
          "coroutine") "\nhandle: " TWICE("Handle") "\na begins\na ends\n= 'text'\n");
}

ASYNC(keeps_twice, {
  asyncio_event *event;
  asyncio_list *list;
}) {
  ASYNC_BEGIN;
  CHECK(self->list = asyncio_list_new());
  CHECK(self->event = asyncio_event_new());
  CHECK(asyncio_list_append(self->list, asyncio_value_of(self->event)));
  asyncio_keep(asyncio_keep(self->event));
  asyncio_release(self->event);
  asyncio_release(self->event);
  asyncio_print("as often as it was kept: %s", said());
  asyncio_release(self->event);
  asyncio_print("%s", said());
  asyncio_event_set(self->event);
  asyncio_print("the list has it: %d", asyncio_event_is_set(self->event));
  ASYNC_END;
}

static void test_of_what_was_kept(void **state) {
  (void)state;
  assert_string_equal(RUN(keeps_twice),
                      "as often as it was kept: None\n" TWICE("Event") "\nthe list has it: 1\n= None\n");
}

/* An object that the program keeps and a frame awaits is both's: neither lets go for the other. */
ASYNC(awaits_what_is_kept, { asyncio_future *future; }) {
  ASYNC_BEGIN;
  AWAIT(self->future);
  AWAIT(asyncio_sleep(2));
  asyncio_print("%d", asyncio_event_is_set(asyncio_as_object(AWAITED)));
  ASYNC_END;
}

ASYNC(keeps_what_is_awaited, {
  asyncio_event *event;
  asyncio_future *future;
  asyncio_task *task;
}) {
  ASYNC_BEGIN;
  TRY {
    CHECK(self->event = asyncio_keep(asyncio_event_new()));
    CHECK(self->future = asyncio_future_new());
    CHECK(asyncio_future_set_result(self->future, asyncio_value_of(self->event)));
    CHECK(self->task = asyncio_create_task(CORO(awaits_what_is_kept, self->future)));
    AWAIT(asyncio_sleep(1));
  }
  FINALLY {
    asyncio_release(self->event);
  }
  END_TRY;
  asyncio_print("released: %s", said());
  AWAIT(self->task);
  ASYNC_END;
}

static void test_of_what_is_awaited_elsewhere(void **state) {
  (void)state;
  const char *text = RUN(keeps_what_is_awaited);
  assert_non_null(strstr(text, "released: None\n"));
}

SCENE(test_outside) {
  asyncio_event *event = HOLD(asyncio_event_new());
  asyncio_list *list = HOLD(asyncio_list_of(event));
  EXPECT(asyncio_current_error() == NULL);
  scene_release(event);
  asyncio_release(event);
  EXPECT_TEXT(said(), TWICE("Event"));
  HOLD(asyncio_keep(event));
  scene_release(list);
  scene_release(event);
  EXPECT_TEXT(said(), "None");
}

/* An error that waits to be looked at stays. */
SCENE(test_with_an_error) {
  asyncio_event *event = HOLD(asyncio_event_new());
  MADE(HOLD(asyncio_list_of(event)));
  asyncio_raise(asyncio_KeyError, "first");
  scene_release(event);
  asyncio_release(event);
  EXPECT_TEXT(said(), "KeyError(first)");
}

/* A type whose destroy releases the object itself, keeps it, and whose object is freed from outside. */
static char said_in_destroy[2][160];

static void kept_in_destroy(void *object) {
  asyncio_release(object);
  strcpy(said_in_destroy[0], said());
  asyncio_keep(object);
  strcpy(said_in_destroy[1], said());
  asyncio_object_free(object);
}

#define GOING "RuntimeError(stubborn object is released already: asyncio_keep it to hold it longer)"

SCENE(test_in_destroy) {
  static const asyncio_type type = {.name = "stubborn", .destroy = kept_in_destroy};
  asyncio_object *object = HOLD(asyncio_object_new(&type, sizeof(asyncio_object)));
  EXPECT(object != NULL);
  asyncio_object_free(object);
  EXPECT_TEXT(said(), "RuntimeError(stubborn object is in use: only its destroy frees it)");
  scene_release(object);
  EXPECT_TEXT(said_in_destroy[0], GOING);
  EXPECT_TEXT(said_in_destroy[1], GOING);
  EXPECT_TEXT(said(), "None");
}

/* Where each object is an allocation of its own that AddressSanitizer watches, it says more:
** refused/released_twice.c. */
#if defined(__SANITIZE_ADDRESS__)
#define WATCHED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED
#endif
#endif

#ifndef WATCHED
ASYNC(releases_what_has_gone, {
  asyncio_coroutine *coroutine;
  asyncio_event *event;
}) {
  ASYNC_BEGIN;
  CHECK(self->event = asyncio_event_new());
  asyncio_release(self->event);
  asyncio_release(self->event);
  asyncio_print("%s", said());
  CHECK(self->coroutine = asyncio_sleep(1));
  asyncio_coroutine_close(self->coroutine);
  asyncio_release(self->coroutine);
  asyncio_release(self->coroutine);
  asyncio_print("%s", said());
  ASYNC_END;
}

static void test_of_what_has_gone(void **state) {
  (void)state;
  assert_string_equal(
      RUN(releases_what_has_gone),
      "RuntimeError(Event object is released already: asyncio_keep it to hold it longer)\n"
      "RuntimeError(coroutine object is released already: asyncio_keep it to hold it longer)\n= None\n");
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_was_awaited_is_held_until_the_frame_ends),
      cmocka_unit_test(test_release_gives_back_the_hold_and_no_more),
      cmocka_unit_test(test_of_what_others_hold),
      cmocka_unit_test(test_of_what_was_kept),
      cmocka_unit_test(test_of_what_is_awaited_elsewhere),
      cmocka_unit_test(test_outside),
      cmocka_unit_test(test_with_an_error),
      cmocka_unit_test(test_in_destroy),
#ifndef WATCHED
      cmocka_unit_test(test_of_what_has_gone),
#endif
  };
  return cmocka_run_group_tests_name("release", tests, NULL, NULL);
}
