/* asyncio_format: printf's conversions, and those for values and errors. */

#include "error.h"
#include "value.h"
#include "writer.h"
#include <asyncio/print.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* One conversion, `%-8.3lf` and the like: its text for snprintf, and what it takes. */
typedef struct conversion {
  char text[24];
  int stars;       /* widths and precisions that are arguments */
  int longs;       /* how many l; 3 stands for z */
  char type;       /* the letter it ends with */
  const char *end; /* behind it in the format */
} conversion;

static conversion parse(const char *at) {
  conversion found = {.text = "%"};
  size_t length = 1;
  for (; *at != '\0' && strchr("-+ #0123456789.*lhz", *at) != NULL; at++) {
    found.stars += *at == '*';
    found.longs += *at == 'l' ? 1 : *at == 'z' ? 3 : 0;
    if (length < sizeof found.text - 2) {
      found.text[length++] = *at;
    }
  }
  found.type = *at;
  found.text[length] = *at;
  found.end = *at == '\0' ? at : at + 1;
  return found;
}

/* The pieces of snprintf, for each type that an argument may have. The format was checked by parse. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#define FORMAT(argument)                                                                                               \
  (found->stars == 0   ? snprintf(text, size, found->text, argument)                                                   \
   : found->stars == 1 ? snprintf(text, size, found->text, stars[0], argument)                                         \
                       : snprintf(text, size, found->text, stars[0], stars[1], argument))

static int format_number(const conversion *found, const int *stars, char *text, size_t size, va_list *arguments) {
  if (strchr("fFeEgGaA", found->type) != NULL) {
    double number = va_arg(*arguments, double);
    return FORMAT(number);
  }
  if (found->longs == 0) {
    int number = va_arg(*arguments, int);
    return FORMAT(number);
  }
  if (found->longs == 1) {
    long number = va_arg(*arguments, long);
    return FORMAT(number);
  }
  if (found->longs == 2) {
    long long number = va_arg(*arguments, long long);
    return FORMAT(number);
  }
  size_t number = va_arg(*arguments, size_t);
  return FORMAT(number);
}

static int format_text(const conversion *found, const int *stars, char *text, size_t size, const char *argument) {
  return FORMAT(argument);
}

static void write_conversion(aio__writer *out, const conversion *found, va_list *arguments) {
  int stars[2] = {0, 0};
  for (int i = 0; i < found->stars && i < 2; i++) {
    stars[i] = va_arg(*arguments, int);
  }
  char *text = aio__writer_end(out);
  size_t size = aio__writer_room(out);
  switch (found->type) {
  case 'v':
    aio__wrote(out, aio__value_str(va_arg(*arguments, asyncio_value), text, size));
    return;
  case 'r':
    aio__wrote(out, aio__value_repr(va_arg(*arguments, asyncio_value), text, size));
    return;
  case 'E': {
    const asyncio_error *error = va_arg(*arguments, const asyncio_error *);
    if (error == NULL) {
      aio__write_str(out, "None");
    } else {
      aio__wrote(out, aio__error_show(error, text, size));
    }
    return;
  }
  case 's': {
    const char *argument = va_arg(*arguments, const char *);
    aio__wrote(out, format_text(found, stars, text, size, argument == NULL ? "(null)" : argument));
    return;
  }
  case '%':
    aio__write_str(out, "%");
    return;
  case '\0':
    return;
  default:
    aio__wrote(out, format_number(found, stars, text, size, arguments));
    return;
  }
}

int asyncio_vformat(char *text, size_t size, const char *format, va_list arguments) {
  if (aio__is_null(format, "format")) {
    return 0;
  }
  aio__writer out = aio__writer_open(text, size);
  va_list rest;
  va_copy(rest, arguments);
  while (*format != '\0') {
    size_t plain = strcspn(format, "%");
    aio__write(&out, format, plain);
    format += plain;
    if (*format == '%') {
      conversion found = parse(format + 1);
      write_conversion(&out, &found, &rest);
      format = found.end;
    }
  }
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
