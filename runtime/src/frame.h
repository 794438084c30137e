#ifndef AIO_FRAME_H
#define AIO_FRAME_H

#include "coroutine.h"

/* Why a TRY block, or the frame itself, is being left. */
enum aio__leaving {
  AIO__STAYS,
  AIO__RETURNS, /* coroutine.awaited is the value */
  AIO__RAISES   /* coroutine.error is the error */
};

/* The frame has ended: its objects are released once no coroutine that it created can name them. */
void aio__frame_ended(asyncio_frame *frame);

/* Lets go of what a frame holds beyond a coroutine's own; it is being destroyed. */
void aio__frame_clear(asyncio_frame *frame);

/* A coroutine outlives the scope in which it was made, or may do so: its provider's objects will outlive it. */
void aio__frame_escapes(asyncio_coroutine *coroutine);

/* A reference to an object that a macro's expression evaluated to: the scope's own where the expression made it just
** now (no task, which a program likes to look at later). Returns `object`. */
void *aio__frame_hold(asyncio_frame *frame, void *object);

/* Raises the current error in the frame; false where there is none. */
bool aio__raise_current(asyncio_frame *frame);

#endif
