#ifndef ASYNCIO_TRACE_H
#define ASYNCIO_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
** The trace: what the runtime did, one fixed-size record an event, in the order in which it happened. It is the only
** thing that whoever draws a run gets to see; docs/trace-format.md is its reference.
**
** Identity: every coroutine, future, task, handle, composite, primitive and operation has a number of its own,
** unique in the run; 0 is nobody (the loop, or a callback outside every task). A task is a future and has one
** number. Text is a number too: an index into the trace's strings, of which string 0 is the empty one.
*/

/* One event. 32 bytes, little-endian, read in place by the host: no pointers, no padding. */
typedef struct asyncio_trace_record {
  double time;      /* seconds on the loop's clock */
  uint32_t turn;    /* turn of the loop, from 1; 0 before the first */
  uint16_t kind;    /* enum asyncio_trace_kind */
  uint16_t line;    /* source line that caused it; 0 where there is none */
  uint32_t subject; /* whom it happened to */
  uint32_t object;  /* who else took part */
  double value;     /* a number or a string's index, as the kind says */
} asyncio_trace_record;

/* "by" is the task that was running, 0 for none. "text" is a string's index in `value`. */
typedef enum asyncio_trace_kind {
  /* The loop. */
  ASYNCIO_TRACE_TURN_BEGIN = 1,       /* object: handles that this turn will run */
  ASYNCIO_TRACE_TURN_END = 2,         /* object: handles ready now, for the next turn */
  ASYNCIO_TRACE_IDLE = 3,             /* value: until when, seconds; infinity: only the outside can wake the loop */
  ASYNCIO_TRACE_HANDLE_SCHEDULED = 4, /* subject: handle, object: whom it works for; text: what it calls */
  ASYNCIO_TRACE_HANDLE_RUN = 5,       /* subject: handle; it runs until the next HANDLE_RUN or TURN_END */
  ASYNCIO_TRACE_HANDLE_CANCELLED = 6, /* subject: handle, object: by */
  ASYNCIO_TRACE_TIMER_SET = 7,        /* subject: handle, object: whom it works for; value: deadline */
  ASYNCIO_TRACE_TIMER_FIRED = 8,      /* subject: handle, which is ready from now on */
  ASYNCIO_TRACE_TIMER_CANCELLED = 9,  /* subject: handle, object: by */

  /* Futures; the end of a task is the end of a future. */
  ASYNCIO_TRACE_FUTURE_CREATED = 16,   /* subject: future, object: by; text: what for ("sleep", "gather") */
  ASYNCIO_TRACE_FUTURE_RESULT = 17,    /* subject: future, object: by; text: the result's repr */
  ASYNCIO_TRACE_FUTURE_EXCEPTION = 18, /* subject: future, object: by; text: "Type: message" */
  ASYNCIO_TRACE_FUTURE_CANCELLED = 19, /* subject: future, object: by; text: the cancel's message */
  ASYNCIO_TRACE_CALLBACK_ADDED = 20,   /* subject: future, object: who is called back; text: what is called */
  ASYNCIO_TRACE_CALLBACK_REMOVED = 21, /* as CALLBACK_ADDED */

  /* Tasks. */
  ASYNCIO_TRACE_TASK_CREATED = 32,    /* subject: task, object: by, its parent; text: name */
  ASYNCIO_TRACE_TASK_COROUTINE = 33,  /* subject: task, object: the coroutine it runs; follows TASK_CREATED */
  ASYNCIO_TRACE_TASK_STEP_BEGIN = 34, /* subject: task, which runs from now on; object: by (an eager start's parent) */
  ASYNCIO_TRACE_TASK_STEP_END = 35,   /* subject: task, which runs no longer; object: who runs again, or 0 */
  ASYNCIO_TRACE_TASK_AWAITS = 36,     /* subject: task, object: future it waits on, 0 for a bare yield */
  ASYNCIO_TRACE_TASK_WOKEN = 37,      /* subject: task, ready from now on; object: the future that woke it, or 0 */
  ASYNCIO_TRACE_TASK_CANCEL_REQUESTED = 38, /* subject: task, object: by; value: its cancelling() count now */
  ASYNCIO_TRACE_TASK_UNCANCEL = 39,         /* subject: task, object: by; value: its cancelling() count now */
  ASYNCIO_TRACE_TASK_RENAMED = 40,          /* subject: task, object: by; text: its new name */

  /* Coroutines, whose frames awaited inline are a task's call stack. */
  ASYNCIO_TRACE_COROUTINE_CREATED =
      48, /* subject: coroutine, object: by; text: its function's name; line: of the definition */
  ASYNCIO_TRACE_COROUTINE_ENTERED = 49, /* subject: coroutine, object: task, on whose stack it is the innermost now */
  ASYNCIO_TRACE_COROUTINE_LEFT = 50,    /* subject: coroutine, object: task; value: 0 returned, 1 raised */
  ASYNCIO_TRACE_COROUTINE_AWAITS =
      51, /* subject: coroutine, object: coroutine or future, 0 for a bare yield; line: where */
  ASYNCIO_TRACE_COROUTINE_LINE = 52, /* subject: coroutine, object: task; line: where it is now, between awaits */

  /* Composites: gather, wait, wait_for, shield, as_completed, TaskGroup, timeout. */
  ASYNCIO_TRACE_COMPOSITE_CREATED = 64, /* subject: composite, object: by; text: its function's name */
  ASYNCIO_TRACE_COMPOSITE_MEMBER =
      65, /* subject: composite, object: the future, task or coroutine that belongs to it */
  ASYNCIO_TRACE_COMPOSITE_DEADLINE = 66,    /* subject: composite; value: when it expires, infinity for never */
  ASYNCIO_TRACE_COMPOSITE_EXPIRED = 67,     /* subject: composite */
  ASYNCIO_TRACE_COMPOSITE_RESCHEDULED = 68, /* subject: composite, object: by; value: when it expires now */
  ASYNCIO_TRACE_COMPOSITE_SETTLED = 69, /* subject: composite; value: 0 result, 1 exception, 2 cancelled, 3 timed out */

  /* Primitives: Lock, Event, Condition, Semaphore, BoundedSemaphore, Barrier, Queue, LifoQueue, PriorityQueue, Server;
  ** StreamReader and StreamWriter, whose items are what came in or was written, whose size is bytes; SET: the end
  ** came. */
  ASYNCIO_TRACE_PRIMITIVE_CREATED =
      80, /* subject: primitive, object: by; text: its type's name; of a stream with its peer, "StreamReader HOST:PORT" */
  ASYNCIO_TRACE_PRIMITIVE_WAITS = 81, /* subject: primitive, object: the task that has to wait; text: in which call */
  ASYNCIO_TRACE_PRIMITIVE_ACQUIRED = 82, /* subject: primitive, object: by */
  ASYNCIO_TRACE_PRIMITIVE_RELEASED = 83, /* subject: primitive, object: by */
  ASYNCIO_TRACE_PRIMITIVE_SET = 84,      /* subject: primitive, object: by; also notify */
  ASYNCIO_TRACE_PRIMITIVE_CLEARED = 85,  /* subject: primitive, object: by */
  ASYNCIO_TRACE_PRIMITIVE_PUT = 86,      /* subject: primitive, object: by; text: the item's repr */
  ASYNCIO_TRACE_PRIMITIVE_GOT = 87,      /* subject: primitive, object: by; text: the item's repr */
  ASYNCIO_TRACE_PRIMITIVE_SIZE = 88,     /* subject: primitive; value: items, permits or parties now */
  ASYNCIO_TRACE_PRIMITIVE_LIMIT = 89, /* subject: primitive; value: how many of them it has room for; not told: any */

  /* Work outside the loop: fetch, file, socket, worker. */
  ASYNCIO_TRACE_OPERATION_STARTED = 96,   /* subject: operation, object: by; text: what is done */
  ASYNCIO_TRACE_OPERATION_COMPLETED = 97, /* subject: operation; value: status, 0 for success */
  ASYNCIO_TRACE_OPERATION_CANCELLED = 98, /* subject: operation, object: by */

  /* The program. */
  ASYNCIO_TRACE_PRINT = 112, /* object: by; text: one call's output, without the last line feed */

  /* Diagnostics. */
  ASYNCIO_TRACE_SLOW_CALLBACK = 128,     /* subject: handle or task; value: seconds */
  ASYNCIO_TRACE_NEVER_RETRIEVED = 129,   /* subject: future or task; text: "Type: message" */
  ASYNCIO_TRACE_NEVER_AWAITED = 130,     /* subject: coroutine; text: its function's name */
  ASYNCIO_TRACE_PENDING_DESTROYED = 131, /* subject: task; text: its name */
  ASYNCIO_TRACE_DEADLOCK = 132,        /* nothing is ready, no timer is set; a DEADLOCK_WAITER a pending task follows */
  ASYNCIO_TRACE_DEADLOCK_WAITER = 133, /* subject: task, object: what it waits on */
} asyncio_trace_kind;

struct asyncio_loop;

/* Called when the ring is full, and before the loop is freed with records not read: reads them and calls
** asyncio_trace_clear, or else they are lost. */
typedef void (*asyncio_trace_reader)(void *data, struct asyncio_loop *loop);

/* Begins to trace into a ring of `capacity` records. `reader` may be NULL. 0, or -1 with MemoryError, or with
** RuntimeError where the loop is traced already. */
int asyncio_trace_open(struct asyncio_loop *loop, uint32_t capacity, asyncio_trace_reader reader, void *data);

/* The records not read yet, oldest first; how many there are; how many were lost since the beginning. */
const asyncio_trace_record *asyncio_trace_records(const struct asyncio_loop *loop);
uint32_t asyncio_trace_count(const struct asyncio_loop *loop);
uint32_t asyncio_trace_lost(const struct asyncio_loop *loop);

/* Forgets the records that were read. */
void asyncio_trace_clear(struct asyncio_loop *loop);

/* The strings that records name by number: how many there are; the text of one and its size in bytes. Number 0 is
** empty. */
uint32_t asyncio_trace_string_count(const struct asyncio_loop *loop);
const char *asyncio_trace_string(const struct asyncio_loop *loop, uint32_t number, size_t *size);

#endif
