/* The machine's threads, which make the calls of asyncio_to_thread. */
#ifndef __wasm__

#define _GNU_SOURCE /* sched_getaffinity */

#include "thread_pool.h"

#include "error.h"
#include "memory.h"
#include "running.h"
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* As CPython's. */
enum { MOST_THREADS = 32, MORE_THAN_PROCESSORS = 4 };

/* An operation's call. It is the loop's until it waits in the pool's list, a thread's while that makes it, and the
** loop's again from its mailbox on: at no time two threads'. */
typedef struct job {
  aio__handle handle; /* brings what it came to */
  struct job *next;   /* that waits behind it */
  struct pool *pool;
  uint32_t id; /* of the operation */
  int status;  /* and output: as asyncio_operation_complete takes them */
  char *output;
  size_t output_size;
  size_t size;
  char input[];
} job;

typedef struct pool {
  aio__threads threads;
  asyncio_loop *loop;
  unsigned most;        /* threads */
  unsigned made;        /* of them, in `ids` */
  pthread_mutex_t lock; /* guards what follows */
  pthread_cond_t work;  /* a job has come, or the end */
  job *first;           /* waits for a thread */
  job *last;
  unsigned queued;    /* jobs that wait */
  unsigned idle;      /* threads that make no call, or are about to begin */
  unsigned alive;     /* threads that have not ended */
  bool ending;        /* no more jobs come */
  aio__handle *ended; /* to be run when no thread is alive; NULL: nothing */
  pthread_t ids[MOST_THREADS];
} pool;

/* --- In a thread -------------------------------------------------------------------------------------------------- */

static void returned(void *data, int status, const void *output, size_t size) {
  job *self = data;
  self->output = status < 0 ? NULL : aio__allocate(size + 1);
  self->output_size = self->output == NULL ? 0 : size;
  self->status = self->output == NULL ? -1 : status;
  if (self->output != NULL) {
    memcpy(self->output, output, size);
  }
}

/* The next job, waited for; NULL: there will be none, and the thread counts as ended. The lock is held. */
static job *next_job(pool *self) {
  while (self->first == NULL && !self->ending) {
    pthread_cond_wait(&self->work, &self->lock);
  }
  self->idle--;
  job *next = self->first;
  if (next != NULL) {
    self->first = next->next;
    self->queued--;
  } else if (--self->alive == 0 && self->ended != NULL) {
    aio__mailbox_post(self->loop, self->ended);
  }
  return next;
}

static void *work(void *data) {
  pool *self = data;
  pthread_mutex_lock(&self->lock);
  for (job *job; (job = next_job(self)) != NULL;) {
    pthread_mutex_unlock(&self->lock);
    asyncio_thread_perform(job->input, job->size, returned, job);
    asyncio_clear_error();
    pthread_mutex_lock(&self->lock);
    self->idle++; /* before the loop hears of it: its next call finds this thread */
    aio__mailbox_post(self->loop, &job->handle);
  }
  pthread_mutex_unlock(&self->lock);
  return NULL;
}

/* --- In the loop's thread ----------------------------------------------------------------------------------------- */

static void deliver(aio__handle *handle) {
  job *self = (job *)handle;
  if (!handle->cancelled) {
    asyncio_operation_complete(self->pool->loop, self->id, self->status, self->output == NULL ? "" : self->output,
                               self->output_size);
  }
  aio__free(self->output);
  aio__free(self);
}

/* Signals are for the program's own threads: a call is not to be interrupted by Ctrl-C. */
static int make_thread(pool *self) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int number = pthread_create(&self->ids[self->made], NULL, work, self);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return number;
}

static int prepare(aio__threads *threads) {
  pool *self = (pool *)threads;
  pthread_mutex_lock(&self->lock);
  bool ending = self->ending;
  bool makes_one = !ending && self->queued + 1 > self->idle && self->made < self->most;
  self->alive += makes_one;
  self->idle += makes_one;
  pthread_mutex_unlock(&self->lock);
  if (ending) {
    return asyncio_raise(asyncio_RuntimeError, "Executor shutdown has been called");
  }
  if (!makes_one) {
    return 0;
  }
  if (make_thread(self) == 0) {
    self->made++;
    return 0;
  }
  pthread_mutex_lock(&self->lock);
  self->alive--;
  self->idle--;
  pthread_mutex_unlock(&self->lock);
  /* As long as there is a thread, the call waits for that. */
  return self->made > 0 ? 0 : asyncio_raise(asyncio_RuntimeError, "can't start new thread");
}

static void start(void *data, uint32_t id, const char *kind, const void *input, size_t size) {
  (void)kind;
  pool *self = data;
  job *made = aio__allocate(sizeof *made + size);
  if (made == NULL) {
    asyncio_clear_error(); /* it is the future's */
    asyncio_operation_complete(self->loop, id, -1, "", 0);
    return;
  }
  made->handle.run = deliver;
  made->handle.owner = id;
  made->pool = self;
  made->id = id;
  made->size = size;
  memcpy(made->input, input, size);
  pthread_mutex_lock(&self->lock);
  if (self->first == NULL) {
    self->first = made;
  } else {
    self->last->next = made;
  }
  self->last = made;
  self->queued++;
  pthread_cond_signal(&self->work);
  pthread_mutex_unlock(&self->lock);
}

/* A call that waits is never made; one that has begun goes on, and nobody hears of it. */
static void cancel(void *data, uint32_t id) {
  pool *self = data;
  job *found = NULL;
  pthread_mutex_lock(&self->lock);
  for (job *at = self->first, *before = NULL; at != NULL && found == NULL; before = at, at = at->next) {
    if (at->id != id) {
      continue;
    }
    found = at;
    *(before == NULL ? &self->first : &before->next) = at->next;
    self->last = self->last == at ? before : self->last;
    self->queued--;
  }
  pthread_mutex_unlock(&self->lock);
  aio__free(found);
}

static void end(aio__threads *threads, aio__handle *ended) {
  pool *self = (pool *)threads;
  pthread_mutex_lock(&self->lock);
  self->ending = true;
  self->ended = ended;
  if (self->alive == 0 && ended != NULL) {
    aio__mailbox_post(self->loop, ended);
  }
  pthread_cond_broadcast(&self->work);
  pthread_mutex_unlock(&self->lock);
}

static void pool_free(aio__threads *threads) {
  pool *self = (pool *)threads;
  if (!self->ending) {
    end(threads, NULL);
  }
  for (unsigned i = 0; i < self->made; i++) {
    pthread_join(self->ids[i], NULL);
  }
  pthread_cond_destroy(&self->work);
  pthread_mutex_destroy(&self->lock);
  aio__free(self);
}

static unsigned processors(void) {
#ifdef __linux__
  cpu_set_t ours;
  if (sched_getaffinity(0, sizeof ours, &ours) == 0) {
    return (unsigned)CPU_COUNT(&ours);
  }
#endif
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online < 1 ? 1 : (unsigned)online;
}

aio__threads *aio__thread_pool_new(asyncio_loop *loop) {
  pool *self = aio__allocate(sizeof *self);
  if (self == NULL) {
    return NULL;
  }
  unsigned most = processors() + MORE_THAN_PROCESSORS;
  self->threads = (aio__threads){{start, cancel, self}, prepare, end, pool_free};
  self->loop = loop;
  self->most = most < MOST_THREADS ? most : MOST_THREADS;
  pthread_mutex_init(&self->lock, NULL);
  pthread_cond_init(&self->work, NULL);
  return &self->threads;
}

#else

typedef int aio__no_thread_pool; /* a translation unit is not to be empty */

#endif
