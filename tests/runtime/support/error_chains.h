#ifndef TEST_ERROR_CHAINS_H
#define TEST_ERROR_CHAINS_H

#include "program.h"

/* Coroutines that raise, or await while they handle an error, and what the error that comes of it was raised while
** handling. recorded/support.py has the same in Python. */

#define VALUE_ERROR(text) asyncio_error_new(asyncio_ValueError, text)
#define KEY_ERROR(text)   asyncio_error_new(asyncio_KeyError, text)
#define TYPE_ERROR(text)  asyncio_error_new(asyncio_TypeError, text)

/* As print_chain, each one's cause behind it. */
void tell_chain(const asyncio_error *error);

/* Awaits, and tells the chain of the error that this raises. */
asyncio_coroutine *tells(void *awaitable);
#define TELL(...) AWAIT(tells(__VA_ARGS__))

/* Raises the error, at once or in the next turn. */
asyncio_coroutine *raises(asyncio_error *error);
asyncio_coroutine *sleeps_and_raises(asyncio_error *error);

/* Awaits while it handles a ValueError. */
asyncio_coroutine *handles(asyncio_error *handled, void *awaitable);

/* Raises while it handles what came of awaiting. */
asyncio_coroutine *answers(void *awaitable, asyncio_error *answer);

#endif
