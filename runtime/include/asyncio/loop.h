#ifndef ASYNCIO_LOOP_H
#define ASYNCIO_LOOP_H

#include <asyncio/error.h>
#include <asyncio/object.h>
#include <stdbool.h>
#include <stdint.h>

/*
** The event loop: handles that are ready, timers, and turns. A turn runs exactly the handles that were ready when it
** began; what they make ready runs in the next. The loop reads no clock: whoever drives it hands `now` to each turn.
*/

typedef struct asyncio_loop asyncio_loop;
typedef struct asyncio_handle asyncio_handle;

/* What a handle calls. `data` is what was given with it. Errors: leave them as the current error, the loop reports
** them. */
typedef void (*asyncio_callback)(void *data);

/* --- From inside
** ------------------------------------------------------------------------------------------------------ */

/* The running loop, as get_running_loop. NULL and RuntimeError outside. */
asyncio_loop *asyncio_get_running_loop(void);

/* Seconds on the running loop's clock, as loop.time(); 0 outside. */
double asyncio_time(void);

/* Calls `callback(data)` in the next turn; after `delay` seconds; at `when` on the loop's clock. Handles with equal
** deadlines run in the order in which they were set. The handle may be ignored: the loop holds it until it has run.
** NULL and the current error when out of memory, outside a loop, or for a delay that is not a number. call_soon:
** O(1); timers: O(log n). */
asyncio_handle *asyncio_call_soon(asyncio_callback callback, void *data);
asyncio_handle *asyncio_call_later(double delay, asyncio_callback callback, void *data);
asyncio_handle *asyncio_call_at(double when, asyncio_callback callback, void *data);

/* The handle will not run. Nothing happens where it ran already. O(log n). */
void asyncio_handle_cancel(asyncio_handle *handle);
bool asyncio_handle_cancelled(const asyncio_handle *handle);

/* When the handle is due, seconds on the loop's clock; 0 for one of call_soon. */
double asyncio_handle_when(const asyncio_handle *handle);

/* loop.stop(): the running loop returns to whoever runs it when this turn is over. */
void asyncio_stop(void);

/* --- From other threads ------------------------------------------------------------------------------------------- */

/* loop.call_soon_threadsafe: has the loop call `callback(data)` in its next turn, from whatever thread this is called
** in, also its own; a loop that sleeps (asyncio_run, asyncio_runner_drive) is woken. Calls of one thread are made in
** their order. This alone of all functions may be called for a loop of another thread. The loop has to be there:
** whoever starts threads waits for them before the loop is freed, which asyncio_run does at its end; calls for which it
** takes no turn any more are not made. Whether it goes ahead is told to the caller: 0; -1 and the current error of the
** calling thread (asyncio_current_error, asyncio_clear_error): MemoryError, TypeError for a NULL, RuntimeError for a
** loop that is closed. */
int asyncio_call_soon_threadsafe(asyncio_loop *loop, asyncio_callback callback, void *data);

/* --- From outside: making and driving a loop -------------------------------------------------------------------------
 */

/* A loop at time 0. NULL when out of memory. */
asyncio_loop *asyncio_loop_new(void);

/* Frees the loop and all it holds; what is pending then is reported. Not from inside a turn. */
void asyncio_loop_free(asyncio_loop *loop);

/* One turn at time `now` (seconds, never going back): timers that are due become ready, then what is ready runs.
** Returns how many handles ran. */
uint32_t asyncio_loop_turn(asyncio_loop *loop, double now);

/* Whether a turn of it runs: true for who asks from inside. */
bool asyncio_loop_is_running(const asyncio_loop *loop);

/* Whether handles are ready. */
bool asyncio_loop_ready(const asyncio_loop *loop);

/* Seconds on the loop's clock: `now` of its last turn. */
double asyncio_loop_time(const asyncio_loop *loop);

/* Between turns, before what the outside does at `now` (asyncio_operation_complete, asyncio_runner_cancel): so that the
** trace tells when it was; seconds. What is earlier than the loop's time changes nothing. NULL is a TypeError, the
** middle of a turn a RuntimeError: the current error, and nothing is changed. */
void asyncio_loop_set_time(asyncio_loop *loop, double now);

/* When the next timer is due, seconds on the loop's clock; INFINITY where none is set. */
double asyncio_loop_deadline(const asyncio_loop *loop);

/* Turns so far. */
uint32_t asyncio_loop_turns(const asyncio_loop *loop);

/* Where the loop reports what nobody handles. `message` is what happened, `error` its error or NULL. Without a handler
** the report is lost; asyncio_run writes it to standard error. What the handler raises is reported to it, once. */
typedef void (*asyncio_exception_handler)(void *data, const char *message, asyncio_error *error);
void asyncio_loop_set_exception_handler(asyncio_loop *loop, asyncio_exception_handler handler, void *data);

/* The handler that is set, NULL for none, and its data where `data` is not NULL: for a handler that hands on to the one
** before. */
asyncio_exception_handler asyncio_loop_exception_handler(const asyncio_loop *loop, void **data);

/* Reports something of the program's own. `error` may be NULL; it stays the caller's. */
void asyncio_loop_call_exception_handler(asyncio_loop *loop, const char *message, asyncio_error *error);

/* Debug mode: what runs longer than `slow` seconds (CPython's own is 0.1) without giving the loop back is reported with
** its duration and its place: a task's line, the task whose callback it is. `clock` returns seconds and is read twice a
** handle. A NULL clock ends it. Whether it is on: asyncio_loop_debug. */
typedef double (*asyncio_clock)(void *data);
void asyncio_loop_set_debug(asyncio_loop *loop, double slow, asyncio_clock clock, void *data);
bool asyncio_loop_debug(const asyncio_loop *loop);

/* Where printed text goes: one call of asyncio_print each, without the line feed at its end. `time` and `turn` are
** the loop's, `task` the name of the running task or NULL. asyncio_run writes it to standard output. */
typedef void (*asyncio_printer)(void *data, const char *text, size_t size, double time, uint32_t turn,
                                const char *task);
void asyncio_loop_set_printer(asyncio_loop *loop, asyncio_printer printer, void *data);

#endif
