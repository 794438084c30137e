#include "task_cancel.h"

#include "error.h"
#include "gather.h"
#include "operation.h"
#include "task_step.h"
#include "trace.h"

static void set_must_cancel(asyncio_task *task, asyncio_error *request) {
  asyncio_error *old = task->cancel_request;
  task->cancel_request = request == NULL ? NULL : aio__retain(request);
  aio__release(old);
  task->future.must_cancel = true;
}

/* The task that hands a cancel back to one that has had it: woken as it is, whatever it waits for. */
static void wake_cancelled(asyncio_task *task, asyncio_error *request) {
  set_must_cancel(task, request);
  if (aio__waiter_remove(&task->step)) {
    aio__task_schedule(task);
  }
}

static asyncio_task *task_waited_for(const asyncio_task *task) {
  asyncio_future *future = task->step.future;
  bool waits = future != NULL && future->state == AIO__PENDING && aio__kind(future) == AIO__KIND_TASK;
  return waits ? (asyncio_task *)future : NULL;
}

/* Whether nothing would ever wake it: it waited for what its coroutine took along when it was closed behind its
** back. */
static bool is_stranded(const asyncio_task *task) {
  return task->step.future == NULL && !task->step.handle.scheduled && task->innermost->status != AIO__RUNNING;
}

static void request_cancel(asyncio_task *task) {
  asyncio_loop *loop = task->future.loop;
  task->future.being_cancelled = true;
  task->future.unretrieved = false;
  task->future.cancelling++;
  aio__trace(loop, ASYNCIO_TRACE_TASK_CANCEL_REQUESTED, task->future.id, aio__loop_by(loop), task->future.cancelling);
}

/*
** A task that waits for a task hands the cancel on to it, down to the last, which waits for something else: a loop, so
** that no length can overflow the C stack. Tasks may wait for one another in a ring, which no cancel would ever end,
** and of which CPython makes a RecursionError: here the last before the ring closes is woken.
*/
static bool cancel_task(asyncio_task *task, asyncio_error *request) {
  if (task->future.state != AIO__PENDING) {
    task->future.unretrieved = false;
    return false;
  }
  if (task->future.being_cancelled) {
    wake_cancelled(task, request);
    return true;
  }
  request_cancel(task);
  asyncio_task *last = task;
  asyncio_task *next;
  while ((next = task_waited_for(last)) != NULL && !next->future.being_cancelled) {
    request_cancel(next);
    last = next;
  }
  if (next != NULL) {
    wake_cancelled(last, request);
  } else if (last->step.future == NULL || !aio__cancel(last->step.future, request)) {
    set_must_cancel(last, request);
    if (is_stranded(last)) {
      aio__task_schedule(last);
    }
  }
  for (asyncio_task *at = task; at != NULL; at = at == last ? NULL : task_waited_for(at)) {
    at->future.being_cancelled = false;
  }
  return true;
}

static bool cancel_future(asyncio_future *future, asyncio_error *request) {
  future->unretrieved = false;
  if (future->state != AIO__PENDING) {
    return false;
  }
  aio__future_end_cancelled(future, aio__cancelled_error(request));
  return true;
}

bool aio__cancel(asyncio_future *future, asyncio_error *request) {
  switch (aio__kind(future)) {
  case AIO__KIND_TASK:
    return cancel_task((asyncio_task *)future, request);
  case AIO__KIND_GATHER:
    return aio__gather_cancel(future, request);
  case AIO__KIND_OPERATION:
    return aio__operation_cancel(future, request);
  default:
    return cancel_future(future, request);
  }
}

bool asyncio_task_cancel(asyncio_task *task, const char *message) {
  return asyncio_future_cancel((asyncio_future *)task, message);
}

unsigned asyncio_task_cancelling(const asyncio_task *task) {
  if (aio__is_null(task, "task")) {
    return 0;
  }
  return task->future.cancelling;
}

unsigned asyncio_task_uncancel(asyncio_task *task) {
  if (aio__is_null(task, "task")) {
    return 0;
  }
  if (task->future.cancelling > 0) {
    task->future.cancelling--;
    if (task->future.cancelling == 0) {
      task->future.must_cancel = false;
    }
    aio__trace(task->future.loop, ASYNCIO_TRACE_TASK_UNCANCEL, task->future.id, aio__loop_by(task->future.loop),
               task->future.cancelling);
  }
  return task->future.cancelling;
}
