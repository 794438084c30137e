/* What a task shows of itself: its repr and the stack of coroutines on which it waits. */
#include "coroutine.h"
#include "error.h"
#include "format.h"
#include "memory.h"
#include "task.h"
#include "task_name.h"
#include "value.h"
#include <asyncio/print.h>
#include <asyncio/task_stack.h>

/* --- The repr ----------------------------------------------------------------------------------------------------- */

static void write_state(aio__writer *out, const asyncio_task *task) {
  static const char *const states[] = {"pending", "finished", "finished", "cancelled"};
  char buffer[24];
  bool cancelling = task->future.cancelling > 0 && task->future.state == AIO__PENDING;
  aio__write_str(out, "<Task ");
  aio__write_str(out, cancelling ? "cancelling" : states[task->future.state]);
  aio__write_str(out, " name='");
  aio__write_str(out, aio__task_name(task, buffer));
  aio__write_str(out, "'");
}

static void write_coroutine(aio__writer *out, const asyncio_task *task) {
  const asyncio_coroutine *coroutine = task->coroutine;
  bool done = coroutine->status == AIO__DONE;
  unsigned line = done || coroutine->line == 0 ? aio__coroutine_type(coroutine)->line : coroutine->line;
  aio__write_str(out, " coro=<");
  aio__write_str(out, asyncio_coroutine_name(coroutine));
  aio__write_str(out, done ? "() done" : "() running");
  if (line > 0) {
    aio__writef(out, done ? ", defined at line %u" : " at line %u", line);
  }
  aio__write_str(out, ">");
}

/* A task is shown without what it waits for itself: tasks may wait for each other in a ring. */
static void write_waited(aio__writer *out, const asyncio_future *future) {
  aio__write_str(out, " wait_for=");
  if (aio__kind(future) == AIO__KIND_TASK) {
    write_state(out, (const asyncio_task *)future);
    write_coroutine(out, (const asyncio_task *)future);
    aio__write_str(out, ">");
  } else {
    aio__wrote(out, aio__future_repr(future, aio__writer_end(out), aio__writer_room(out)));
  }
}

int aio__task_repr(const void *object, char *text, size_t size) {
  const asyncio_task *task = object;
  aio__writer out = aio__writer_open(text, size);
  write_state(&out, task);
  write_coroutine(&out, task);
  if (task->future.state == AIO__PENDING && task->step.future != NULL) {
    write_waited(&out, task->step.future);
  } else if (task->future.state == AIO__RESULT || task->future.state == AIO__EXCEPTION) {
    bool failed = task->future.state == AIO__EXCEPTION;
    aio__write_str(&out, failed ? " exception=" : " result=");
    aio__wrote(&out, aio__value_repr(failed ? asyncio_value_of(task->future.error) : task->future.result,
                                     aio__writer_end(&out), aio__writer_room(&out)));
  }
  aio__write_str(&out, ">");
  return (int)out.length;
}

/* --- The stack ---------------------------------------------------------------------------------------------------- */

static asyncio_stack_entry entry_of(const asyncio_coroutine *coroutine) {
  bool begun = coroutine->status != AIO__CREATED;
  return (asyncio_stack_entry){.name = asyncio_coroutine_name(coroutine),
                               .line = begun ? coroutine->line : aio__coroutine_type(coroutine)->line};
}

/* The coroutine that `coroutine` awaits, which it holds; NULL where it is the innermost. */
static const asyncio_coroutine *inner(const asyncio_coroutine *coroutine) {
  const asyncio_object *awaiting = coroutine->awaiting;
  return awaiting != NULL && aio__is_coroutine(awaiting) ? (const asyncio_coroutine *)awaiting : NULL;
}

size_t asyncio_task_stack(const asyncio_task *task, asyncio_stack_entry *entries, size_t capacity) {
  if (aio__is_null(task, "task") || (capacity > 0 && aio__is_null(entries, "array of entries"))) {
    return 0;
  }
  const asyncio_coroutine *outermost = task->future.state == AIO__PENDING ? task->coroutine : NULL;
  size_t count = 0;
  for (const asyncio_coroutine *at = outermost; at != NULL; at = inner(at)) {
    count++;
  }
  size_t skipped = count > capacity ? count - capacity : 0;
  size_t index = 0;
  for (const asyncio_coroutine *at = outermost; at != NULL; at = inner(at), index++) {
    if (index >= skipped) {
      entries[index - skipped] = entry_of(at);
    }
  }
  return count;
}

static void write_entry(aio__writer *out, const asyncio_stack_entry *entry) {
  aio__write_str(out, "\n  ");
  if (entry->line > 0) {
    aio__writef(out, "line %u, ", entry->line);
  }
  aio__write_str(out, "in ");
  aio__write_str(out, entry->name);
}

/* Deeper stacks are cut at the outer end. */
enum { SHOWN = 64 };

int asyncio_task_format_stack(const asyncio_task *task, char *text, size_t size) {
  if (aio__is_null(task, "task")) {
    return asyncio_format(text, size, "");
  }
  asyncio_stack_entry entries[SHOWN];
  size_t count = asyncio_task_stack(task, entries, SHOWN);
  aio__writer out = aio__writer_open(text, size);
  aio__write_str(&out, count == 0 ? "No stack for " : "Stack for ");
  aio__wrote(&out, aio__task_repr(task, aio__writer_end(&out), aio__writer_room(&out)));
  aio__write_str(&out, count == 0 ? "" : " (most recent call last):");
  if (count > SHOWN) {
    aio__writef(&out, "\n  %zu more", count - SHOWN);
  }
  for (size_t i = 0; i < (count < SHOWN ? count : SHOWN); i++) {
    write_entry(&out, &entries[i]);
  }
  return (int)out.length;
}

void asyncio_task_print_stack(const asyncio_task *task) {
  if (aio__is_null(task, "task")) {
    return;
  }
  size_t size = aio__size_with(aio__written(asyncio_task_format_stack(task, NULL, 0)), 1);
  char *text = aio__allocate(size);
  if (text != NULL) {
    asyncio_task_format_stack(task, text, size);
    asyncio_print("%s", text);
    aio__free(text);
  }
}
