#ifndef AIO_TRY_H
#define AIO_TRY_H

#include "coroutine.h"

/* Frees the blocks that a frame still has open when it is destroyed. */
void aio__try_free(asyncio_frame *frame);

/*
** What an error is raised while handling is its context, by CPython's rules. An error that is raised in the code of a
** frame finds what that handles, or else its callers. But one that comes from outside, a cancel or what a future failed
** with, is raised in the frame that waits, out of sight of its callers: it, and what is raised in its place, finds what
** they handle when it reaches them, each time anew.
*/

/* The coroutine's error, NULL for none, is raised in it from outside: notes what the coroutine itself handles. */
void aio__thrown(asyncio_coroutine *coroutine);

#endif
