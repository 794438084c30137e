#ifndef ASYNCIO_AS_COMPLETED_H
#define ASYNCIO_AS_COMPLETED_H

#include <asyncio/coroutine.h>
#include <asyncio/wait.h>

/*
** as_completed: awaitables one by one as they are done. Coroutines become tasks; the same object twice counts once.
**
**   ASYNC_FOR(self->task, asyncio_as_completed(self->tasks, ASYNCIO_FOREVER)) {        the tasks themselves
**     …
**   } END_FOR;
**
**   self->results = asyncio_as_completed(self->tasks, 2.0);                              or what they come to
**   while ((self->next = asyncio_as_completed_next(self->results)) != NULL) {
**     AWAIT(self->next);
**   }
*/

typedef struct asyncio_as_completed_iterator asyncio_as_completed_iterator;

/* Begins to wait for the awaitables in the list. What is not done `timeout` seconds from now is raised as TimeoutError,
** once for each. NULL with the current error when out of memory or for what cannot be awaited. */
asyncio_as_completed_iterator *asyncio_as_completed(asyncio_list *awaitables, double timeout);

/* A coroutine for the next one that is done: returns its result, or raises its error. NULL after the last, and, with
** the current error, when out of memory. */
asyncio_coroutine *asyncio_as_completed_next(asyncio_as_completed_iterator *iterator);

#endif
