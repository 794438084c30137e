#ifndef AIO_MAILBOX_H
#define AIO_MAILBOX_H

#include "handle.h"
#include <asyncio/loop.h>

/*
** What other threads leave for a loop to run: handles, which its next turn schedules in the order in which they came,
** and a pipe that wakes it where it sleeps. The only part of a loop that another thread touches. In WebAssembly a loop
** has all to itself.
*/

#ifdef __wasm__

typedef struct aio__mailbox {
  char nothing;
} aio__mailbox;

static inline void aio__mailbox_init(aio__mailbox *mailbox) {
  (void)mailbox;
}

static inline bool aio__mailbox_filled(const aio__mailbox *mailbox) {
  (void)mailbox;
  return false;
}

static inline bool aio__mailbox_may_fill(const aio__mailbox *mailbox) {
  (void)mailbox;
  return false;
}

static inline void aio__mailbox_empty(asyncio_loop *loop) {
  (void)loop;
}

static inline void aio__mailbox_close(aio__mailbox *mailbox) {
  (void)mailbox;
}

#else

#include <pthread.h>
#include <stdatomic.h>

typedef struct aio__mailbox {
  pthread_mutex_t lock;
  aio__handle_queue handles; /* guarded by `lock` */
  bool sleeps;               /* likewise: the loop has to be woken */
  atomic_bool filled;        /* there are handles: what each turn looks at, without the lock */
  bool may_fill;             /* there are other threads, as far as the driver knows */
  bool has_pipe;
  int pipe[2]; /* to read, where the loop sleeps; to write, which wakes it */
} aio__mailbox;

void aio__mailbox_init(aio__mailbox *mailbox);

/* Where nobody else knows the loop any more, and the mailbox was emptied for the last time. */
void aio__mailbox_close(aio__mailbox *mailbox);

/* In any thread: has the loop run `handle`, which belongs to it from now on. */
void aio__mailbox_post(asyncio_loop *loop, aio__handle *handle);

/* The rest, in the loop's thread. Schedules what has come. */
void aio__mailbox_empty(asyncio_loop *loop);

static inline bool aio__mailbox_filled(const aio__mailbox *mailbox) {
  return atomic_load_explicit(&mailbox->filled, memory_order_relaxed);
}

/* Where nothing else is to happen: whether a handle may still come. */
static inline bool aio__mailbox_may_fill(const aio__mailbox *mailbox) {
  return mailbox->may_fill || aio__mailbox_filled(mailbox);
}

/* Makes the pipe, where it is not made yet. 0, or the error's number. */
int aio__mailbox_open_pipe(aio__mailbox *mailbox);

/* Around a sleep that ends when the pipe can be read. False: something has come, and there is to be none. */
bool aio__mailbox_begin_sleep(aio__mailbox *mailbox);
void aio__mailbox_end_sleep(aio__mailbox *mailbox);

#endif

#endif
