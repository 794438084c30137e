/*
** Where CPython leaves an order to chance (a heap that is not stable, sets of tasks), ours is the order of creation.
** Trap 21 of asyncio. Each has so many members that no chance passes.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "program.h"

enum { MANY = 12 };
#define IN_ORDER "0 1 2 3 4 5 6 7 8 9 10 11"

/* What happens, a word each, printed as one line at the end. */
static char happened[256];

static void happens(int number) {
  size_t size = strlen(happened);
  asyncio_format(happened + size, sizeof happened - size, size == 0 ? "%d" : " %d", number);
}

static void print_what_happened(void) {
  asyncio_print("%s", happened);
}

static void begin(void) {
  happened[0] = '\0';
}

ASYNC(starts, { int number; }) {
  ASYNC_BEGIN;
  happens(self->number);
  AWAIT(asyncio_sleep(1));
  ASYNC_END;
}

/* Tells when it is cancelled. */
ASYNC(leaves, { int number; }) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(100));
  }
  EXCEPT(asyncio_CancelledError) {
    happens(self->number);
    RERAISE;
  }
  END_TRY;
  ASYNC_END;
}

static void fires(void *number) {
  happens(*(int *)number);
}

static int numbers[MANY] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

ASYNC(timers, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  begin();
  for (int i = 0; i < MANY; i++) {
    CHECK(asyncio_call_at(1, fires, &numbers[i]));
  }
  AWAIT(asyncio_sleep(2));
  print_what_happened();
  ASYNC_END;
}

/* heapq, in which six of them ran as 0 2 5 1 3 4. */
static void test_timers_with_one_deadline(void **state) {
  (void)state;
  assert_string_equal(RUN(timers), IN_ORDER "\n= None\n");
}

ASYNC(group_that_fails, { asyncio_task_group *group; }) {
  ASYNC_BEGIN;
  begin();
  TRY {
    ASYNC_WITH(self->group = asyncio_task_group_new()) {
      for (int i = 0; i < MANY; i++) {
        CHECK(asyncio_task_group_create_task(self->group, CORO(leaves, i)));
      }
      AWAIT(asyncio_sleep(1));
      RAISE(asyncio_ValueError, "enough");
    }
    END_WITH;
  }
  FINALLY {
    print_what_happened();
  }
  END_TRY;
  ASYNC_END;
}

/* A set of tasks: four siblings were cancelled as 0 3 1 2. */
static void test_siblings_in_a_task_group(void **state) {
  (void)state;
  assert_string_equal(RUN(group_that_fails),
                      IN_ORDER "\n! ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)\n");
}

static asyncio_list *many(bool begin_as_tasks) {
  asyncio_list *list = asyncio_list_new();
  for (int i = 0; i < MANY && list != NULL; i++) {
    asyncio_coroutine *coroutine = CORO(starts, i);
    void *member = begin_as_tasks ? (void *)asyncio_create_task(coroutine) : coroutine;
    if (member == NULL || asyncio_list_append(list, asyncio_value_of(member)) < 0) {
      return NULL;
    }
  }
  return list;
}

ASYNC(as_completed_of_coroutines, { asyncio_value task; }) {
  ASYNC_BEGIN;
  begin();
  ASYNC_FOR(self->task, asyncio_as_completed(many(false), ASYNCIO_FOREVER)) {
  }
  END_FOR;
  print_what_happened();
  ASYNC_END;
}

/* Each task of the list, by its place in another one. */
static void place_of_each(asyncio_list *tasks, asyncio_list *all) {
  for (size_t i = 0; i < asyncio_list_size(tasks); i++) {
    for (size_t j = 0; j < asyncio_list_size(all); j++) {
      if (asyncio_list_get(tasks, i).object == asyncio_list_get(all, j).object) {
        happens((int)j);
      }
    }
  }
}

ASYNC(as_completed_of_done, {
  asyncio_list *tasks;
  asyncio_list *seen;
  asyncio_value task;
}) {
  ASYNC_BEGIN;
  CHECK(self->tasks = many(true));
  CHECK(self->seen = asyncio_list_new());
  AWAIT(asyncio_sleep(2));
  ASYNC_FOR(self->task, asyncio_as_completed(self->tasks, ASYNCIO_FOREVER)) {
    CHECK(asyncio_list_append(self->seen, self->task));
  }
  END_FOR;
  begin();
  place_of_each(self->seen, self->tasks);
  print_what_happened();
  ASYNC_END;
}

static void test_as_completed(void **state) {
  (void)state;
  assert_string_equal(RUN(as_completed_of_coroutines), IN_ORDER "\n= None\n");
  assert_string_equal(RUN(as_completed_of_done), IN_ORDER "\n= None\n");
}

ASYNC(wait_for_many, {
  double timeout;
  asyncio_list *tasks;
}) {
  ASYNC_BEGIN;
  CHECK(self->tasks = many(true));
  AWAIT(asyncio_wait(self->tasks, self->timeout, ASYNCIO_ALL_COMPLETED));
  begin();
  place_of_each(asyncio_wait_done(AWAITED), self->tasks);
  place_of_each(asyncio_wait_pending(AWAITED), self->tasks);
  print_what_happened();
  ASYNC_END;
}

static void test_done_and_pending_of_wait(void **state) {
  (void)state;
  assert_string_equal(RUN(wait_for_many, ASYNCIO_FOREVER), IN_ORDER "\n= None\n");
  assert_string_equal(RUN(wait_for_many, 0.5), IN_ORDER "\n= None\n");
}

ASYNC(leaves_many_behind, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  begin();
  for (int i = 0; i < MANY; i++) {
    CHECK(asyncio_create_task(CORO(leaves, i)));
  }
  AWAIT(asyncio_sleep(1));
  ASYNC_END;
}

static void test_what_is_left_at_the_end_of_run(void **state) {
  (void)state;
  assert_string_equal(RUN(leaves_many_behind), "= None\n");
  assert_string_equal(happened, IN_ORDER);
}

ASYNC(lists_all_tasks, { asyncio_list *tasks; }) {
  ASYNC_BEGIN;
  CHECK(self->tasks = many(true));
  {
    asyncio_list *all = asyncio_all_tasks();
    CHECK(all);
    begin();
    place_of_each(all, self->tasks);
  }
  print_what_happened();
  ASYNC_END;
}

static void test_all_tasks(void **state) {
  (void)state;
  assert_string_equal(RUN(lists_all_tasks), IN_ORDER "\n= None\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_timers_with_one_deadline),
      cmocka_unit_test(test_siblings_in_a_task_group),
      cmocka_unit_test(test_as_completed),
      cmocka_unit_test(test_done_and_pending_of_wait),
      cmocka_unit_test(test_what_is_left_at_the_end_of_run),
      cmocka_unit_test(test_all_tasks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
