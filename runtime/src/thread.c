/* asyncio.to_thread: calls away from the loop, by the outside's workers, by threads or, where there are none, by the
** loop itself. */

#include "error.h"
#include "future.h"
#include "loop.h"
#include "memory.h"
#include "operation.h"
#include "running.h"
#include "scope.h"
#include "value.h"
#include <asyncio/operation.h>
#include <string.h>

struct asyncio_thread_call {
  const void *input;
  size_t size;
  char *output; /* NULL: none yet, or out of memory */
  size_t output_size;
  int status; /* 0: returned */
};

const void *asyncio_thread_input(const asyncio_thread_call *call, size_t *size) {
  if (aio__is_null(call, "call") || aio__is_null(size, "size")) {
    return NULL;
  }
  *size = call->size;
  return call->input;
}

static void end(asyncio_thread_call *call, int status, const void *output, size_t size) {
  aio__free(call->output);
  call->output = aio__allocate(aio__size_with(size, 1));
  call->output_size = call->output == NULL ? 0 : size;
  call->status = call->output == NULL ? -1 : status;
  if (call->output != NULL && size > 0) {
    memcpy(call->output, output, size);
  }
}

void asyncio_thread_return(asyncio_thread_call *call, const void *output, size_t size) {
  if (!aio__is_null(call, "call") && (size == 0 || !aio__is_null(output, "output"))) {
    end(call, 0, output, size);
  }
}

void asyncio_thread_fail(asyncio_thread_call *call, const char *message) {
  if (!aio__is_null(call, "call") && !aio__is_null(message, "message")) {
    end(call, 1, message, strlen(message));
  }
}

/* The input of an operation of kind "call": which function, then its own input. */
typedef struct call_head {
  asyncio_thread_function function; /* the same number in every instance of one program */
} call_head;

void asyncio_thread_perform(const void *input, size_t size, asyncio_thread_returned returned, void *data) {
  call_head head;
  if (aio__is_null(input, "input") || returned == NULL || size < sizeof head) {
    return;
  }
  memcpy(&head, input, sizeof head);
  asyncio_thread_call call = {.input = (const char *)input + sizeof head, .size = size - sizeof head};
  head.function(&call);
  asyncio_clear_error();
  returned(data, call.status, call.output == NULL ? "" : call.output, call.output_size);
  aio__free(call.output);
}

/* --- By the loop itself ------------------------------------------------------------------------------------------- */

typedef struct inline_call {
  aio__handle handle;
  asyncio_future *future; /* held */
  size_t size;
  char input[]; /* as of an operation of kind "call" */
} inline_call;

static void inline_returned(void *data, int status, const void *output, size_t size) {
  aio__operation_end(data, status, aio__str_new(output, size));
}

static void inline_run(aio__handle *handle) {
  inline_call *self = (inline_call *)handle;
  if (!handle->cancelled) {
    asyncio_thread_perform(self->input, self->size, inline_returned, self->future);
  }
  aio__release(self->future);
  aio__free(self);
}

/* Calls in the next turn, as the oracle's executor does on its virtual clock. */
static asyncio_future *call_inline(asyncio_loop *loop, const char *input, size_t size) {
  inline_call *self = aio__allocate(aio__size_with(sizeof *self, size));
  if (self == NULL) {
    return NULL;
  }
  memcpy(self->input, input, size);
  self->size = size;
  self->future = aio__future_new(loop, "to_thread");
  if (self->future == NULL) {
    aio__free(self);
    return NULL;
  }
  self->handle.run = inline_run;
  self->handle.owner = self->future->id;
  aio__loop_schedule(loop, &self->handle, "to_thread");
  return aio__own(aio__retain(self->future));
}

/* Who makes a call of this loop's; NULL: nobody but the loop itself, or with the current error. */
static aio__threads *threads_of(asyncio_loop *loop) {
#ifdef __wasm__
  (void)loop;
  return NULL;
#else
  if (loop->threads == NULL && loop->new_threads != NULL) {
    loop->threads = loop->new_threads(loop);
  }
  return loop->threads == NULL || loop->threads->prepare(loop->threads) < 0 ? NULL : loop->threads;
#endif
}

/* The default executor of a loop that was given none. */
static asyncio_future *submit(asyncio_loop *loop, asyncio_thread_function function, const void *input, size_t size) {
  call_head head = {function};
  char *whole = aio__allocate(aio__size_with(sizeof head, size));
  if (whole == NULL) {
    return NULL;
  }
  memcpy(whole, &head, sizeof head);
  if (size > 0) {
    memcpy(whole + sizeof head, input, size);
  }
  size += sizeof head;
  aio__threads *threads = loop->outside_threads ? NULL : threads_of(loop);
  asyncio_future *future = NULL;
  if (threads != NULL) {
    future = aio__operation_start(loop, &threads->outside, "call", whole, size);
  } else if (aio__now.error == NULL) {
    future = loop->outside_threads ? asyncio_operation("call", whole, size) : call_inline(loop, whole, size);
  }
  aio__free(whole);
  return future;
}

asyncio_future *asyncio_run_in_executor(const asyncio_executor *executor, asyncio_thread_function function,
                                        const void *input, size_t size) {
  asyncio_loop *loop = aio__running_loop();
  if (loop == NULL || aio__now.error != NULL || aio__is_null((void *)(uintptr_t)function, "function") ||
      (size > 0 && aio__is_null(input, "input"))) {
    return NULL;
  }
  executor = executor != NULL ? executor : loop->executor;
  return executor != NULL ? executor->submit(executor->data, function, input, size)
                          : submit(loop, function, input, size);
}

asyncio_future *asyncio_to_thread(asyncio_thread_function function, const void *input, size_t size) {
  return asyncio_run_in_executor(NULL, function, input, size);
}

void asyncio_loop_set_default_executor(asyncio_loop *loop, const asyncio_executor *executor) {
  if (!aio__is_null(loop, "loop")) {
    loop->executor = executor;
  }
}
