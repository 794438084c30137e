#include "scope.h"

#include "running.h"
#include "value.h"
#include <stddef.h>

/* Stands in a scope for an object that another scope owns. */
typedef struct stand_in {
  asyncio_object object;
  asyncio_object *held;
} stand_in;

static void stand_in_destroy(void *object) {
  stand_in *self = object;
  aio__release(self->held);
  aio__object_free(self);
}

static const asyncio_type stand_in_type = {.name = "stand-in", .destroy = stand_in_destroy};

__attribute__((cold)) void aio__own_outside(void *object) {
  if (object != NULL && ((asyncio_object *)object)->links.next == NULL) {
    ((asyncio_object *)object)->links.kept++;
  }
}

__attribute__((cold)) void aio__unkeep(void *object) {
  aio__links *links = &((asyncio_object *)object)->links;
  if (links->next == NULL && links->kept > 0) {
    links->kept--;
  }
}

int aio__scope_hold(aio__links *scope, asyncio_value value) {
  if (!aio__value_has_object(value) || value.object->references == AIO__IMMORTAL) {
    return 0;
  }
  if (value.object->links.next == NULL && value.object->links.kept == 0) {
    aio__scope_append(scope, aio__retain(value.object));
    return 0;
  }
  stand_in *self = aio__object_new(&stand_in_type, sizeof(stand_in));
  if (self == NULL) {
    return -1;
  }
  self->held = aio__retain(value.object);
  aio__scope_append(scope, &self->object);
  return 0;
}

bool aio__scope_release_hold(aio__links *scope, const void *object) {
  for (aio__links *links = scope->previous; links != scope; links = links->previous) {
    asyncio_object *owned = aio__scope_object(links);
    if (owned == object) {
      return false;
    }
    if (owned->type == &stand_in_type && ((stand_in *)owned)->held == object) {
      aio__release(owned);
      return true;
    }
  }
  return false;
}

void aio__scope_move(aio__links *scope, void *object) {
  if (object != NULL && aio__is_coroutine(object) && aio__scope_take(object)) {
    aio__scope_append(scope, object);
  }
}

void aio__scope_each(aio__links *scope, void (*visit)(const aio__links *scope, asyncio_object *object)) {
  for (aio__links *links = scope->next, *next; links != scope; links = next) {
    next = links->next;
    visit(scope, aio__scope_object(links));
  }
}

size_t aio__scope_count_in_lists(const aio__links *scope, const void *object) {
  size_t count = 0;
  for (aio__links *links = scope->next; links != scope; links = links->next) {
    const asyncio_object *owner = aio__scope_object(links);
    if (aio__kind(owner) != AIO__KIND_LIST || owner->references > 1) {
      continue;
    }
    const asyncio_list *list = (const asyncio_list *)owner;
    for (size_t i = 0; i < asyncio_list_size(list); i++) {
      asyncio_value item = asyncio_list_get(list, i);
      count += aio__value_has_object(item) && item.object == object;
    }
  }
  return count;
}

void aio__scope_release(aio__links *scope) {
  while (!aio__scope_empty(scope)) {
    asyncio_object *object = aio__scope_object(scope->next);
    aio__scope_take(object);
    aio__release(object);
  }
}
