#ifndef TEST_ALLOCATIONS_H
#define TEST_ALLOCATIONS_H

#include <stdbool.h>
#include <stddef.h>

/*
** What the program under test allocates. The linker puts these functions in the place of malloc, calloc, realloc and
** free (--wrap, see tests/CMakeLists.txt), in the runtime and in the tests alike.
*/

/* Blocks, and their bytes, that were allocated and not freed. */
size_t allocations_alive(void);
size_t allocations_bytes(void);

/* Allocations so far. */
size_t allocations_made(void);

/* Makes the `number`-th allocation from now on fail, from 1; 0: none. */
void allocations_fail_at(size_t number);

/* Whether it came to that since allocations_fail_at. */
bool allocations_failed(void);

#endif
