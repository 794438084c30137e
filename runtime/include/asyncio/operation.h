#ifndef ASYNCIO_OPERATION_H
#define ASYNCIO_OPERATION_H

#include <asyncio/future.h>
#include <asyncio/loop.h>
#include <stddef.h>
#include <stdint.h>

/*
** Work outside the loop: what a browser, a worker or another program does meanwhile. To the program an operation is
** a future; cancelling it tells the outside to stop. Bytes go in, bytes come out.
*/

/* --- From inside -------------------------------------------------------------------------------------------------- */

/* Starts the operation called `kind` with `size` bytes of input, copied. Its result is a text of the bytes that come
** back; it fails with OSError and the text that came, or MemoryError where there was no room for them. The future
** belongs to the scope; cancelling it ends it at once, and tells the outside. NULL: MemoryError, RuntimeError outside
** of a loop, TypeError where `kind` is NULL, or `input` with a size, NotImplementedError where this loop has no
** outside. */
asyncio_future *asyncio_operation(const char *kind, const void *input, size_t size);

/* What to_thread calls, away from the loop: no asyncio in it but what takes `call`, and asyncio_call_soon_threadsafe.
** `call` is its input and takes its output. */
typedef struct asyncio_thread_call asyncio_thread_call;
typedef void (*asyncio_thread_function)(asyncio_thread_call *call);

/*
** asyncio.to_thread: `function` runs on `size` bytes of input, copied, away from the loop, which goes on meanwhile. Its
** output is the future's result, a text; it fails with OSError where the call ended with asyncio_thread_fail, with
** MemoryError where there was no room for the output. The future belongs to the scope. Cancelling it ends it at once; a
** call that has begun goes on, and what it comes to is dropped; one that has not is not made.
**
** Under asyncio_run and asyncio_runner_drive it runs in a thread of the loop's: as CPython's default executor they are
** made as they are needed, four more than there are processors and 32 at most, take calls in the order in which they
** were begun, and are waited for at the end of the run. Signals are not delivered to them. In a page, and in Node, it
** is a worker with memory of its own. On a virtual clock, or where no one else is, the loop calls it itself, out of a
** callback of the next turn.
**
** NULL and nothing called: MemoryError; RuntimeError outside of a loop, where no thread can be made, or at the end of
** the run, when they are waited for; TypeError where `function` is NULL, or `input` with a size; or the error that is
** current.
*/
asyncio_future *asyncio_to_thread(asyncio_thread_function function, const void *input, size_t size);

/* Who makes calls in the program's stead: a pool of threads of its own, another process. */
typedef struct asyncio_executor {
  /* Begins a call on `size` bytes of input, which it copies. Returns the future of its output, of the scope, which
  ** somebody ends in the loop's own thread: from another, asyncio_call_soon_threadsafe leads there. NULL with the
  ** current error. */
  asyncio_future *(*submit)(void *data, asyncio_thread_function function, const void *input, size_t size);
  void *data; /* handed to both as it is */
  /* Of the default executor at the end of a run, called in the loop's thread: begins no more calls, and returns when no
  ** thread of it knows the loop any more. NULL: nothing is to be done. */
  void (*shutdown)(void *data);
} asyncio_executor;

/* loop.run_in_executor: the running loop has `executor`, borrowed for the call, run `function` on `size` bytes of
** input, which the executor copies. NULL is the loop's default executor, at first that of asyncio_to_thread. Returns
** what `submit` returns: a future of the scope with the output; NULL and an error as asyncio_to_thread, or the
** executor's own. */
asyncio_future *asyncio_run_in_executor(const asyncio_executor *executor, asyncio_thread_function function,
                                        const void *input, size_t size);

/* loop.set_default_executor: the executor of asyncio_to_thread, of names that are looked up, and of calls that name
** none. Borrowed: it lives until another is set or the loop is freed; NULL: as from the beginning. Calls that have
** begun end where they are. TypeError where `loop` is NULL. */
void asyncio_loop_set_default_executor(asyncio_loop *loop, const asyncio_executor *executor);

/* In the function: its input, borrowed until it returns, and how long it is, bytes. NULL and TypeError where an
** argument is. */
const void *asyncio_thread_input(const asyncio_thread_call *call, size_t *size);

/* Ends the call with output, `size` bytes, or with an error (the future fails with OSError and this message); copied.
** The last one counts; of none the output is empty. TypeError where `call` is NULL, `message`, or `output` with a size:
** nothing is changed. */
void asyncio_thread_return(asyncio_thread_call *call, const void *output, size_t size);
void asyncio_thread_fail(asyncio_thread_call *call, const char *message);

/* --- From outside, in the loop's thread --------------------------------------------------------------------------- */

/* Who does the work. `start` begins operation `id`, whose `size` bytes of input it copies, and which ends with one
** asyncio_operation_complete, in `start` already or later, unless `cancel` came first; `cancel` may be NULL. */
typedef struct asyncio_outside {
  void (*start)(void *data, uint32_t id, const char *kind, const void *input, size_t size);
  void (*cancel)(void *data, uint32_t id);
  void *data;
} asyncio_outside;

/* Gives the loop an outside; `outside` is copied. With `threads` to_thread uses it too, as operations of kind "call".
** TypeError where an argument is NULL. */
void asyncio_loop_set_outside(asyncio_loop *loop, const asyncio_outside *outside, bool threads);

/* Operation `id` is over: `status` 0 and its output, `size` bytes, copied; positive, and the error's text; negative
** where the outside ran out of memory. An id that is not under way (it was cancelled) is passed over. TypeError where
** `loop` is NULL. Between turns, or in one; from another thread by way of asyncio_call_soon_threadsafe. */
void asyncio_operation_complete(asyncio_loop *loop, uint32_t id, int status, const void *output, size_t size);

/* In any thread: makes the call that an operation of kind "call" stands for, in whatever instance of the same program;
** `input` is the operation's, `size` bytes. What it came to is passed to `returned` before this returns, as
** asyncio_operation_complete takes it. TypeError where `input` is NULL; without `returned`, or with less input than an
** operation has, nothing is called. */
typedef void (*asyncio_thread_returned)(void *data, int status, const void *output, size_t size);
void asyncio_thread_perform(const void *input, size_t size, asyncio_thread_returned returned, void *data);

#endif
