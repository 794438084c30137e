#ifndef AIO_MEMORY_H
#define AIO_MEMORY_H

#include <stddef.h>

/* `size` bytes of zeros, or NULL with MemoryError as the current error. Freed with aio__free. */
void *aio__allocate(size_t size);

/* `memory` grown to `size` bytes, or NULL with MemoryError; `memory` is then as it was. */
void *aio__reallocate(void *memory, size_t size);

void aio__free(void *memory);

#endif
