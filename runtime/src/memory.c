#include "memory.h"

#include "error.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

void *aio__allocate(size_t size) {
  void *memory = calloc(1, size);
  if (memory == NULL) {
    aio__raise_memory_error();
  }
  return memory;
}

void *aio__reallocate(void *memory, size_t size) {
  void *grown = realloc(memory, size);
  if (grown == NULL) {
    aio__raise_memory_error();
  }
  return grown;
}

void aio__free(void *memory) {
  free(memory);
}

/*
** The pool. Sanitizers are to see each object as an allocation of its own: in their builds, and where AIO__NO_POOL is defined, it
** passes all through.
*/
#if defined(__SANITIZE_ADDRESS__) || defined(AIO__STRESS)
#define AIO__NO_POOL
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define AIO__NO_POOL
#endif
#endif

#ifdef AIO__NO_POOL

void *aio__pool_allocate(size_t size) {
  return aio__allocate(size);
}

void aio__pool_free(void *memory, size_t size) {
  (void)size;
  free(memory);
}

void aio__pool_trim(void) {
}

#else

enum {
  GRAIN = 8,             /* sizes are rounded up to a multiple of it */
  LARGEST = 512,         /* larger ones are not kept */
  CHUNK = 16384,         /* taken from malloc at a time, bytes */
  CHUNK_HEAD = GRAIN * 2 /* in front of a chunk: its link, aligned */
};

/* A piece that is free: the next one of its size stands in it. */
typedef struct piece {
  struct piece *next;
} piece;

/* The allocator's own state, one a thread, as malloc's is; no state of a loop. */
static _Thread_local struct {
  piece *free[LARGEST / GRAIN + 1]; /* by size in grains */
  char *fresh;                      /* not handed out yet, in the newest chunk */
  size_t fresh_size;
  piece *chunks;
  size_t used; /* pieces handed out */
} pool;

static void *fresh_piece(size_t size) {
  if (pool.fresh_size < size) {
    piece *chunk = malloc(CHUNK);
    if (chunk == NULL) {
      aio__raise_memory_error();
      return NULL;
    }
    chunk->next = pool.chunks;
    pool.chunks = chunk;
    pool.fresh = (char *)chunk + CHUNK_HEAD;
    pool.fresh_size = CHUNK - CHUNK_HEAD;
  }
  void *memory = pool.fresh;
  pool.fresh += size;
  pool.fresh_size -= size;
  return memory;
}

void *aio__pool_allocate(size_t size) {
  if (size > LARGEST) {
    return aio__allocate(size);
  }
  size_t grains = (size + GRAIN - 1) / GRAIN;
  piece *memory = pool.free[grains];
  if (memory != NULL) {
    pool.free[grains] = memory->next;
  } else if ((memory = fresh_piece(grains * GRAIN)) == NULL) {
    return NULL;
  }
  pool.used++;
  return memory;
}

void aio__pool_free(void *memory, size_t size) {
  if (size > LARGEST) {
    free(memory);
    return;
  }
  size_t grains = (size + GRAIN - 1) / GRAIN;
  ((piece *)memory)->next = pool.free[grains];
  pool.free[grains] = memory;
  pool.used--;
}

void aio__pool_trim(void) {
  if (pool.used > 0) {
    return;
  }
  for (size_t grains = 0; grains <= LARGEST / GRAIN; grains++) {
    pool.free[grains] = NULL;
  }
  for (piece *chunk; (chunk = pool.chunks) != NULL;) {
    pool.chunks = chunk->next;
    free(chunk);
  }
  pool.fresh_size = 0;
}

#endif
