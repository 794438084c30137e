/*
** Runs one scenario on the virtual clock, without a browser:
**
**   awaitscope_native NAME [--stamp [--iterations]] [--set PARAMETER=VALUE]... [--seed N]
**
** Prints what the scenario prints; with --stamp each line behind its time and task, with --iterations the loop's
** iteration too. A scenario that raises: `!Type: message` is the last line (without --stamp, `Type: message` on standard
** error), and the exit status is 1. 2: wrong use.
*/
#include "scenario.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct options {
  const scenario *scenario;
  double *values; /* of its parameters */
  bool stamp;
  bool iterations;
  uint64_t seed;
} options;

enum { SUCCESS = 0, FAILURE = 1, WRONG_USE = 2 };

static const char usage[] =
    "usage: awaitscope_native NAME [--stamp [--iterations]] [--set PARAMETER=VALUE]... [--seed N]\n";


static bool use_scenario(options *options, const char *name) {
  options->scenario = scenario_find(name, strlen(name));
  if (!options->scenario) {
    fprintf(stderr, "there is no scenario %s; these there are:\n", name);
    for (size_t i = 0; i < scenario_count; i++) {
      fprintf(stderr, "  %s\n", scenarios[i].name);
    }
    return false;
  }
  size_t count = options->scenario->parameter_count;
  options->values = malloc((count + 1) * sizeof *options->values);
  if (!options->values) {
    fputs("out of memory\n", stderr);
    return false;
  }
  for (size_t i = 0; i < count; i++) {
    options->values[i] = options->scenario->parameters[i].initial;
  }
  return true;
}


/* PARAMETER=VALUE */
static bool set_parameter(options *options, const char *setting) {
  const scenario *scenario = options->scenario;
  const char *equals = strchr(setting, '=');
  size_t size = equals ? (size_t)(equals - setting) : strlen(setting);
  char *end = NULL;
  double value = equals ? strtod(equals + 1, &end) : 0;
  if (!equals || end == equals + 1 || *end || !isfinite(value)) {
    fprintf(stderr, "--set %s: give PARAMETER=VALUE with a number\n", setting);
    return false;
  }
  for (size_t i = 0; i < scenario->parameter_count; i++) {
    if (strlen(scenario->parameters[i].name) == size && memcmp(scenario->parameters[i].name, setting, size) == 0) {
      options->values[i] = value;
      return true;
    }
  }
  fprintf(stderr, "--set %s: scenario %s has no such parameter; these it has:\n", setting, scenario->name);
  for (size_t i = 0; i < scenario->parameter_count; i++) {
    fprintf(stderr, "  %s (%g)\n", scenario->parameters[i].name, scenario->parameters[i].initial);
  }
  return false;
}


static bool set_seed(options *options, const char *text) {
  char *end;
  errno = 0;
  options->seed = strtoull(text, &end, 10);
  if (*text < '0' || *text > '9' || *end || errno == ERANGE) {
    fprintf(stderr, "--seed %s: give a whole number, 0 or more\n", text);
    return false;
  }
  return true;
}


/* Fills `options`, whose values are the caller's to free. False after a message. */
static bool read_arguments(options *options, int count, char **arguments) {
  if (count < 2) {
    fputs(usage, stderr);
    return false;
  }
  if (!use_scenario(options, arguments[1])) {
    return false;
  }
  for (int i = 2; i < count; i++) {
    const char *argument = arguments[i];
    bool takes_value = strcmp(argument, "--set") == 0 || strcmp(argument, "--seed") == 0;
    if (takes_value && i + 1 == count) {
      fprintf(stderr, "%s needs a value\n%s", argument, usage);
      return false;
    }
    if (strcmp(argument, "--stamp") == 0) {
      options->stamp = true;
    } else if (strcmp(argument, "--iterations") == 0) {
      options->iterations = true;
    } else if (strcmp(argument, "--set") == 0) {
      if (!set_parameter(options, arguments[++i])) {
        return false;
      }
    } else if (strcmp(argument, "--seed") == 0) {
      if (!set_seed(options, arguments[++i])) {
        return false;
      }
    } else {
      fprintf(stderr, "unknown option %s\n%s", argument, usage);
      return false;
    }
  }
  if (options->iterations && !options->stamp) {
    fputs("--iterations is a part of the stamp: give --stamp too\n", stderr);
    return false;
  }
  return true;
}


/* One call of print, which may hold several lines; each gets its stamp. */
static void print_lines(void *data, const char *text, size_t size, double time, uint32_t turn, const char *task) {
  const options *options = data;
  const char *end = text + size;
  for (;;) {
    const char *feed = memchr(text, '\n', (size_t)(end - text));
    const char *stop = feed ? feed : end;
    if (options->stamp) {
      printf("T%.6f\t", time);
      if (options->iterations) {
        printf("I%u\t", turn);
      }
      printf("%s\t", task ? task : "-");
    }
    fwrite(text, 1, (size_t)(stop - text), stdout);
    putchar('\n');
    if (!feed) {
      return;
    }
    text = feed + 1;
  }
}


static void print_report(void *data, const char *message, asyncio_error *error) {
  (void)data;
  if (error) {
    fprintf(stderr, "%s: %s: %s\n", message, asyncio_error_class(error)->name, asyncio_error_message(error));
  } else {
    fprintf(stderr, "%s\n", message);
  }
}


static int run(options *options) {
  asyncio_runner *runner = asyncio_runner_new();
  if (!runner) {
    fputs("out of memory\n", stderr);
    return FAILURE;
  }
  asyncio_loop_set_printer(asyncio_runner_loop(runner), print_lines, options);
  asyncio_loop_set_exception_handler(asyncio_runner_loop(runner), print_report, NULL);
  scenario_use(options->scenario, options->values);

  asyncio_runner_enter(runner);
  asyncio_random_seed(options->seed);
  int started = asyncio_runner_start(runner, options->scenario->start());
  asyncio_runner_leave(runner);

  int status = FAILURE;
  if (started < 0) {
    fputs("out of memory\n", stderr);
  } else if (asyncio_runner_run_virtual(runner) == ASYNCIO_RUN_RETURNED) {
    status = SUCCESS;
  } else {
    asyncio_error *error = asyncio_runner_error(runner);
    fprintf(options->stamp ? stdout : stderr, "%s%s: %s\n", options->stamp ? "!" : "", asyncio_error_class(error)->name,
            asyncio_error_message(error));
  }
  asyncio_runner_free(runner);
  scenario_use(NULL, NULL);
  return status;
}


int main(int count, char **arguments) {
  options options = {0};
  int status = read_arguments(&options, count, arguments) ? run(&options) : WRONG_USE;
  free(options.values);
  if (fflush(stdout) != 0 || ferror(stdout)) {
    perror("standard output");
    return FAILURE;
  }
  return status;
}
