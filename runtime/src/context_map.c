#include "context_map.h"

#include "memory.h"
#include "value.h"
#include <stddef.h>
#include <stdint.h>

struct aio__context_map {
  uint32_t references;
  int bit; /* of the address, that the two sides differ in first; LEAF: one variable */
  union {
    aio__context_map *sides[2]; /* where the bit is 0, 1; held */
    struct {
      asyncio_context_var *var; /* held */
      asyncio_value value;      /* held */
    };
  };
};

enum { LEAF = -1 };

static int side_of(const asyncio_context_var *var, int bit) {
  return (int)((uintptr_t)var >> bit & 1);
}

aio__context_map *aio__context_map_retain(aio__context_map *map) {
  if (map != NULL) {
    map->references++;
  }
  return map;
}

void aio__context_map_release(aio__context_map *map) {
  if (map == NULL || --map->references > 0) {
    return;
  }
  if (map->bit == LEAF) {
    aio__release(map->var);
    aio__value_release(map->value);
  } else {
    aio__context_map_release(map->sides[0]);
    aio__context_map_release(map->sides[1]);
  }
  aio__free(map);
}

/* The leaf that a variable would be, were it in the map. */
static const aio__context_map *nearest(const aio__context_map *map, const asyncio_context_var *var) {
  while (map->bit != LEAF) {
    map = map->sides[side_of(var, map->bit)];
  }
  return map;
}

const asyncio_value *aio__context_map_get(const aio__context_map *map, const asyncio_context_var *var) {
  const aio__context_map *leaf = map == NULL ? NULL : nearest(map, var);
  return leaf != NULL && leaf->var == var ? &leaf->value : NULL;
}

/* Takes over both references: the side where `var` is, and the other one. NULL with MemoryError. */
static aio__context_map *branch(int bit, const asyncio_context_var *var, aio__context_map *side,
                                aio__context_map *other) {
  aio__context_map *map = side == NULL ? NULL : aio__allocate(sizeof *map);
  if (map == NULL) {
    aio__context_map_release(side);
    aio__context_map_release(other);
    return NULL;
  }
  map->references = 1;
  map->bit = bit;
  map->sides[side_of(var, bit)] = side;
  map->sides[1 - side_of(var, bit)] = other;
  return map;
}

static aio__context_map *leaf_new(asyncio_context_var *var, asyncio_value value) {
  aio__context_map *map = aio__allocate(sizeof *map);
  if (map != NULL) {
    map->references = 1;
    map->bit = LEAF;
    map->var = aio__retain(var);
    map->value = aio__value_retain(value);
  }
  return map;
}

/* Puts a leaf where the addresses first differ, at `bit`; LEAF: in the place of the variable's old one. */
static aio__context_map *with(aio__context_map *map, asyncio_context_var *var, asyncio_value value, int bit) {
  if (map->bit > bit) {
    int side = side_of(var, map->bit);
    aio__context_map *changed = with(map->sides[side], var, value, bit);
    return branch(map->bit, var, changed, aio__context_map_retain(map->sides[1 - side]));
  }
  aio__context_map *leaf = leaf_new(var, value);
  return bit == LEAF ? leaf : branch(bit, var, leaf, aio__context_map_retain(map));
}

aio__context_map *aio__context_map_with(aio__context_map *map, asyncio_context_var *var, asyncio_value value) {
  if (map == NULL) {
    return leaf_new(var, value);
  }
  uintptr_t difference = (uintptr_t)nearest(map, var)->var ^ (uintptr_t)var;
  int bit = LEAF;
  for (; difference != 0; difference >>= 1) {
    bit++;
  }
  return with(map, var, value, bit);
}

int aio__context_map_without(aio__context_map *map, const asyncio_context_var *var, aio__context_map **without) {
  *without = NULL;
  if (map->bit == LEAF) {
    return 0;
  }
  int side = side_of(var, map->bit);
  aio__context_map *rest;
  if (aio__context_map_without(map->sides[side], var, &rest) < 0) {
    return -1;
  }
  aio__context_map *other = aio__context_map_retain(map->sides[1 - side]);
  *without = rest == NULL ? other : branch(map->bit, var, rest, other);
  return *without == NULL ? -1 : 0;
}
