#ifndef ASYNCIO_QUEUE_H
#define ASYNCIO_QUEUE_H

#include <asyncio/coroutine.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
** Queues: values from producers to consumers. A Queue gives first what was put first, a LifoQueue what was put last, a
** PriorityQueue what is less by asyncio_value_less: a list [priority, item], say.
**
** A put wakes the first who waits in get, but hands it nothing: whoever runs first gets the item, and who finds the
** queue empty again waits again, behind the others.
*/

typedef struct asyncio_queue asyncio_queue;

/* A queue of at the most `maxsize` items; 0 or less: of any number. NULL when out of memory. It is bound to the loop on
** which somebody first waits for it. */
asyncio_queue *asyncio_queue_new(int64_t maxsize);
asyncio_queue *asyncio_lifo_queue_new(int64_t maxsize);
asyncio_queue *asyncio_priority_queue_new(int64_t maxsize);

/* A coroutine that puts `item`, waiting while the queue is full. The item is held from here on. QueueShutDown after
** shutdown. A PriorityQueue: TypeError for what it cannot compare. O(1) amortised, of a PriorityQueue O(log n). */
asyncio_coroutine *asyncio_queue_put(asyncio_queue *queue, asyncio_value item);

/* The same at once. 0; -1 and QueueFull, QueueShutDown, MemoryError, or the error that there is already, because the
** item could not be made, say. */
int asyncio_queue_put_nowait(asyncio_queue *queue, asyncio_value item);

/* A coroutine that takes an item, waiting while there is none. QueueShutDown after shutdown, once the queue is
** empty. */
asyncio_coroutine *asyncio_queue_get(asyncio_queue *queue);

/* The same at once. None with QueueEmpty or QueueShutDown as the current error. What the item holds belongs to the
** running scope; outside of any it is the caller's to release. */
asyncio_value asyncio_queue_get_nowait(asyncio_queue *queue);

/* One item that was got is dealt with. 0; -1 and ValueError where that is said more often than items were put. */
int asyncio_queue_task_done(asyncio_queue *queue);

/* A coroutine that waits until all items that were put are dealt with. */
asyncio_coroutine *asyncio_queue_join(asyncio_queue *queue);

/* No more puts; gets go on until the queue is empty. With `immediate` it is emptied now, each item counting as dealt
** with. Who waits in put or get wakes up. 0, or -1 where `queue` is NULL. O(waiters), `immediate` O(items) too. */
int asyncio_queue_shutdown(asyncio_queue *queue, bool immediate);

/* Items in the queue; how many it takes; whether it holds none; whether it holds `maxsize`. */
size_t asyncio_queue_qsize(const asyncio_queue *queue);
int64_t asyncio_queue_maxsize(const asyncio_queue *queue);
bool asyncio_queue_empty(const asyncio_queue *queue);
bool asyncio_queue_full(const asyncio_queue *queue);

#endif
