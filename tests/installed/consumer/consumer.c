/*
** What a native program relies on: asyncio_run sleeps on the machine's clock, hands out printed lines before it sleeps,
** and answers Ctrl-C. Each argument names one check.
*/
#define _DEFAULT_SOURCE
#include <asyncio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

ASYNC(say_after, {
  double delay;
  const char *what;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(self->delay));
  asyncio_print("%s", self->what);
  ASYNC_END;
}

ASYNC(two_together, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_gather(CORO(say_after, 0.2, "world"), CORO(say_after, 0.1, "hello")));
  ASYNC_END;
}

/* Both sleep at the same time, and neither by spinning. */
static int check_sleeps(void) {
  double began = seconds(CLOCK_MONOTONIC);
  double worked = seconds(CLOCK_PROCESS_CPUTIME_ID);
  int status = asyncio_run(CORO(two_together));
  double took = seconds(CLOCK_MONOTONIC) - began;
  worked = seconds(CLOCK_PROCESS_CPUTIME_ID) - worked;
  return status != 0 || took < 0.2 || worked > 0.1;
}

ASYNC(interrupted, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    asyncio_print("waiting");
    AWAIT(asyncio_sleep(3600));
  }
  FINALLY {
    AWAIT(asyncio_sleep(0.01));
    asyncio_print("cleaned up");
  }
  END_TRY;
  ASYNC_END;
}

static void press_ctrl_c(int number) {
  (void)number;
  raise(SIGINT);
}

/* Ctrl-C ends the sleep, FINALLY runs, sleeps and all, and the run failed. */
static int check_interrupt(void) {
  signal(SIGALRM, press_ctrl_c);
  setitimer(ITIMER_REAL, &(struct itimerval){.it_value = {.tv_usec = 100000}}, NULL);
  return asyncio_run(CORO(interrupted)) != 1;
}

ASYNC(fails, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  RAISE(asyncio_ValueError, "no page %d", 7);
  ASYNC_END;
}

static int check_failure(void) {
  return asyncio_run(CORO(fails)) != 1;
}

int main(int argc, char **argv) {
  const char *check = argc == 2 ? argv[1] : "";
  if (strcmp(check, "sleeps") == 0) {
    return check_sleeps();
  }
  if (strcmp(check, "interrupt") == 0) {
    return check_interrupt();
  }
  if (strcmp(check, "failure") == 0) {
    return check_failure();
  }
  fputs("use: consumer sleeps | interrupt | failure\n", stderr);
  return 2;
}
