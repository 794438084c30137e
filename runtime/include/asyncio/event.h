#ifndef ASYNCIO_EVENT_H
#define ASYNCIO_EVENT_H

#include <asyncio/coroutine.h>
#include <stdbool.h>

/* Event: a flag that tasks wait for. */

typedef struct asyncio_event asyncio_event;

/* An event that is not set. NULL when out of memory. It is bound to the loop on which somebody first waits for it. */
asyncio_event *asyncio_event_new(void);

/* A coroutine that waits until it is set; where it is already, it does not yield. Its result is true. */
asyncio_coroutine *asyncio_event_wait(asyncio_event *event);

/* Sets it and wakes all who wait, even if it is cleared before they run. 0, or -1 where `event` is NULL. O(waiters). */
int asyncio_event_set(asyncio_event *event);

/* Clears it: who comes from now on waits. Likewise. O(1). */
int asyncio_event_clear(asyncio_event *event);

bool asyncio_event_is_set(const asyncio_event *event);

#endif
