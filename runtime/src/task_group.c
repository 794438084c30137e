#include "coroutine.h"
#include "error.h"
#include "future.h"
#include "list.h"
#include "memory.h"
#include "running.h"
#include "scope.h"
#include "task.h"
#include "task_cancel.h"
#include "trace.h"
#include "value.h"
#include <asyncio/print.h>
#include <asyncio/task_group.h>

/* A task of the group that is not known to be done. It owns itself and holds the group until it has run. */
typedef struct member {
  aio__waiter waiter; /* waits for the task */
  asyncio_task_group *group;
  asyncio_task *task; /* borrowed: the loop holds it, and then the waiter */
  struct member *next;
  struct member *previous;
} member;

struct asyncio_task_group {
  asyncio_object object;
  asyncio_loop *loop;   /* held; NULL until it is entered */
  asyncio_task *parent; /* that entered it; held */
  uint32_t id;
  bool entered;
  bool exiting;
  bool aborting;
  bool parent_cancel_requested; /* by the group, which has to take it back */
  size_t task_count;            /* members */
  member *first;                /* in order of creation */
  member *last;
  asyncio_list *errors;         /* in order of completion; held */
  asyncio_error *base_error;    /* the first SystemExit or KeyboardInterrupt; held; NULL: none */
  asyncio_error *cancelled;     /* the CancelledError that reached the block; held; NULL: none */
  asyncio_future *on_completed; /* ends when the last member does, borrowed; NULL while nobody waits */
  struct group_exit
      *exit; /* memory for the coroutine that leaves the block, until it does; NULL: not entered, or left */
};

static int task_group_repr(const void *object, char *text, size_t size) {
  const asyncio_task_group *self = object;
  char tasks[32] = "", errors[32] = "";
  if (self->task_count > 0) {
    asyncio_format(tasks, sizeof tasks, " tasks=%zu", self->task_count);
  }
  if (asyncio_list_size(self->errors) > 0) {
    asyncio_format(errors, sizeof errors, " errors=%zu", asyncio_list_size(self->errors));
  }
  return asyncio_format(text, size, "<TaskGroup%s%s%s>", tasks, errors,
                        self->aborting  ? " cancelling"
                        : self->entered ? " entered"
                                        : "");
}

/* --- Members that are done ---------------------------------------------------------------------------------------- */

static bool is_base_error(const asyncio_error *error) {
  return asyncio_error_is(error, asyncio_SystemExit) || asyncio_error_is(error, asyncio_KeyboardInterrupt);
}

static void note_base_error(asyncio_task_group *self, asyncio_error *error) {
  if (self->base_error == NULL && is_base_error(error)) {
    self->base_error = aio__retain(error);
  }
}

/* There is no memory for an error's place in the group: MemoryError leaves the block instead. */
static void note_error(asyncio_task_group *self, asyncio_error *error) {
  note_base_error(self, error);
  if (asyncio_list_append(self->errors, asyncio_value_of(error)) < 0) {
    asyncio_error *memory_error = aio__take_error();
    if (self->base_error == NULL) {
      self->base_error = memory_error;
    }
  }
}

static void note_cancelled(asyncio_task_group *self, asyncio_error *error) {
  aio__release(self->cancelled);
  self->cancelled = aio__retain(error);
}

static void abort_members(asyncio_task_group *self) {
  self->aborting = true;
  for (const member *at = self->first; at != NULL; at = at->next) {
    aio__cancel(&at->task->future, NULL);
  }
}

static void task_failed(asyncio_task_group *self, asyncio_task *task, asyncio_error *error) {
  note_error(self, error);
  if (self->parent->future.state != AIO__PENDING) {
    char message[256];
    asyncio_format(message, sizeof message, "Task %r has errored out but its parent task %r is already completed",
                   asyncio_value_of(task), asyncio_value_of(self->parent));
    aio__loop_report(self->loop, error, "%s", message);
  } else if (!self->aborting && !self->parent_cancel_requested) {
    abort_members(self);
    self->parent_cancel_requested = true;
    aio__cancel(&self->parent->future, NULL);
  }
}

/* The task is no member any more. */
static void task_done(asyncio_task_group *self, asyncio_task *task) {
  if (self->on_completed != NULL && self->first == NULL && self->on_completed->state == AIO__PENDING) {
    aio__future_finish(self->on_completed, asyncio_bool(true));
  }
  if (task->future.state == AIO__EXCEPTION) {
    asyncio_error *error = aio__future_take_error(&task->future);
    task_failed(self, task, error);
    aio__release(error);
  }
}

static void add_member(asyncio_task_group *self, member *added) {
  added->previous = self->last;
  if (self->last == NULL) {
    self->first = added;
  } else {
    self->last->next = added;
  }
  self->last = added;
  self->task_count++;
}

static void remove_member(asyncio_task_group *self, member *removed) {
  if (removed->previous == NULL) {
    self->first = removed->next;
  } else {
    removed->previous->next = removed->next;
  }
  if (removed->next == NULL) {
    self->last = removed->previous;
  } else {
    removed->next->previous = removed->previous;
  }
  self->task_count--;
}

static void member_run(aio__handle *handle) {
  member *done = (member *)((char *)handle - offsetof(member, waiter.handle));
  asyncio_task_group *self = done->group;
  asyncio_future *future = aio__waiter_done(&done->waiter);
  remove_member(self, done);
  if (!handle->cancelled) {
    task_done(self, (asyncio_task *)future);
  }
  aio__free(done);
  aio__release(future);
  aio__release(self);
}

/* --- Members that begin ------------------------------------------------------------------------------------------- */

/* 0 where the group takes tasks; else -1 with RuntimeError. */
static int check_open(const asyncio_task_group *self) {
  const char *state = !self->entered                           ? "has not been entered"
                      : self->exiting && self->task_count == 0 ? "is finished"
                      : self->aborting                         ? "is shutting down"
                                                               : NULL;
  return state == NULL ? 0
                       : asyncio_raise(asyncio_RuntimeError, "TaskGroup %r %s", asyncio_value_of((void *)self), state);
}

static asyncio_task *create_task(asyncio_task_group *self, asyncio_coroutine *coroutine, const char *name,
                                 asyncio_context *context) {
  if (self == NULL) {
    if (aio__now.error == NULL) {
      asyncio_raise(asyncio_TypeError, "the task group is NULL");
    }
    return NULL;
  }
  if (check_open(self) < 0) {
    asyncio_coroutine_close(coroutine);
    return NULL;
  }
  asyncio_loop *loop = aio__running_loop();
  member *added = loop == NULL ? NULL : aio__allocate(sizeof *added);
  asyncio_task *task = added == NULL ? NULL : aio__own(aio__task_create(loop, coroutine, name, context));
  if (task == NULL) {
    aio__free(added);
    return NULL;
  }
  aio__trace(self->loop, ASYNCIO_TRACE_COMPOSITE_MEMBER, self->id, task->future.id, 0);
  if (task->future.state != AIO__PENDING) { /* an eager one */
    aio__free(added);
    task_done(self, task);
    return task;
  }
  added->group = aio__retain(self);
  added->task = task;
  added->waiter.handle.run = member_run;
  added->waiter.handle.owner = self->id;
  add_member(self, added);
  aio__waiter_add(&added->waiter, &task->future, "TaskGroup");
  return task;
}

asyncio_task *asyncio_task_group_create_task(asyncio_task_group *group, asyncio_coroutine *coroutine) {
  return create_task(group, coroutine, NULL, NULL);
}

asyncio_task *asyncio_task_group_create_named_task(asyncio_task_group *group, asyncio_coroutine *coroutine,
                                                   const char *name) {
  return create_task(group, coroutine, name, NULL);
}

asyncio_task *asyncio_task_group_create_task_in_context(asyncio_task_group *group, asyncio_coroutine *coroutine,
                                                        asyncio_context *context) {
  return create_task(group, coroutine, NULL, context);
}

/* --- The block ---------------------------------------------------------------------------------------------------- */

/* All members have ended. The error that leaves the block, the caller's reference; NULL for none. `error` is the
** block's own. */
static asyncio_error *outcome(asyncio_task_group *self, asyncio_error *error) {
  if (self->base_error != NULL) {
    return aio__retain(self->base_error);
  }
  bool ours = self->parent_cancel_requested && asyncio_task_uncancel(self->parent) == 0;
  if (self->cancelled != NULL && !ours && asyncio_list_size(self->errors) == 0) {
    return aio__retain(self->cancelled);
  }
  if (error != NULL && !asyncio_error_is(error, asyncio_CancelledError)) {
    note_error(self, error);
  }
  if (asyncio_list_size(self->errors) == 0) {
    return self->base_error == NULL ? NULL : aio__retain(self->base_error);
  }
  if (self->parent->future.cancelling > 0) { /* from outside: so that it is not lost */
    asyncio_task_uncancel(self->parent);
    aio__cancel(&self->parent->future, NULL);
  }
  asyncio_error *group = asyncio_error_group("unhandled errors in a TaskGroup", self->errors);
  aio__release(self->errors);
  self->errors = NULL;
  return group;
}

static void trace_settled(const asyncio_task_group *self, const asyncio_error *error) {
  int how = error == NULL ? 0 : asyncio_error_is(error, asyncio_CancelledError) ? 2 : 1;
  aio__trace(self->loop, ASYNCIO_TRACE_COMPOSITE_SETTLED, self->id, 0, how);
}

/*
** The coroutine of __aexit__. No block is left before its members have ended, out of memory neither: its memory is
** there since the block was entered, and what it waits for is a part of it.
*/
typedef struct group_exit {
  asyncio_coroutine coroutine;
  asyncio_task_group *group;   /* held */
  asyncio_error *error;        /* of the block, held; NULL for none */
  asyncio_future on_completed; /* while it is referenced, it holds the coroutine */
} group_exit;

static void on_completed_destroy(void *object) {
  aio__future_clear(object);
  aio__release((char *)object - offsetof(group_exit, on_completed));
}

static asyncio_step wait_for_members(group_exit *self) {
  static const asyncio_type type = {
      .name = "Future", .destroy = on_completed_destroy, .repr = aio__future_repr, .kind = AIO__KIND_FUTURE};
  asyncio_future *future = &self->on_completed;
  if (future->object.references == 0) {
    *future = (asyncio_future){.object = {.type = &type}};
    aio__retain(self);
  } else { /* the wake-up that runs has the last one's still */
    aio__future_clear(future);
  }
  future->object.references++;
  future->state = AIO__PENDING;
  aio__future_init(future, self->group->loop, "TaskGroup");
  self->group->on_completed = future;
  self->coroutine.awaiting = &future->object;
  return ASYNCIO_SUSPENDED;
}

static void begin_exit(asyncio_task_group *group, asyncio_error *error) {
  group->exiting = true;
  if (error == NULL) {
    return;
  }
  note_base_error(group, error);
  if (asyncio_error_is(error, asyncio_CancelledError)) {
    note_cancelled(group, error);
  }
  if (!group->aborting) {
    abort_members(group);
  }
}

/* A cancel while it waits cancels the members, and the wait goes on. */
static void cancelled_at_exit(asyncio_task_group *group, asyncio_error *error) {
  if (!group->aborting) {
    note_cancelled(group, error);
    abort_members(group);
  }
  aio__release(error);
}

enum { BEGINNING, WAITING };

static asyncio_step exit_resume(asyncio_coroutine *coroutine) {
  group_exit *self = (group_exit *)coroutine;
  asyncio_task_group *group = self->group;
  if (coroutine->state == BEGINNING) {
    coroutine->state = WAITING;
    begin_exit(group, self->error);
  } else {
    group->on_completed = NULL;
    aio__coroutine_awaited(coroutine);
    if (coroutine->error != NULL) {
      if (!asyncio_error_is(coroutine->error, asyncio_CancelledError)) {
        return ASYNCIO_RAISED;
      }
      cancelled_at_exit(group, coroutine->error);
      coroutine->error = NULL;
    }
  }
  if (group->first != NULL) {
    return wait_for_members(self);
  }
  coroutine->error = outcome(group, self->error);
  trace_settled(group, coroutine->error);
  return coroutine->error != NULL ? ASYNCIO_RAISED : ASYNCIO_RETURNED;
}

static void exit_clear(asyncio_coroutine *coroutine) {
  group_exit *self = (group_exit *)coroutine;
  if (self->group->on_completed == &self->on_completed) {
    self->group->on_completed = NULL;
  }
  aio__release(self->error);
  aio__release(self->group);
}

static const asyncio_coroutine_type exit_type = {AIO__FRAME_TYPE,    "task_group_exit", 0,
                                                 sizeof(group_exit), exit_resume,       exit_clear};

static void *task_group_enter(void *object) {
  asyncio_task_group *self = object;
  if (self->entered) {
    asyncio_raise(asyncio_RuntimeError, "TaskGroup %r has already been entered", asyncio_value_of(self));
    return NULL;
  }
  asyncio_task *parent = asyncio_current_task();
  if (parent == NULL) {
    asyncio_raise(asyncio_RuntimeError, "TaskGroup %r cannot determine the parent task", asyncio_value_of(self));
    return NULL;
  }
  self->exit = aio__pool_allocate(sizeof *self->exit);
  if (self->exit == NULL) {
    return NULL;
  }
  self->loop = aio__loop_hold(parent->future.loop);
  self->parent = aio__retain(parent);
  self->entered = true;
  self->id = aio__loop_new_id(self->loop);
  aio__trace_text(self->loop, ASYNCIO_TRACE_COMPOSITE_CREATED, self->id, parent->future.id, "TaskGroup");
  return NULL;
}

static void *task_group_leave(void *object, asyncio_error *error) {
  asyncio_task_group *self = object;
  group_exit *made = self->exit;
  self->exit = NULL;
  aio__coroutine_init(&made->coroutine, &exit_type);
  made->group = aio__retain(self);
  made->error = error == NULL ? NULL : aio__retain(error);
  made->on_completed.object.references = 0;
  return aio__own(made);
}

static void task_group_destroy(void *object) {
  asyncio_task_group *self = object;
  if (self->exit != NULL) {
    aio__pool_free(self->exit, sizeof *self->exit);
  }
  aio__release(self->parent);
  aio__release(self->errors);
  aio__release(self->base_error);
  aio__release(self->cancelled);
  aio__loop_let_go(self->loop);
  aio__object_free(self);
}

static const asyncio_type task_group_type = {.name = "TaskGroup",
                                             .destroy = task_group_destroy,
                                             .enter = task_group_enter,
                                             .leave = task_group_leave,
                                             .repr = task_group_repr};

asyncio_task_group *asyncio_task_group_new(void) {
  asyncio_task_group *self = aio__object_new(&task_group_type, sizeof(asyncio_task_group));
  if (self != NULL && (self->errors = aio__list_new(0)) == NULL) {
    aio__release(self);
    self = NULL;
  }
  return aio__own(self);
}
