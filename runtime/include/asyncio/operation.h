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

/* --- From inside ------------------------------------------------------------------------------------------------------ */

/* Starts the operation called `kind` with `size` bytes of input, copied. Its result is a text of the bytes that come
** back; where it fails, OSError with the text that came. NULL: out of memory, no loop runs, or NotImplementedError:
** this loop has no outside. */
asyncio_future *asyncio_operation(const char *kind, const void *input, size_t size);

/* What to_thread calls, away from the loop: no asyncio in it. `call` is its input and takes its output. */
typedef struct asyncio_thread_call asyncio_thread_call;
typedef void (*asyncio_thread_function)(asyncio_thread_call *call);

/* asyncio.to_thread: `function` runs on `size` bytes of input, copied, in a worker with memory of its own, and its output is
** the future's result, a text. The future belongs to the scope; it fails with OSError where the call ended with
** asyncio_thread_fail, with MemoryError where there was no room for the output. NULL and nothing called: MemoryError,
** RuntimeError outside of a loop, TypeError where `function` is NULL, or `input` with a size, or the error that is current. A loop on a virtual clock, or without an outside, calls it itself, out of a callback
** of the next turn. */
asyncio_future *asyncio_to_thread(asyncio_thread_function function, const void *input, size_t size);

/* Who makes calls in the program's stead: a pool of threads of its own, another process. `submit` starts one, of `size` bytes of
** input that it copies, and returns the future of its output, of the scope, which somebody ends in the loop's own thread; NULL
** with the current error. `data` is handed to it as it is. */
typedef struct asyncio_executor {
  asyncio_future *(*submit)(void *data, asyncio_thread_function function, const void *input, size_t size);
  void *data;
} asyncio_executor;

/* loop.run_in_executor: the running loop has `executor`, borrowed for the call, run `function` on `size` bytes of input, which
** the executor copies. NULL is the loop's default executor, at first that of asyncio_to_thread. Returns what `submit` returns: a
** future of the scope with the output; NULL and an error as asyncio_to_thread, or the executor's own. */
asyncio_future *asyncio_run_in_executor(const asyncio_executor *executor, asyncio_thread_function function,
                                        const void *input, size_t size);

/* loop.set_default_executor: the executor of asyncio_to_thread and of calls that name none. Borrowed: it lives until another is
** set or the loop is freed; NULL: as from the beginning. Calls that have begun end where they are. TypeError where `loop` is
** NULL. */
void asyncio_loop_set_default_executor(asyncio_loop *loop, const asyncio_executor *executor);

/* In the function: its input, borrowed, and how long it is, bytes. */
const void *asyncio_thread_input(const asyncio_thread_call *call, size_t *size);

/* Ends the call with output, or with an error (the future fails with OSError and this message); copied. The last one counts. */
void asyncio_thread_return(asyncio_thread_call *call, const void *output, size_t size);
void asyncio_thread_fail(asyncio_thread_call *call, const char *message);

/* --- From outside ----------------------------------------------------------------------------------------------------- */

/* Who does the work. `start` begins operation `id`, which ends with one asyncio_operation_complete, unless `cancel` came first. */
typedef struct asyncio_outside {
  void (*start)(void *data, uint32_t id, const char *kind, const void *input, size_t size);
  void (*cancel)(void *data, uint32_t id);
  void *data;
} asyncio_outside;

/* Gives the loop an outside; `outside` is copied. With `threads` to_thread uses it too, as operations of kind "call". */
void asyncio_loop_set_outside(asyncio_loop *loop, const asyncio_outside *outside, bool threads);

/* Operation `id` is over: `status` 0 and its output; positive, and the error's text; negative where the outside ran
** out of memory. An id that is not under way (it was cancelled) is passed over. */
void asyncio_operation_complete(asyncio_loop *loop, uint32_t id, int status, const void *output, size_t size);

/* Makes the call that an operation of kind "call" stands for, in whatever instance of the same program: `input` is the
** operation's. What it came to is passed to `returned`, as asyncio_operation_complete takes it. */
typedef void (*asyncio_thread_returned)(void *data, int status, const void *output, size_t size);
void asyncio_thread_perform(const void *input, size_t size, asyncio_thread_returned returned, void *data);

#endif
