#include "host.h"
#include "python_host.h"

#include "scenario.h"
#include <asyncio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
** The boundary on top of the runtime. An instance of the module is one run, so the run is the module's own state.
*/
static struct {
  asyncio_runner *runner; /* NULL: not open */
  asyncio_run_status status;
  int virtual_clock;
  const scenario *scenario; /* whose parameters `values` are; NULL: none was set */
  double *values;
  char *outcome; /* NULL until it is asked for */
  void *buffer;  /* for text that comes in */
} run;

enum { NONE_SUCH = -1, OUT_OF_MEMORY = -2 };

/* Turns on a virtual clock between two looks at the host's, at most: a look costs as much as a small turn. */
#define LARGEST_STRIDE 64

static asyncio_loop *loop(void) {
  return asyncio_runner_loop(run.runner);
}

/* --- What the runtime tells the host ------------------------------------------------------------------------------ */

static void print(void *data, const char *text, size_t size, double time, uint32_t turn, const char *task) {
  (void)data;
  host_print(text, size, time, turn, task, task ? strlen(task) : 0);
}

/* A long message is cut: it is for people. */
static void report(void *data, const char *message, asyncio_error *error) {
  (void)data;
  char text[1024];
  int size = error ? asyncio_format(text, sizeof text, "%s: %E", message, error)
                   : asyncio_format(text, sizeof text, "%s", message);
  host_log(text, (size_t)size < sizeof text ? (size_t)size : sizeof text - 1);
}

static void start_operation(void *data, uint32_t id, const char *kind, const void *input, size_t size) {
  (void)data;
  host_operation_start(id, kind, strlen(kind), input, size);
}

static void cancel_operation(void *data, uint32_t id) {
  (void)data;
  host_operation_cancel(id);
}

static void read_trace(void *data, asyncio_loop *traced) {
  (void)data;
  (void)traced;
  host_trace_full();
}

/* --- A run -------------------------------------------------------------------------------------------------------- */

void *buffer(size_t size) {
  free(run.buffer);
  run.buffer = malloc(size + 1); /* one more, since no bytes at all may be NULL */
  return run.buffer;
}

int run_open(uint32_t seed, uint32_t trace_capacity, int virtual_clock) {
  run.runner = asyncio_runner_new();
  if (!run.runner) {
    return -1;
  }
  run.virtual_clock = virtual_clock;
  asyncio_loop_set_printer(loop(), print, NULL);
  asyncio_loop_set_exception_handler(loop(), report, NULL);
  if (!virtual_clock) {
    asyncio_loop_set_outside(loop(), &(asyncio_outside){start_operation, cancel_operation, NULL}, true);
  }
  asyncio_runner_enter(run.runner);
  asyncio_random_seed(seed);
  asyncio_runner_leave(run.runner);
  return trace_capacity ? asyncio_trace_open(loop(), trace_capacity, read_trace, NULL) : 0;
}

/* Makes room for the parameters of `chosen`, each with its default. */
static int choose(const scenario *chosen) {
  double *values = malloc((chosen->parameter_count + 1) * sizeof *values);
  if (!values) {
    return OUT_OF_MEMORY;
  }
  for (size_t i = 0; i < chosen->parameter_count; i++) {
    values[i] = chosen->parameters[i].initial;
  }
  free(run.values);
  run.values = values;
  run.scenario = chosen;
  return 0;
}

int run_set(const char *scenario_name, size_t scenario_size, const char *name, size_t name_size, double value) {
  const scenario *chosen = scenario_find(scenario_name, scenario_size);
  if (!chosen) {
    return NONE_SUCH;
  }
  if (chosen != run.scenario && choose(chosen) < 0) {
    return OUT_OF_MEMORY;
  }
  for (size_t i = 0; i < chosen->parameter_count; i++) {
    const char *declared = chosen->parameters[i].name;
    if (strlen(declared) == name_size && memcmp(declared, name, name_size) == 0) {
      run.values[i] = value;
      return 0;
    }
  }
  return NONE_SUCH;
}

int run_start(const char *name, size_t size) {
  const scenario *chosen = scenario_find(name, size);
  if (!chosen) {
    return NONE_SUCH;
  }
  scenario_use(chosen, chosen == run.scenario ? run.values : NULL);
  asyncio_runner_enter(run.runner);
  asyncio_coroutine *coroutine = chosen->start();
  int status = coroutine ? asyncio_runner_start(run.runner, coroutine) : OUT_OF_MEMORY;
  asyncio_runner_leave(run.runner);
  return status < 0 ? OUT_OF_MEMORY : 0;
}

double loop_run(double now, double budget) {
  double begin = host_now();
  double looked = 0; /* seconds after `begin` at which the host's clock was last read */
  double time = now;
  int stride = 1;
  for (int turns = 1;; turns++) {
    double next = asyncio_runner_next(run.runner);
    if (next > time) {
      return next - time;
    }
    run.status = asyncio_runner_turn(run.runner, time);
    if (run.status != ASYNCIO_RUN_GOES_ON) {
      return -1;
    }
    if (turns % stride == 0) {
      double elapsed = host_now() - begin;
      if (elapsed >= budget) {
        return 0;
      }
      if (run.virtual_clock) {
        stride = elapsed - looked > budget / LARGEST_STRIDE ? 1 : stride < LARGEST_STRIDE ? 2 * stride : stride;
      } else {
        time = now + elapsed;
      }
      looked = elapsed;
    }
  }
}

double loop_deadline(void) {
  return run.runner ? asyncio_runner_next(run.runner) : INFINITY;
}

/* What comes from outside comes now, not in the last turn. */
static void look_at_clock(void) {
  if (!run.virtual_clock) {
    asyncio_loop_set_time(loop(), host_now());
  }
}

void run_cancel(void) {
  if (run.runner && run.status == ASYNCIO_RUN_GOES_ON) {
    look_at_clock();
    asyncio_runner_cancel(run.runner);
  }
}

void operation_complete(uint32_t id, int status, const void *data, size_t size) {
  if (run.runner) {
    look_at_clock();
    asyncio_operation_complete(loop(), id, status, data, size);
  }
}

/* --- A call of to_thread, in an instance of a worker's ------------------------------------------------------------ */

static struct {
  char *output;
  size_t size;
  int status;
} call;

static void keep_output(void *data, int status, const void *output, size_t size) {
  (void)data;
  free(call.output);
  call.output = malloc(size + 1);
  call.status = call.output ? status : OUT_OF_MEMORY;
  call.size = call.output ? size : 0;
  if (call.output) {
    memcpy(call.output, output, size);
  }
}

int thread_perform(const void *input, size_t size) {
  asyncio_thread_perform(input, size, keep_output, NULL);
  return call.status;
}

const void *thread_output(void) {
  return call.output;
}

size_t thread_output_size(void) {
  return call.size;
}

int run_status(void) {
  return (int)run.status;
}

/* Writes the outcome as snprintf does. */
static int write_outcome(char *text, size_t size) {
  asyncio_error *error = asyncio_runner_error(run.runner);
  if (error) {
    return asyncio_format(text, size, "%s: %s", asyncio_error_class(error)->name, asyncio_error_message(error));
  }
  return asyncio_format(text, size, "%r", asyncio_runner_result(run.runner));
}

const char *run_outcome(void) {
  if (!run.outcome && run.runner && run.status != ASYNCIO_RUN_GOES_ON) {
    size_t size = (size_t)write_outcome(NULL, 0) + 1;
    run.outcome = malloc(size);
    if (run.outcome) {
      write_outcome(run.outcome, size);
    }
  }
  return run.outcome ? run.outcome : "";
}

size_t run_outcome_size(void) {
  return strlen(run_outcome());
}

asyncio_runner *python_runner(void) {
  return run.runner;
}

void python_set_runner(asyncio_runner *runner) {
  run.runner = runner;
  run.status = ASYNCIO_RUN_GOES_ON;
}

void run_close(void) {
  asyncio_runner_free(run.runner);
  scenario_use(NULL, NULL);
  free(run.values);
  free(run.outcome);
  free(run.buffer);
  memset(&run, 0, sizeof run);
}

/* --- The trace ---------------------------------------------------------------------------------------------------- */

const void *trace_records(void) {
  return run.runner ? asyncio_trace_records(loop()) : NULL;
}

uint32_t trace_count(void) {
  return run.runner ? asyncio_trace_count(loop()) : 0;
}

uint32_t trace_lost(void) {
  return run.runner ? asyncio_trace_lost(loop()) : 0;
}

void trace_clear(void) {
  if (run.runner) {
    asyncio_trace_clear(loop());
  }
}

uint32_t string_count(void) {
  return run.runner ? asyncio_trace_string_count(loop()) : 0;
}

static const char *string(uint32_t number, size_t *size) {
  *size = 0;
  return run.runner ? asyncio_trace_string(loop(), number, size) : "";
}

const char *string_data(uint32_t number) {
  size_t size;
  return string(number, &size);
}

size_t string_size(uint32_t number) {
  size_t size;
  string(number, &size);
  return size;
}
