#ifndef AIO_BUFFER_H
#define AIO_BUFFER_H

#include <stddef.h>

/* Bytes that come in behind and go out in front. All zero: empty. */
typedef struct aio__buffer {
  char *memory;    /* NULL: none yet */
  size_t start;    /* of the bytes, in the memory */
  size_t size;     /* bytes */
  size_t capacity; /* of the memory */
} aio__buffer;

/* NULL where there are none. */
static inline char *aio__buffer_bytes(const aio__buffer *buffer) {
  return buffer->memory == NULL ? NULL : buffer->memory + buffer->start;
}

/* Room for `size` more bytes, behind those there are; aio__buffer_grow says how many were written. NULL with
** MemoryError. O(size) amortised. */
char *aio__buffer_room(aio__buffer *buffer, size_t size);

static inline void aio__buffer_grow(aio__buffer *buffer, size_t size) {
  buffer->size += size;
}

/* Adds a copy of `size` bytes. 0, or -1 with MemoryError, and nothing is changed. */
int aio__buffer_append(aio__buffer *buffer, const void *bytes, size_t size);

/* Takes `size` bytes away, of those that are in it. O(1). */
void aio__buffer_drop(aio__buffer *buffer, size_t size);

/* Takes all away, and lets go of the memory. */
void aio__buffer_clear(aio__buffer *buffer);

#endif
