#include "memory.h"

#include "error.h"
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
