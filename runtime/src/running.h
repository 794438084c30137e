#ifndef AIO_RUNNING_H
#define AIO_RUNNING_H

#include "object.h"
#include <asyncio/error.h>
#include <asyncio/loop.h>

/*
** What runs now: the only state that is not reached from a loop. One a thread.
*/
typedef struct aio__running {
  asyncio_loop *loop;               /* the running loop; NULL outside */
  asyncio_coroutine *coroutine;     /* the frame that runs; NULL in a callback */
  aio__links *scope;                /* who owns the objects made now; NULL: whoever makes them */
  asyncio_error *error;             /* the current error, held; NULL: none */
  struct asyncio_context **context; /* where the current context stands; NULL: in the loop */
  /* Where an error was raised in this step, by whoever is outside; NULL: nowhere. It hides what its callers handle
  ** (try.h). */
  asyncio_coroutine *thrown_into;
  unsigned nested;                    /* eager tasks and task factories that this runs inside of, one in another */
  const struct aio__running *outside; /* what ran where an eager task began, or something is closed; NULL: nothing */
} aio__running;

/* One in another they take room on the C stack, of which a page has little. */
enum { AIO__DEEPEST_NESTED = 500 };

extern _Thread_local aio__running aio__now;

#endif
