#include "list.h"

#include "error.h"
#include "memory.h"
#include "running.h"
#include "scope.h"
#include "value.h"

static void list_destroy(void *object) {
  asyncio_list *list = object;
  for (size_t i = 0; i < list->count; i++) {
    aio__value_release(list->items[i]);
  }
  aio__free(list->items);
  aio__object_free(list);
}

static const asyncio_type list_type = {.name = "list", .destroy = list_destroy, .kind = AIO__KIND_LIST};

static int list_reserve(asyncio_list *list, size_t capacity) {
  if (capacity <= list->capacity) {
    return 0;
  }
  asyncio_value *items = aio__reallocate(list->items, aio__size_of(capacity, sizeof(asyncio_value)));
  if (items == NULL) {
    return -1;
  }
  list->items = items;
  list->capacity = capacity;
  return 0;
}

asyncio_list *aio__list_new(size_t capacity) {
  asyncio_list *list = aio__object_new(&list_type, sizeof(asyncio_list));
  if (list != NULL && list_reserve(list, capacity) < 0) {
    aio__release(list);
    return NULL;
  }
  return list;
}

asyncio_list *asyncio_list_new(void) {
  return aio__own(aio__list_new(0));
}

asyncio_list *aio__list_of(void *const *objects, size_t count) {
  asyncio_list *list = aio__list_new(count);
  for (size_t i = 0; list != NULL && i < count; i++) {
    asyncio_list_append(list, asyncio_value_of(objects[i]));
  }
  return aio__own(list);
}

int asyncio_list_append(asyncio_list *list, asyncio_value value) {
  if (aio__is_null(list, "list")) {
    return -1;
  }
  if (list->count == list->capacity && list_reserve(list, list->capacity < 4 ? 4 : 2 * list->capacity) < 0) {
    return -1;
  }
  list->items[list->count++] = aio__value_retain(value);
  return 0;
}

size_t asyncio_list_size(const asyncio_list *list) {
  return list == NULL ? 0 : list->count;
}

asyncio_value asyncio_list_get(const asyncio_list *list, size_t index) {
  if (list == NULL && aio__now.error != NULL) {
    return asyncio_none(); /* the error that made it NULL stays */
  }
  if (index >= asyncio_list_size(list)) {
    asyncio_raise(asyncio_IndexError, "list index %zu out of range: it has %zu items", index, asyncio_list_size(list));
    return asyncio_none();
  }
  return list->items[index];
}

bool asyncio_list_contains(const asyncio_list *list, const void *object) {
  for (size_t i = 0; i < asyncio_list_size(list); i++) {
    if (aio__value_has_object(list->items[i]) && list->items[i].object == object) {
      return true;
    }
  }
  return false;
}

int aio__list_equal(const asyncio_list *left, const asyncio_list *right, unsigned depth) {
  if (left == right || left->count != right->count) {
    return left == right;
  }
  int equal = 1;
  for (size_t i = 0; equal == 1 && i < left->count; i++) {
    equal = aio__value_equal(left->items[i], right->items[i], depth);
  }
  return equal;
}

int aio__list_less(const asyncio_list *left, const asyncio_list *right, unsigned depth) {
  for (size_t i = 0; i < left->count && i < right->count; i++) {
    int equal = aio__value_equal(left->items[i], right->items[i], depth);
    if (equal != 1) {
      return equal < 0 ? -1 : aio__value_less(left->items[i], right->items[i], depth);
    }
  }
  return left->count < right->count;
}
