#define _POSIX_C_SOURCE 200809L

#include "mailbox.h"

#include "context.h"
#include "error.h"
#include "loop.h"
#include "memory.h"
#include "running.h"

#ifdef __wasm__

static void post(asyncio_loop *loop, aio__handle *handle) {
  aio__loop_schedule(loop, handle, "call_soon_threadsafe");
}

#else

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

void aio__mailbox_init(aio__mailbox *self) {
  pthread_mutex_init(&self->lock, NULL);
  atomic_init(&self->filled, false);
}

void aio__mailbox_close(aio__mailbox *self) {
  pthread_mutex_destroy(&self->lock);
  if (self->has_pipe) {
    close(self->pipe[0]);
    close(self->pipe[1]);
  }
}

int aio__mailbox_open_pipe(aio__mailbox *self) {
  if (self->has_pipe) {
    return 0;
  }
  if (pipe(self->pipe) < 0) {
    return errno;
  }
  for (int i = 0; i < 2; i++) {
    fcntl(self->pipe[i], F_SETFL, O_NONBLOCK);
    fcntl(self->pipe[i], F_SETFD, FD_CLOEXEC);
  }
  self->has_pipe = true;
  return 0;
}

void aio__mailbox_post(asyncio_loop *loop, aio__handle *handle) {
  aio__mailbox *self = &loop->mailbox;
  pthread_mutex_lock(&self->lock);
  aio__handle_push(&self->handles, handle);
  atomic_store_explicit(&self->filled, true, memory_order_relaxed);
  if (self->sleeps) {
    self->sleeps = false; /* once is enough */
    while (write(self->pipe[1], "", 1) < 0 && errno == EINTR) {
    }
  }
  pthread_mutex_unlock(&self->lock);
}

void aio__mailbox_empty(asyncio_loop *loop) {
  aio__mailbox *self = &loop->mailbox;
  pthread_mutex_lock(&self->lock);
  aio__handle_queue handles = self->handles;
  self->handles.first = NULL;
  atomic_store_explicit(&self->filled, false, memory_order_relaxed);
  pthread_mutex_unlock(&self->lock);
  for (aio__handle *handle; (handle = aio__handle_pop(&handles)) != NULL;) {
    aio__loop_schedule(loop, handle, "call_soon_threadsafe");
  }
}

bool aio__mailbox_begin_sleep(aio__mailbox *self) {
  pthread_mutex_lock(&self->lock);
  self->sleeps = self->handles.first == NULL;
  bool sleeps = self->sleeps;
  pthread_mutex_unlock(&self->lock);
  return sleeps;
}

void aio__mailbox_end_sleep(aio__mailbox *self) {
  pthread_mutex_lock(&self->lock);
  self->sleeps = false;
  pthread_mutex_unlock(&self->lock);
  char bytes[16];
  while (read(self->pipe[0], bytes, sizeof bytes) == sizeof bytes) {
  }
}

static void post(asyncio_loop *loop, aio__handle *handle) {
  aio__mailbox_post(loop, handle);
}

#endif

/* --- loop.call_soon_threadsafe ------------------------------------------------------------------------------------ */

/* Not an asyncio_handle, which counts references to its loop: those are not for two threads at once. */
typedef struct call {
  aio__handle handle;
  asyncio_callback callback;
  void *data;
  asyncio_context *context; /* in which it is called; held; NULL: empty, as that of another thread */
} call;

static void call_run(aio__handle *handle) {
  call *self = (call *)handle;
  if (!handle->cancelled) {
    aio__now.context = &self->context;
    self->callback(self->data);
    aio__now.context = NULL;
  }
  aio__release(self->context);
  aio__free(self);
}

int asyncio_call_soon_threadsafe(asyncio_loop *loop, asyncio_callback callback, void *data) {
  if (aio__is_null(loop, "loop") || aio__is_null((const void *)(uintptr_t)callback, "callback") ||
      aio__loop_check_open(loop) < 0) {
    return -1;
  }
  call *self = aio__allocate(sizeof *self);
  if (self == NULL || (aio__now.loop == loop && aio__context_copy(&self->context) < 0)) {
    aio__free(self);
    return -1;
  }
  self->handle.run = call_run;
  self->callback = callback;
  self->data = data;
  post(loop, &self->handle);
  return 0;
}
