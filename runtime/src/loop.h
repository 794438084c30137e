#ifndef AIO_LOOP_H
#define AIO_LOOP_H

#include "handle.h"
#include "mailbox.h"
#include "object.h"
#include "running.h"
#include "timers.h"
#include <asyncio/loop.h>
#include <asyncio/operation.h>
#include <asyncio/task_factory.h>

/* Threads that make calls, as operations of kind "call" (thread_pool.c): by way of pointers, for WebAssembly has none,
** and a program on a virtual clock needs none. */
typedef struct aio__threads {
  asyncio_outside outside;
  /* Sees to it that a thread is there for one call more. 0, or -1 with RuntimeError. */
  int (*prepare)(struct aio__threads *threads);
  /* No more calls. When the last that was begun is over, and its thread has gone, the loop runs `ended`. */
  void (*end)(struct aio__threads *threads, aio__handle *ended);
  /* Waits for the calls that have begun. */
  void (*free)(struct aio__threads *threads);
} aio__threads;

struct asyncio_loop {
  double now;              /* of the turn that runs, seconds */
  uint32_t turns;          /* so far */
  uint32_t holders;        /* its owner, and what points to it: they may outlive asyncio_loop_free */
  uint32_t ready_count;    /* handles in `ready` */
  aio__handle_queue ready; /* to run in the next turn */
  aio__mailbox mailbox;    /* from other threads */
  aio__timers timers;
  aio__links scope;           /* what callbacks make, until they return */
  asyncio_task *current_task; /* that runs; NULL in a callback */
  asyncio_task *first_task;   /* not done, in order of creation */
  asyncio_task *last_task;
  struct aio__generator_hooks *first_generator; /* asked for an item and alive, in that order */
  struct aio__generator_hooks *last_generator;
  /* Where there are any: a coroutine that closes them. */
  asyncio_coroutine *(*shutdown_generators)(void);
  struct asyncio_context *context;   /* outside of tasks and callbacks; held; NULL: empty */
  asyncio_task_factory task_factory; /* makes the tasks; NULL: asyncio_task_new, not eager */
  bool running;                      /* a turn runs */
  bool closed;                       /* asyncio_loop_free was called: nothing runs any more */
  bool stopping;                     /* whoever runs it is to return after this turn */
  uint32_t last_id;                  /* given to an entity */
  uint32_t task_count;               /* that were named Task-N */
  uint32_t cancel_depth;             /* gathers that a cancel is inside of, one in another */
  struct aio__operation *operations; /* begun outside and not over, the newest first */
  uint32_t operation_count;
  asyncio_outside outside; /* who does them; start is NULL: nobody */
  bool outside_threads;    /* and the calls of to_thread too */
  const asyncio_executor
      *executor;         /* makes those calls; borrowed; NULL: the outside, the threads, or the loop itself */
  aio__threads *threads; /* NULL until a call first needs one */
  aio__threads *(*new_threads)(struct asyncio_loop *loop); /* NULL: there are to be none */
  asyncio_error *escaped;         /* SystemExit or KeyboardInterrupt that ends the turn, held; NULL: none */
  struct aio__trace *trace;       /* NULL: off */
  struct aio__sleep *spare_yield; /* a sleep(0) to use again; NULL: none */
  struct aio__random *random;     /* NULL until it is first used */
  struct aio__network *network;   /* NULL until a stream is first asked for */
  struct aio__network *(*new_network)(struct asyncio_loop *loop); /* NULL: one in memory */
  uint8_t reporting; /* the exception handler runs, so often one in another */
  bool printing;     /* the printer runs */
  asyncio_exception_handler exception_handler;
  void *exception_handler_data;
  asyncio_clock debug_clock; /* NULL: no debug mode */
  void *debug_clock_data;
  double slow; /* longest time that a handle may take, seconds */
  asyncio_printer printer;
  void *printer_data;
};

/* NULL: it has none. */
static inline aio__threads *aio__loop_threads(const asyncio_loop *loop) {
#ifdef __wasm__
  (void)loop;
  return NULL;
#else
  return loop->threads;
#endif
}

/* The number of a new entity. */
static inline uint32_t aio__loop_new_id(asyncio_loop *loop) {
  return ++loop->last_id;
}

/* The running task's number, 0 for none: the trace's "by". */
uint32_t aio__loop_by(const asyncio_loop *loop);

void aio__loop_trace_scheduled(asyncio_loop *loop, aio__handle *handle, const char *label);

/* For who points to a loop: its memory stays until all have let go of it. */
static inline asyncio_loop *aio__loop_hold(asyncio_loop *loop) {
  loop->holders++;
  return loop;
}

void aio__loop_gone(asyncio_loop *loop);

static inline void aio__loop_let_go(asyncio_loop *loop) {
  if (loop != NULL && --loop->holders == 0) {
    aio__loop_gone(loop);
  }
}

/* 0, or -1 with RuntimeError where the loop is closed. */
int aio__loop_check_open(const asyncio_loop *loop);

/* Puts `handle` behind the ready queue; the trace is the caller's. */
static inline void aio__loop_push(asyncio_loop *loop, aio__handle *handle) {
  handle->scheduled = true;
  handle->cancelled = false;
  loop->ready_count++;
  aio__handle_push(&loop->ready, handle);
}

/* The same, and notes it. `label` says in the trace what the handle calls. */
static inline void aio__loop_schedule(asyncio_loop *loop, aio__handle *handle, const char *label) {
  aio__loop_push(loop, handle);
  if (loop->trace != NULL) {
    aio__loop_trace_scheduled(loop, handle, label);
  }
}

/* Sets a timer, takes it back. 0, or -1 with MemoryError. */
int aio__loop_set_timer(asyncio_loop *loop, aio__timer *timer, double when);
void aio__loop_cancel_timer(asyncio_loop *loop, aio__timer *timer);

/* Tells the exception handler. `error` may be NULL. */
__attribute__((format(printf, 3, 4))) void aio__loop_report(asyncio_loop *loop, asyncio_error *error,
                                                            const char *format, ...);

/* An error that a callback left behind: SystemExit and KeyboardInterrupt leave the loop, others are reported. */
void aio__loop_handle_error(asyncio_loop *loop);

/* A callback has been called: as in CPython its error is handled in its context, which is then left. */
static inline void aio__loop_called(asyncio_loop *loop) {
  if (aio__now.error != NULL) {
    aio__loop_handle_error(loop);
  }
  aio__now.context = NULL;
}

/* 0 where no turn runs; else -1 with RuntimeError: a loop is neither turned nor freed from inside a turn of its own. */
int aio__loop_check_idle(const asyncio_loop *loop);

/* 0 where a turn may begin; else -1 with RuntimeError: nor is it turned from inside a turn of another. */
int aio__loop_check_turn(const asyncio_loop *loop);

/* Turns, one at least, until nothing is ready or the loop is to stop; a turn may begin. The loop is entered once for
** all of them: that costs as much again as a turn with one handle to run. */
void aio__loop_turns(asyncio_loop *loop, double now);

/* The running loop; NULL and RuntimeError outside. */
asyncio_loop *aio__running_loop(void);

#endif
