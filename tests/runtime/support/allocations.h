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

/* Allocations so far, of the tests' own thread and of all others. */
size_t allocations_made(void);
size_t allocations_made_elsewhere(void);

/* Makes the `number`-th allocation from now on of the tests' own thread fail, from 1; 0: none. The other one: of all
** other threads together. */
void allocations_fail_at(size_t number);
void allocations_fail_elsewhere_at(size_t number);

/* Whether it came to that since it was asked for last. */
bool allocations_failed(void);

#endif
