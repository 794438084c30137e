#include "buffer.h"

#include "memory.h"
#include <string.h>

enum { LEAST = 64 };

char *aio__buffer_room(aio__buffer *buffer, size_t size) {
  if (buffer->memory != NULL && size <= buffer->capacity - buffer->start - buffer->size) {
    return aio__buffer_bytes(buffer) + buffer->size;
  }
  if (buffer->start > 0 && buffer->size > 0) {
    memmove(buffer->memory, aio__buffer_bytes(buffer), buffer->size);
  }
  buffer->start = 0;
  size_t needed = aio__size_with(buffer->size, size);
  size_t capacity = buffer->capacity < LEAST ? LEAST : buffer->capacity;
  while (capacity < needed) {
    capacity = aio__size_of(capacity, 2);
  }
  char *memory = capacity == buffer->capacity ? buffer->memory : aio__reallocate(buffer->memory, capacity);
  if (memory == NULL) {
    return NULL;
  }
  buffer->memory = memory;
  buffer->capacity = capacity;
  return memory + buffer->size;
}

int aio__buffer_append(aio__buffer *buffer, const void *bytes, size_t size) {
  char *room = aio__buffer_room(buffer, size);
  if (room == NULL) {
    return -1;
  }
  memcpy(room, bytes, size);
  aio__buffer_grow(buffer, size);
  return 0;
}

void aio__buffer_drop(aio__buffer *buffer, size_t size) {
  buffer->start += size;
  buffer->size -= size;
  if (buffer->size == 0) {
    aio__buffer_clear(buffer);
  }
}

void aio__buffer_clear(aio__buffer *buffer) {
  aio__free(buffer->memory);
  *buffer = (aio__buffer){0};
}
