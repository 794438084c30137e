#include "python_call.h"

#include <math.h>

/*
** What Python's asyncio awaits and synchronises with: each is the runtime's own call, between python_begin and
** python_end. Times are seconds; no timeout is infinity.
*/

/* --- Futures and tasks -------------------------------------------------------------------------------------------- */

EXPORT(asyncio_future *, future, void) {
  CALL(asyncio_future *, asyncio_future_new());
}

EXPORT(int, future_set_result, asyncio_future *future, uint32_t kind, double number) {
  CALL_WITH_VALUE(int, asyncio_future_set_result(future, value) == 0);
}

/* The error is handed over. */
EXPORT(int, future_set_exception, asyncio_future *future, asyncio_error *error) {
  CALL_WITH_ERROR(int, asyncio_future_set_exception(future, error) == 0);
}

/* `message`: terminated, NULL for none. */
EXPORT(int, future_cancel, asyncio_future *future, const char *message) {
  CALL(int, asyncio_future_cancel(future, message));
}

EXPORT(int, future_done, asyncio_future *future) {
  return asyncio_future_done(future);
}

EXPORT(int, future_cancelled, asyncio_future *future) {
  return asyncio_future_cancelled(future);
}

/* What holds a future, and what it came to: asked of many at once. */
enum standing { SHARED, PENDING, RESULT, FAILED, CANCELLED };

/* Of a future that the caller has one reference to: SHARED where there are others. */
EXPORT(uint32_t, future_standing, asyncio_future *future) {
  if (python_references(future) != 1) {
    return SHARED;
  }
  if (!asyncio_future_done(future)) {
    return PENDING;
  }
  return asyncio_future_cancelled(future) ? CANCELLED : asyncio_host_future_failed(future) ? FAILED : RESULT;
}

/* A value; where python_failed has an error, there is none. */
EXPORT(uint32_t, future_result, asyncio_future *future) {
  CALL(uint32_t, python_give(asyncio_future_result(future)));
}

/* Borrowed; 0 where it has none. */
EXPORT(asyncio_error *, future_exception, asyncio_future *future) {
  CALL(asyncio_error *, asyncio_future_exception(future));
}

static void call_back(asyncio_future *future, void *data) {
  double number;
  uint32_t kind = python_kind_of(asyncio_value_of(future), &number);
  python_callback((uint32_t)(uintptr_t)data, kind, number);
}

EXPORT(int, future_add_done_callback, asyncio_future *future, uint32_t callback) {
  CALL(int, asyncio_future_add_done_callback(future, call_back, (void *)(uintptr_t)callback) == 0);
}

EXPORT(int, future_remove_done_callback, asyncio_future *future, uint32_t callback) {
  CALL(int, (int)asyncio_future_remove_done_callback(future, call_back, (void *)(uintptr_t)callback));
}

/* The coroutine is handed over; `name`: terminated, NULL for none. */
EXPORT(asyncio_task *, task, asyncio_coroutine *coroutine, const char *name) {
  CALL(asyncio_task *, asyncio_create_named_task(coroutine, name));
}

/* The same, eager. */
EXPORT(asyncio_task *, eager_task, asyncio_coroutine *coroutine, const char *name) {
  CALL(asyncio_task *, asyncio_task_new(coroutine, name, NULL, true));
}

/* In a context of its own, and not in a copy of the current one. */
EXPORT(asyncio_task *, task_in, asyncio_coroutine *coroutine, asyncio_context *context, int eager, const char *name) {
  CALL(asyncio_task *, asyncio_task_new(coroutine, name, context, eager));
}

/* Borrowed; 0 outside of tasks. */
EXPORT(asyncio_task *, current_task, void) {
  return asyncio_current_task();
}

EXPORT(asyncio_list *, all_tasks, void) {
  CALL(asyncio_list *, asyncio_all_tasks());
}

EXPORT(const char *, task_name, const asyncio_task *task) {
  CALL(const char *, asyncio_task_name(task));
}

EXPORT(int, task_set_name, asyncio_task *task, const char *name) {
  CALL(int, asyncio_task_set_name(task, name) == 0);
}

EXPORT(uint32_t, task_cancelling, const asyncio_task *task) {
  return asyncio_task_cancelling(task);
}

EXPORT(uint32_t, task_uncancel, asyncio_task *task) {
  CALL(uint32_t, asyncio_task_uncancel(task));
}

/* --- Waiting. A coroutine or future that is waited for is handed over, a future among them only held. ------------- */

EXPORT(asyncio_coroutine *, sleep, double delay, uint32_t kind, double number) {
  CALL_WITH_VALUE(asyncio_coroutine *, asyncio_sleep_result(delay, value));
}

/* The runtime's coroutine, with its argument. */
static asyncio_coroutine *with(asyncio_coroutine *coroutine, void *argument) {
  if (coroutine) {
    asyncio_host_give(coroutine, argument);
  }
  return coroutine;
}

EXPORT(asyncio_coroutine *, wait_for, void *awaitable, double timeout) {
  CALL(asyncio_coroutine *, with(asyncio_wait_for(awaitable, timeout), awaitable));
}

EXPORT(asyncio_coroutine *, wait, asyncio_list *list, double timeout, uint32_t when) {
  CALL(asyncio_coroutine *, with(asyncio_wait(list, timeout, (asyncio_return_when)when), list));
}

EXPORT(asyncio_future *, gather, asyncio_list *list, int return_exceptions) {
  CALL(asyncio_future *, asyncio_gather_list(list, return_exceptions));
}

/* The future itself where it is one: another reference to it. */
static asyncio_future *own(asyncio_future *future, const void *given) {
  return future == given ? asyncio_host_retain(future) : future;
}

EXPORT(asyncio_future *, ensure_future, void *awaitable) {
  CALL(asyncio_future *, own(asyncio_ensure_future(awaitable), awaitable));
}

EXPORT(asyncio_future *, shield, void *awaitable) {
  CALL(asyncio_future *, own(asyncio_shield(awaitable), awaitable));
}

EXPORT(asyncio_as_completed_iterator *, as_completed, asyncio_list *list, double timeout) {
  CALL(asyncio_as_completed_iterator *, asyncio_as_completed(list, timeout));
}

EXPORT(asyncio_coroutine *, as_completed_next, asyncio_as_completed_iterator *iterator) {
  CALL(asyncio_coroutine *, asyncio_as_completed_next(iterator));
}

/* What an object has awaited, a coroutine or future, or 0: for its next item, on the way into it, and out of it. */
EXPORT(asyncio_object *, next, asyncio_object *object) {
  CALL(asyncio_object *, object->type->next(object));
}

EXPORT(asyncio_object *, enter, asyncio_object *object) {
  CALL(asyncio_object *, object->type->enter ? object->type->enter(object) : NULL);
}

/* The error is borrowed; what is awaited keeps it. */
EXPORT(asyncio_object *, leave, asyncio_object *object, asyncio_error *error) {
  asyncio_host_call outer = python_begin();
  asyncio_object *awaited = object->type->leave ? object->type->leave(object, error) : NULL;
  if (awaited && error) {
    asyncio_host_give((asyncio_coroutine *)awaited, error);
  }
  python_end(outer);
  return awaited;
}

EXPORT(asyncio_timeout_block *, timeout, double delay) {
  CALL(asyncio_timeout_block *, asyncio_timeout(delay));
}

EXPORT(asyncio_timeout_block *, timeout_at, double when) {
  CALL(asyncio_timeout_block *, asyncio_timeout_at(when));
}

EXPORT(int, timeout_reschedule, asyncio_timeout_block *timeout, double when) {
  CALL(int, asyncio_timeout_reschedule(timeout, when) == 0);
}

EXPORT(double, timeout_when, const asyncio_timeout_block *timeout) {
  return asyncio_timeout_when(timeout);
}

EXPORT(int, timeout_expired, const asyncio_timeout_block *timeout) {
  return asyncio_timeout_expired(timeout);
}

EXPORT(asyncio_task_group *, task_group, void) {
  CALL(asyncio_task_group *, asyncio_task_group_new());
}

EXPORT(asyncio_task *, task_group_task, asyncio_task_group *group, asyncio_coroutine *coroutine, const char *name) {
  CALL(asyncio_task *, asyncio_task_group_create_named_task(group, coroutine, name));
}

/* --- Context variables -------------------------------------------------------------------------------------------- */

EXPORT(asyncio_context_var *, context_var, const char *name) {
  CALL(asyncio_context_var *, asyncio_context_var_new(name));
}

/* Its value; -1 where it has none. */
EXPORT(int, context_var_get, asyncio_context_var *var) {
  asyncio_host_call outer = python_begin();
  asyncio_value value = asyncio_context_var_get(var);
  bool found = asyncio_current_error() == NULL;
  asyncio_clear_error();
  python_end(outer);
  return found ? (int)python_give(value) : -1;
}

EXPORT(asyncio_context_token *, context_var_set, asyncio_context_var *var, uint32_t kind, double number) {
  CALL_WITH_VALUE(asyncio_context_token *, asyncio_context_var_set(var, value));
}

EXPORT(int, context_var_reset, asyncio_context_var *var, asyncio_context_token *token) {
  CALL(int, asyncio_context_var_reset(var, token) == 0);
}

EXPORT(asyncio_context *, copy_context, void) {
  CALL(asyncio_context *, asyncio_copy_context());
}

static void call(void *data) {
  python_callback((uint32_t)(uintptr_t)data, PYTHON_NONE, 0);
}

EXPORT(int, context_run, asyncio_context *context, uint32_t callback) {
  CALL(int, asyncio_context_run(context, call, (void *)(uintptr_t)callback) == 0);
}

/* --- Handles ------------------------------------------------------------------------------------------------------ */

EXPORT(asyncio_handle *, call_soon, uint32_t callback) {
  CALL(asyncio_handle *, asyncio_keep(asyncio_call_soon(call, (void *)(uintptr_t)callback)));
}

EXPORT(asyncio_handle *, call_at, double when, uint32_t callback) {
  CALL(asyncio_handle *, asyncio_keep(asyncio_call_at(when, call, (void *)(uintptr_t)callback)));
}

EXPORT(void, handle_cancel, asyncio_handle *handle) {
  asyncio_host_call outer = python_begin();
  asyncio_handle_cancel(handle);
  python_end(outer);
}

/* --- Primitives --------------------------------------------------------------------------------------------------- */

EXPORT(asyncio_lock *, lock, void) {
  CALL(asyncio_lock *, asyncio_lock_new());
}

EXPORT(asyncio_coroutine *, lock_acquire, asyncio_lock *lock) {
  CALL(asyncio_coroutine *, asyncio_lock_acquire(lock));
}

EXPORT(int, lock_release, asyncio_lock *lock) {
  CALL(int, asyncio_lock_release(lock) == 0);
}

EXPORT(int, lock_locked, const asyncio_lock *lock) {
  return asyncio_lock_locked(lock);
}

EXPORT(asyncio_event *, event, void) {
  CALL(asyncio_event *, asyncio_event_new());
}

EXPORT(asyncio_coroutine *, event_wait, asyncio_event *event) {
  CALL(asyncio_coroutine *, asyncio_event_wait(event));
}

EXPORT(int, event_set, asyncio_event *event) {
  CALL(int, asyncio_event_set(event) == 0);
}

EXPORT(int, event_clear, asyncio_event *event) {
  CALL(int, asyncio_event_clear(event) == 0);
}

EXPORT(int, event_is_set, const asyncio_event *event) {
  return asyncio_event_is_set(event);
}

EXPORT(asyncio_semaphore *, semaphore, double value, int bounded) {
  CALL(asyncio_semaphore *,
       bounded ? asyncio_bounded_semaphore_new((int64_t)value) : asyncio_semaphore_new((int64_t)value));
}

EXPORT(asyncio_coroutine *, semaphore_acquire, asyncio_semaphore *semaphore) {
  CALL(asyncio_coroutine *, asyncio_semaphore_acquire(semaphore));
}

EXPORT(int, semaphore_release, asyncio_semaphore *semaphore) {
  CALL(int, asyncio_semaphore_release(semaphore) == 0);
}

EXPORT(int, semaphore_locked, const asyncio_semaphore *semaphore) {
  return asyncio_semaphore_locked(semaphore);
}

EXPORT(asyncio_condition *, condition, asyncio_lock *lock) {
  CALL(asyncio_condition *, asyncio_condition_new(lock));
}

EXPORT(asyncio_coroutine *, condition_wait, asyncio_condition *condition) {
  CALL(asyncio_coroutine *, asyncio_condition_wait(condition));
}

EXPORT(int, condition_notify, asyncio_condition *condition, double count) {
  CALL(int, asyncio_condition_notify(condition, count > 0 ? (size_t)count : 0) == 0);
}

EXPORT(int, condition_notify_all, asyncio_condition *condition) {
  CALL(int, asyncio_condition_notify_all(condition) == 0);
}

EXPORT(asyncio_barrier *, barrier, double parties) {
  CALL(asyncio_barrier *, asyncio_barrier_new((int64_t)parties));
}

EXPORT(asyncio_coroutine *, barrier_wait, asyncio_barrier *barrier) {
  CALL(asyncio_coroutine *, asyncio_barrier_wait(barrier));
}

EXPORT(asyncio_coroutine *, barrier_reset, asyncio_barrier *barrier) {
  CALL(asyncio_coroutine *, asyncio_barrier_reset(barrier));
}

EXPORT(asyncio_coroutine *, barrier_abort, asyncio_barrier *barrier) {
  CALL(asyncio_coroutine *, asyncio_barrier_abort(barrier));
}

EXPORT(double, barrier_n_waiting, const asyncio_barrier *barrier) {
  return (double)asyncio_barrier_n_waiting(barrier);
}

EXPORT(int, barrier_broken, const asyncio_barrier *barrier) {
  return asyncio_barrier_broken(barrier);
}

/* --- Queues ------------------------------------------------------------------------------------------------------- */

enum { FIFO = 0, LIFO = 1, PRIORITY = 2 };

EXPORT(asyncio_queue *, queue, double maxsize, int order) {
  int64_t size = (int64_t)maxsize;
  CALL(asyncio_queue *, order == LIFO       ? asyncio_lifo_queue_new(size)
                        : order == PRIORITY ? asyncio_priority_queue_new(size)
                                            : asyncio_queue_new(size));
}

EXPORT(asyncio_coroutine *, queue_put, asyncio_queue *queue, uint32_t kind, double number) {
  CALL_WITH_VALUE(asyncio_coroutine *, asyncio_queue_put(queue, value));
}

EXPORT(int, queue_put_nowait, asyncio_queue *queue, uint32_t kind, double number) {
  CALL_WITH_VALUE(int, asyncio_queue_put_nowait(queue, value) == 0);
}

EXPORT(asyncio_coroutine *, queue_get, asyncio_queue *queue) {
  CALL(asyncio_coroutine *, asyncio_queue_get(queue));
}

/* A value; where python_failed has an error, there is none. */
EXPORT(uint32_t, queue_get_nowait, asyncio_queue *queue) {
  CALL(uint32_t, python_give_taken(asyncio_queue_get_nowait(queue)));
}

EXPORT(int, queue_task_done, asyncio_queue *queue) {
  CALL(int, asyncio_queue_task_done(queue) == 0);
}

EXPORT(asyncio_coroutine *, queue_join, asyncio_queue *queue) {
  CALL(asyncio_coroutine *, asyncio_queue_join(queue));
}

EXPORT(int, queue_shutdown, asyncio_queue *queue, int immediate) {
  CALL(int, asyncio_queue_shutdown(queue, immediate) == 0);
}

EXPORT(uint32_t, queue_qsize, const asyncio_queue *queue) {
  return asyncio_queue_qsize(queue);
}
