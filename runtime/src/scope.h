#ifndef AIO_SCOPE_H
#define AIO_SCOPE_H

#include "object.h"
#include "running.h"
#include <asyncio/value.h>
#include <stdbool.h>
#include <stddef.h>

/*
** Scopes: who owns what a program makes. A frame has one, and so has the loop, for callbacks. A scope is a ring of
** objects in order of creation, linked through their heads, each with one reference that is the scope's.
*/

/* An empty ring. */
static inline void aio__scope_init(aio__links *scope) {
  scope->next = scope->previous = scope;
}

static inline bool aio__scope_empty(const aio__links *scope) {
  return scope->next == scope;
}

/* Puts an object that is in no scope behind the last of this one. */
static inline void aio__scope_append(aio__links *scope, asyncio_object *object) {
  aio__links *links = &object->links;
  links->previous = scope->previous;
  links->next = scope;
  scope->previous->next = links;
  scope->previous = links;
}

/* The object at a place of the ring. */
static inline asyncio_object *aio__scope_object(const aio__links *links) {
  return (asyncio_object *)((char *)links - offsetof(asyncio_object, links));
}

/* The caller's reference is the program's, which is to release it. NULL is allowed. */
void aio__own_outside(void *object);

/* Gives the caller's reference to the running scope; where there is none, to the program. Returns `object`, NULL for
** NULL. The last line of every public call that makes an object. O(1). */
static inline void *aio__own(void *object) {
  if (object != NULL && aio__now.scope != NULL) {
    aio__scope_append(aio__now.scope, (asyncio_object *)object);
  } else {
    aio__own_outside(object);
  }
  return object;
}

/* The same for a value's object, with a reference of the scope's own: the value may be used as long as the frame.
** Where another scope owns it already, a stand-in is made. 0, or -1 with MemoryError, and nothing is held. */
int aio__scope_hold(aio__links *scope, asyncio_value value);

/* Takes the object out of its scope; its reference is the caller's then. False where it is in none, and nothing
** changed. O(1). */
static inline bool aio__scope_take(void *object) {
  aio__links *links = &((asyncio_object *)object)->links;
  if (links->next == NULL) {
    return false;
  }
  links->previous->next = links->next;
  links->next->previous = links->previous;
  links->next = links->previous = NULL;
  return true;
}

/* Takes over a reference that the program keeps, if it keeps one. */
void aio__unkeep(void *object);

/* Takes over the reference that aio__own gave away. */
static inline void aio__disown(void *object) {
  if (!aio__scope_take(object)) {
    aio__unkeep(object);
  }
}

/* Takes the last object of a scope out, as aio__scope_take. */
static inline void aio__scope_take_last(aio__links *scope) {
  aio__links *links = scope->previous;
  scope->previous = links->previous;
  links->previous->next = scope;
  links->next = links->previous = NULL;
}

/* Takes back the newest hold that aio__scope_hold made of an object which another scope owns. False where there is
** none. O(objects that came since). */
bool aio__scope_release_hold(aio__links *scope, const void *object);

/* Hands a coroutine that was given to another, whose scope this is, as an argument over, so that it goes with that.
** O(1). */
void aio__scope_move(aio__links *scope, void *object);

/* Calls `visit` for each object, in order of creation. */
void aio__scope_each(aio__links *scope, void (*visit)(const aio__links *scope, asyncio_object *object));

/* How many references to `object` are of lists that nothing but this scope holds. O(items). */
size_t aio__scope_count_in_lists(const aio__links *scope, const void *object);

/* Releases all. */
void aio__scope_release(aio__links *scope);

#endif
