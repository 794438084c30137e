/* asyncio_format against the C library's snprintf, and the digits of floating point against its strtod. */
#include <float.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "program.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { ROOM = 1500 };

/* Both write the same, and say how long it is. */
#define SAME(...)                                                                                                      \
  do {                                                                                                                 \
    char expected_[ROOM], text_[ROOM];                                                                                 \
    int size_ = snprintf(expected_, sizeof expected_, __VA_ARGS__);                                                    \
    assert_int_equal(asyncio_format(text_, sizeof text_, __VA_ARGS__), size_);                                         \
    assert_string_equal(text_, expected_);                                                                             \
  } while (0)

#pragma GCC diagnostic ignored "-Wformat"
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wformat-truncation"
#endif

static const double numbers[] = {0,        -0.0,     1,     -1,       0.1,     0.5,     1.5,     2.5,     -2.5,
                                 9.5,      9.96,     99.95, 999999.5, 1e5,     123456,  1234567, 0.0001,  0.00001,
                                 1e15,     1e16,     1e17,  1e21,     1e22,    1e23,    1e-7,    5e-324,  DBL_MAX,
                                 DBL_MIN,  0x1p-44,  0.125, 0.0625,   0.03125, 1.0 / 3, 2.0 / 3, 4096.25, 0.045,
                                 -0.00049, 1.005,    1e100, -1e-100,  0.95,    0.96,    3e5,     25,      35,
                                 0.25,     INFINITY, NAN,   -INFINITY};

static void test_real_numbers(void **state) {
  (void)state;
  static const char *const flags[] = {"", "-", "+", " ", "#", "0", "-+", "+0", "# 0", "-#"};
  static const char *const sizes[] = {"", "1", "12", ".0", ".1", ".2", "9.3", "20.10", ".17", "40.25", ".", "330.5"};
  for (size_t i = 0; i < COUNT(numbers); i++) {
    for (size_t flag = 0; flag < COUNT(flags); flag++) {
      for (size_t size = 0; size < COUNT(sizes); size++) {
        for (const char *letter = "feg"; *letter != '\0'; letter++) {
          char format[32];
          snprintf(format, sizeof format, "<%%%s%s%c>", flags[flag], sizes[size], *letter);
          /* glibc drops the zeros that # asks for where %g rounds up to a power of ten. */
          if (*letter != 'g' || strchr(flags[flag], '#') == NULL) {
            SAME(format, numbers[i]);
          }
        }
      }
    }
  }
}

/* Numbers of all sizes: 64 bits drawn at random. */
static double draw(uint64_t *seed) {
  double number;
  do {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    uint64_t bits = *seed ^ *seed >> 29;
    memcpy(&number, &bits, sizeof number);
  } while (!isfinite(number));
  return number;
}

static void test_any_number(void **state) {
  (void)state;
  uint64_t seed = 7;
  for (int i = 0; i < 2000; i++) {
    double number = draw(&seed);
    SAME("%.*e", i % 25, number);
    SAME("%.*f", i % 8, number);
    SAME("%.*g", i % 20, number);
    SAME("%f %.3f %g", number / 1e290, ldexp(number, -900), fmod(number, 1000));
  }
}

/* What %r writes reads back as the same number, and with one digit less nothing does. */
static void check_shortest(double number) {
  char text[64], shorter[64];
  asyncio_format(text, sizeof text, "%r", asyncio_float(number));
  assert_true(strtod(text, NULL) == number);
  int digits = 0;
  bool leading = true;
  int zeros = 0; /* at the end */
  for (const char *at = text; *at != '\0' && *at != 'e'; at++) {
    if (*at >= '0' && *at <= '9' && !(leading && *at == '0')) {
      leading = false;
      digits++;
      zeros = *at == '0' ? zeros + 1 : 0;
    }
  }
  digits -= zeros;
  if (digits > 1) {
    snprintf(shorter, sizeof shorter, "%.*e", digits - 2, number);
    assert_true(strtod(shorter, NULL) != number);
  }
}

static void test_shortest(void **state) {
  (void)state;
  uint64_t seed = 11;
  for (int i = 0; i < 3000; i++) {
    double number = draw(&seed);
    check_shortest(number);
    check_shortest(fmod(number, 1000));
    check_shortest((double)i / 1000);
  }
  for (int exponent = -1074; exponent < 1024; exponent++) {
    check_shortest(ldexp(1, exponent));
    check_shortest(nextafter(ldexp(1, exponent), 0));
    check_shortest(nextafter(ldexp(1, exponent), INFINITY));
  }
}

/* Below a power of two the next number is half as far: the nearest with 16 digits reads back as that one, another does
** not. */
static void test_shortest_beside_a_power_of_two(void **state) {
  (void)state;
  static const struct {
    double number;
    const char *text; /* CPython's */
  } expected[] = {{0x1p-44, "5.684341886080802e-14"},
                  {0x1p-24, "5.960464477539063e-08"},
                  {0x1p-1022, "2.2250738585072014e-308"},
                  {0x1p-1074, "5e-324"},
                  {0x1p-1073, "1e-323"},
                  {0x1p89, "6.189700196426902e+26"},
                  {0x1p122, "5.316911983139664e+36"},
                  {0x1p1023, "8.98846567431158e+307"}};
  for (size_t i = 0; i < COUNT(expected); i++) {
    char text[64];
    asyncio_format(text, sizeof text, "%r", asyncio_float(expected[i].number));
    assert_string_equal(text, expected[i].text);
  }
}

static void test_integers(void **state) {
  (void)state;
  static const char *const flags[] = {"",   "-",  "+",  " ",  "0",    "-0",   "+05", "08",
                                      "-8", "+8", ".0", ".5", "08.3", "-9.4", "1"};
  static const int integers[] = {0, 1, -1, 7, 42, -1000, INT_MAX, INT_MIN};
  for (size_t flag = 0; flag < COUNT(flags); flag++) {
    for (size_t i = 0; i < COUNT(integers); i++) {
      char format[32];
      snprintf(format, sizeof format, "<%%%sd|%%%si>", flags[flag], flags[flag]);
      SAME(format, integers[i], integers[i]);
      if (strpbrk(flags[flag], "+ ") == NULL) {
        snprintf(format, sizeof format, "<%%%su|%%%sx|%%#%sx>", flags[flag], flags[flag], flags[flag]);
        SAME(format, integers[i], integers[i], integers[i]);
      }
    }
  }
  SAME("%ld %lu %lx", LONG_MIN, ULONG_MAX, ULONG_MAX);
  SAME("%lld %llu %llx", LLONG_MIN, ULLONG_MAX, ULLONG_MAX);
  SAME("%zu %zx %hd", SIZE_MAX, (size_t)255, 12);
}

static void test_texts(void **state) {
  (void)state;
  SAME("<%s|%8s|%-8s|%.2s|%8.2s|%-8.9s|%.0s>", "text", "text", "text", "text", "text", "text", "text");
  SAME("<%c|%4c|%-4c>", 'a', 'b', 'c');
  SAME("100%% of <%*d|%-*d|%.*f|%*.*s>", 6, 1, 6, 2, 2, 2.345, -7, 2, "abc");
  SAME("<%.*s|%.*f>", -1, "all", -1, 2.5);
  char open_ended[3] = {'a', 'b', 'c'};
  SAME("%.3s", open_ended);
  char text[64];
  asyncio_format(text, sizeof text, "%s", (char *)NULL);
  assert_string_equal(text, "(null)");
}

/* # keeps the zeros of %g. */
static void test_alternate_g(void **state) {
  (void)state;
  char text[64];
  asyncio_format(text, sizeof text, "%#g %#.2g %#.1g %#g %g", 999999.5, 99.95, 0.5, 0.0, 100000.0);
  assert_string_equal(text, "1.00000e+06 1.0e+02 0.5 0.00000 100000");
}

/* What is no conversion is there to see. */
static void test_no_conversion(void **state) {
  (void)state;
  char text[64];
  asyncio_format(text, sizeof text, "50%, %d%", 3);
  assert_string_equal(text, "50%, 3%");
  asyncio_format(text, sizeof text, "%y %5q %d", 3);
  assert_string_equal(text, "%y %5q 3");
}

/* What does not fit is cut and counted, and the end stands. */
static void test_small_room(void **state) {
  (void)state;
  for (size_t size = 0; size < 20; size++) {
    char expected[32] = "unwritten", text[32] = "unwritten";
    int length = snprintf(expected, size, "%8.3f|%-6d|%s", 3.14159, 42, "end");
    assert_int_equal(asyncio_format(text, size, "%8.3f|%-6d|%s", 3.14159, 42, "end"), length);
    assert_string_equal(text, expected);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_real_numbers), cmocka_unit_test(test_any_number),
      cmocka_unit_test(test_shortest),     cmocka_unit_test(test_shortest_beside_a_power_of_two),
      cmocka_unit_test(test_integers),     cmocka_unit_test(test_texts),
      cmocka_unit_test(test_alternate_g),  cmocka_unit_test(test_no_conversion),
      cmocka_unit_test(test_small_room),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
