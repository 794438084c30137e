#include "context.h"
#include "error.h"
#include "loop.h"
#include "scope.h"
#include "task.h"
#include <asyncio/task_factory.h>

asyncio_task *asyncio_eager_task_factory(asyncio_coroutine *coroutine, const char *name, asyncio_context *context) {
  return asyncio_task_new(coroutine, name, context, true);
}

void asyncio_loop_set_task_factory(asyncio_loop *loop, asyncio_task_factory factory) {
  if (!aio__is_null(loop, "loop")) {
    loop->task_factory = factory;
  }
}

asyncio_task_factory asyncio_loop_task_factory(const asyncio_loop *loop) {
  return aio__is_null(loop, "loop") ? NULL : loop->task_factory;
}

asyncio_task *asyncio_create_eager_task(asyncio_coroutine *coroutine) {
  return asyncio_task_new(coroutine, NULL, NULL, true);
}

asyncio_task *asyncio_create_task_in_context(asyncio_coroutine *coroutine, asyncio_context *context) {
  asyncio_loop *loop = aio__running_loop();
  return loop == NULL ? NULL : aio__own(aio__task_create(loop, coroutine, NULL, context));
}
