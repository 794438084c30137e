#ifndef AIO_CONTEXT_MAP_H
#define AIO_CONTEXT_MAP_H

#include <asyncio/context.h>
#include <asyncio/value.h>
#include <stdbool.h>

/*
** A persistent map from variables to values: changing it makes a new one, which shares with the old what did not
** change. A crit-bit tree over the variables' addresses; its nodes are counted, never changed. NULL is the empty map.
** The map holds its variables and values.
*/
typedef struct aio__context_map aio__context_map;

/* Takes and gives back a reference. NULL is allowed. */
aio__context_map *aio__context_map_retain(aio__context_map *map);
void aio__context_map_release(aio__context_map *map);

/* The value of `var`, borrowed; NULL where it has none. O(log variables). */
const asyncio_value *aio__context_map_get(const aio__context_map *map, const asyncio_context_var *var);

/* The map with `var` set to `value`, a new reference; NULL with MemoryError. O(log variables). */
aio__context_map *aio__context_map_with(aio__context_map *map, asyncio_context_var *var, asyncio_value value);

/* The map without `var`, which is in it, into `*without`. 0, or -1 with MemoryError. O(log variables). */
int aio__context_map_without(aio__context_map *map, const asyncio_context_var *var, aio__context_map **without);

#endif
