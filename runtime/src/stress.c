#include "stress.h"

#ifdef AIO__STRESS

#include "coroutine.h"
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define AIO__ADDRESS_SANITIZER
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define AIO__ADDRESS_SANITIZER
#endif
#endif
#ifdef AIO__ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(memory, size)   ((void)(memory), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(memory, size) ((void)(memory), (void)(size))
#endif

enum { PATTERN = 0xa5, STACK = 2048 };

__attribute__((noinline)) void aio__stress_stack(void) {
  unsigned char below[STACK];
  memset(below, PATTERN, sizeof below);
  __asm__ volatile("" : : "r"(below) : "memory"); /* somebody may look at it: it has to be written */
}

void aio__stress_ended(asyncio_frame *frame) {
  const asyncio_coroutine_type *type = aio__coroutine_type(&frame->coroutine);
  /* A generator's state stands in front of its locals; a type with `clear` looks at them later. */
  if (aio__kind(frame) == AIO__KIND_COROUTINE && type->clear == NULL) {
    void *locals = (char *)frame + sizeof *frame;
    ASAN_UNPOISON_MEMORY_REGION(locals, type->size - sizeof *frame); /* settled before */
    memset(locals, PATTERN, type->size - sizeof *frame);
    ASAN_POISON_MEMORY_REGION(locals, type->size - sizeof *frame);
  }
}

#else

typedef int aio__stress_is_off; /* a translation unit is not to be empty */

#endif
