#ifndef AIO_INTERRUPT_H
#define AIO_INTERRUPT_H

#include <stdbool.h>

/*
** Ctrl-C, natively: what comes while it is watched for is noted, and the loop answers it between turns. Of a program
** that leaves it no time for that the next Ctrl-C makes an end, as it does where nobody watches.
*/

#ifdef __wasm__ /* without signals */

static inline void aio__interrupt_watch(int pipe) {
  (void)pipe;
}

static inline void aio__interrupt_unwatch(void) {
}

static inline bool aio__interrupt_take(void) {
  return false;
}

#else

/* Begins to watch, unless the program handles or ignores SIGINT itself, or another thread watches; writes to `pipe`
** when one comes. And no longer: then SIGINT does what it did before. */
void aio__interrupt_watch(int pipe);
void aio__interrupt_unwatch(void);

/* Whether one has come since this was asked last. */
bool aio__interrupt_take(void);

#endif

#endif
