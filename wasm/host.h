#ifndef AWAITSCOPE_HOST_H
#define AWAITSCOPE_HOST_H

#include <stddef.h>
#include <stdint.h>

/*
** The boundary, the only one: what the module asks of whoever drives it, and what it offers. Text crosses as a
** pointer into linear memory and a length in bytes, UTF-8, not terminated; the callee copies it. Nothing here may
** call back into the module, host_trace_full's reading of the ring excepted.
*/

#define HOST_IMPORT(name) __attribute__((import_module("host"), import_name(#name)))
#define HOST_EXPORT(name) __attribute__((export_name(#name)))

/* --- Imports ------------------------------------------------------------------------------------------------- */

/* Seconds on the host's monotonic clock. Measures a slice's budget, and is the loop's time on a real clock. */
HOST_IMPORT(now) double host_now(void);

/* The program printed `text` (one print call; may hold line feeds, the last one left out). `time` in seconds on the
** loop's clock and `turn` are those of the call, NaN and 0 outside the loop; `task` is the running task's name. */
HOST_IMPORT(print)
void host_print(const char *text, size_t text_size, double time, uint32_t turn, const char *task, size_t task_size);

/* A diagnostic for the developer (asyncio's log): an exception never retrieved, a slow callback. One message. */
HOST_IMPORT(log) void host_log(const char *text, size_t size);

/* The ring of trace records is full, or about to be freed with the run: read it now, records and strings, then call
** trace_clear. */
HOST_IMPORT(trace_full) void host_trace_full(void);

/* Work outside begins: `kind` names it ("sleep", "fetch", "call"), `data` is its input. It ends with exactly one
** operation_complete(id, …), unless operation_cancel(id) came first. */
HOST_IMPORT(operation_start)
void host_operation_start(uint32_t id, const char *kind, size_t kind_size, const void *data, size_t data_size);
HOST_IMPORT(operation_cancel) void host_operation_cancel(uint32_t id);

/* The module cannot go on (an assertion failed). The host throws; the instance is dead. */
HOST_IMPORT(abort) _Noreturn void host_abort(const char *text, size_t size);

/* --- Exports, in the order in which a driver calls them ---------------------------------------------------------- */

/* Memory for text that goes in: valid until the next call of any export. NULL: out of memory. */
HOST_EXPORT(buffer) void *buffer(size_t size);

/* Opens the run of one program: seeds `random`, makes the loop, and a ring of `trace_capacity` records (0: no
** trace). `virtual_clock`: 1 where the time jumps to the next deadline, 0 where host_now tells it. Returns 0, or -1
** when out of memory. One run an instance. */
HOST_EXPORT(run_open) int run_open(uint32_t seed, uint32_t trace_capacity, int virtual_clock);

/* Sets the parameter `name` of a scenario before run_start of the same. Both texts stand in the buffer, one behind
** the other. Returns 0; -1 where there is no such parameter; -2 when out of memory. */
HOST_EXPORT(run_set)
int run_set(const char *scenario_name, size_t scenario_size, const char *name, size_t name_size, double value);

/* Starts the scenario called so, as asyncio.run would. Returns 0; -1: there is none of that name; -2: out of memory. */
HOST_EXPORT(run_start) int run_start(const char *name, size_t size);

/* Runs whole turns until nothing is ready or `budget` seconds are spent (host_now). `now` is the loop's time of the
** first turn, in seconds; on a real clock each later turn's is later by what host_now advanced. Returns the seconds
** to the next deadline: 0 call again soon, infinity only the outside (operation_complete, run_cancel) can wake it;
** -1: the run is over. */
HOST_EXPORT(loop_run) double loop_run(double now, double budget);

/* The next deadline itself, seconds on the loop's clock, exact: what a virtual clock jumps to. Infinity: none. */
HOST_EXPORT(loop_deadline) double loop_deadline(void);

/* Cancels the main task, as Ctrl-C does. */
HOST_EXPORT(run_cancel) void run_cancel(void);

/* Work outside is over: `status` 0 and its output, or not 0 and the error's text; bytes stand in the buffer. */
HOST_EXPORT(operation_complete) void operation_complete(uint32_t id, int status, const void *data, size_t size);

/* In an instance of a worker's, which opens no run: makes the call that an operation of kind "call" stands for; its
** input stands in the buffer. Returns the status and keeps the output for operation_complete in the instance that
** asked. */
HOST_EXPORT(thread_perform) int thread_perform(const void *input, size_t size);
HOST_EXPORT(thread_output) const void *thread_output(void);
HOST_EXPORT(thread_output_size) size_t thread_output_size(void);

/* How the run stands: 0 it runs, 1 it returned, 2 it raised. */
HOST_EXPORT(run_status) int run_status(void);

/* After the end: the result's repr, or "Type: message" of what was raised. The length is in the second call. */
HOST_EXPORT(run_outcome) const char *run_outcome(void);
HOST_EXPORT(run_outcome_size) size_t run_outcome_size(void);

/* Frees all of the run; what never was retrieved or awaited is reported through host_log and the trace, which is
** read for the last time in host_trace_full: afterwards there is none. */
HOST_EXPORT(run_close) void run_close(void);

/* The ring: its first record, how many there are, how many were lost because nobody read them. */
HOST_EXPORT(trace_records) const void *trace_records(void);
HOST_EXPORT(trace_count) uint32_t trace_count(void);
HOST_EXPORT(trace_lost) uint32_t trace_lost(void);
HOST_EXPORT(trace_clear) void trace_clear(void);

/* The trace's strings: number 0 is empty; a number once given keeps its text. */
HOST_EXPORT(string_count) uint32_t string_count(void);
HOST_EXPORT(string_data) const char *string_data(uint32_t number);
HOST_EXPORT(string_size) size_t string_size(uint32_t number);

#endif
