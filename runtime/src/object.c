#include "object.h"

#include "error.h"
#include "frame.h"
#include "loop.h"
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

/*
** What an object held alone goes with it, and so on: a chain of a million must not overflow the C stack. From a certain
** depth on, objects wait, linked by `links.next` since no scope holds them, until the outermost has gone. One a thread.
*/
enum { DEEPEST = 100 };

static _Thread_local struct {
  unsigned depth;
  aio__links *waiting;
} destroying;

static asyncio_object *next_waiting(void) {
  aio__links *links = destroying.waiting;
  destroying.waiting = links->next;
  links->next = NULL;
  return (asyncio_object *)((char *)links - offsetof(asyncio_object, links));
}

/* A program's own `destroy` may make objects where no scope is: they are the loop's, as those of a callback. */
__attribute__((noinline)) static void destroy_plain(asyncio_object *object) {
  if (object->type->destroy == NULL) {
    aio__object_free(object);
    return;
  }
  aio__links *scope = aio__now.scope;
  if (scope == NULL && aio__now.loop != NULL) {
    aio__now.scope = &aio__now.loop->scope;
  }
  object->type->destroy(object);
  aio__now.scope = scope;
}

/* Types of asyncio's own kinds have a destroy. */
static inline void destroy(asyncio_object *object) {
  if (object->type->kind == AIO__KIND_PLAIN) {
    destroy_plain(object);
  } else {
    object->type->destroy(object);
  }
}

void aio__destroy(asyncio_object *object) {
  if (destroying.depth == DEEPEST) {
    object->links.next = destroying.waiting;
    destroying.waiting = &object->links;
    return;
  }
  unsigned depth = destroying.depth;
  destroying.depth = depth + 1;
  destroy(object);
  while (depth == 0 && destroying.waiting != NULL) {
    object = next_waiting();
    destroy(object);
  }
  destroying.depth = depth;
}

void *asyncio_object_new(const asyncio_type *type, size_t size) {
  if (aio__now.error != NULL) {
    return NULL;
  }
  if (aio__is_null(type, "type")) {
    return NULL;
  }
  if (size < sizeof(asyncio_object)) {
    asyncio_raise(asyncio_ValueError, "%s: %zu bytes cannot hold an asyncio_object", type->name, size);
    return NULL;
  }
  return aio__own(aio__object_new(type, size));
}

/* --- What the program keeps and releases -------------------------------------------------------------------------- */

static const char released[] = "%s object is released already: asyncio_keep it to hold it longer";

/* The object may have gone: of its head, which memory.h and malloc leave for a while, no more than the type is looked
** at. */
__attribute__((cold)) static void raise_misuse(const char *format, const asyncio_object *object) {
  if (aio__now.error == NULL) {
    asyncio_raise(asyncio_RuntimeError, format, object->type->name);
  }
}

__attribute__((cold)) void asyncio_object_free(void *memory) {
  const asyncio_object *object = memory;
  if (object == NULL) {
    return;
  }
  if (object->references > 0) {
    raise_misuse("%s object is in use: only its destroy frees it", object);
    return;
  }
  aio__object_free(memory);
}

__attribute__((cold)) void *asyncio_keep(void *kept) {
  asyncio_object *object = kept;
  if (object == NULL || object->references == AIO__IMMORTAL) {
    return object;
  }
  if (object->references == 0) {
    raise_misuse(released, object);
    return object;
  }
  if (!aio__scope_take(object)) {
    aio__retain(object);
  }
  object->links.kept++;
  if (aio__is_coroutine(object) || aio__kind(object) == AIO__KIND_GENERATOR) {
    aio__frame_escapes((asyncio_coroutine *)object);
  }
  return object;
}

/* What was awaited may be another scope's: then the hold on it goes. Tasks and coroutines come by the million, and not
** so. */
static bool release_hold(asyncio_object *object) {
  return object->links.next != NULL && aio__now.scope != NULL && aio__kind(object) != AIO__KIND_TASK &&
         !aio__is_coroutine(object) && aio__scope_release_hold(aio__now.scope, object);
}

void asyncio_release(void *given) {
  asyncio_object *object = given;
  if (object == NULL || object->references == AIO__IMMORTAL) {
    return;
  }
  if (object->references == 0) {
    raise_misuse(released, object);
    return;
  }
  if (release_hold(object)) {
    return;
  }
  if (!aio__scope_take(object)) {
    if (object->links.kept == 0) {
      raise_misuse("%s object is not the program's to release (again): asyncio_keep it to hold it", object);
      return;
    }
    object->links.kept--;
  }
  aio__release(object);
}

void aio__object_free(void *object) {
  aio__scope_take(object);
  aio__free(object);
}
