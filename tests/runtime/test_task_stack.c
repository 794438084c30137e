/* What a task shows of itself: its repr, and the coroutines on which it waits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "program.h"

/* Lines count from here on: the ones that follow are named in the tests below. */
#line 100 "stack.c"
ASYNC(inner, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(1)); /* line 102 */
  RETURN(asyncio_str("result"));
  ASYNC_END;
}

ASYNC(middle, { int depth; }) { /* line 107 */
  ASYNC_BEGIN;
  if (self->depth > 0) {
    AWAIT(CORO(middle, self->depth - 1)); /* line 110 */
  }
  AWAIT(CORO(inner)); /* line 112 */
  ASYNC_END;
}

ASYNC(shows_stack, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_named_task(CORO(middle, 1), "deep"));
  asyncio_task_print_stack(self->task);
  AWAIT(asyncio_sleep(0.5));
  asyncio_task_print_stack(self->task);
  AWAIT(self->task);
  asyncio_task_print_stack(self->task);
  ASYNC_END;
}

static void test_stack_printed(void **state) {
  (void)state;
  assert_string_equal(
      RUN(shows_stack),
      "Stack for <Task pending name='deep' coro=<middle() running at line 107>> (most recent call last):\n"
      "  line 107, in middle\n"
      "Stack for <Task pending name='deep' coro=<middle() running at line 110> wait_for=<Future pending>> "
      "(most recent call last):\n"
      "  line 110, in middle\n"
      "  line 112, in middle\n"
      "  line 102, in inner\n"
      "  in sleep\n"
      "No stack for <Task finished name='deep' coro=<middle() done, defined at line 107> result=None>\n"
      "= None\n");
}

ASYNC(looks_at_entries, {
  asyncio_task *task;
  asyncio_stack_entry entries[2];
}) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_task(CORO(middle, 1)));
  AWAIT(asyncio_sleep(0.5));
  {
    size_t count = asyncio_task_stack(self->task, self->entries, 2);
    asyncio_print("%zu: %s %u, %s %u", count, self->entries[0].name, self->entries[0].line, self->entries[1].name,
                  self->entries[1].line);
    asyncio_print("%zu", asyncio_task_stack(self->task, NULL, 0));
  }
  ASYNC_END;
}

/* As many as there is room for, the innermost. */
static void test_stack_entries(void **state) {
  (void)state;
  assert_string_equal(RUN(looks_at_entries), "4: inner 102, sleep 0\n4\n= None\n");
}

ASYNC(deep_stack, {
  asyncio_task *task;
  char text[4096];
}) {
  ASYNC_BEGIN;
  CHECK(self->task = asyncio_create_named_task(CORO(middle, 99), "deep"));
  AWAIT(asyncio_sleep(0.5));
  asyncio_task_format_stack(self->task, self->text, sizeof self->text);
  asyncio_print("%.200s", self->text);
  ASYNC_END;
}

static void test_deep_stack_is_cut(void **state) {
  (void)state;
  assert_non_null(strstr(RUN(deep_stack), "(most recent call last):\n  38 more\n  line 110, in middle\n"));
}

/* --- The repr ----------------------------------------------------------------------------------------------------- */

#line 150 "stack.c"
ASYNC(fails, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  RAISE(asyncio_ValueError, "bad");
  ASYNC_END;
}

#define SHOW asyncio_print("%r", asyncio_value_of(self->task))

#line 200 "stack.c"
ASYNC(awaits_task, { asyncio_task *task; }) {
  ASYNC_BEGIN;
  AWAIT(self->task);
  ASYNC_END;
}

ASYNC(shows_reprs, { asyncio_task *task, *awaited; }) {
  ASYNC_BEGIN;
  CHECK(self->awaited = asyncio_create_named_task(CORO(inner), "awaited"));
  CHECK(self->task = asyncio_create_named_task(CORO(awaits_task, self->awaited), "n"));
  SHOW;
  AWAIT(asyncio_sleep(0.5));
  SHOW;
  asyncio_task_cancel(self->task, NULL);
  SHOW;
  AWAIT(asyncio_sleep(0));
  AWAIT(asyncio_sleep(0));
  AWAIT(asyncio_sleep(0));
  SHOW;
  CHECK(self->task = asyncio_create_named_task(CORO(inner), "n"));
  AWAIT(self->task);
  SHOW;
  CHECK(self->task = asyncio_create_named_task(CORO(fails), "n"));
  AWAIT(asyncio_wait(asyncio_list_of(self->task), ASYNCIO_FOREVER, ASYNCIO_ALL_COMPLETED));
  SHOW;
  asyncio_task_exception(self->task);
  ASYNC_END;
}

static void test_reprs(void **state) {
  (void)state;
  assert_string_equal(RUN(shows_reprs),
                      "<Task pending name='n' coro=<awaits_task() running at line 200>>\n"
                      "<Task pending name='n' coro=<awaits_task() running at line 202> "
                      "wait_for=<Task pending name='awaited' coro=<inner() running at line 102>>>\n"
                      "<Task cancelling name='n' coro=<awaits_task() running at line 202> "
                      "wait_for=<Task cancelling name='awaited' coro=<inner() running at line 102>>>\n"
                      "<Task cancelled name='n' coro=<awaits_task() done, defined at line 200>>\n"
                      "<Task finished name='n' coro=<inner() done, defined at line 100> result='result'>\n"
                      "<Task finished name='n' coro=<fails() done, defined at line 150> exception=ValueError('bad')>\n"
                      "= None\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_stack_printed),
      cmocka_unit_test(test_stack_entries),
      cmocka_unit_test(test_deep_stack_is_cut),
      cmocka_unit_test(test_reprs),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
