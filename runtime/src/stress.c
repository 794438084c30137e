#include "stress.h"

#ifdef AIO__STRESS

#include "coroutine.h"
#include "memory.h"
#include <asyncio/generator.h>
#include <stdlib.h>
#include <string.h>

enum { PATTERN = 0xa5, STACK = 2048 };

asyncio_frame *aio__frame_allocate(const asyncio_coroutine_type *type) {
  size_t beyond = type->type.kind == AIO__KIND_GENERATOR ? sizeof(aio__generator_state) : 0;
  asyncio_frame *self = aio__allocate(sizeof *self + beyond);
  void *copy = self == NULL ? NULL : aio__allocate(type->size);
  if (copy == NULL) {
    aio__free(self);
    return NULL;
  }
  *(asyncio_frame **)copy = self;
  self->locals = copy;
  return self;
}

/* Overwrites and frees the locals, and puts `others` in their place. */
static void replace_locals(asyncio_frame *self, void *others) {
  void *old = self->locals;
  self->locals = others;
  if (old != NULL) {
    memset(old, PATTERN, aio__coroutine_type(&self->coroutine)->size);
    __asm__ volatile("" : : "r"(old) : "memory"); /* somebody may look at it: it has to be written */
    aio__free(old);
  }
}

/* Without memory they stay. Not by malloc: programs that count its calls are to see those that they make. */
static void move_locals(asyncio_frame *self) {
  size_t size = aio__coroutine_type(&self->coroutine)->size;
  enum { ALIGNMENT = sizeof(long double) };
  void *moved = aligned_alloc(ALIGNMENT, (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
  if (moved != NULL) {
    memcpy(moved, self->locals, size);
    replace_locals(self, moved);
  }
}

__attribute__((noinline)) static void overwrite_stack(void) {
  unsigned char below[STACK];
  memset(below, PATTERN, sizeof below);
  __asm__ volatile("" : : "r"(below) : "memory");
}

void aio__stress_resume(asyncio_coroutine *coroutine) {
  if (aio__is_frame(coroutine)) {
    move_locals((asyncio_frame *)coroutine);
  }
  overwrite_stack();
}

void aio__stress_ended(asyncio_frame *self) {
  if (aio__coroutine_type(&self->coroutine)->clear == NULL) { /* that looks at them later */
    replace_locals(self, NULL);
  }
}

void aio__stress_destroyed(asyncio_coroutine *coroutine) {
  if (aio__is_frame(coroutine)) {
    replace_locals((asyncio_frame *)coroutine, NULL);
  }
}

#else

typedef int aio__stress_is_off; /* a translation unit is not to be empty */

#endif
