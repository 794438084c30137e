#ifndef ASYNCIO_CONTEXT_H
#define ASYNCIO_CONTEXT_H

#include <asyncio/future.h>
#include <asyncio/loop.h>
#include <asyncio/task.h>
#include <asyncio/value.h>

/*
** Context variables, Python's contextvars: values that follow a task. A task runs in a copy of the context in which it
** was created, and so does what call_soon, call_later, call_at and add_done_callback call: what is set in it, nobody
** outside sees. Coroutines that are awaited share their task's context. Copying is O(1), set and get O(log variables).
*/

typedef struct asyncio_context_var asyncio_context_var;
typedef struct asyncio_context_token asyncio_context_token;
typedef struct asyncio_context asyncio_context;

/* A variable, without a value or with one where none was set. `name` is copied; for people. NULL: out of memory. */
asyncio_context_var *asyncio_context_var_new(const char *name);
asyncio_context_var *asyncio_context_var_new_default(const char *name, asyncio_value value);
const char *asyncio_context_var_name(const asyncio_context_var *var);

/* Its value here, borrowed until it is set anew; else its default, or `fallback`. Without any: none, and LookupError
** becomes the current error. */
asyncio_value asyncio_context_var_get(asyncio_context_var *var);
asyncio_value asyncio_context_var_get_or(asyncio_context_var *var, asyncio_value fallback);

/* Sets it in the current context. The token is for reset. NULL and the current error when out of memory or outside a
** loop. */
asyncio_context_token *asyncio_context_var_set(asyncio_context_var *var, asyncio_value value);

/* Makes it what it was before the set that returned `token`. 0; -1 and RuntimeError for a token used already,
** ValueError for one of another variable or of another context. */
int asyncio_context_var_reset(asyncio_context_var *var, asyncio_context_token *token);

/* A copy of the current context. NULL: out of memory. */
asyncio_context *asyncio_copy_context(void);

/* Calls `callback(data)` in `context`, which keeps what it sets. 0; -1 and RuntimeError where it is entered already. */
int asyncio_context_run(asyncio_context *context, asyncio_callback callback, void *data);

/* Task.get_context: the one in which it runs, borrowed. NULL: out of memory. */
asyncio_context *asyncio_task_context(asyncio_task *task);

/* As without _in_context: what is called runs in `context` itself, not in a copy of the current one; NULL: in a copy.
** So do asyncio_create_task_in_context and asyncio_task_group_create_task_in_context. */
asyncio_handle *asyncio_call_soon_in_context(asyncio_callback callback, void *data, asyncio_context *context);
asyncio_handle *asyncio_call_later_in_context(double delay, asyncio_callback callback, void *data,
                                              asyncio_context *context);
asyncio_handle *asyncio_call_at_in_context(double when, asyncio_callback callback, void *data,
                                           asyncio_context *context);
int asyncio_future_add_done_callback_in_context(asyncio_future *future, asyncio_done_callback callback, void *data,
                                                asyncio_context *context);
int asyncio_task_add_done_callback_in_context(asyncio_task *task, asyncio_done_callback callback, void *data,
                                              asyncio_context *context);

#endif
