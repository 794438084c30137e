#include "python_host.h"

#include <math.h>

/* Python's loops, its clock and its random numbers. */

/* --- The loop ----------------------------------------------------------------------------------------------------- */

/* What nobody handles. */
static void report(void *data, const char *message, asyncio_error *error) {
  (void)data;
  host_python_report(message, error);
}

/* A loop; the first is the run's own. It lives as long as the run. */
HOST_EXPORT(python_loop) asyncio_runner *python_loop(int first);
asyncio_runner *python_loop(int first) {
  asyncio_runner *runner = first ? python_runner() : asyncio_runner_new();
  if (runner) {
    asyncio_loop_set_exception_handler(asyncio_runner_loop(runner), report, NULL);
    asyncio_host_closes_generators(asyncio_runner_loop(runner), host_python_shutdown);
  }
  return runner;
}

/* Whether the program's loop makes eager tasks. */
HOST_EXPORT(python_loop_eager) void python_loop_eager(int eager);
void python_loop_eager(int eager) {
  asyncio_loop_set_task_factory(asyncio_runner_loop(python_runner()), eager ? asyncio_eager_task_factory : NULL);
}

/* From now on this loop is the program's. */
HOST_EXPORT(python_loop_use) void python_loop_use(asyncio_runner *loop);
void python_loop_use(asyncio_runner *loop) {
  asyncio_host_succeed(asyncio_runner_loop(loop), asyncio_runner_loop(python_runner()));
  python_set_runner(loop);
}

HOST_EXPORT(python_loop_free) void python_loop_free(asyncio_runner *loop);
void python_loop_free(asyncio_runner *loop) {
  asyncio_runner_free(loop);
}

HOST_EXPORT(python_running) int python_running(void);
int python_running(void) {
  return asyncio_host_running();
}

/* Asks the program's loop to run: asyncio.run of a coroutine, which is handed over; run_until_complete of a future or
** coroutine, likewise; run_forever; what a Runner does at its end. 1, or 0. loop_run takes the turns. */
HOST_EXPORT(python_run) int python_run(asyncio_coroutine *coroutine);
int python_run(asyncio_coroutine *coroutine) {
  asyncio_host_call outer = python_begin();
  int status = asyncio_runner_start(python_runner(), coroutine);
  python_set_runner(python_runner());
  python_end(outer);
  return status == 0;
}

HOST_EXPORT(python_run_until_complete) int python_run_until_complete(void *awaitable);
int python_run_until_complete(void *awaitable) {
  asyncio_host_call outer = python_begin();
  int status = asyncio_runner_run_until_complete(python_runner(), awaitable);
  python_set_runner(python_runner());
  python_end(outer);
  return status == 0;
}

HOST_EXPORT(python_run_forever) int python_run_forever(void);
int python_run_forever(void) {
  asyncio_host_call outer = python_begin();
  int status = asyncio_runner_run_forever(python_runner());
  python_set_runner(python_runner());
  python_end(outer);
  return status == 0;
}

HOST_EXPORT(python_close) int python_close(void);
int python_close(void) {
  asyncio_host_call outer = python_begin();
  int status = asyncio_runner_close(python_runner());
  python_set_runner(python_runner());
  python_end(outer);
  return status == 0;
}

HOST_EXPORT(python_stop) void python_stop(void);
void python_stop(void) {
  asyncio_host_call outer = python_begin();
  asyncio_stop();
  python_end(outer);
}

/* What it came to: a value, or with PYTHON_ERROR the error. */
HOST_EXPORT(python_outcome) uint32_t python_outcome(void);
uint32_t python_outcome(void) {
  asyncio_error *error = asyncio_runner_error(python_runner());
  return python_give(error ? asyncio_value_of(error) : asyncio_runner_result(python_runner()));
}

HOST_EXPORT(python_time) double python_time(void);
double python_time(void) {
  return asyncio_loop_time(asyncio_runner_loop(python_runner()));
}

HOST_EXPORT(python_blocked) void python_blocked(double seconds);
void python_blocked(double seconds) {
  asyncio_host_blocked(asyncio_runner_loop(python_runner()), seconds);
}

/* One call of print, terminated; outside of a running loop it has no time. */
HOST_EXPORT(python_print) void python_print(const char *text, uint32_t size);
void python_print(const char *text, uint32_t size) {
  if (asyncio_host_running()) {
    asyncio_print("%s", text);
  } else {
    host_print(text, size, NAN, 0, NULL, 0);
  }
}

/* --- Random numbers, of the program's loop ------------------------------------------------------------------------ */

HOST_EXPORT(python_random) double python_random(void);
double python_random(void) {
  asyncio_host_call outer = python_begin();
  double number = asyncio_random();
  python_end(outer);
  return number;
}

HOST_EXPORT(python_random_bits) uint32_t python_random_bits(uint32_t bits);
uint32_t python_random_bits(uint32_t bits) {
  asyncio_host_call outer = python_begin();
  uint32_t number = asyncio_random_bits(bits);
  python_end(outer);
  return number;
}

HOST_EXPORT(python_random_seed) void python_random_seed(double seed);
void python_random_seed(double seed) {
  asyncio_host_call outer = python_begin();
  asyncio_random_seed((uint64_t)seed);
  python_end(outer);
}
