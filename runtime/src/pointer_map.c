#include "pointer_map.h"

#include "memory.h"
#include <stdint.h>

int aio__pointer_map_open(aio__pointer_map *map, size_t count) {
  map->capacity = 4;
  while (map->capacity < 2 * count) {
    map->capacity *= 2;
  }
  map->keys = aio__allocate(aio__size_of(map->capacity, sizeof *map->keys));
  map->values = map->keys == NULL ? NULL : aio__allocate(aio__size_of(map->capacity, sizeof *map->values));
  if (map->values == NULL) {
    aio__pointer_map_close(map);
    return -1;
  }
  return 0;
}

void **aio__pointer_map_at(aio__pointer_map *map, const void *key) {
  size_t hash = (uint32_t)((uintptr_t)key >> 3) * 2654435761u;
  for (size_t at = (hash >> 7) & (map->capacity - 1);; at = (at + 1) & (map->capacity - 1)) {
    if (map->keys[at] == NULL || map->keys[at] == key) {
      map->keys[at] = key;
      return &map->values[at];
    }
  }
}

void aio__pointer_map_close(aio__pointer_map *map) {
  aio__free(map->keys);
  aio__free(map->values);
  *map = (aio__pointer_map){0};
}
