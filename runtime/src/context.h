#ifndef AIO_CONTEXT_H
#define AIO_CONTEXT_H

#include "context_map.h"
#include "loop.h"
#include "object.h"
#include "running.h"
#include <asyncio/context.h>

/* What stands for an empty context is NULL: programs without variables pay nothing for them. */
struct asyncio_context {
  asyncio_object object;
  aio__context_map *map; /* held */
  bool entered;          /* by asyncio_context_run */
};

/* Where the current context stands; NULL outside a loop. */
static inline asyncio_context **aio__context_place(void) {
  return aio__now.context != NULL ? aio__now.context : aio__now.loop != NULL ? &aio__now.loop->context : NULL;
}

/* A new context of the same values, the caller's reference; NULL with MemoryError. */
asyncio_context *aio__context_new(aio__context_map *map);

/* A copy of the current context into `*copy`, the caller's reference. 0, or -1 with MemoryError. O(1). */
static inline int aio__context_copy(asyncio_context **copy) {
  asyncio_context **place = aio__context_place();
  *copy = NULL;
  if (place == NULL || *place == NULL || (*place)->map == NULL) {
    return 0;
  }
  return (*copy = aio__context_new((*place)->map)) == NULL ? -1 : 0;
}

#endif
