#ifndef AIO_MEMORY_H
#define AIO_MEMORY_H

#include <stddef.h>
#include <stdint.h>

/* Sanitizers are to see each object as an allocation of its own: in their builds, and where AIO__NO_POOL is defined,
** the pool passes all through. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || defined(AIO__STRESS)
#define AIO__NO_POOL
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define AIO__NO_POOL
#endif
#endif

/* `size` bytes of zeros, or NULL with MemoryError as the current error. Freed with aio__free. */
void *aio__allocate(size_t size);

/* The size of a head and what stands behind it; SIZE_MAX, which nobody has, where that is no size_t. */
static inline size_t aio__size_with(size_t head, size_t size) {
  return size > SIZE_MAX - head ? SIZE_MAX : head + size;
}

/* `memory` grown to `size` bytes, or NULL with MemoryError; `memory` is then as it was. */
void *aio__reallocate(void *memory, size_t size);

/* The size of so many things: one that no memory has, where it would be too large for a size_t. */
static inline size_t aio__size_of(size_t count, size_t size) {
  size_t product;
  return __builtin_mul_overflow(count, size, &product) ? SIZE_MAX : product;
}

void aio__free(void *memory);

/*
** The same for what comes and goes all the time (coroutines, tasks, sleeps): memory that was freed is kept, by size,
** and handed out again. Not zeroed. Freed with its size. O(1), a few instructions.
*/
#ifdef AIO__NO_POOL

static inline void *aio__pool_allocate(size_t size) {
  return aio__allocate(size);
}

static inline void aio__pool_free(void *memory, size_t size) {
  (void)size;
  aio__free(memory);
}

#else

enum {
  AIO__GRAIN = 8,    /* sizes are rounded up to a multiple of it */
  AIO__LARGEST = 512 /* larger ones are not kept */
};

/* A piece that is free: the next one of its size stands in it. */
typedef struct aio__piece {
  struct aio__piece *next;
} aio__piece;

/* The allocator's own state, one a thread, as malloc's is; no state of a loop. */
typedef struct aio__pool {
  aio__piece *free[AIO__LARGEST / AIO__GRAIN + 1]; /* by size in grains */
  size_t used;                                     /* pieces handed out */
} aio__pool;

extern _Thread_local aio__pool aio__kept;

/* What is not among those kept. */
void *aio__pool_take(size_t size);

static inline void *aio__pool_allocate(size_t size) {
  size_t grains = (size + AIO__GRAIN - 1) / AIO__GRAIN;
  aio__piece *memory = size > AIO__LARGEST ? NULL : aio__kept.free[grains];
  if (memory == NULL) {
    return aio__pool_take(size);
  }
  aio__kept.free[grains] = memory->next;
  aio__kept.used++;
  return memory;
}

static inline void aio__pool_free(void *memory, size_t size) {
  if (size > AIO__LARGEST) {
    aio__free(memory);
    return;
  }
  size_t grains = (size + AIO__GRAIN - 1) / AIO__GRAIN;
  ((aio__piece *)memory)->next = aio__kept.free[grains];
  aio__kept.free[grains] = memory;
  aio__kept.used--;
}

#endif

/* Gives back what is kept, if nothing of the pool is in use. */
void aio__pool_trim(void);

#endif
