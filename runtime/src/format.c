/* asyncio_format: printf's conversions, and those for values and errors. */
#include "format.h"

#include "decimal.h"
#include "error.h"
#include "value.h"
#include <asyncio/print.h>
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* One conversion, `%-8.3lf` and the like. */
typedef struct conversion {
  bool left, plus, space, alternate, zeros; /* the flags - + space # 0 */
  int width;
  int precision;   /* -1: none */
  int longs;       /* how many l; 3 stands for z */
  char type;       /* the letter it ends with */
  const char *end; /* behind it in the format */
} conversion;

/* --- Taking a conversion apart ------------------------------------------------------------------------------------ */

/* More would be no use to anybody, and places are added up. */
enum { LARGEST_WIDTH = 1 << 20 };

static int at_most(int number) {
  return number < LARGEST_WIDTH ? number : LARGEST_WIDTH;
}

static bool parse_flag(conversion *found, char flag) {
  switch (flag) {
  case '-':
    return found->left = true;
  case '+':
    return found->plus = true;
  case ' ':
    return found->space = true;
  case '#':
    return found->alternate = true;
  case '0':
    return found->zeros = true;
  default:
    return false;
  }
}

/* A number of the format, or the argument that a star stands for. */
static int parse_number(const char **at, va_list *arguments) {
  if (**at == '*') {
    ++*at;
    return va_arg(*arguments, int);
  }
  int number = 0;
  for (; **at >= '0' && **at <= '9'; ++*at) {
    number = at_most(number * 10 + (**at - '0'));
  }
  return number;
}

static conversion parse(const char *at, va_list *arguments) {
  conversion found = {.precision = -1};
  while (parse_flag(&found, *at)) {
    at++;
  }
  int width = parse_number(&at, arguments);
  found.left = found.left || width < 0;
  found.width = at_most(width == INT_MIN ? INT_MAX : abs(width));
  if (*at == '.') {
    at++;
    int precision = parse_number(&at, arguments);
    found.precision = precision < 0 ? -1 : at_most(precision);
  }
  for (; *at == 'l' || *at == 'z' || *at == 'h'; at++) {
    found.longs += *at == 'l' ? 1 : *at == 'z' ? 3 : 0;
  }
  found.type = *at;
  found.end = *at == '\0' ? at : at + 1;
  return found;
}

/* --- Writing what it stands for ----------------------------------------------------------------------------------- */

static void write_repeated(aio__writer *out, const char *piece, int count) {
  for (int i = 0; i < count; i++) {
    aio__write_str(out, piece);
  }
}

/* A number's body behind its sign: digits of an integer, or a decimal. */
typedef struct body {
  char letter; /* d: `digits`; f, e, g: `decimal` */
  int places;  /* digits that it has at least; f, e: behind the point; g: in all */
  bool point;  /* is there in any case; g: with all places */
  const char *digits;
  aio__decimal decimal;
} body;

static void write_body(aio__writer *out, const body *text) {
  const aio__decimal *decimal = &text->decimal;
  switch (text->letter) {
  case 'd':
    write_repeated(out, "0", text->places - (int)strlen(text->digits));
    aio__write_str(out, text->digits);
    return;
  case 'f':
    aio__write_fixed(out, decimal, text->places, text->point);
    return;
  case 'e':
    aio__write_scientific(out, decimal, text->places, text->point);
    return;
  default: {
    int count = text->point || decimal->count > text->places ? text->places : decimal->count;
    if (decimal->point > text->places || decimal->point < -3) {
      aio__write_scientific(out, decimal, count > 0 ? count - 1 : 0, text->point);
    } else {
      aio__write_fixed(out, decimal, count > decimal->point ? count - decimal->point : 0, text->point);
    }
  }
  }
}

static void write_number(aio__writer *out, const conversion *found, const char *sign, bool zeros, const body *text) {
  aio__writer counted = aio__writer_open(NULL, 0);
  write_body(&counted, text);
  int missing = found->width - (int)strlen(sign) - (int)counted.length;
  write_repeated(out, " ", found->left || zeros ? 0 : missing);
  aio__write_str(out, sign);
  write_repeated(out, "0", zeros && !found->left ? missing : 0);
  write_body(out, text);
  write_repeated(out, " ", found->left ? missing : 0);
}

static const char *sign_of(const conversion *found, bool negative) {
  return negative ? "-" : found->plus ? "+" : found->space ? " " : "";
}

/* In a function of its own for its decimal's sake: values that hold values come by format.c on each level. */
static __attribute__((noinline)) void write_real(aio__writer *out, const conversion *found, double number) {
  body text = {.letter = found->type, .places = found->precision < 0 ? 6 : found->precision, .point = found->alternate};
  if (isfinite(number)) {
    aio__decimal_of(number, &text.decimal);
    if (found->type == 'g' && text.places == 0) {
      text.places = 1;
    }
    aio__decimal_round(&text.decimal, found->type == 'f'   ? text.decimal.point + text.places
                                      : found->type == 'e' ? text.places + 1
                                                           : text.places);
  } else {
    text = (body){.letter = 'd', .digits = isnan(number) ? "nan" : "inf"};
  }
  write_number(out, found, sign_of(found, signbit(number)), found->zeros && isfinite(number), &text);
}

static long long signed_argument(const conversion *found, va_list *arguments) {
  switch (found->longs) {
  case 0:
    return va_arg(*arguments, int);
  case 1:
    return va_arg(*arguments, long);
  case 2:
    return va_arg(*arguments, long long);
  default:
    return (long long)va_arg(*arguments, size_t);
  }
}

static unsigned long long unsigned_argument(const conversion *found, va_list *arguments) {
  switch (found->longs) {
  case 0:
    return va_arg(*arguments, unsigned);
  case 1:
    return va_arg(*arguments, unsigned long);
  case 2:
    return va_arg(*arguments, unsigned long long);
  default:
    return va_arg(*arguments, size_t);
  }
}

static void write_integer(aio__writer *out, const conversion *found, va_list *arguments) {
  bool with_sign = found->type == 'd' || found->type == 'i';
  long long number = with_sign ? signed_argument(found, arguments) : 0;
  unsigned long long rest = !with_sign   ? unsigned_argument(found, arguments)
                            : number < 0 ? 0 - (unsigned long long)number
                                         : (unsigned long long)number;
  const char *sign = with_sign ? sign_of(found, number < 0) : found->alternate && rest > 0 ? "0x" : "";
  char digits[24];
  char *first = digits + sizeof digits - 1;
  *first = '\0';
  for (unsigned base = found->type == 'x' ? 16 : 10; rest > 0; rest /= base) {
    *--first = "0123456789abcdef"[rest % base];
  }
  body text = {.letter = 'd', .places = found->precision < 0 ? 1 : found->precision, .digits = first};
  write_number(out, found, sign, found->zeros && found->precision < 0, &text);
}

static void write_text(aio__writer *out, const conversion *found, const char *text, size_t size) {
  int missing = found->width - (int)size;
  write_repeated(out, " ", found->left ? 0 : missing);
  aio__write(out, text, size);
  write_repeated(out, " ", found->left ? missing : 0);
}

/* So much of a text as the precision lets through; without an end within it, it need have none. */
static size_t shown_size(const conversion *found, const char *text) {
  if (found->precision < 0) {
    return strlen(text);
  }
  size_t size = 0;
  while (size < (size_t)found->precision && text[size] != '\0') {
    size++;
  }
  return size;
}

static void write_conversion(aio__writer *out, const conversion *found, va_list *arguments) {
  switch (found->type) {
  case 'v':
    aio__wrote(out, aio__value_str(va_arg(*arguments, asyncio_value), aio__writer_end(out), aio__writer_room(out)));
    return;
  case 'r':
    aio__wrote(out, aio__value_repr(va_arg(*arguments, asyncio_value), aio__writer_end(out), aio__writer_room(out)));
    return;
  case 'E': {
    const asyncio_error *error = va_arg(*arguments, const asyncio_error *);
    if (error == NULL) {
      aio__write_str(out, "None");
    } else {
      aio__wrote(out, aio__error_show(error, aio__writer_end(out), aio__writer_room(out)));
    }
    return;
  }
  case 's': {
    const char *text = va_arg(*arguments, const char *);
    text = text == NULL ? "(null)" : text;
    write_text(out, found, text, shown_size(found, text));
    return;
  }
  case 'c': {
    char character = (char)va_arg(*arguments, int);
    write_text(out, found, &character, 1);
    return;
  }
  case 'd':
  case 'i':
  case 'u':
  case 'x':
    write_integer(out, found, arguments);
    return;
  case 'f':
  case 'e':
  case 'g':
    write_real(out, found, va_arg(*arguments, double));
    return;
  default:
    return;
  }
}

/* What is no conversion stays as it stands. */
static void write_formatted(aio__writer *out, const char *format, va_list *arguments) {
  while (*format != '\0') {
    size_t plain = strcspn(format, "%");
    aio__write(out, format, plain);
    format += plain;
    if (*format == '%') {
      conversion found = parse(format + 1, arguments);
      if (found.type != '\0' && strchr("vrEscdiuxfeg", found.type) != NULL) {
        write_conversion(out, &found, arguments);
      } else {
        aio__write(out, format, found.type == '%' ? 1 : (size_t)(found.end - format));
      }
      format = found.end;
    }
  }
}

/* --- The ways in -------------------------------------------------------------------------------------------------- */

void aio__writef(aio__writer *writer, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  write_formatted(writer, format, &arguments);
  va_end(arguments);
}

int asyncio_vformat(char *text, size_t size, const char *format, va_list arguments) {
  if (aio__is_null(format, "format")) {
    return 0;
  }
  aio__writer out = aio__writer_open(text, size);
  va_list rest;
  va_copy(rest, arguments);
  write_formatted(&out, format, &rest);
  va_end(rest);
  return (int)out.length;
}

int asyncio_format(char *text, size_t size, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = asyncio_vformat(text, size, format, arguments);
  va_end(arguments);
  return length;
}
