#include "memory.h"

#include "error.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

/* More than half of the address space no malloc has; sizes that a program gives are added up to SIZE_MAX at the
** most. */
void *aio__allocate(size_t size) {
  void *memory = size > PTRDIFF_MAX ? NULL : calloc(1, size);
  if (memory == NULL) {
    aio__raise_memory_error();
  }
  return memory;
}

void *aio__reallocate(void *memory, size_t size) {
  void *grown = size > PTRDIFF_MAX ? NULL : realloc(memory, size);
  if (grown == NULL) {
    aio__raise_memory_error();
  }
  return grown;
}

void aio__free(void *memory) {
  free(memory);
}

#ifdef AIO__NO_POOL

void aio__pool_trim(void) {
}

#else

enum {
  CHUNK = 16384,              /* taken from malloc at a time, bytes */
  CHUNK_HEAD = AIO__GRAIN * 2 /* in front of a chunk: its link, aligned */
};

_Thread_local aio__pool aio__kept;

/* Where pieces that never were handed out come from; one a thread too. */
static _Thread_local struct {
  char *fresh; /* in the newest chunk */
  size_t fresh_size;
  aio__piece *chunks;
} store;

void *aio__pool_take(size_t size) {
  if (size > AIO__LARGEST) {
    return aio__allocate(size);
  }
  size = (size + AIO__GRAIN - 1) / AIO__GRAIN * AIO__GRAIN;
  if (store.fresh_size < size) {
    aio__piece *chunk = malloc(CHUNK);
    if (chunk == NULL) {
      aio__raise_memory_error();
      return NULL;
    }
    chunk->next = store.chunks;
    store.chunks = chunk;
    store.fresh = (char *)chunk + CHUNK_HEAD;
    store.fresh_size = CHUNK - CHUNK_HEAD;
  }
  void *memory = store.fresh;
  store.fresh += size;
  store.fresh_size -= size;
  aio__kept.used++;
  return memory;
}

void aio__pool_trim(void) {
  if (aio__kept.used > 0) {
    return;
  }
  for (size_t grains = 0; grains <= AIO__LARGEST / AIO__GRAIN; grains++) {
    aio__kept.free[grains] = NULL;
  }
  for (aio__piece *chunk; (chunk = store.chunks) != NULL;) {
    store.chunks = chunk->next;
    free(chunk);
  }
  store.fresh_size = 0;
}

#endif
