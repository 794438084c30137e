#ifndef AIO_STRESS_H
#define AIO_STRESS_H

#include "object.h"

/*
** The stress build (AWAITSCOPE_STRESS, for tests): what a program must not rely on does not work by luck either.
**
**   - Before each step of a coroutine the C stack below it is overwritten: a variable of the C function that was to
**     survive an AWAIT, other than in the frame, is gone.
**   - A frame's locals are overwritten, and under AddressSanitizer closed to every access, as soon as it has ended and no
**     coroutine that it created may name them, though the frame itself may be held for long.
**   - Each object is an allocation of its own (no pool), so that AddressSanitizer sees every use after its end.
**
** A frame does not move while it lives, and programs may point into it: that is part of the interface, so nothing here
** moves frames.
*/
#ifdef AIO__STRESS

void aio__stress_stack(void);
void aio__stress_ended(asyncio_frame *frame);

#else

static inline void aio__stress_stack(void) {
}

static inline void aio__stress_ended(asyncio_frame *frame) {
  (void)frame;
}

#endif

#endif
