/* A program's own awaitables: an object whose type has `await`, and one with `enter` and `leave`. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"

/*
** The example: a kettle. Whoever awaits it waits until it boils and gets its temperature; how often that happens does
** not matter, nor how many wait.
*/
typedef struct kettle {
  asyncio_object object;
  asyncio_future *boils;
} kettle;

static void kettle_destroy(void *object) {
  kettle *self = object;
  asyncio_release(self->boils);
  asyncio_object_free(self);
}

/* What AWAIT awaits in its place. */
static void *kettle_await(void *object) {
  return ((kettle *)object)->boils;
}

static const asyncio_type kettle_type = {.name = "kettle", .destroy = kettle_destroy, .await = kettle_await};

static void boil(void *object) {
  kettle *self = object;
  asyncio_future_set_result(self->boils, asyncio_int(100));
}

/* A kettle that boils in `delay` seconds. NULL: out of memory. */
static kettle *kettle_new(double delay) {
  kettle *self = asyncio_object_new(&kettle_type, sizeof *self);
  if (self != NULL && (self->boils = asyncio_keep(asyncio_future_new())) != NULL) {
    asyncio_call_later(delay, boil, self);
  }
  return self;
}

ASYNC(tea, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  asyncio_print("tea");
  ASYNC_END;
}

ASYNC(drinker, {
  const char *name;
  kettle *kettle;
}) {
  ASYNC_BEGIN;
  AWAIT(self->kettle);
  asyncio_print("%s: %v degrees at %g", self->name, AWAITED, asyncio_time());
  ASYNC_END;
}

ASYNC(kitchen, { kettle *kettle; }) {
  ASYNC_BEGIN;
  CHECK(self->kettle = kettle_new(3));
  AWAIT(asyncio_gather(CORO(drinker, "anna", self->kettle), CORO(drinker, "bo", self->kettle)));
  AWAIT(self->kettle);
  asyncio_print("again %v", AWAITED);
  AWAIT(CORO(tea));
  ASYNC_END;
}

static void test_await(void **state) {
  (void)state;
  assert_string_equal(RUN(kitchen), "anna: 100 degrees at 3\nbo: 100 degrees at 3\nagain 100\ntea\n= None\n");
}

/* --- Wherever an awaitable may stand ------------------------------------------------------------------------------ */

ASYNC(everywhere, {
  kettle *kettle;
  asyncio_task_group *group;
  asyncio_value done;
}) {
  ASYNC_BEGIN;
  CHECK(self->kettle = kettle_new(1));
  AWAIT(asyncio_gather(self->kettle, self->kettle));
  asyncio_print("gather %v", AWAITED);
  AWAIT(asyncio_shield(self->kettle));
  asyncio_print("shield %v", AWAITED);
  AWAIT(asyncio_wait_for(self->kettle, 1));
  asyncio_print("wait_for %v", AWAITED);
  ASYNC_FOR(self->done, asyncio_as_completed(asyncio_list_of(self->kettle), ASYNCIO_FOREVER)) {
    asyncio_print("as_completed %v", asyncio_future_result(asyncio_as_object(self->done)));
  }
  END_FOR;
  AWAIT(asyncio_ensure_future(self->kettle));
  asyncio_print("ensure_future %v", AWAITED);
  ASYNC_END;
}

static void test_everywhere(void **state) {
  (void)state;
  assert_string_equal(RUN(everywhere), "gather [100, 100]\nshield 100\nwait_for 100\nas_completed 100\n"
                                       "ensure_future 100\n= None\n");
}

/* --- Others ------------------------------------------------------------------------------------------------------- */

/* Its `await` may make a coroutine, a new one for each who awaits. */
static void *tea_await(void *object) {
  (void)object;
  return CORO(tea);
}

static const asyncio_type tea_type = {.name = "tea", .await = tea_await};

/* Or another awaitable. */
static asyncio_object tea_object = {.type = &tea_type, .references = 1};

static void *cup_await(void *object) {
  (void)object;
  return &tea_object;
}

static const asyncio_type cup_type = {.name = "cup", .await = cup_await};
static asyncio_object cup = {.type = &cup_type, .references = 1};

/* Or fail. */
static void *broken_await(void *object) {
  (void)object;
  asyncio_raise(asyncio_ValueError, "broken");
  return NULL;
}

static const asyncio_type broken_type = {.name = "broken", .await = broken_await};
static asyncio_object broken = {.type = &broken_type, .references = 1};

/* Or say nothing. */
static void *silent_await(void *object) {
  (void)object;
  return NULL;
}

static const asyncio_type silent_type = {.name = "silent", .await = silent_await};
static asyncio_object silent = {.type = &silent_type, .references = 1};

ASYNC(awaits, { asyncio_object *object; }) {
  ASYNC_BEGIN;
  AWAIT(self->object);
  AWAIT(self->object);
  ASYNC_END;
}

static void test_what_await_returns(void **state) {
  (void)state;
  assert_string_equal(RUN(awaits, &cup), "tea\ntea\n= None\n");
  assert_string_equal(RUN(awaits, &broken), "! ValueError: broken\n");
  assert_string_equal(RUN(awaits, &silent), "! TypeError: object NULL can't be used in 'await' expression\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_await),
      cmocka_unit_test(test_everywhere),
      cmocka_unit_test(test_what_await_returns),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
