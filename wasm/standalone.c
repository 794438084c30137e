/*
** What Emscripten's libraries ask of the host although the module stands alone, answered here, so that the module imports
** what host.h names and nothing else.
*/
#include <stddef.h>

void emscripten_notify_memory_growth(size_t memory_index);

/* Nothing to do: the loader looks at memory.buffer anew after each call. */
void emscripten_notify_memory_growth(size_t memory_index) {
  (void)memory_index;
}
