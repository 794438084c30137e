/* Programs on the machine's own clock. */

#define _POSIX_C_SOURCE 200809L

#include "error.h"
#include "running.h"
#include <asyncio/print.h>
#include <asyncio/run.h>
#include <errno.h>
#include <stdio.h>
#include <time.h>

static void print_line(void *data, const char *text, size_t size, double time, uint32_t turn, const char *task) {
  (void)data, (void)time, (void)turn, (void)task;
  fwrite(text, 1, size, stdout);
  fputc('\n', stdout);
}

static void print_report(void *data, const char *message, asyncio_error *error) {
  (void)data;
  char line[512] = "";
  if (error != NULL) {
    aio__error_line(error, line, sizeof line);
  }
  fprintf(stderr, "%s%s%s\n", message, error == NULL ? "" : ": ", line);
}

static double seconds_since(const struct timespec *start) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static void sleep_for(double seconds) {
  struct timespec rest = {.tv_sec = (time_t)seconds};
  rest.tv_nsec = (long)((seconds - (double)rest.tv_sec) * 1e9);
  while (nanosleep(&rest, &rest) < 0 && errno == EINTR) {
  }
}

/* The longest sleep at once, seconds, as CPython's selector. */
#define LONGEST_SLEEP 86400.0

asyncio_run_status asyncio_runner_drive(asyncio_runner *runner) {
  struct timespec start;
  clock_gettime(CLOCK_MONOTONIC, &start);
  double before = asyncio_loop_time(asyncio_runner_loop(runner));
  asyncio_run_status status = ASYNCIO_RUN_GOES_ON;
  while (status == ASYNCIO_RUN_GOES_ON) {
    double rest = asyncio_runner_next(runner) - before - seconds_since(&start);
    if (rest > 0) {
      fflush(stdout);
      sleep_for(rest < LONGEST_SLEEP ? rest : LONGEST_SLEEP);
    }
    status = asyncio_runner_turn(runner, before + seconds_since(&start));
  }
  return status;
}

int asyncio_run(asyncio_coroutine *coroutine) {
  asyncio_runner *runner = asyncio_runner_new();
  if (runner == NULL) {
    fputs("MemoryError\n", stderr);
    return 1;
  }
  asyncio_loop_set_printer(asyncio_runner_loop(runner), print_line, NULL);
  asyncio_loop_set_exception_handler(asyncio_runner_loop(runner), print_report, NULL);
  if (asyncio_runner_start(runner, coroutine) < 0) {
    print_report(NULL, "asyncio_run", asyncio_current_error());
    asyncio_clear_error();
    asyncio_runner_free(runner);
    return 1;
  }
  asyncio_run_status status = asyncio_runner_drive(runner);
  fflush(stdout);
  if (status == ASYNCIO_RUN_RAISED) {
    char line[512];
    aio__error_line(asyncio_runner_error(runner), line, sizeof line);
    fprintf(stderr, "%s\n", line);
  }
  asyncio_runner_free(runner);
  return status == ASYNCIO_RUN_RAISED ? 1 : 0;
}
