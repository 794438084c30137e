#ifndef ASYNCIO_OBJECT_H
#define ASYNCIO_OBJECT_H

#ifdef __cplusplus
#error "asyncio's headers are C11's, not C++'s: keep coroutines in a .c file, and call it from C++ as extern \"C\""
#endif

#include <stddef.h>
#include <stdint.h>

/*
** Objects: everything that asyncio hands out by pointer begins with an asyncio_object.
**
** Who owns what: an object made while a coroutine runs belongs to that coroutine's scope and is released when the
** coroutine and the coroutines it created have ended, however they ended; made in a callback, when the callback
** returns; made outside any loop, it is the caller's to release. Whatever asyncio itself still needs, it holds on its
** own: a pending task is held by its loop, a result by its future. So a program needs no clean-up code. Two calls are
** for what does not fit:
**   asyncio_keep      the object outlives the scope and is the caller's to release
**   asyncio_release   the object is needed no longer; in a loop without end, what each turn makes
**
** Who releases what is not his, or once too often, gets RuntimeError as long as anybody holds the object, and as a rule
** for a while longer: its memory is given back, and what stands there is looked at until something else does. To be
** sure, and for any other use of an object that has gone, build with AddressSanitizer: then each object is an
** allocation of its own.
*/

typedef struct asyncio_object asyncio_object;
typedef struct asyncio_type asyncio_type;
struct asyncio_error;

/* A place in the list of a scope's objects. */
typedef struct aio__links {
  struct aio__links *next; /* NULL: in no list */
  union {
    struct aio__links *previous; /* in a list; the last one's next is the list itself */
    uintptr_t
        kept; /* in none: how many of the references are the program's, of asyncio_keep or made outside of any scope */
  };
} aio__links;

/* The links come first: an allocator writes there when the object has gone, and type and references (0) are seen for
** longer. */
struct asyncio_object {
  aio__links links; /* in the scope that owns it */
  const asyncio_type *type;
  uint32_t references; /* holders: scopes, futures, lists, the caller of asyncio_keep */
};

/* What objects of one type have in common. Fill what applies; the rest is NULL. */
struct asyncio_type {
  const char *name;
  void (*destroy)(void *object); /* the last reference is gone: lets go of what it holds, then asyncio_object_free */
  /* What AWAIT awaits in its place, a coroutine, future or task; NULL with the current error set on failure. */
  void *(*await)(void *object);
  /* ASYNC_WITH: what to await on the way in and out; NULL for nothing, or with the current error set on failure.
  ** `error` is what the body raised, or NULL; a true result of the awaited object swallows it. */
  void *(*enter)(void *object);
  void *(*leave)(void *object, struct asyncio_error *error);
  /* ASYNC_FOR: what to await for the next item; it raises asyncio_StopAsyncIteration after the last. */
  void *(*next)(void *object);
  /* Writes what Python's repr shows into `text` as snprintf does; NULL: <name>. */
  int (*repr)(const void *object, char *text, size_t size);
  unsigned kind; /* asyncio's own kinds; 0 for a program's */
};

/* A new object of a type of the program's own, as calling a Python class: `size` bytes that begin with its
** asyncio_object, zero behind it. `type` is borrowed and outlives its objects. It belongs to the scope, as all that a
** coroutine makes; outside of any to the caller, who lets go of it with asyncio_release. NULL with MemoryError;
** TypeError without a type, ValueError for a size that cannot hold the asyncio_object; or the error that is current
** already, which stays. */
void *asyncio_object_new(const asyncio_type *type, size_t size);

/* The last line of such a type's `destroy`: frees the memory of `object`; NULL is allowed. What the object holds was
** let go of before. A type that has nothing to let go of has no `destroy`. Anywhere else it is a RuntimeError, and
** nothing is freed. */
void asyncio_object_free(void *object);

/* Takes `object` out of the scope that owns it, to live until asyncio_release, which is called as often as this.
** Returns `object`; NULL stays NULL. RuntimeError becomes the current error where it is released already. O(1). */
void *asyncio_keep(void *object);

/* Lets go of `object` before its scope ends, or after asyncio_keep. NULL is allowed. Where neither a scope nor the
** program holds it: nothing happens, and RuntimeError becomes the current error unless there is one. O(1). */
void asyncio_release(void *object);

#endif
