#ifndef AIO_MEMORY_H
#define AIO_MEMORY_H

#include <stddef.h>

/* `size` bytes of zeros, or NULL with MemoryError as the current error. Freed with aio__free. */
void *aio__allocate(size_t size);

/* `memory` grown to `size` bytes, or NULL with MemoryError; `memory` is then as it was. */
void *aio__reallocate(void *memory, size_t size);

void aio__free(void *memory);

/*
** The same for what comes and goes all the time (coroutines, tasks, sleeps): memory that was freed is kept, by size, and handed out
** again. Not zeroed. Freed with its size. O(1), a few instructions.
*/
void *aio__pool_allocate(size_t size);
void aio__pool_free(void *memory, size_t size);

/* Gives back what is kept, if nothing of the pool is in use. */
void aio__pool_trim(void);

#endif
