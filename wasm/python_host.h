#ifndef AWAITSCOPE_PYTHON_HOST_H
#define AWAITSCOPE_PYTHON_HOST_H

#include "host.h"

#include <asyncio.h>
#include <asyncio/host.h>

/*
** The boundary to Python: what wasm/python/ asks of the runtime, beside host.h. Python knows an object of the runtime
** by its address; the runtime knows an object of Python's by its reference. Every address that a call returns is a
** reference which the caller has to give back with python_release, or hands on where it says so here.
**
** A value is a kind and a number. Where a call fails it returns 0 (or what it says), and python_failed has the error.
*/

enum python_kind {
  PYTHON_NONE = 0,
  PYTHON_BOOL = 1,
  PYTHON_INT = 2, /* at most 2**53 either way */
  PYTHON_FLOAT = 3,
  PYTHON_STR = 4,    /* address of the terminated text, going out; borrowed */
  PYTHON_LIST = 5,   /* address of an asyncio_list; borrowed */
  PYTHON_OBJECT = 6, /* address of another object; borrowed */
  PYTHON_HOST = 7,   /* a reference; going in it is handed over, going out it is borrowed */
  PYTHON_ERROR = 8,  /* address; borrowed */
  PYTHON_FUTURE = 9,
  PYTHON_TASK = 10,
  PYTHON_BYTES = 11, /* address, of what python_bytes makes; borrowed */
};

/* --- Imports. These may call the module. -------------------------------------------------------------------------- */

/* What a coroutine came to when it was resumed; above these: the address of what it awaits. */
enum python_step { PYTHON_YIELDED = 0, PYTHON_RETURNED_NONE = -1, PYTHON_RETURNED = -2, PYTHON_RAISED = -3 };

/* Resumes the coroutine: sends the value or throws the PYTHON_ERROR. The value or error it came to was given to
** python_answer or python_answer_error before this returns. */
HOST_IMPORT(python_resume) int32_t host_python_resume(uint32_t coroutine, uint32_t kind, double number);

/* Calls a callback: of a future (its kind and address), or of a handle (PYTHON_NONE). 0, or PYTHON_RAISED. */
HOST_IMPORT(python_call) int32_t host_python_call(uint32_t callback, uint32_t kind, double number);

/* left < right: 1 or 0, or PYTHON_RAISED. */
HOST_IMPORT(python_less) int32_t host_python_less(uint32_t kind, double number, uint32_t other_kind, double other);

/* repr() of an object into `text`, cut to `size` bytes without a terminator. Returns how long the whole is. */
HOST_IMPORT(python_repr) uint32_t host_python_repr(uint32_t reference, char *text, uint32_t size);

/* The loop reports what nobody handles: a terminated message, and an error or NULL. */
HOST_IMPORT(python_report) void host_python_report(const char *message, asyncio_error *error);

/* The loop shuts down: a coroutine that closes the async generators that live, handed over; 0: there are none. */
HOST_IMPORT(python_shutdown) asyncio_coroutine *host_python_shutdown(void);

/* The runtime needs the reference no longer. */
HOST_IMPORT(python_release) void host_python_release(uint32_t reference);

/* --- Between the files of the boundary ---------------------------------------------------------------------------- */

extern const asyncio_host python_host;

/* Around what a call does: makes the program's loop the running one where none is; keeps the error it leaves. */
asyncio_host_call python_begin(void);
void python_end(asyncio_host_call outer);

/* How many references to an object there are. */
uint32_t python_references(const void *object);

/* A value that came in, the caller's reference; and its release. */
asyncio_value python_value(uint32_t kind, double number);
void python_value_release(asyncio_value value);

/* The kind of a value that goes out, and its number. */
uint32_t python_kind_of(asyncio_value value, double *number);

/* A value goes out: returns its kind; python_number has the number. */
uint32_t python_give(asyncio_value value);

/* The same of a value whose reference is handed over: it lives until the next. */
uint32_t python_give_taken(asyncio_value value);

/* Calls a callback of Python's; what it raises is left as the current error. */
void python_callback(uint32_t callback, uint32_t kind, double number);

/* The program's loop, in exports.c; setting it notes that it runs. */
asyncio_runner *python_runner(void);
void python_set_runner(asyncio_runner *runner);

#endif
