/* Programs on the machine's own clock. */

#define _POSIX_C_SOURCE 200809L

#include "error.h"
#include "loop.h"
#include "running.h"
#include <asyncio/print.h>
#include <asyncio/run.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/select.h>
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

/* --- Ctrl-C ----------------------------------------------------------------------------------------------------------- */

/*
** As CPython's: the first cancels the main task, so that what it left to do is done; the second ends the process. A
** handler sees nothing but a variable of this kind.
*/
static volatile sig_atomic_t interrupt;

enum { NO_INTERRUPT, INTERRUPT_CAME, INTERRUPT_ANSWERED };

#ifdef __wasm__ /* without signals */

static void watch_interrupt(void) {
}

static bool unwatch_interrupt(void) {
  return false;
}

static void use_sockets(asyncio_loop *loop) {
  (void)loop;
}

static void sleep_for(const asyncio_loop *loop, struct timespec rest) {
  (void)loop;
  while (nanosleep(&rest, &rest) < 0 && errno == EINTR) {
  }
}

#else

#include "sockets.h"

static void use_sockets(asyncio_loop *loop) {
  loop->new_network = aio__sockets_new;
}

static struct sigaction before_watching;

static void on_interrupt(int number) {
  (void)number;
  interrupt = INTERRUPT_CAME;
}

/* A program that handles or ignores SIGINT itself keeps that. */
static void watch_interrupt(void) {
  interrupt = NO_INTERRUPT;
  sigaction(SIGINT, NULL, &before_watching);
  if (before_watching.sa_handler == SIG_DFL) {
    struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
  }
}

/* Whether one was answered. */
static bool unwatch_interrupt(void) {
  bool answered = interrupt == INTERRUPT_ANSWERED;
  sigaction(SIGINT, &before_watching, NULL);
  interrupt = NO_INTERRUPT;
  return answered;
}

/* Blocked until the sleep itself begins: a Ctrl-C just before it would otherwise wait for its end. */
static void sleep_for(const asyncio_loop *loop, struct timespec rest) {
  sigset_t blocked, before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGINT);
  pthread_sigmask(SIG_BLOCK, &blocked, &before);
  if (interrupt != INTERRUPT_CAME && !aio__sockets_wait(loop->network, &rest, &before)) {
    pselect(0, NULL, NULL, NULL, &rest, &before);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

#endif

/* --- Running ---------------------------------------------------------------------------------------------------------- */

/* The longest sleep at once, seconds, as CPython's selector. */
#define LONGEST_SLEEP 86400.0

static struct timespec timespec_of(double seconds) {
  struct timespec time = {.tv_sec = (time_t)seconds};
  time.tv_nsec = (long)((seconds - (double)time.tv_sec) * 1e9);
  return time;
}

asyncio_run_status asyncio_runner_drive(asyncio_runner *runner) {
  if (aio__is_null(runner, "runner")) {
    return ASYNCIO_RUN_RAISED;
  }
  struct timespec start;
  clock_gettime(CLOCK_MONOTONIC, &start);
  double before = asyncio_loop_time(asyncio_runner_loop(runner));
  asyncio_run_status status = ASYNCIO_RUN_GOES_ON;
  asyncio_loop *loop = asyncio_runner_loop(runner);
  use_sockets(loop);
  while (status == ASYNCIO_RUN_GOES_ON && aio__loop_check_turn(loop) == 0) {
    double rest = asyncio_runner_next(runner) - before - seconds_since(&start);
    if (rest > 0) {
      fflush(stdout);
      sleep_for(loop, timespec_of(rest < LONGEST_SLEEP ? rest : LONGEST_SLEEP));
    }
    if (interrupt == INTERRUPT_CAME) {
      interrupt = INTERRUPT_ANSWERED;
      asyncio_runner_cancel(runner);
    }
    status = asyncio_runner_turn(runner, before + seconds_since(&start));
  }
  return status;
}

/* An interrupt that the main task let out is shown for what it was. */
static void print_error(const asyncio_error *error, bool was_interrupted) {
  char line[512] = "KeyboardInterrupt";
  if (!was_interrupted || !asyncio_error_is(error, asyncio_CancelledError)) {
    aio__error_line(error, line, sizeof line);
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
  watch_interrupt();
  asyncio_run_status status = asyncio_runner_drive(runner);
  bool was_interrupted = unwatch_interrupt();
  fflush(stdout);
  if (status == ASYNCIO_RUN_RAISED) {
    print_error(asyncio_runner_error(runner), was_interrupted);
  }
  asyncio_runner_free(runner);
  return status == ASYNCIO_RUN_RAISED ? 1 : 0;
}
