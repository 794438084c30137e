#include "every_test.h"

#include "allocations.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *excuse; /* of the one that runs; NULL: it has none */
static size_t in_turn;     /* allocations of its that are made to fail */
static size_t begun;       /* allocations made before the last of these began */

void every_test_excuse(const char *reason) {
  excuse = reason;
}

void every_test_in_turn_begins(void) {
  begun = allocations_made();
}

void every_test_in_turn_ends(void) {
  in_turn += allocations_made() - begun;
}

#ifndef __wasm__ /* where no allocation is made to fail */

static const struct CMUnitTest *running; /* the next test */

static void run_counted(void **state) {
  const struct CMUnitTest *test = running++;
  size_t before = allocations_made();
  excuse = NULL;
  in_turn = 0;
  test->test_func(state);
  size_t others = allocations_made() - before - in_turn;
  if (others > 0 && excuse == NULL) {
    fail_msg("%zu allocations were not made to fail, beside %zu that were", others, in_turn);
  }
  if (excuse != NULL) {
    printf("takes no part: %s\n", excuse);
  }
}

int __real__cmocka_run_group_tests(const char *name, const struct CMUnitTest *tests, size_t count,
                                   CMFixtureFunction setup, CMFixtureFunction teardown);

int __wrap__cmocka_run_group_tests(const char *name, const struct CMUnitTest *tests, size_t count,
                                   CMFixtureFunction setup, CMFixtureFunction teardown);

int __wrap__cmocka_run_group_tests(const char *name, const struct CMUnitTest *tests, size_t count,
                                   CMFixtureFunction setup, CMFixtureFunction teardown) {
  static struct CMUnitTest wrapped[64];
  if (getenv("FAIL_ALLOCATIONS") == NULL) {
    return __real__cmocka_run_group_tests(name, tests, count, setup, teardown);
  }
  memcpy(wrapped, tests, count * sizeof *tests);
  for (size_t i = 0; i < count; i++) {
    wrapped[i].test_func = run_counted;
  }
  running = tests;
  return __real__cmocka_run_group_tests(name, wrapped, count, setup, teardown);
}

#endif
