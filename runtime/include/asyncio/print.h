#ifndef ASYNCIO_PRINT_H
#define ASYNCIO_PRINT_H

#include <stdarg.h>
#include <stddef.h>

/*
** Printing: a line of the program's output, stamped by whoever shows it with the loop's time and the running task.
**
** The format is printf's (%d %i %u %x %c %s %f %e %g %%, with flags, width, precision and the lengths l, ll, z), and
**   %v  an asyncio_value as Python's str() shows it        %r  as repr() does
**   %E  an asyncio_error *: `Type(message)`, a group `Type[error, …]`, NULL `None`
*/
void asyncio_print(const char *format, ...);

/* The same into `text` of `size` bytes, terminated if size > 0. Returns how long the whole is, as snprintf does. */
int asyncio_format(char *text, size_t size, const char *format, ...);
int asyncio_vformat(char *text, size_t size, const char *format, va_list arguments);

#endif
