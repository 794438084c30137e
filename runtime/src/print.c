#include "error.h"
#include "loop.h"
#include "memory.h"
#include "running.h"
#include "task_name.h"
#include "trace.h"
#include "writer.h"
#include <asyncio/print.h>

static void print(asyncio_loop *loop, const char *text, size_t size) {
  char buffer[24];
  const char *task = loop->current_task == NULL ? NULL : aio__task_name(loop->current_task, buffer);
  aio__trace_text(loop, ASYNCIO_TRACE_PRINT, 0, aio__loop_by(loop), text);
  if (loop->printing) {
    asyncio_raise(asyncio_RuntimeError, "asyncio_print inside the printer");
    return;
  }
  if (loop->printer != NULL) {
    loop->printing = true;
    loop->printer(loop->printer_data, text, size, loop->now, loop->turns, task);
    loop->printing = false;
  }
}

/* Most lines are short; a long one is made a second time, in memory of its size. */
void asyncio_print(const char *format, ...) {
  if (aio__is_null(format, "format")) {
    return;
  }
  char text[256];
  va_list arguments;
  va_start(arguments, format);
  size_t size = aio__written(asyncio_vformat(text, sizeof text, format, arguments));
  va_end(arguments);
  asyncio_loop *loop = aio__running_loop();
  if (loop == NULL) {
    return;
  }
  if (size < sizeof text) {
    print(loop, text, size);
    return;
  }
  char *whole = aio__allocate(aio__size_with(size, 1));
  if (whole == NULL) {
    return;
  }
  va_start(arguments, format);
  asyncio_vformat(whole, size + 1, format, arguments);
  va_end(arguments);
  print(loop, whole, size);
  aio__free(whole);
}
