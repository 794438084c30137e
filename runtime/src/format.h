#ifndef AIO_FORMAT_H
#define AIO_FORMAT_H

#include "writer.h"

/* Writes as asyncio_format does; here a compiler checks the arguments, so %v, %r and %E are not for it. */
__attribute__((format(printf, 2, 3))) void aio__writef(aio__writer *writer, const char *format, ...);

#endif
