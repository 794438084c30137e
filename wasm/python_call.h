#ifndef AWAITSCOPE_PYTHON_CALL_H
#define AWAITSCOPE_PYTHON_CALL_H

#include "python_host.h"

/* How a function that Python calls is written. */

/* A declaration and definition at once. */
#define EXPORT(type, name, ...)                                                                                        \
  HOST_EXPORT(python_##name) type python_##name(__VA_ARGS__);                                                          \
  type python_##name(__VA_ARGS__)

/* Returns what the runtime's call returns, made between python_begin and python_end. */
#define CALL(type, call)                                                                                               \
  asyncio_host_call outer = python_begin();                                                                            \
  type result = (call);                                                                                                \
  python_end(outer);                                                                                                   \
  return result

/* The same of a call that takes `value`, which came in as `kind` and `number`. */
#define CALL_WITH_VALUE(type, call)                                                                                    \
  asyncio_host_call outer = python_begin();                                                                            \
  asyncio_value value = python_value(kind, number);                                                                    \
  type result = (call);                                                                                                \
  python_value_release(value);                                                                                         \
  python_end(outer);                                                                                                   \
  return result

/* The same of a call that takes `error`, which was handed over. */
#define CALL_WITH_ERROR(type, call)                                                                                    \
  asyncio_host_call outer = python_begin();                                                                            \
  type result = (call);                                                                                                \
  asyncio_host_release(error);                                                                                         \
  python_end(outer);                                                                                                   \
  return result

#endif
