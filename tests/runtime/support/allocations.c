#include "allocations.h"

#include <malloc.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

static atomic_size_t alive;
static atomic_size_t bytes;
static atomic_bool failed;

/* Of one thread, or of several together. */
typedef struct counter {
  atomic_size_t made;
  atomic_size_t fails_in; /* allocations until one fails; 0: none will */
} counter;

static counter here;
static counter elsewhere;
static _Thread_local counter *counts = &elsewhere;

/* The tests run in the program's first thread. */
__attribute__((constructor)) static void begin(void) {
  counts = &here;
}

/* Names that the linker gives: __real_malloc is malloc, and what calls malloc calls __wrap_malloc. */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void __real_free(void *memory);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);
void __wrap_free(void *memory);

size_t allocations_alive(void) {
  return alive;
}

size_t allocations_bytes(void) {
  return bytes;
}

size_t allocations_made(void) {
  return here.made;
}

size_t allocations_made_elsewhere(void) {
  return elsewhere.made;
}

static void fail_at(counter *counter, size_t number) {
  counter->fails_in = number;
  failed = false;
}

void allocations_fail_at(size_t number) {
  fail_at(&here, number);
}

void allocations_fail_elsewhere_at(size_t number) {
  fail_at(&elsewhere, number);
}

bool allocations_failed(void) {
  return failed;
}

/* A size that no memory has is refused here: AddressSanitizer would end the program. */
static bool fails(size_t size) {
  counts->made++;
  if (size > SIZE_MAX / 2) {
    return true;
  }
  size_t left = counts->fails_in;
  while (left > 0 && !atomic_compare_exchange_weak(&counts->fails_in, &left, left - 1)) {
  }
  if (left != 1) {
    return false;
  }
  failed = true;
  return true;
}

static void *count(void *memory) {
  if (memory != NULL) {
    alive++;
    bytes += malloc_usable_size(memory);
  }
  return memory;
}

static void uncount(void *memory) {
  if (memory != NULL) {
    alive--;
    bytes -= malloc_usable_size(memory);
  }
}

void *__wrap_malloc(size_t size) {
  return fails(size) ? NULL : count(__real_malloc(size));
}

void *__wrap_calloc(size_t number, size_t size) {
  return fails(size) ? NULL : count(__real_calloc(number, size));
}

void *__wrap_realloc(void *memory, size_t size) {
  if (fails(size)) {
    return NULL;
  }
  uncount(memory);
  void *grown = __real_realloc(memory, size);
  count(grown != NULL ? grown : memory);
  return grown;
}

/* By which the stress build moves frames: no allocation of the program's. */
void *__wrap_aligned_alloc(size_t alignment, size_t size) {
  return count(__real_aligned_alloc(alignment, size));
}

void __wrap_free(void *memory) {
  uncount(memory);
  __real_free(memory);
}
