#ifndef AIO_TRY_H
#define AIO_TRY_H

#include "object.h"

/* Frees the blocks that a frame still has open when it is destroyed. */
void aio__try_free(asyncio_frame *frame);

#endif
