#include "traced.h"

enum { RING = 64 }; /* records */

static traced_record *telling;

static void read_trace(void *data, asyncio_loop *loop) {
  (void)data;
  const asyncio_trace_record *records = asyncio_trace_records(loop);
  for (uint32_t i = 0; i < asyncio_trace_count(loop); i++) {
    telling(loop, &records[i]);
  }
  asyncio_trace_clear(loop);
}


void run_traced(asyncio_coroutine *(*program)(void), traced_record *tell) {
  telling = tell;
  asyncio_runner *runner = asyncio_runner_new();
  asyncio_loop *loop = asyncio_runner_loop(runner);
  asyncio_trace_open(loop, RING, read_trace, NULL);
  asyncio_runner_enter(runner);
  asyncio_runner_start(runner, program());
  asyncio_runner_leave(runner);
  asyncio_runner_run_virtual(runner);
  read_trace(NULL, loop);
  asyncio_runner_free(runner);
}
