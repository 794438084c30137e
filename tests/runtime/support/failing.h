#ifndef TEST_FAILING_H
#define TEST_FAILING_H

#include <asyncio.h>

/*
** With FAIL_ALLOCATIONS=1 in the environment a run is repeated: its first allocation fails, then the second and so on,
** without a trace and with one, then those of threads beside its own. Each time it has to end without a leak, its loops
** have to run on, and it tells what it tells otherwise, or of a MemoryError. Nothing fails in the first run and the
** last.
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

/*
** Said by a run that makes too many allocations to fail each, for it is about a limit: from here on the first few fail
** each, the others at distances that grow with what lies between. Said again, behind what led there, it begins anew.
*/
void failing_sparsely(void);

/* Said by a run that tells errors of a cancel apart: without memory for one another is raised in its place
** (aio__cancelled_error), so the run may tell something else then, and no MemoryError. */
void failing_may_share_cancels(void);

/* From here on others that fail in turn are a part of this run. */
void failing_is_inside(bool inside);

/* A number of things: `few` where each allocation is made to fail in turn, which takes their square. */
#define FEWER(many, few) (failing_allocations() ? (few) : (many))
bool failing_allocations(void);

#endif
