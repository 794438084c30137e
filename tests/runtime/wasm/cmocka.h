#ifndef CMOCKA_WASM_H
#define CMOCKA_WASM_H

/*
** The part of cmocka's interface that the runtime's tests use, for WebAssembly, where cmocka itself is not packaged.
** Same names, same meaning, with one difference: the first failure ends the program (there is no longjmp here), with
** status 1. cmocka's fixtures, its groups and the assertions below are there; a test that wants more adds it here.
*/

#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int (*CMFixtureFunction)(void **state);
typedef void (*CMUnitTestFunction)(void **state);

struct CMUnitTest {
  const char *name;
  CMUnitTestFunction test_func;
  CMFixtureFunction setup_func;
  CMFixtureFunction teardown_func;
  void *initial_state;
};

#define cmocka_unit_test(test)                                                                                         \
  { #test, test, NULL, NULL, NULL }
#define cmocka_unit_test_setup_teardown(test, setup, teardown)                                                         \
  { #test, test, setup, teardown, NULL }
#define cmocka_unit_test_setup(test, setup)       cmocka_unit_test_setup_teardown(test, setup, NULL)
#define cmocka_unit_test_teardown(test, teardown) cmocka_unit_test_setup_teardown(test, NULL, teardown)

_Noreturn static inline void cmocka_failed(const char *file, int line) {
  printf("%s:%d: error: Failure!\n", file, line);
  exit(1);
}

static inline void cmocka_compare_int(intmax_t left, intmax_t right, int want_equal, const char *file, int line) {
  if ((left == right) == want_equal) {
    return;
  }
  printf("%" PRIdMAX " %s %" PRIdMAX "\n", left, want_equal ? "!=" : "==", right);
  cmocka_failed(file, line);
}

static inline void cmocka_compare_double(double left, double right, double epsilon, int want_equal, const char *file,
                                         int line) {
  double distance = left < right ? right - left : left - right;
  /* Written so that NaN is equal to nothing. */
  if ((left == right || distance <= epsilon) == want_equal) {
    return;
  }
  printf("%.17g %s %.17g\n", left, want_equal ? "!=" : "==", right);
  cmocka_failed(file, line);
}

static inline void cmocka_compare_string(const char *left, const char *right, int want_equal, const char *file,
                                         int line) {
  if ((strcmp(left, right) == 0) == want_equal) {
    return;
  }
  printf("\"%s\" %s \"%s\"\n", left, want_equal ? "!=" : "==", right);
  cmocka_failed(file, line);
}

static inline void cmocka_compare_memory(const void *left, const void *right, size_t size, int want_equal,
                                         const char *file, int line) {
  if ((memcmp(left, right, size) == 0) == want_equal) {
    return;
  }
  printf("%zu bytes of memory %s\n", size, want_equal ? "differ" : "are equal");
  cmocka_failed(file, line);
}

static inline void cmocka_check(int holds, const char *text, const char *file, int line) {
  if (!holds) {
    printf("%s\n", text);
    cmocka_failed(file, line);
  }
}

#define assert_true(value)       cmocka_check((value) ? 1 : 0, #value, __FILE__, __LINE__)
#define assert_false(value)      cmocka_check((value) ? 0 : 1, "not " #value, __FILE__, __LINE__)
#define assert_null(pointer)     cmocka_check((pointer) == NULL, #pointer " is not NULL", __FILE__, __LINE__)
#define assert_non_null(pointer) cmocka_check((pointer) != NULL, #pointer " is NULL", __FILE__, __LINE__)
#define assert_ptr_equal(a, b)   cmocka_check((const void *)(a) == (const void *)(b), #a " != " #b, __FILE__, __LINE__)
#define assert_ptr_not_equal(a, b)                                                                                     \
  cmocka_check((const void *)(a) != (const void *)(b), #a " == " #b, __FILE__, __LINE__)
#define assert_int_equal(a, b)     cmocka_compare_int((intmax_t)(a), (intmax_t)(b), 1, __FILE__, __LINE__)
#define assert_int_not_equal(a, b) cmocka_compare_int((intmax_t)(a), (intmax_t)(b), 0, __FILE__, __LINE__)
#define assert_in_range(value, minimum, maximum)                                                                       \
  cmocka_check((value) >= (minimum) && (value) <= (maximum), #value " is out of range", __FILE__, __LINE__)
#define assert_float_equal(a, b, epsilon)     cmocka_compare_double((a), (b), (epsilon), 1, __FILE__, __LINE__)
#define assert_float_not_equal(a, b, epsilon) cmocka_compare_double((a), (b), (epsilon), 0, __FILE__, __LINE__)
#define assert_string_equal(a, b)             cmocka_compare_string((a), (b), 1, __FILE__, __LINE__)
#define assert_string_not_equal(a, b)         cmocka_compare_string((a), (b), 0, __FILE__, __LINE__)
#define assert_memory_equal(a, b, size)       cmocka_compare_memory((a), (b), (size), 1, __FILE__, __LINE__)
#define assert_memory_not_equal(a, b, size)   cmocka_compare_memory((a), (b), (size), 0, __FILE__, __LINE__)
#define fail()                                cmocka_failed(__FILE__, __LINE__)
#define fail_msg(...)                         (printf(__VA_ARGS__), printf("\n"), cmocka_failed(__FILE__, __LINE__))

static inline int cmocka_run_group(const char *group, const struct CMUnitTest *tests, size_t count,
                                   CMFixtureFunction setup, CMFixtureFunction teardown) {
  void *group_state = NULL;
  printf("[==========] %s: running %zu test(s).\n", group, count);
  if (setup && setup(&group_state) != 0) {
    fail_msg("%s: the group's setup failed", group);
  }
  for (size_t i = 0; i < count; i++) {
    void *state = tests[i].initial_state ? tests[i].initial_state : group_state;
    printf("[ RUN      ] %s\n", tests[i].name);
    if (tests[i].setup_func && tests[i].setup_func(&state) != 0) {
      fail_msg("%s: setup failed", tests[i].name);
    }
    tests[i].test_func(&state);
    if (tests[i].teardown_func && tests[i].teardown_func(&state) != 0) {
      fail_msg("%s: teardown failed", tests[i].name);
    }
    printf("[       OK ] %s\n", tests[i].name);
  }
  if (teardown && teardown(&group_state) != 0) {
    fail_msg("%s: the group's teardown failed", group);
  }
  printf("[  PASSED  ] %zu test(s).\n", count);
  return 0;
}

#define cmocka_run_group_tests(tests, setup, teardown)                                                                 \
  cmocka_run_group(#tests, tests, sizeof(tests) / sizeof((tests)[0]), setup, teardown)
#define cmocka_run_group_tests_name(name, tests, setup, teardown)                                                      \
  cmocka_run_group(name, tests, sizeof(tests) / sizeof((tests)[0]), setup, teardown)

#endif
