/* MT19937 and its seeding by an integer, as CPython's _randommodule.c has them (Matsumoto and Nishimura's reference
** code). */

#include "error.h"
#include "loop.h"
#include "memory.h"
#include <asyncio/random.h>

enum { WORDS = 624, OFFSET = 397 };

struct aio__random {
  uint32_t state[WORDS];
  int index;
};

static void seed_by_number(struct aio__random *random, uint32_t seed) {
  random->state[0] = seed;
  for (uint32_t i = 1; i < WORDS; i++) {
    random->state[i] = 1812433253u * (random->state[i - 1] ^ (random->state[i - 1] >> 30)) + i;
  }
  random->index = WORDS;
}

static void seed_by_key(struct aio__random *random, const uint32_t *key, uint32_t length) {
  uint32_t *state = random->state;
  seed_by_number(random, 19650218u);
  uint32_t i = 1;
  for (uint32_t k = WORDS, j = 0; k > 0; k--) {
    state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1664525u)) + key[j] + j;
    j = (j + 1) % length;
    if (++i == WORDS) {
      state[0] = state[WORDS - 1];
      i = 1;
    }
  }
  for (uint32_t k = WORDS - 1; k > 0; k--) {
    state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * 1566083941u)) - i;
    if (++i == WORDS) {
      state[0] = state[WORDS - 1];
      i = 1;
    }
  }
  state[0] = 0x80000000u;
}

static void refill(struct aio__random *random) {
  uint32_t *state = random->state;
  for (int k = 0; k < WORDS; k++) {
    uint32_t bits = (state[k] & 0x80000000u) | (state[(k + 1) % WORDS] & 0x7fffffffu);
    state[k] = state[(k + OFFSET) % WORDS] ^ (bits >> 1) ^ (bits & 1 ? 0x9908b0dfu : 0);
  }
  random->index = 0;
}

static uint32_t next_word(struct aio__random *random) {
  if (random->index == WORDS) {
    refill(random);
  }
  uint32_t word = random->state[random->index++];
  word ^= word >> 11;
  word ^= (word << 7) & 0x9d2c5680u;
  word ^= (word << 15) & 0xefc60000u;
  return word ^ (word >> 18);
}

static void seed(struct aio__random *random, uint64_t number) {
  uint32_t key[2] = {(uint32_t)number, (uint32_t)(number >> 32)};
  seed_by_key(random, key, key[1] == 0 ? 1 : 2);
}

/* The running loop's generator; NULL with the current error outside a loop or when out of memory. */
static struct aio__random *generator(void) {
  asyncio_loop *loop = aio__running_loop();
  if (loop != NULL && loop->random == NULL && (loop->random = aio__allocate(sizeof *loop->random)) != NULL) {
    seed(loop->random, 0);
  }
  return loop == NULL ? NULL : loop->random;
}

void asyncio_random_seed(uint64_t number) {
  struct aio__random *random = generator();
  if (random != NULL) {
    seed(random, number);
  }
}

double asyncio_random(void) {
  struct aio__random *random = generator();
  if (random == NULL) {
    return 0;
  }
  uint32_t high = next_word(random) >> 5;
  uint32_t low = next_word(random) >> 6;
  return (high * 67108864.0 + low) / 9007199254740992.0;
}

uint32_t asyncio_random_bits(unsigned bits) {
  struct aio__random *random = generator();
  if (random != NULL && bits > 32) {
    asyncio_raise(asyncio_ValueError, "number of bits must be at most 32, got %u", bits);
    return 0;
  }
  return random == NULL || bits == 0 ? 0 : next_word(random) >> (32 - bits);
}

double asyncio_random_uniform(double low, double high) {
  return low + (high - low) * asyncio_random();
}

/* As Random._randbelow_with_getrandbits: as many bits as the count has, again until the number is below it. 0 stands
** for 2⁶⁴. */
static uint64_t below(struct aio__random *random, uint64_t count) {
  int bits = count == 0 ? 65 : 0;
  while (bits < 64 && (count >> bits) != 0) {
    bits++;
  }
  for (;;) {
    uint64_t number = 0;
    uint32_t beyond = 0; /* bit 64 */
    for (int have = 0; have < bits; have += 32) {
      uint32_t word = next_word(random);
      word = bits - have < 32 ? word >> (32 - (bits - have)) : word;
      if (have < 64) {
        number |= (uint64_t)word << have;
      } else {
        beyond = word;
      }
    }
    if (count == 0 ? beyond == 0 : number < count) {
      return number;
    }
  }
}

int64_t asyncio_random_int(int64_t low, int64_t high) {
  struct aio__random *random = generator();
  if (random == NULL) {
    return low;
  }
  if (high < low) {
    asyncio_raise(asyncio_ValueError, "empty range in randint(%lld, %lld)", (long long)low, (long long)high);
    return low;
  }
  return (int64_t)((uint64_t)low + below(random, (uint64_t)high - (uint64_t)low + 1));
}

size_t asyncio_random_below(size_t count) {
  struct aio__random *random = generator();
  if (random == NULL || count == 0) {
    if (random != NULL) {
      asyncio_raise(asyncio_ValueError, "empty range in randrange(0)");
    }
    return 0;
  }
  return (size_t)below(random, count);
}
