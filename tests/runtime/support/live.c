#include "live.h"

#include <stdio.h>
#include <string.h>

static char text[4096];

const char *live_text(void) {
  return text;
}

void live_say(const char *line) {
  size_t used = strlen(text);
  snprintf(text + used, sizeof text - used, "%s\n", line);
}

static void print(void *data, const char *line, size_t size, double time, uint32_t turn, const char *task) {
  (void)data, (void)size, (void)time, (void)turn, (void)task;
  live_say(line);
}

static void report(void *data, const char *message, asyncio_error *error) {
  (void)data;
  failing_saw(error);
  live_say(message);
}

asyncio_runner *live_runner(void) {
  asyncio_runner *runner = scene_runner();
  text[0] = '\0';
  if (runner != NULL) {
    asyncio_loop_set_printer(asyncio_runner_loop(runner), print, NULL);
    asyncio_loop_set_exception_handler(asyncio_runner_loop(runner), report, NULL);
  }
  return runner;
}

asyncio_run_status live_drive(asyncio_runner *runner) {
  asyncio_run_status status = asyncio_runner_drive(runner);
  if (status == ASYNCIO_RUN_RAISED) {
    char outcome[512];
    const asyncio_error *error = asyncio_runner_error(runner);
    snprintf(outcome, sizeof outcome, "! %s: %s", asyncio_error_class(error)->name, asyncio_error_message(error));
    live_say(outcome);
  }
  return status;
}

const char *live(asyncio_coroutine *coroutine) {
  asyncio_runner *runner = live_runner();
  if (runner == NULL || coroutine == NULL) {
    asyncio_release(coroutine);
    return "nothing";
  }
  if (asyncio_runner_start(runner, coroutine) < 0) {
    return "not started";
  }
  live_drive(runner);
  return text;
}
