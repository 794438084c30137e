#include "scenario.h"

#include <string.h>

/* The scenario that runs and its parameters. Static, because an example asks for a number from deep inside, where nothing
** but its name is at hand; and once, because a program, or an instance of the module, runs one scenario. */
static const scenario *running;
static const double *running_values;


const scenario *scenario_find(const char *name, size_t size) {
  for (size_t i = 0; i < scenario_count; i++) {
    if (strlen(scenarios[i].name) == size && memcmp(scenarios[i].name, name, size) == 0) {
      return &scenarios[i];
    }
  }
  return NULL;
}


double scenario_number(const char *name) {
  for (size_t i = 0; running && i < running->parameter_count; i++) {
    if (strcmp(running->parameters[i].name, name) == 0) {
      return running_values ? running_values[i] : running->parameters[i].initial;
    }
  }
  asyncio_raise(asyncio_KeyError, "scenario %s has no parameter %s", running ? running->name : "(none runs)", name);
  return 0;
}


void scenario_use(const scenario *scenario, const double *values) {
  running = scenario;
  running_values = values;
}
