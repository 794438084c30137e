#include "decimal.h"

#include <stdint.h>
#include <string.h>

/* --- Digits ------------------------------------------------------------------------------------------------------- */

enum {
  FRACTION_BITS = 52,     /* of a double, below the 1 that is not stored */
  LEAST_EXPONENT = -1074, /* of the last of them */
  LIMB = 1000000000,      /* a limb holds nine digits */
  LIMBS = AIO__DECIMAL_DIGITS / 9,
  TWOS = 29, /* 2^29 and 5^12 fit a limb */
  FIVES = 12
};

/* A whole number in limbs, the lowest first. */
typedef struct whole {
  int count;
  uint32_t limbs[LIMBS];
} whole;

static void multiply(whole *number, uint32_t factor) {
  uint64_t carry = 0;
  for (int i = 0; i < number->count; i++) {
    carry += (uint64_t)number->limbs[i] * factor;
    number->limbs[i] = (uint32_t)(carry % LIMB);
    carry /= LIMB;
  }
  if (carry > 0) {
    number->limbs[number->count++] = (uint32_t)carry;
  }
}

static void drop_zeros(aio__decimal *decimal) {
  while (decimal->count > 0 && decimal->digits[decimal->count - 1] == '0') {
    decimal->count--;
  }
  if (decimal->count == 0) {
    decimal->point = 1;
  }
}

/* mantissa × 2^exponent. Of a negative exponent the digits are those of mantissa × 5^-exponent. */
static void expand(uint64_t mantissa, int exponent, aio__decimal *decimal) {
  whole number = {.count = 0};
  for (; mantissa > 0; mantissa /= LIMB) {
    number.limbs[number.count++] = (uint32_t)(mantissa % LIMB);
  }
  for (int twos = exponent; twos > 0; twos -= TWOS) {
    multiply(&number, (uint32_t)1 << (twos < TWOS ? twos : TWOS));
  }
  for (int fives = -exponent; fives > 0; fives -= FIVES) {
    uint32_t factor = 1;
    for (int i = 0; i < FIVES && i < fives; i++) {
      factor *= 5;
    }
    multiply(&number, factor);
  }
  int count = 0;
  for (int i = number.count - 1; i >= 0; i--) {
    for (uint32_t unit = LIMB / 10; unit > 0; unit /= 10) {
      uint32_t digit = number.limbs[i] / unit % 10;
      if (count > 0 || digit > 0) {
        decimal->digits[count++] = (char)('0' + digit);
      }
    }
  }
  decimal->count = count;
  decimal->point = exponent < 0 ? count + exponent : count;
  drop_zeros(decimal);
}

/* |number| = *mantissa × 2^exponent, which is returned. */
static int take_apart(double number, uint64_t *mantissa) {
  uint64_t bits;
  memcpy(&bits, &number, sizeof bits);
  int exponent = (int)(bits >> FRACTION_BITS) & 0x7ff;
  uint64_t one = (uint64_t)(exponent > 0) << FRACTION_BITS; /* a subnormal number has none */
  *mantissa = one | (bits & (((uint64_t)1 << FRACTION_BITS) - 1));
  return exponent > 0 ? exponent - 1 + LEAST_EXPONENT : LEAST_EXPONENT;
}

void aio__decimal_of(double number, aio__decimal *decimal) {
  uint64_t mantissa;
  int exponent = take_apart(number, &mantissa);
  expand(mantissa, exponent, decimal);
}

/* --- Rounding ----------------------------------------------------------------------------------------------------- */

/* Keeps `kept` digits, fewer than there are, and adds one to the last of them if `up` says so. */
static void cut(aio__decimal *decimal, int kept, bool up) {
  decimal->count = kept;
  while (up && decimal->count > 0 && decimal->digits[decimal->count - 1] == '9') {
    decimal->count--;
  }
  if (!up) {
    drop_zeros(decimal);
  } else if (decimal->count > 0) {
    decimal->digits[decimal->count - 1]++;
  } else {
    decimal->digits[decimal->count++] = '1';
    decimal->point++;
  }
}

/* Whether the nearest with `kept` digits is the one above; `kept` is less than there are. */
static bool rounds_up(const aio__decimal *decimal, int kept) {
  char next = decimal->digits[kept];
  bool half = next == '5' && decimal->count == kept + 1;
  return half ? kept > 0 && (decimal->digits[kept - 1] - '0') % 2 == 1 : next >= '5';
}

void aio__decimal_round(aio__decimal *decimal, int kept) {
  if (kept < 0) {
    cut(decimal, 0, false);
  } else if (kept < decimal->count) {
    cut(decimal, kept, rounds_up(decimal, kept));
  }
}

static int compare(const aio__decimal *a, const aio__decimal *b) {
  if (a->point != b->point) {
    return a->point - b->point;
  }
  int order = memcmp(a->digits, b->digits, (size_t)(a->count < b->count ? a->count : b->count));
  return order != 0 ? order : a->count - b->count;
}

void aio__decimal_shortest(double number, aio__decimal *decimal) {
  uint64_t mantissa;
  int exponent = take_apart(number, &mantissa);
  expand(mantissa, exponent, decimal);
  if (mantissa == 0) {
    return;
  }
  /* What lies between the middles to the neighbours reads back; the middles themselves do where the mantissa is
  ** even. */
  bool even = mantissa % 2 == 0;
  bool close = mantissa == (uint64_t)1 << FRACTION_BITS && exponent > LEAST_EXPONENT; /* the one below is half as far */
  aio__decimal low, high, tried;
  expand(close ? 4 * mantissa - 1 : 2 * mantissa - 1, close ? exponent - 2 : exponent - 1, &low);
  expand(2 * mantissa + 1, exponent - 1, &high);
  for (int kept = 1; kept < decimal->count; kept++) {
    bool nearest = rounds_up(decimal, kept);
    for (int i = 0; i < 2; i++) {
      bool up = i == 0 ? nearest : !nearest;
      tried.point = decimal->point;
      memcpy(tried.digits, decimal->digits, (size_t)kept);
      cut(&tried, kept, up);
      int above = compare(&tried, &low), below = compare(&high, &tried);
      if (even ? above >= 0 && below >= 0 : above > 0 && below > 0) {
        cut(decimal, kept, up);
        return;
      }
    }
  }
}

/* --- Text --------------------------------------------------------------------------------------------------------- */

/* Digits by their place behind the 0., zeros before the first and after the last. */
static void write_digits(aio__writer *out, const aio__decimal *decimal, int from, int to) {
  for (int place = from; place < to; place++) {
    aio__write(out, place >= 0 && place < decimal->count ? &decimal->digits[place] : "0", 1);
  }
}

void aio__write_fixed(aio__writer *out, const aio__decimal *decimal, int places, bool point) {
  write_digits(out, decimal, decimal->point > 0 ? 0 : decimal->point - 1, decimal->point);
  if (point || places > 0) {
    aio__write_str(out, ".");
  }
  write_digits(out, decimal, decimal->point, decimal->point + places);
}

void aio__write_scientific(aio__writer *out, const aio__decimal *decimal, int places, bool point) {
  aio__decimal shifted = *decimal;
  shifted.point = 1;
  aio__write_fixed(out, &shifted, places, point);
  int exponent = decimal->point - 1;
  aio__write_str(out, exponent < 0 ? "e-" : "e+");
  exponent = exponent < 0 ? -exponent : exponent;
  char text[3] = {(char)('0' + exponent / 100), (char)('0' + exponent / 10 % 10), (char)('0' + exponent % 10)};
  aio__write(out, exponent < 100 ? text + 1 : text, exponent < 100 ? 2 : 3);
}
