#include "object.h"

#include "frame.h"
#include "memory.h"
#include "running.h"
#include "scope.h"
#include <asyncio/generator.h>

void *aio__object_new(const asyncio_type *type, size_t size) {
  asyncio_object *object = aio__allocate(size);
  if (object != NULL) {
    object->type = type;
    object->references = 1;
  }
  return object;
}

void *asyncio_keep(void *object) {
  if (object != NULL && !aio__scope_take(object)) {
    aio__retain(object);
  }
  if (object != NULL && (aio__is_coroutine(object) || aio__kind(object) == AIO__KIND_GENERATOR)) {
    aio__frame_escapes(object);
  }
  return object;
}

/* What was awaited may be another scope's: then the hold on it goes. Tasks and coroutines come by the million, and not so. */
static bool release_hold(asyncio_object *object) {
  return object->links.next != NULL && aio__now.scope != NULL && aio__kind(object) != AIO__KIND_TASK &&
         !aio__is_coroutine(object) && aio__scope_release_hold(aio__now.scope, object);
}

void asyncio_release(void *object) {
  if (object != NULL && !release_hold(object)) {
    aio__scope_take(object);
    aio__release(object);
  }
}

void aio__object_free(void *object) {
  aio__scope_take(object);
  aio__free(object);
}
