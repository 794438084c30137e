#include "task_name.h"

#include "error.h"
#include "loop.h"
#include "trace.h"
#include <asyncio/print.h>
#include <string.h>

const char *aio__task_name(const asyncio_task *task, char buffer[24]) {
  if (task->future.named) {
    return task->name->text;
  }
  asyncio_format(buffer, 24, "Task-%u", (unsigned)task->number);
  return buffer;
}

void aio__task_set_name(asyncio_task *task, aio__str *name) {
  if (task->future.named) {
    aio__release(task->name);
  }
  task->name = name;
  task->future.named = true;
}

const char *asyncio_task_name(const asyncio_task *task) {
  if (aio__is_null(task, "task")) {
    return "";
  }
  if (!task->future.named) {
    char buffer[24];
    const char *number = aio__task_name(task, buffer);
    aio__str *name = aio__str_new(number, strlen(number));
    if (name == NULL) {
      return "Task";
    }
    /* The name is made when it is asked for; nobody sees a difference. */
    aio__task_set_name((asyncio_task *)task, name);
  }
  return task->name->text;
}

int asyncio_task_set_name(asyncio_task *task, const char *name) {
  if (aio__is_null(task, "task") || aio__is_null(name, "name")) {
    return -1;
  }
  aio__str *text = aio__str_new(name, strlen(name));
  if (text == NULL) {
    return -1;
  }
  aio__task_set_name(task, text);
  aio__trace_text(task->future.loop, ASYNCIO_TRACE_TASK_RENAMED, task->future.id, aio__loop_by(task->future.loop),
                  name);
  return 0;
}
