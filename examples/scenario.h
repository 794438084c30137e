#ifndef SCENARIO_H
#define SCENARIO_H

#include <asyncio.h>
#include <stddef.h>

/*
** What an example says of itself to whoever runs it, in the page, under Node or natively:
**
**   SCENARIO(tour, main_)      the scenario called `tour` runs the coroutine function main_, which takes no arguments
**
** Its title, texts and parameters stand in scenario.json beside it, from which the build makes the table of all
** scenarios.
*/

typedef struct scenario_parameter {
  const char *name;
  double initial; /* the default */
} scenario_parameter;

typedef struct scenario {
  const char *name;
  asyncio_coroutine *(*start)(void); /* a new coroutine object of its main function */
  const scenario_parameter *parameters;
  size_t parameter_count;
} scenario;

/* All scenarios of this program, in the order of their names. Made by the build. */
extern const scenario scenarios[];
extern const size_t scenario_count;

#define SCENARIO(scenario_name, function)                                                                              \
  asyncio_coroutine *scenario_##scenario_name(void);                                                                   \
  asyncio_coroutine *scenario_##scenario_name(void) {                                                                  \
    return CORO(function);                                                                                             \
  }

/* The scenario called so, or NULL. `size` is the name's length in bytes. */
const scenario *scenario_find(const char *name, size_t size);

/* The value of a parameter of the running scenario: what was set, or its default. A name that scenario.json does not
** declare: 0, and KeyError becomes the current error. */
double scenario_number(const char *name);

/* Which scenario runs, and the values of its parameters; NULL for the defaults. No scenario, NULL, ends it. `values` is
** borrowed and holds parameter_count numbers. */
void scenario_use(const scenario *scenario, const double *values);

#endif
