#ifndef AIO_HANDLE_H
#define AIO_HANDLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
** A handle: something that the loop is to run once. It stands inside what it works for (a task, a future's callback,
** a timer), so that scheduling allocates nothing and cannot fail. It is in one list at a time: a future's callbacks,
** or the loop's ready queue.
*/
typedef struct aio__handle {
  struct aio__handle *next;          /* behind it in its list */
  void (*run)(struct aio__handle *); /* called once, out of the loop; may free the handle */
  uint32_t owner;                    /* the task, future or composite it works for, in the trace; 0: none */
  uint32_t id;                       /* in the trace, anew each time it is scheduled */
  bool scheduled;                    /* in the ready queue */
  bool cancelled;                    /* passed over when its turn comes */
} aio__handle;

/* First in, first out. All zero: empty. */
typedef struct aio__handle_queue {
  aio__handle *first;
  aio__handle *last; /* undefined where first is NULL */
} aio__handle_queue;

static inline void aio__handle_push(aio__handle_queue *queue, aio__handle *handle) {
  handle->next = NULL;
  if (queue->first == NULL) {
    queue->first = handle;
  } else {
    queue->last->next = handle;
  }
  queue->last = handle;
}

static inline aio__handle *aio__handle_pop(aio__handle_queue *queue) {
  aio__handle *handle = queue->first;
  if (handle != NULL) {
    queue->first = handle->next;
    handle->next = NULL;
  }
  return handle;
}

/* Takes `handle` out. False where it is not in. O(n). */
static inline bool aio__handle_remove(aio__handle_queue *queue, aio__handle *handle) {
  aio__handle *previous = NULL;
  for (aio__handle *at = queue->first; at != NULL; previous = at, at = at->next) {
    if (at != handle) {
      continue;
    }
    if (previous == NULL) {
      queue->first = at->next;
    } else {
      previous->next = at->next;
    }
    if (queue->last == at) {
      queue->last = previous;
    }
    at->next = NULL;
    return true;
  }
  return false;
}

#endif
