/* Programs on the machine's own clock. */

#define _POSIX_C_SOURCE 200809L

#include "error.h"
#include "interrupt.h"
#include "loop.h"
#include "network.h"
#include "runner.h"
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

/* --- The machine -------------------------------------------------------------------------------------------------- */

#ifdef __wasm__

/* 0, or the error's number: what the loop needs of the machine. */
static int use_machine(asyncio_loop *loop) {
  (void)loop;
  return 0;
}

static int pipe_of(const asyncio_loop *loop) {
  (void)loop;
  return -1;
}

static void look_for_threads(asyncio_loop *loop) {
  (void)loop;
}

static void sleep_for(asyncio_loop *loop, struct timespec rest) {
  (void)loop;
  while (nanosleep(&rest, &rest) < 0 && errno == EINTR) {
  }
}

#else

#include "sockets.h"
#include "thread_pool.h"
#ifdef __GLIBC__
#include <sys/single_threaded.h>
#endif

static int use_machine(asyncio_loop *loop) {
  loop->new_network = aio__sockets_new;
  loop->new_threads = aio__thread_pool_new;
  return aio__mailbox_open_pipe(&loop->mailbox);
}

/* The end that wakes the loop. */
static int pipe_of(const asyncio_loop *loop) {
  return loop->mailbox.pipe[1];
}

/* A loop that nothing can wake is at a deadlock; another thread could. Not every libc says whether there is one: then
** there may be. */
static void look_for_threads(asyncio_loop *loop) {
#ifdef __GLIBC__
  loop->mailbox.may_fill = !__libc_single_threaded;
#else
  loop->mailbox.may_fill = true;
#endif
}

static void sleep_for(asyncio_loop *loop, struct timespec rest) {
  if (aio__mailbox_begin_sleep(&loop->mailbox)) {
    aio__sockets_wait(loop->network, loop->mailbox.pipe[0], &rest);
    aio__mailbox_end_sleep(&loop->mailbox);
  }
}

#endif

/* --- Running ------------------------------------------------------------------------------------------------------ */

/* The longest sleep at once, seconds, as CPython's selector. */
#define LONGEST_SLEEP 86400.0

static struct timespec timespec_of(double seconds) {
  struct timespec time = {.tv_sec = (time_t)seconds};
  time.tv_nsec = (long)((seconds - (double)time.tv_sec) * 1e9);
  return time;
}

static asyncio_run_status drive(asyncio_runner *runner, bool interrupts) {
  asyncio_loop *loop = asyncio_runner_loop(runner);
  int number = use_machine(loop);
  if (number != 0) {
    aio__runner_fail(runner, aio__os_error(number, NULL));
    return asyncio_runner_run_virtual(runner); /* nothing has begun: no time passes */
  }
  struct timespec start;
  clock_gettime(CLOCK_MONOTONIC, &start);
  double before = asyncio_loop_time(loop);
  asyncio_run_status status = ASYNCIO_RUN_GOES_ON;
  if (interrupts) {
    aio__interrupt_watch(pipe_of(loop));
  }
  while (status == ASYNCIO_RUN_GOES_ON && aio__loop_check_turn(loop) == 0) {
    look_for_threads(loop);
    double rest = asyncio_runner_next(runner) - before - seconds_since(&start);
    if (rest > 0) {
      fflush(stdout);
      sleep_for(loop, timespec_of(rest < LONGEST_SLEEP ? rest : LONGEST_SLEEP));
    }
    if (aio__interrupt_take()) {
      aio__runner_interrupt(runner);
    }
    status = asyncio_runner_turn(runner, before + seconds_since(&start));
  }
  aio__interrupt_unwatch();
  return status;
}

asyncio_run_status asyncio_runner_drive(asyncio_runner *runner) {
  return aio__is_null(runner, "runner") ? ASYNCIO_RUN_RAISED : drive(runner, false);
}

static void print_error(const asyncio_runner *runner) {
  char line[512] = "KeyboardInterrupt";
  if (!aio__runner_was_interrupted(runner)) {
    aio__error_line(asyncio_runner_error(runner), line, sizeof line);
  }
  fprintf(stderr, "%s\n", line);
}

int asyncio_run(asyncio_coroutine *coroutine) {
  if (aio__now.loop != NULL && aio__now.loop->running) {
    asyncio_raise(asyncio_RuntimeError, "asyncio.run() cannot be called from a running event loop");
    return 1;
  }
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
  asyncio_run_status status = drive(runner, true);
  fflush(stdout);
  if (status == ASYNCIO_RUN_RAISED) {
    print_error(runner);
  }
  asyncio_runner_free(runner);
  return status == ASYNCIO_RUN_RAISED ? 1 : 0;
}
