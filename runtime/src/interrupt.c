#ifndef __wasm__

#define _POSIX_C_SOURCE 200809L

#include "interrupt.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

/* A signal's handler is given nothing, and sees nothing but variables like these. */
static volatile sig_atomic_t came;
static volatile sig_atomic_t wakes; /* the pipe's end to write to */

static struct sigaction before; /* of the thread that watches */
static _Thread_local bool watches;

static void on_interrupt(int number) {
  if (came) {
    signal(number, SIG_DFL);
    raise(number);
    return;
  }
  int error = errno;
  came = 1;
  while (write(wakes, "", 1) < 0 && errno == EINTR) {
  }
  errno = error;
}

void aio__interrupt_watch(int pipe) {
  struct sigaction ours = {.sa_handler = on_interrupt, .sa_flags = SA_RESTART};
  struct sigaction theirs;
  sigaction(SIGINT, NULL, &theirs);
  if (theirs.sa_handler != SIG_DFL) {
    return;
  }
  before = theirs;
  came = 0;
  wakes = pipe;
  sigemptyset(&ours.sa_mask);
  sigaction(SIGINT, &ours, NULL);
  watches = true;
}

void aio__interrupt_unwatch(void) {
  if (watches) {
    watches = false;
    sigaction(SIGINT, &before, NULL);
  }
}

bool aio__interrupt_take(void) {
  if (!watches || !came) {
    return false;
  }
  came = 0;
  return true;
}

#else

typedef int aio__no_interrupts; /* a translation unit is not to be empty */

#endif
