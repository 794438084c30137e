#ifndef TEST_FAILING_H
#define TEST_FAILING_H

#include <asyncio.h>

/*
** With FAIL_ALLOCATIONS=1 in the environment a run is repeated: its first allocation fails, then the second and so on,
** without a trace and with one. Each time it has to end without a leak, its loops have to run on, and it tells what it
** tells otherwise, or of a MemoryError. The last run is as the first: nothing fails in it.
**
**   do {
**     failing_begins();
**     …                        what a run is: it makes loops, and tells what it sees as a text
**     failing_loop_ends(loop)  for each of them, before it is freed
**   } while (failing_again(text));
*/
void failing_begins(void);
bool failing_again(const char *text);

/* The run is over, the runner's loop still there: where an allocation has failed, everything has to work in it
** again. */
void failing_loop_ends(asyncio_runner *runner);

/* A loop of the run: with a trace, where this one is to have one. */
void failing_loop_begins(asyncio_loop *loop);

/* A MemoryError that stands inside of what ended the run, or in a loop's trace, where the run's text does not say
** so. */
void failing_saw(const asyncio_error *error);
void failing_saw_text(const char *text);
void failing_saw_loop(asyncio_runner *runner);

/* What a loop prints and reports now is no more the run's. */
bool failing_is_over(void);

/* Whether an allocation of this run is to fail. */
bool failing_in_turn(void);

/* From here on others that fail in turn are a part of this run. */
void failing_is_inside(bool inside);

/* A number of things: `few` where each allocation is made to fail in turn, which takes their square. */
#define FEWER(many, few) (failing_allocations() ? (few) : (many))
bool failing_allocations(void);

#endif
