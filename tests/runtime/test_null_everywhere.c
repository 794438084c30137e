/* Zero for each parameter of each public function that takes a pointer (nulls/write.mjs): an error or nothing, inside a
** loop and outside. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "allocations.h"
#include "scene.h"

/* A format of NULL is what is tried. */
#pragma GCC diagnostic ignored "-Wformat"
#pragma GCC diagnostic ignored "-Wformat-security"
#pragma GCC diagnostic ignored "-Wunused-value"

static int called;
static const char *calling; /* for a debugger, where one crashes */

/* With an allocation that fails, one of the calls had to do without it: which one is of no interest here. */
static void end_call(void) {
  called++;
  asyncio_clear_error();
  if (allocations_failed() && asyncio_host_running()) {
    asyncio_print("MemoryError");
  }
}

#define CALL(function, ...)                                                                                            \
  do {                                                                                                                 \
    calling = #function;                                                                                               \
    function(__VA_ARGS__);                                                                                             \
    end_call();                                                                                                        \
  } while (0)

#define MAKE(function, ...)                                                                                            \
  do {                                                                                                                 \
    calling = #function;                                                                                               \
    asyncio_release(function(__VA_ARGS__));                                                                            \
    end_call();                                                                                                        \
  } while (0)

#define MAKE_VALUE(function, ...)                                                                                      \
  do {                                                                                                                 \
    calling = #function;                                                                                               \
    asyncio_release(asyncio_as_object(function(__VA_ARGS__)));                                                         \
    end_call();                                                                                                        \
  } while (0)

#include "null_calls.h"

ASYNC(calls_all, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  call_all();
  AWAIT(asyncio_sleep(0));
  RETURN(asyncio_str("goes on"));
  ASYNC_END;
}

static void test_inside(void **state) {
  (void)state;
  called = 0;
  const char *text = RUN(calls_all);
  assert_non_null(strstr(text, "= 'goes on'\n"));
  assert_true(called > 130);
}

SCENE(test_outside) {
  called = 0;
  call_all();
  EXPECT(called > 130);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_inside), cmocka_unit_test(test_outside)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
