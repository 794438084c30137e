/* Frames of ASYNC: what the macros of asyncio/coroutine.h call, TRY and ASYNC_WITH (try.c) excepted. */
#include "frame.h"

#include "error.h"
#include "future.h"
#include "memory.h"
#include "running.h"
#include "scope.h"
#include "sleep.h"
#include "task.h"
#include "trace.h"
#include "try.h"
#include <asyncio/generator.h>
#include <asyncio/print.h>
#include <stdlib.h>
#include <string.h>

/*
** Frames provide for the coroutines that they create: a child's arguments may name objects of its creator's scope.
** While the scope alone holds the child, it cannot outlive them. Once a task, another scope or asyncio_keep holds it,
** it has escaped and pins its provider, whose objects are released when it has ended and nothing pins it; and its
** provider's provider, whose objects that may have handed on, and so on. A provider that has ended and owns nothing is
** passed over in favour of its own, so that a chain of tasks, each creating the next, does not grow.
*/
static void pin(asyncio_frame *child) {
  while (child->provider != NULL && !child->coroutine.pins_provider) {
    child->coroutine.pins_provider = true;
    child = child->provider;
    child->pins++;
    aio__retain(child);
  }
}

void aio__frame_escapes(asyncio_coroutine *child) {
  if (!aio__is_frame(child) || child->pins_provider || child->status == AIO__DONE) {
    return;
  }
  asyncio_frame *frame = (asyncio_frame *)child;
  while (frame->provider != NULL && frame->provider->coroutine.status == AIO__DONE &&
         aio__scope_empty(&frame->provider->scope)) {
    frame->provider = frame->provider->provider;
  }
  pin(frame);
}

static bool is_child(const asyncio_object *object) {
  return aio__is_coroutine(object) || aio__kind(object) == AIO__KIND_GENERATOR;
}

/* A child that others hold too escapes now, at its creator's end, and is theirs alone; not one that only a list of the
** same scope holds. */
static void let_escape(const aio__links *scope, asyncio_object *object) {
  if (object->references > 1 && is_child(object) && object->references > 1 + aio__scope_count_in_lists(scope, object)) {
    aio__frame_escapes((asyncio_coroutine *)object);
    aio__scope_take(object);
    aio__release(object);
  }
}

/* Whether `object` is a child that came back: `frame` alone holds it, and it alone pins what lies between it and
** `frame`. */
__attribute__((cold)) static bool came_back(const asyncio_frame *frame, const asyncio_object *object) {
  const asyncio_frame *at = (const asyncio_frame *)object;
  if (object->references > 1 || !is_child(object) || !aio__is_frame(&at->coroutine)) {
    return false;
  }
  while (at->coroutine.pins_provider && at->provider != frame) {
    at = at->provider;
    if (at->pins > 1 || at->coroutine.status != AIO__DONE) {
      return false;
    }
  }
  return at->coroutine.pins_provider;
}

__attribute__((cold)) static asyncio_object *first_that_came_back(const asyncio_frame *frame, uint32_t *count) {
  asyncio_object *first = NULL;
  *count = 0;
  for (const aio__links *links = frame->scope.next; links != &frame->scope; links = links->next) {
    asyncio_object *object = aio__scope_object(links);
    if (came_back(frame, object)) {
      first = *count == 0 ? object : first;
      ++*count;
    }
  }
  return first;
}

/* Lets go of the children that came back to an ended frame, where nothing else pins it: they would hold each other for
** ever. */
__attribute__((cold)) static void release_what_came_back(asyncio_frame *frame) {
  uint32_t count;
  asyncio_object *object = first_that_came_back(frame, &count);
  if (count < frame->pins) {
    return;
  }
  frame->pins++; /* does not settle in between */
  for (; object != NULL; object = first_that_came_back(frame, &count)) {
    aio__scope_take(object);
    aio__release(object);
  }
  frame->pins--;
}

/* Whether a frame that has ended owns nothing but tasks that are over and that nobody else holds. */
static bool owns_no_more(const asyncio_frame *frame) {
  for (const aio__links *at = frame->scope.next; at != &frame->scope; at = at->next) {
    const asyncio_object *object = aio__scope_object(at);
    if (aio__kind(object) != AIO__KIND_TASK || object->references > 1 ||
        ((const asyncio_future *)object)->state == AIO__PENDING) {
      return false;
    }
  }
  return true;
}

/* A provider that has ended, provides for this frame alone and owns no more is taken out from between it and its
** own. */
static void pass_over(asyncio_frame *frame) {
  asyncio_frame *provider;
  while (frame->coroutine.pins_provider && (provider = frame->provider)->coroutine.status == AIO__DONE &&
         provider->pins == 1 && owns_no_more(provider)) {
    frame->provider = provider->provider;
    frame->coroutine.pins_provider = provider->coroutine.pins_provider;
    provider->provider = NULL;
    provider->coroutine.pins_provider = false;
    provider->pins = 0;
    aio__scope_release(&provider->scope);
    aio__release(provider);
  }
}

/* Releases what an ended frame owns, and what its provider owns that was kept for it alone, and so on. */
static void settle(asyncio_frame *frame) {
  asyncio_frame *unpinned = NULL; /* the frame itself, where its last pin has just gone: held */
  while (frame->coroutine.status == AIO__DONE && frame->pins == 0) {
    if (!aio__scope_empty(&frame->scope)) {
      aio__scope_each(&frame->scope, let_escape);
      if (frame->pins > 0) {
        break;
      }
      aio__scope_release(&frame->scope);
    }
    aio__stress_ended(frame);
    asyncio_frame *provider = frame->provider;
    bool pinned = frame->coroutine.pins_provider;
    frame->provider = NULL;
    frame->coroutine.pins_provider = false;
    aio__release(unpinned);
    unpinned = NULL;
    if (!pinned) {
      break;
    }
    provider->pins--;
    frame = unpinned = provider;
  }
  aio__release(unpinned);
}

void aio__frame_ended(asyncio_frame *frame) {
  frame->coroutine.status = AIO__DONE;
  asyncio_frame *provider = frame->provider;
  if (frame->pins == 0 && aio__scope_empty(&frame->scope) &&
      (!frame->coroutine.pins_provider || provider->coroutine.status != AIO__DONE)) {
    /* Most end so: they own nothing, and nothing of their provider's waits for this end. */
    aio__stress_ended(frame);
    frame->provider = NULL;
    if (frame->coroutine.pins_provider) {
      frame->coroutine.pins_provider = false;
      provider->pins--;
      aio__release(provider);
    }
    return;
  }
  if (frame->pins > 0) {
    release_what_came_back(frame);
  }
  if (frame->pins > 0 && frame->coroutine.pins_provider) {
    pass_over(frame->provider); /* its own provider owns the task that ends right now */
  }
  settle(frame);
}

void aio__frame_clear(asyncio_frame *frame) {
  if (frame->tries != NULL) {
    aio__try_free(frame);
  }
  /* Most have ended and settled already. */
  if (frame->coroutine.status != AIO__DONE || frame->coroutine.pins_provider || frame->pins > 0 ||
      !aio__scope_empty(&frame->scope)) {
    aio__frame_ended(frame);
  }
}

asyncio_frame *aio__frame_new(const asyncio_coroutine_type *type) {
  asyncio_frame *self = aio__frame_allocate(type);
  if (self == NULL) {
    return NULL;
  }
  aio__coroutine_init(&self->coroutine, type);
  self->tries = NULL;
  self->provider =
      aio__now.coroutine != NULL && aio__is_frame(aio__now.coroutine) ? (asyncio_frame *)aio__now.coroutine : NULL;
  self->pins = 0;
  aio__scope_init(&self->scope);
  return aio__own(self);
}

/* --- Awaiting ----------------------------------------------------------------------------------------------------- */

/* The frame's error is raised here: notes what is being handled, here and in its callers. O(depth). */
__attribute__((cold)) static void note_handled(asyncio_frame *self) {
  if (self->coroutine.error->object.references != AIO__IMMORTAL) {
    aio__error_set_context(self->coroutine.error, aio__caught(self));
  }
}

/* Makes the current error the one that is raised here. */
static void throw_current(asyncio_frame *self) {
  asyncio_error *old = self->coroutine.error;
  self->coroutine.error = aio__take_error();
  aio__release(old);
  note_handled(self);
}

/* Whether the macro's expression made the object just now: it is the scope's last, and was not before. */
static inline bool made_here(const asyncio_frame *self, const asyncio_object *object) {
  return self->scope.previous == &object->links && self->mark != &object->links && self->mark != NULL;
}

/* Whether it made that object and no other, as asyncio_sleep(0) does. */
static inline bool made_alone(const asyncio_frame *self, const asyncio_object *object) {
  return self->scope.previous == &object->links && object->links.previous == self->mark;
}

void *aio__frame_hold(asyncio_frame *self, void *held) {
  asyncio_object *object = held;
  if (made_here(self, object) && aio__kind(object) != AIO__KIND_TASK) {
    aio__scope_take(object);
    return object;
  }
  return aio__retain(object);
}

static inline void trace_await(const asyncio_frame *self, uint32_t id) {
  asyncio_loop *loop = aio__now.loop;
  if (loop != NULL && loop->trace != NULL) {
    aio__trace_put(loop, ASYNCIO_TRACE_COROUTINE_AWAITS, self->coroutine.line, self->coroutine.id, id, 0);
  }
}

/* An object's `await` may name another such object, so often. */
enum { MOST_STAND_INS = 100 };

/* What to await in place of an object with an `await` of its own; NULL with the current error. */
static asyncio_object *resolve(asyncio_object *object) {
  for (int i = 0; object != NULL && !aio__is_coroutine(object) && !aio__is_future(object); i++) {
    if (i == MOST_STAND_INS) {
      asyncio_raise(asyncio_RecursionError, "maximum recursion depth exceeded");
      return NULL;
    }
    if (object->type->await == NULL) {
      asyncio_raise(asyncio_TypeError, "object %s can't be used in 'await' expression", object->type->name);
      return NULL;
    }
    object = object->type->await(object);
  }
  if (object == NULL && asyncio_current_error() == NULL) {
    asyncio_raise(asyncio_TypeError, "object NULL can't be used in 'await' expression");
  }
  return object;
}

/* Awaits any object. Apart from aio__await, which for a yield needs no room on the stack. */
__attribute__((noinline)) static bool await_object(asyncio_frame *self, void *awaitable) {
  asyncio_coroutine *coroutine = &self->coroutine;
  asyncio_object *object = aio__now.error != NULL ? NULL : resolve(awaitable);
  if (object != NULL && aio__is_coroutine(object) && aio__coroutine_check_fresh((asyncio_coroutine *)object) < 0) {
    object = NULL;
  }
  if (object == NULL) {
    throw_current(self);
    return false;
  }
  if (aio__is_coroutine(object)) {
    ((asyncio_coroutine *)object)->caller = coroutine;
    trace_await(self, ((asyncio_coroutine *)object)->id);
    coroutine->awaiting = aio__frame_hold(self, object);
    return true;
  }
  asyncio_future *future = (asyncio_future *)object;
  trace_await(self, future->id);
  coroutine->awaiting = aio__frame_hold(self, object);
  if (future->state == AIO__PENDING) {
    return true;
  }
  coroutine->error = aio__future_take_error(future);
  if (coroutine->error == NULL) {
    aio__coroutine_set_awaited(coroutine, future->result);
  } else {
    note_handled(self);
  }
  return false;
}

bool aio__await(asyncio_frame *self, void *awaitable, uint16_t state, unsigned line) {
  asyncio_coroutine *coroutine = &self->coroutine;
  coroutine->state = state;
  coroutine->line = (uint16_t)line;
  if (awaitable == NULL || !made_alone(self, awaitable) || aio__now.error != NULL) {
    return await_object(self, awaitable);
  }
  if (aio__sleep_is_yield(awaitable)) {
    trace_await(self, 0); /* the frame itself yields, and the next step comes straight back to it */
    aio__sleep_discard(awaitable, &self->scope);
    return true;
  }
  if (!aio__is_coroutine(awaitable) || !aio__coroutine_is_fresh(awaitable)) {
    return await_object(self, awaitable);
  }
  asyncio_coroutine *awaited = awaitable; /* what most awaits are of: the frame takes it over from its scope */
  awaited->caller = coroutine;
  trace_await(self, awaited->id);
  aio__scope_take_last(&self->scope);
  coroutine->awaiting = &awaited->object;
  return true;
}

/* An error that comes out of a frame awaited inline was raised there, and is leaving this one already. Out of a
** coroutine of another kind it comes as that raised it: with what was being handled, where it had that to tell. */
bool aio__await_failed(asyncio_frame *self) {
  asyncio_coroutine *coroutine = &self->coroutine;
  if (coroutine->leaving != AIO__RAISES) {
    coroutine->leaving = AIO__RAISES;
    if (coroutine->error->context == NULL) {
      note_handled(self);
    }
  }
  return true;
}

/*
** There is no memory for a stand-in that would hold the value, and the value is not to be lost: what was awaited has
** ended, is the frame's alone, and holds it instead. False where what was awaited has a name, by which it may be
** released before.
*/
__attribute__((cold)) static bool hold_by_awaited(asyncio_frame *self) {
  asyncio_object *ended = self->coroutine.awaiting;
  if (ended == NULL || ended->links.next != NULL || ended->references > 1) {
    return false;
  }
  asyncio_clear_error();
  if (aio__is_coroutine(ended)) { /* a future has it still */
    aio__coroutine_set_awaited((asyncio_coroutine *)ended, self->coroutine.awaited);
  }
  self->coroutine.awaiting = NULL;
  aio__scope_append(&self->scope, ended);
  return true;
}

void aio__await_settle(asyncio_frame *self) {
  asyncio_coroutine *coroutine = &self->coroutine;
  if (coroutine->error == NULL && aio__scope_hold(&self->scope, coroutine->awaited) < 0 && !hold_by_awaited(self)) {
    coroutine->error = aio__take_error();
  }
  aio__coroutine_awaited(coroutine);
}

/* --- Ending ------------------------------------------------------------------------------------------------------- */

bool aio__raise_current(asyncio_frame *self) {
  if (aio__now.error == NULL) {
    return false;
  }
  aio__raise(self, aio__now.error);
  asyncio_clear_error();
  return true;
}

void aio__return(asyncio_frame *self, asyncio_value value) {
  if (!aio__raise_current(self)) {
    aio__coroutine_set_awaited(&self->coroutine, value);
    self->coroutine.leaving = AIO__RETURNS;
  }
}

/* At every ASYNC_END: a value to pass would cost the frame's function room on the stack, in each step. */
void aio__return_none(asyncio_frame *self) {
  aio__return(self, asyncio_none());
}

void aio__raise(asyncio_frame *self, asyncio_error *error) {
  if (error == NULL && aio__raise_current(self)) {
    return;
  }
  if (error == NULL) {
    error = asyncio_error_new(asyncio_RuntimeError, "No active exception to reraise");
  }
  self->coroutine.error = aio__retain(error);
  self->coroutine.leaving = AIO__RAISES;
  note_handled(self);
}

/* These two take the error over: made to be raised, it belongs to no scope, and goes when it has been handled. */
void aio__raise_new(asyncio_frame *self, asyncio_error *error) {
  aio__raise(self, error);
  aio__release(error);
}

void aio__raise_from(asyncio_frame *self, asyncio_error *cause, asyncio_error *error) {
  asyncio_error_set_cause(error, cause);
  aio__raise_new(self, error);
}

asyncio_step aio__finish(asyncio_frame *self) {
  asyncio_step step = self->coroutine.leaving == AIO__RAISES ? ASYNCIO_RAISED : ASYNCIO_RETURNED;
  if (step == ASYNCIO_RAISED) {
    aio__coroutine_set_awaited(&self->coroutine, asyncio_none());
  }
  aio__now.scope = NULL;
  aio__now.coroutine = NULL;
  aio__frame_ended(self);
  return step;
}

_Noreturn void aio__lost_state(const asyncio_frame *self) {
  if (aio__now.loop != NULL) {
    aio__loop_report(aio__now.loop, NULL, "coroutine '%s', line %u: AWAIT stands inside a switch of its own",
                     asyncio_coroutine_name(&self->coroutine), self->coroutine.line);
  }
  abort();
}
