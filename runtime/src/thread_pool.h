#ifndef AIO_THREAD_POOL_H
#define AIO_THREAD_POOL_H

#include "loop.h"

/* Threads as CPython's ThreadPoolExecutor has them: made as they are needed, up to four more than there are processors
** and 32 at most, and used again. NULL with MemoryError. */
aio__threads *aio__thread_pool_new(asyncio_loop *loop);

#endif
