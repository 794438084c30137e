#include "traced.h"

enum { RING = 64 }; /* records */

static traced_record *telling;

static void read_trace(void *data, asyncio_loop *loop) {
  (void)data;
  const asyncio_trace_record *records = asyncio_trace_records(loop);
  for (uint32_t i = 0; telling != NULL && i < asyncio_trace_count(loop); i++) {
    telling(loop, &records[i]);
  }
  asyncio_trace_clear(loop);
}


void run_traced(asyncio_coroutine *(*program)(void), traced_record *tell) {
  telling = tell;
  asyncio_runner *runner = scene_hold_runner(asyncio_runner_new());
  if (runner == NULL || asyncio_trace_open(asyncio_runner_loop(runner), RING, read_trace, NULL) < 0) {
    return;
  }
  scene_enter(runner);
  int started = asyncio_runner_start(runner, program());
  scene_leave(runner);
  if (started == 0) {
    asyncio_runner_run_virtual(runner);
  }
  read_trace(NULL, asyncio_runner_loop(runner));
  telling = NULL;
}
