/* Values, lists, texts and formats, as CPython shows them; random numbers as it draws them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scene.h"

#include "recorded/values.h"
#include <asyncio/host.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- Showing ------------------------------------------------------------------------------------------------------ */

static void test_floats(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(expected_floats); i++) {
    double number;
    char text[64];
    memcpy(&number, &expected_floats[i].bits, sizeof number);
    int size = asyncio_format(text, sizeof text, "%r", asyncio_float(number));
    assert_string_equal(text, expected_floats[i].text);
    assert_int_equal(size, strlen(text));
  }
}

SCENE(test_texts) {
  for (size_t i = 0; i < COUNT(expected_texts); i++) {
    char text[128];
    asyncio_value value = scene_hold_value(asyncio_str(expected_texts[i].text));
    asyncio_format(text, sizeof text, "%r", value);
    EXPECT_TEXT(text, expected_texts[i].repr);
    asyncio_format(text, sizeof text, "%v", value);
    EXPECT_TEXT(text, expected_texts[i].text);
    scene_release(value.object);
  }
}

/* Bytes that are no UTF-8 are shown as bytes, and never read past their end. */
SCENE(test_broken_texts) {
  static const char *const broken[] = {"\xff", "\xc3", "a\xe2\x80", "\xf0\x9f\x98", "\x80z", "\xed\xa0\x80"};
  static const char *const shown[] = {"'\\xff'",           "'\\xc3'",  "'a\\xe2\\x80'",
                                      "'\\xf0\\x9f\\x98'", "'\\x80z'", "'\\xed\\xa0\\x80'"};
  for (size_t i = 0; i < COUNT(broken); i++) {
    char text[64];
    asyncio_value value = scene_hold_value(asyncio_str(broken[i]));
    asyncio_format(text, sizeof text, "%r", value);
    EXPECT_TEXT(text, shown[i]);
    scene_release(value.object);
  }
}

#define SHOWN(expected, ...)                                                                                           \
  do {                                                                                                                 \
    char text_[256];                                                                                                   \
    assert_int_equal(asyncio_format(text_, sizeof text_, __VA_ARGS__), strlen(expected));                              \
    assert_string_equal(text_, expected);                                                                              \
  } while (0)

static void test_formats(void **state) {
  (void)state;
  SHOWN("None True False -9223372036854775808 9223372036854775807", "%v %v %r %v %v", asyncio_none(),
        asyncio_bool(true), asyncio_bool(false), asyncio_int(INT64_MIN), asyncio_int(INT64_MAX));
  SHOWN("7|  7|7  |007|+7|7f|%", "%d|%3d|%-3d|%03d|%+d|%x|%%", 7, 7, 7, 7, 7, 0x7f);
  SHOWN("5 -5 5", "%ld %lld %zu", 5L, -5LL, (size_t)5);
  SHOWN("abc|ab|   ab|c", "%s|%.2s|%5.*s|%c", "abc", "abc", 2, "abc", 'c');
  SHOWN("(null)", "%s", (const char *)NULL);
  SHOWN("1.50 2e+00 0.1", "%.2f %.0e %g", 1.5, 2.0, 0.1);
  SHOWN("", "%s", "");
  SHOWN("ends with %", "ends with %");
}

/* Cut short: terminated, and the whole length is told. */
static void test_cut_short(void **state) {
  (void)state;
  char text[8];
  for (size_t size = 0; size <= sizeof text; size++) {
    memset(text, '#', sizeof text);
    assert_int_equal(asyncio_format(text, size, "%v and %s", asyncio_int(12345), "more"), 14);
    if (size > 0) {
      assert_int_equal(strlen(text), size - 1);
      assert_memory_equal(text, "12345 and", size - 1);
    }
    for (size_t i = size; i < sizeof text; i++) {
      assert_int_equal(text[i], '#');
    }
  }
}

/* --- Reading ------------------------------------------------------------------------------------------------------ */

#define EXPECT_ERROR(type, message)                                                                                    \
  do {                                                                                                                 \
    EXPECT(asyncio_error_is(asyncio_current_error(), type));                                                           \
    EXPECT_TEXT(asyncio_error_message(asyncio_current_error()), message);                                              \
    asyncio_clear_error();                                                                                             \
  } while (0)

SCENE(test_other_kinds) {
  asyncio_value number = asyncio_int(5);
  EXPECT(!asyncio_as_bool(number));
  EXPECT_ERROR(asyncio_TypeError, "expected bool, got int");
  EXPECT_TEXT(asyncio_as_str(number), "");
  EXPECT_ERROR(asyncio_TypeError, "expected str, got int");
  EXPECT(asyncio_as_list(number) == NULL);
  EXPECT_ERROR(asyncio_TypeError, "expected list, got int");
  EXPECT(asyncio_as_object(number) == NULL);
  EXPECT_ERROR(asyncio_TypeError, "expected object, got int");
  EXPECT(asyncio_as_int(asyncio_float(1.5)) == 0);
  EXPECT_ERROR(asyncio_TypeError, "expected int, got float");
  EXPECT(asyncio_as_float(number) == 5);
  EXPECT(asyncio_current_error() == NULL);
  EXPECT(asyncio_as_float(asyncio_none()) == 0);
  EXPECT_ERROR(asyncio_TypeError, "expected float, got NoneType");
}

SCENE(test_truth) {
  asyncio_value empty = scene_hold_value(asyncio_str(""));
  asyncio_value text = scene_hold_value(asyncio_str("0"));
  asyncio_list *list = HOLD(asyncio_list_new());
  EXPECT(asyncio_current_error() == NULL);
  EXPECT(!asyncio_value_true(asyncio_none()));
  EXPECT(!asyncio_value_true(asyncio_int(0)));
  EXPECT(!asyncio_value_true(asyncio_float(-0.0)));
  EXPECT(!asyncio_value_true(empty));
  EXPECT(!asyncio_value_true(asyncio_value_of(list)));
  EXPECT(asyncio_value_true(text));
  EXPECT(asyncio_value_true(asyncio_float(NAN)));
  asyncio_list_append(list, asyncio_none());
  EXPECT(asyncio_value_true(asyncio_value_of(list)));
}

SCENE(test_comparing) {
  asyncio_value a = scene_hold_value(asyncio_str("a"));
  asyncio_value b = scene_hold_value(asyncio_str("b"));
  asyncio_value other_a = scene_hold_value(asyncio_str("a"));
  EXPECT(asyncio_current_error() == NULL);
  EXPECT(asyncio_value_equal(asyncio_int(1), asyncio_float(1)));
  EXPECT(asyncio_value_equal(asyncio_bool(true), asyncio_int(1)));
  EXPECT(!asyncio_value_equal(asyncio_float(NAN), asyncio_float(NAN)));
  EXPECT(!asyncio_value_equal(asyncio_int(1), a));
  EXPECT(!asyncio_value_equal(asyncio_none(), asyncio_int(0)));
  EXPECT(asyncio_value_equal(a, other_a));
  EXPECT(asyncio_value_less(a, b));
  EXPECT(!asyncio_value_less(b, a));
  EXPECT(asyncio_value_less(asyncio_int(-1), asyncio_float(-0.5)));
  /* Exact where a double is not. */
  EXPECT(!asyncio_value_equal(asyncio_int(9007199254740993), asyncio_float(9007199254740992.0)));
  EXPECT(asyncio_value_less(asyncio_float(9007199254740992.0), asyncio_int(9007199254740993)));
  EXPECT(asyncio_value_less(asyncio_int(INT64_MAX), asyncio_float(0x1p63)));
  EXPECT(!asyncio_value_less(asyncio_int(INT64_MIN), asyncio_float(-0x1p63)));
  EXPECT(asyncio_value_less(asyncio_int(-3), asyncio_float(-2.5)));
  EXPECT(asyncio_value_less(asyncio_float(-3.5), asyncio_int(-3)));
  EXPECT(!asyncio_value_less(a, asyncio_int(1)));
  EXPECT_ERROR(asyncio_TypeError, "'<' not supported between instances of 'str' and 'int'");
}

/* --- Lists -------------------------------------------------------------------------------------------------------- */

SCENE(test_lists) {
  asyncio_list *list = HOLD(asyncio_list_new());
  asyncio_list *inner = HOLD(asyncio_list_of(list));
  for (int i = 0; i < 1000; i++) {
    EXPECT(asyncio_list_append(inner, asyncio_int(i)) == 0);
  }
  EXPECT(asyncio_list_size(inner) == 1001);
  EXPECT(asyncio_list_contains(inner, list));
  EXPECT(!asyncio_list_contains(list, inner));
  EXPECT(asyncio_list_get(inner, 1000).integer == 999);
  EXPECT(asyncio_list_get(inner, 1001).kind == ASYNCIO_NONE);
  EXPECT_ERROR(asyncio_IndexError, "list index 1001 out of range: it has 1001 items");
}

/* A list in `depth` others, the caller's; NULL with MemoryError. */
static asyncio_list *nested(int depth) {
  asyncio_list *list = asyncio_list_new();
  for (; list != NULL && depth > 0; depth--) {
    asyncio_list *outer = asyncio_list_new();
    int status = outer == NULL ? -1 : asyncio_list_append(outer, asyncio_value_of(list));
    asyncio_release(list);
    if (status < 0) {
      asyncio_release(outer);
      return NULL;
    }
    list = outer;
  }
  return list;
}

/* NULL, or empty, with MemoryError. */
static asyncio_list *holds_itself(void) {
  asyncio_list *list = asyncio_list_new();
  asyncio_list_append(list, asyncio_value_of(list));
  return list;
}

/* The reference that the list has of itself is given back too, in its place. */
static void end_ring(asyncio_list *list) {
  bool is_ring = asyncio_list_size(list) > 0;
  asyncio_host_release(list);
  if (is_ring) {
    asyncio_host_release(list);
  }
}

static void look_at_rings(asyncio_list *one, asyncio_list *other) {
  EXPECT(asyncio_list_size(one) == 1 && asyncio_list_size(other) == 1);
  char text[16];
  EXPECT(asyncio_format(text, sizeof text, "%r", asyncio_value_of(one)) == 7);
  EXPECT_TEXT(text, "[[...]]");
  EXPECT(asyncio_value_equal(asyncio_value_of(one), asyncio_value_of(one)));
  EXPECT(!asyncio_value_equal(asyncio_value_of(one), asyncio_value_of(other)));
  EXPECT_ERROR(asyncio_RecursionError, "maximum recursion depth exceeded in comparison");
  EXPECT(!asyncio_value_less(asyncio_value_of(one), asyncio_value_of(other)));
  EXPECT_ERROR(asyncio_RecursionError, "maximum recursion depth exceeded in comparison");
}

/* As CPython does with `a = []; a.append(a)`. */
SCENE(test_list_in_itself) {
  asyncio_list *one = holds_itself();
  asyncio_list *other = holds_itself();
  look_at_rings(one, other);
  end_ring(one);
  end_ring(other);
}

/* As CPython does with lists nested deeper than its C stack goes. */
SCENE(test_deep_list) {
  static char text[8192];
  asyncio_list *deep = HOLD(nested(FEWER(900, 20)));
  EXPECT(deep != NULL);
  EXPECT(asyncio_format(text, sizeof text, "%r", asyncio_value_of(deep)) == FEWER(1802, 42));
  EXPECT(asyncio_current_error() == NULL);
}

SCENE(test_too_deep_list) {
  static char text[8192];
  failing_sparsely();
  asyncio_list *deeper = HOLD(nested(FEWER(2000, 1001)));
  asyncio_list *as_deep = HOLD(nested(FEWER(2000, 1001)));
  EXPECT(deeper != NULL && as_deep != NULL);
  failing_sparsely();
  asyncio_format(text, sizeof text, "%r", asyncio_value_of(deeper));
  EXPECT_ERROR(asyncio_RecursionError, "maximum recursion depth exceeded while getting the repr of an object");
  EXPECT(!asyncio_value_equal(asyncio_value_of(deeper), asyncio_value_of(as_deep)));
  EXPECT_ERROR(asyncio_RecursionError, "maximum recursion depth exceeded in comparison");
}

/* --- Random numbers ----------------------------------------------------------------------------------------------- */

ASYNC(draws, { uint64_t seed; }) {
  ASYNC_BEGIN;
  char text[1024];
  size_t length = 0;
#define DRAW(count, value)                                                                                             \
  for (int i = 0; i < (count); i++) {                                                                                  \
    length += (size_t)asyncio_format(text + length, sizeof text - length, length > 0 ? " %v" : "%v", value);           \
  }
  asyncio_random_seed(self->seed);
  DRAW(5, asyncio_float(asyncio_random()));
  DRAW(3, asyncio_float(asyncio_random_uniform(-5, 5)));
  DRAW(8, asyncio_int(asyncio_random_int(1, 6)));
  DRAW(3, asyncio_int(asyncio_random_int(-(INT64_C(1) << 62), INT64_C(1) << 62)));
  DRAW(5, asyncio_int((int64_t)asyncio_random_below(1000)));
  for (int i = 0; i < 700; i++) {
    asyncio_random();
  }
  DRAW(1, asyncio_float(asyncio_random()));
  asyncio_print("%s", text);
  ASYNC_END;
}

static void test_random(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(expected_random); i++) {
    char expected[1024];
    asyncio_format(expected, sizeof expected, "%s\n= None\n", expected_random[i].numbers);
    assert_string_equal(RUN(draws, expected_random[i].seed), expected);
  }
}

ASYNC(draws_from_nothing, { int what; }) {
  ASYNC_BEGIN;
  if (self->what == 0) {
    CHECK(asyncio_random_int(2, 1));
  } else {
    CHECK(asyncio_random_below(0));
  }
  ASYNC_END;
}

static void test_empty_ranges(void **state) {
  (void)state;
  assert_string_equal(RUN(draws_from_nothing, 0), "! ValueError: empty range in randint(2, 1)\n");
  assert_string_equal(RUN(draws_from_nothing, 1), "! ValueError: empty range in randrange(0)\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_floats),         cmocka_unit_test(test_texts),        cmocka_unit_test(test_broken_texts),
      cmocka_unit_test(test_formats),        cmocka_unit_test(test_cut_short),    cmocka_unit_test(test_other_kinds),
      cmocka_unit_test(test_truth),          cmocka_unit_test(test_comparing),    cmocka_unit_test(test_lists),
      cmocka_unit_test(test_list_in_itself), cmocka_unit_test(test_deep_list),    cmocka_unit_test(test_too_deep_list),
      cmocka_unit_test(test_random),         cmocka_unit_test(test_empty_ranges),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
