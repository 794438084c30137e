/*
** What the C library asks of an operating system although the module stands alone, answered here, so that the module
** imports what host.h names and nothing else. All of these have to be here: for any one of them the linker would fetch
** Emscripten's own, all in one object file, and find abort twice.
*/
#include "host.h"

#include <asyncio/print.h>
#include <stdlib.h>
#include <string.h>

int emscripten_resize_heap(size_t size);
size_t emscripten_get_heap_max(void);
double emscripten_get_now(void);
_Noreturn void __assert_fail(const char *expression, const char *file, int line, const char *function);

enum { page = 65536 };

/* malloc wants a memory of at least `size` bytes: grows by a quarter at once where it can, since each growth costs the
** loader new views. 1: done, 0: out of memory. */
int emscripten_resize_heap(size_t size) {
  size_t pages = __builtin_wasm_memory_size(0);
  size_t missing = (size - 1) / page + 1 - pages;
  if (missing < pages / 4 && __builtin_wasm_memory_grow(0, pages / 4) != (size_t)-1) {
    return 1;
  }
  return __builtin_wasm_memory_grow(0, missing) != (size_t)-1;
}

/* Emscripten's default, which the linker wrote into the module. */
size_t emscripten_get_heap_max(void) {
  return (size_t)1 << 31;
}

/* Milliseconds. */
double emscripten_get_now(void) {
  return host_now() * 1000;
}

_Noreturn void abort(void) {
  static const char text[] = "the runtime gave up; the log says why";
  host_abort(text, sizeof text - 1);
}

_Noreturn void __assert_fail(const char *expression, const char *file, int line, const char *function) {
  char text[256];
  asyncio_format(text, sizeof text, "%s:%d: %s: %s should hold", file, line, function, expression);
  host_abort(text, strlen(text));
}
