/*
** TRY, ASYNC_WITH and ASYNC_FOR blocks of a frame. The macros (asyncio/coroutine.h) let control run down through the
** parts of a block; here stands what each part asks. A block is left in one way only: aio__unwind notes the reason in
** the block and sends control to the block's own `case`, above its parts.
*/
#include "try.h"

#include "error.h"
#include "frame.h"
#include "memory.h"
#include "running.h"
#include "value.h"

enum phase {
  ENTERING, /* ASYNC_WITH: awaits `enter` */
  FRESH,    /* the body comes next */
  BODY,     /* the body runs */
  MATCHING, /* the body raised; looks for its handler */
  HANDLER,  /* a handler, or ELSE, runs */
  LEAVING,  /* only FINALLY may still run */
  FINALLY_, /* FINALLY runs, or ASYNC_WITH awaits `leave` */
  ITERATING /* ASYNC_FOR, from beginning to end */
};

struct aio__try {
  struct aio__try *outer;
  uint16_t state;          /* the block's `case` */
  uint16_t line;           /* of its TRY */
  uint8_t phase;           /* enum phase */
  uint8_t leaving;         /* enum aio__leaving: how the frame goes on behind the block */
  asyncio_error *error;    /* RAISES: the error; HANDLER: the one that is handled. Held */
  asyncio_value value;     /* RETURNS: the value. Held */
  asyncio_object *manager; /* of ASYNC_WITH, or what ASYNC_FOR goes through; held; NULL for TRY */
};

int aio__try_push(asyncio_frame *self, uint16_t state, unsigned line) {
  struct aio__try *block = aio__allocate(sizeof *block);
  if (block == NULL) {
    aio__raise_current(self);
    return -1;
  }
  block->outer = self->tries;
  block->state = state;
  block->line = (uint16_t)line;
  block->phase = FRESH;
  self->tries = block;
  return 0;
}

static void forget_leaving(struct aio__try *block) {
  aio__release(block->error);
  aio__value_release(block->value);
  block->error = NULL;
  block->value = asyncio_none();
  block->leaving = AIO__STAYS;
}

static void pop(asyncio_frame *self) {
  struct aio__try *block = self->tries;
  self->tries = block->outer;
  forget_leaving(block);
  aio__release(block->manager);
  aio__free(block);
}

void aio__try_free(asyncio_frame *self) {
  while (self->tries != NULL) {
    pop(self);
  }
}

/* --- The parts ---------------------------------------------------------------------------------------------------- */

bool aio__try_body(asyncio_frame *self) {
  if (self->tries->phase != FRESH) {
    return false;
  }
  self->tries->phase = BODY;
  return true;
}

/*
** Control fell out of a part. A body with an error that it did not look at has raised it; a handler has handled its
** error.
*/
static void end_part(asyncio_frame *self) {
  struct aio__try *block = self->tries;
  if (block->phase != BODY && block->phase != HANDLER) {
    return;
  }
  asyncio_error *error = aio__take_error();
  if (error != NULL) {
    aio__error_set_context(error, aio__caught(self));
  }
  if (block->phase == HANDLER) {
    forget_leaving(block);
    block->phase = LEAVING;
  } else if (error != NULL) {
    block->phase = MATCHING;
  }
  if (error != NULL) {
    block->error = error;
    block->leaving = AIO__RAISES;
  }
}

bool aio__try_except(asyncio_frame *self, const asyncio_error_type *const *types) {
  struct aio__try *block = self->tries;
  end_part(self);
  if (block->phase != MATCHING) {
    return false;
  }
  for (; *types != NULL; types++) {
    if (asyncio_error_is(block->error, *types)) {
      block->phase = HANDLER;
      return true;
    }
  }
  return false;
}

bool aio__try_else(asyncio_frame *self) {
  struct aio__try *block = self->tries;
  end_part(self);
  if (block->phase != BODY) {
    return false;
  }
  block->phase = HANDLER;
  return true;
}

bool aio__try_finally(asyncio_frame *self) {
  end_part(self);
  self->tries->phase = FINALLY_;
  return true;
}

bool aio__try_end(asyncio_frame *self) {
  struct aio__try *block = self->tries;
  end_part(self);
  if (block->phase == FINALLY_ && aio__raise_current(self)) {
    return true;
  }
  self->coroutine.leaving = block->leaving;
  if (block->leaving == AIO__RAISES) {
    self->coroutine.error = aio__retain(block->error);
  } else if (block->leaving == AIO__RETURNS) {
    aio__coroutine_set_awaited(&self->coroutine, block->value);
  }
  pop(self);
  return self->coroutine.leaving != AIO__STAYS;
}

bool aio__try_escaped(asyncio_frame *self, uint16_t state) {
  if (self->tries == NULL || self->tries->state != state) {
    return false;
  }
  unsigned line = self->tries->line;
  pop(self);
  aio__raise(self, asyncio_error_new(asyncio_RuntimeError,
                                     "break or continue left the block at line %u: end the loop by a condition", line));
  return true;
}

/* --- What is being handled ---------------------------------------------------------------------------------------- */

/* The error that this coroutine itself handles where it stands; NULL: none. */
static asyncio_error *handled_in(const asyncio_coroutine *coroutine) {
  const struct aio__try *block = aio__is_frame(coroutine) ? ((const asyncio_frame *)coroutine)->tries : NULL;
  while (block != NULL && ((block->phase != HANDLER && block->phase != FINALLY_) || block->error == NULL)) {
    block = block->outer;
  }
  return block == NULL ? NULL : block->error;
}

/* Who called the one that stands at `at`, as far as it sees; `*running` goes along. */
static const asyncio_coroutine *caller_of(const asyncio_coroutine *at, const aio__running **running) {
  at = at == (*running)->thrown_into ? NULL : at->caller;
  while (at == NULL && (*running)->outside != NULL) {
    *running = (*running)->outside;
    at = (*running)->coroutine;
  }
  return at;
}

asyncio_error *aio__caught(asyncio_frame *self) {
  const aio__running *running = &aio__now;
  asyncio_error *error = NULL;
  for (const asyncio_coroutine *at = &self->coroutine; at != NULL && error == NULL; at = caller_of(at, &running)) {
    error = handled_in(at);
  }
  return error;
}

void aio__thrown(asyncio_coroutine *coroutine) {
  if (coroutine->error != NULL) {
    aio__error_set_context(coroutine->error, handled_in(coroutine));
    coroutine->leaving = AIO__RAISES;
  }
}

/* --- ASYNC_WITH --------------------------------------------------------------------------------------------------- */

int aio__with_push(asyncio_frame *self, void *object, uint16_t state, unsigned line) {
  asyncio_object *manager = object;
  if (manager == NULL && aio__now.error == NULL) {
    asyncio_raise(asyncio_TypeError, "ASYNC_WITH needs an object, got NULL");
  }
  if (aio__now.error == NULL && manager->type->enter == NULL && manager->type->leave == NULL) {
    asyncio_raise(asyncio_TypeError, "'%s' object does not support the asynchronous context manager protocol",
                  manager->type->name);
  }
  if (aio__raise_current(self) || aio__try_push(self, state, line) < 0) {
    return -1;
  }
  self->tries->phase = ENTERING;
  self->tries->manager = aio__frame_hold(self, manager);
  return 0;
}

/* Awaits what `enter` or `leave` returned; NULL is nothing, or the current error. */
static bool await_part(asyncio_frame *self, void *awaitable, uint16_t state) {
  if (awaitable == NULL && aio__now.error == NULL) {
    aio__coroutine_set_awaited(&self->coroutine, asyncio_none());
    return false;
  }
  return aio__await(self, awaitable, state, self->tries->line);
}

bool aio__with_enter(asyncio_frame *self, uint16_t state) {
  asyncio_object *manager = self->tries->manager;
  aio__await_begin(self, false);
  return await_part(self, manager->type->enter == NULL ? NULL : manager->type->enter(manager), state);
}

void aio__with_entered(asyncio_frame *self) {
  self->tries->phase = FRESH;
}

bool aio__with_leaves(asyncio_frame *self) {
  end_part(self);
  self->tries->phase = FINALLY_;
  return true;
}

bool aio__with_leave(asyncio_frame *self, uint16_t state) {
  const struct aio__try *block = self->tries;
  asyncio_object *manager = block->manager;
  asyncio_error *error = block->leaving == AIO__RAISES ? block->error : NULL;
  aio__await_begin(self, false);
  return await_part(self, manager->type->leave == NULL ? NULL : manager->type->leave(manager, error), state);
}

void aio__with_left(asyncio_frame *self) {
  if (self->tries->leaving == AIO__RAISES && asyncio_value_true(self->coroutine.awaited)) {
    forget_leaving(self->tries);
  }
}

/* --- ASYNC_FOR ---------------------------------------------------------------------------------------------------- */

int aio__for_push(asyncio_frame *self, void *object, uint16_t state, unsigned line) {
  asyncio_object *iterator = object;
  if (aio__now.error == NULL && (iterator == NULL || iterator->type->next == NULL)) {
    asyncio_raise(asyncio_TypeError, "'async for' requires an object with __aiter__ method, got %s",
                  iterator == NULL ? "NULL" : iterator->type->name);
  }
  if (aio__raise_current(self) || aio__try_push(self, state, line) < 0) {
    return -1;
  }
  self->tries->phase = ITERATING;
  self->tries->manager = aio__frame_hold(self, iterator);
  return 0;
}

bool aio__for_next(asyncio_frame *self, uint16_t state) {
  aio__await_begin(self, false);
  asyncio_object *iterator = self->tries->manager;
  return aio__await(self, iterator->type->next(iterator), state, self->tries->line);
}

bool aio__for_ended(asyncio_frame *self) {
  if (!asyncio_error_is(self->coroutine.error, asyncio_StopAsyncIteration)) {
    return false;
  }
  aio__coroutine_awaited(&self->coroutine);
  aio__release(self->coroutine.error);
  self->coroutine.error = NULL;
  self->coroutine.leaving = AIO__STAYS;
  return true;
}

void aio__for_pop(asyncio_frame *self, uint16_t state) {
  if (self->tries != NULL && self->tries->state == state) {
    pop(self);
  }
}

/* --- Leaving ------------------------------------------------------------------------------------------------------ */

bool aio__unwind(asyncio_frame *self) {
  while (self->tries != NULL &&
         (self->tries->phase == FINALLY_ || self->tries->phase == ENTERING || self->tries->phase == ITERATING)) {
    pop(self);
  }
  struct aio__try *block = self->tries;
  if (block == NULL) {
    return false;
  }
  bool from_body = block->phase == BODY || block->phase == FRESH;
  forget_leaving(block);
  block->leaving = self->coroutine.leaving;
  if (self->coroutine.leaving == AIO__RAISES) {
    block->error = self->coroutine.error;
    self->coroutine.error = NULL;
  } else {
    block->value = aio__value_retain(self->coroutine.awaited);
  }
  block->phase = from_body && self->coroutine.leaving == AIO__RAISES ? MATCHING : LEAVING;
  self->coroutine.leaving = AIO__STAYS;
  self->coroutine.state = block->state;
  return true;
}
