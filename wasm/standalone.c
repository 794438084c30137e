/*
** What the C library asks of an operating system although the module stands alone, answered here, so that the module imports
** what host.h names and nothing else.
*/
#include "host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void emscripten_notify_memory_growth(size_t memory_index);
_Noreturn void __assert_fail(const char *expression, const char *file, int line, const char *function);

/* Nothing to do: the loader looks at memory.buffer anew after each call. */
void emscripten_notify_memory_growth(size_t memory_index) {
  (void)memory_index;
}

_Noreturn void abort(void) {
  static const char text[] = "the runtime gave up; the log says why";
  host_abort(text, sizeof text - 1);
}

_Noreturn void __assert_fail(const char *expression, const char *file, int line, const char *function) {
  char text[256];
  snprintf(text, sizeof text, "%s:%d: %s: %s should hold", file, line, function, expression);
  host_abort(text, strlen(text));
}
