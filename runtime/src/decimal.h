#ifndef AIO_DECIMAL_H
#define AIO_DECIMAL_H

#include "writer.h"
#include <stdbool.h>

/*
** A finite number as decimal digits, exactly: 0.d₁d₂d₃… × 10^point, no zero at either end; no digits for 0, whose point
** is 1. The C library's own way leads over 128-bit floating point, which weighs more in a module than half of the
** runtime.
*/
enum { AIO__DECIMAL_DIGITS = 800 }; /* the longest has 767, the middle between two neighbours one more */

typedef struct aio__decimal {
  int count;
  int point;
  char digits[AIO__DECIMAL_DIGITS];
} aio__decimal;

/* All digits of |number|. O(exponent²). */
void aio__decimal_of(double number, aio__decimal *decimal);

/* Rounds to `kept` digits, a half to the even one; fewer than none are kept of what rounds to 0. */
void aio__decimal_round(aio__decimal *decimal, int kept);

/* The fewest digits that read back as |number|; of several such, those that are nearest to it. Python's repr() shows
** them. */
void aio__decimal_shortest(double number, aio__decimal *decimal);

/* 12.340, or 1.2340e+01, with `places` digits behind the point, which is there without them too if `point` says so. */
void aio__write_fixed(aio__writer *out, const aio__decimal *decimal, int places, bool point);
void aio__write_scientific(aio__writer *out, const aio__decimal *decimal, int places, bool point);

#endif
