#include "task_list.h"

#include "list.h"
#include "running.h"
#include "scope.h"

asyncio_list *asyncio_all_tasks(void) {
  asyncio_loop *loop = aio__running_loop();
  asyncio_list *list = loop == NULL ? NULL : aio__list_new(0);
  for (asyncio_task *task = list == NULL ? NULL : loop->first_task; task != NULL; task = task->next) {
    if (asyncio_list_append(list, asyncio_value_of(task)) < 0) {
      aio__release(list);
      return NULL;
    }
  }
  return aio__own(list);
}

asyncio_task *asyncio_current_task(void) {
  return aio__now.loop == NULL ? NULL : aio__now.loop->current_task;
}
