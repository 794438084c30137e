#ifndef AIO_OBJECT_H
#define AIO_OBJECT_H

#include <asyncio/coroutine.h>
#include <asyncio/object.h>
#include <stdbool.h>

/* asyncio's own kinds of objects, told apart where a call takes several. */
enum aio__kind {
  AIO__KIND_PLAIN = 0,
  /* AIO__KIND_COROUTINE = 1, in asyncio/coroutine.h */
  AIO__KIND_FUTURE = 2,
  AIO__KIND_TASK = 3,
  AIO__KIND_GATHER = 4,    /* a future whose cancel goes to its children */
  AIO__KIND_OPERATION = 5, /* a future whose cancel goes to the outside */
  AIO__KIND_STR = 6,
  AIO__KIND_LIST = 7,
  AIO__KIND_ERROR = 8,
  /* AIO__KIND_GENERATOR = 9, in asyncio/generator.h */
  AIO__KIND_BYTES = 10
};

static inline unsigned aio__kind(const void *object) {
  return ((const asyncio_object *)object)->type->kind;
}

static inline bool aio__is_coroutine(const void *object) {
  return aio__kind(object) == AIO__KIND_COROUTINE;
}

static inline bool aio__is_future(const void *object) {
  return aio__kind(object) >= AIO__KIND_FUTURE && aio__kind(object) <= AIO__KIND_OPERATION;
}

/* Objects that are made beforehand are never counted nor destroyed. */
#define AIO__IMMORTAL UINT32_MAX

/* A new object of `size` bytes, zero behind its head, with one reference, the caller's. NULL with MemoryError. */
void *aio__object_new(const asyncio_type *type, size_t size);

/* Takes a reference. Returns `object`. */
static inline void *aio__retain(void *object) {
  asyncio_object *head = object;
  if (head->references != AIO__IMMORTAL) {
    head->references++;
  }
  return object;
}

/* Nobody holds the object any more. */
void aio__destroy(asyncio_object *object);

/* Gives back a reference; the last one destroys the object. NULL is allowed. */
static inline void aio__release(void *object) {
  asyncio_object *head = object;
  if (head != NULL && head->references != AIO__IMMORTAL && --head->references == 0) {
    aio__destroy(head);
  }
}


/* Frees the memory of an object whose destroy has let go of the rest. */
void aio__object_free(void *object);

#endif
