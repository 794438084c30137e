#ifndef ASYNCIO_RANDOM_H
#define ASYNCIO_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/*
** Random numbers of the running loop: CPython's generator (MT19937) and its seeding, so that a seeded program draws
** the numbers that it draws in Python. The loop begins as after random.seed(0).
*/
void asyncio_random_seed(uint64_t seed);

/* random.random(): 0 ≤ x < 1, 53 bits. */
double asyncio_random(void);

/* random.getrandbits(bits), at most 32 of them; 0 and ValueError for more. */
uint32_t asyncio_random_bits(unsigned bits);

/* random.uniform(low, high); random.randint(low, high), both included; random.randrange(count). */
double asyncio_random_uniform(double low, double high);
int64_t asyncio_random_int(int64_t low, int64_t high);
size_t asyncio_random_below(size_t count);

#endif
