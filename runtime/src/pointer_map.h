#ifndef AIO_POINTER_MAP_H
#define AIO_POINTER_MAP_H

#include <stddef.h>

/* From pointers to pointers, for as long as one call takes: finds duplicates in O(1). All zero: empty. */
typedef struct aio__pointer_map {
  const void **keys; /* open addressing; NULL: a free place */
  void **values;
  size_t capacity; /* a power of two */
} aio__pointer_map;

/* Room for `count` keys. 0, or -1 with MemoryError. */
int aio__pointer_map_open(aio__pointer_map *map, size_t count);

/* The place of a key's value, NULL in it where the key is new. There is always room for `count` keys. */
void **aio__pointer_map_at(aio__pointer_map *map, const void *key);

void aio__pointer_map_close(aio__pointer_map *map);

#endif
