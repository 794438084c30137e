#include "python_host.h"

#include <stdlib.h>
#include <string.h>

/*
** Python's coroutines, values and errors. What Python awaits and synchronises with stands in python_objects.c, its
** loops in python_loop.c. An instance of the module is one run, so this is the module's own state.
*/
static struct {
  asyncio_error *failed; /* of the last call, held */
  double number;         /* of the last value that went out */
  asyncio_value taken;   /* that value, where nobody else holds it; held */
  asyncio_value answer;  /* what python_resume came to, held */
  asyncio_error *error;  /* likewise; held */
  uint16_t line;         /* of the await at which a coroutine suspends */
} python;

/* --- Calls -------------------------------------------------------------------------------------------------------- */

asyncio_host_call python_begin(void) {
  return asyncio_host_begin(asyncio_runner_loop(python_runner()));
}

void python_end(asyncio_host_call outer) {
  asyncio_error *error = asyncio_host_end(outer);
  if (error) {
    asyncio_host_release(python.failed);
    python.failed = error;
  }
}

/* The error of the last call that failed, 0 for none; the caller's. */
HOST_EXPORT(python_failed) asyncio_error *python_failed(void);
asyncio_error *python_failed(void) {
  asyncio_error *error = python.failed;
  python.failed = NULL;
  return error;
}

HOST_EXPORT(python_release) void python_release(void *object);
void python_release(void *object) {
  asyncio_host_call outer = python_begin();
  asyncio_host_release(object);
  python_end(outer);
}

HOST_EXPORT(python_retain) void *python_retain(void *object);
void *python_retain(void *object) {
  return asyncio_host_retain(object);
}

uint32_t python_references(const void *object) {
  return ((const asyncio_object *)object)->references;
}

/* --- Values ------------------------------------------------------------------------------------------------------- */

asyncio_value python_value(uint32_t kind, double number) {
  switch (kind) {
  case PYTHON_BOOL:
    return asyncio_bool(number != 0);
  case PYTHON_INT:
    return asyncio_int((int64_t)number);
  case PYTHON_FLOAT:
    return asyncio_float(number);
  case PYTHON_HOST:
    return asyncio_host_value(&python_host, (uint32_t)number);
  default:
    return asyncio_none();
  }
}

void python_value_release(asyncio_value value) {
  if (value.kind == ASYNCIO_HOST) {
    asyncio_host_release(value.object);
  }
}

static uint32_t kind_of_object(const void *object) {
  switch (asyncio_host_kind_of(object)) {
  case ASYNCIO_HOST_ERROR:
    return PYTHON_ERROR;
  case ASYNCIO_HOST_FUTURE:
    return PYTHON_FUTURE;
  case ASYNCIO_HOST_TASK:
    return PYTHON_TASK;
  default:
    return PYTHON_OBJECT;
  }
}

uint32_t python_kind_of(asyncio_value value, double *number) {
  *number = 0;
  switch (value.kind) {
  case ASYNCIO_NONE:
    return PYTHON_NONE;
  case ASYNCIO_BOOL:
    *number = value.boolean;
    return PYTHON_BOOL;
  case ASYNCIO_INT:
    *number = (double)value.integer;
    return PYTHON_INT;
  case ASYNCIO_FLOAT:
    *number = value.number;
    return PYTHON_FLOAT;
  case ASYNCIO_STR:
    *number = (double)(uintptr_t)asyncio_as_str(value);
    return PYTHON_STR;
  case ASYNCIO_BYTES:
    *number = (double)(uintptr_t)value.object;
    return PYTHON_BYTES;
  case ASYNCIO_LIST:
    *number = (double)(uintptr_t)value.object;
    return PYTHON_LIST;
  case ASYNCIO_HOST:
    *number = asyncio_host_value_reference(value);
    return PYTHON_HOST;
  default:
    *number = (double)(uintptr_t)value.object;
    return value.object ? kind_of_object(value.object) : PYTHON_NONE;
  }
}

uint32_t python_give(asyncio_value value) {
  return python_kind_of(value, &python.number);
}

uint32_t python_give_taken(asyncio_value value) {
  python_value_release(python.taken);
  python.taken = value;
  return python_give(value);
}

HOST_EXPORT(python_number) double python_number(void);
double python_number(void) {
  return python.number;
}

/* A list to pass objects in; objects to add; what it holds. */
HOST_EXPORT(python_list) asyncio_list *python_list(void);
asyncio_list *python_list(void) {
  asyncio_host_call outer = python_begin();
  asyncio_list *list = (asyncio_list_new());
  python_end(outer);
  return list;
}

HOST_EXPORT(python_list_add) void python_list_add(asyncio_list *list, void *object);
void python_list_add(asyncio_list *list, void *object) {
  asyncio_list_append(list, asyncio_value_of(object));
}

HOST_EXPORT(python_list_size) uint32_t python_list_size(const asyncio_list *list);
uint32_t python_list_size(const asyncio_list *list) {
  return asyncio_list_size(list);
}

HOST_EXPORT(python_list_get) uint32_t python_list_get(const asyncio_list *list, uint32_t index);
uint32_t python_list_get(const asyncio_list *list, uint32_t index) {
  return python_give(asyncio_list_get(list, index));
}

/* repr() of an object of the runtime's, cut to what fits; until the next call. */
HOST_EXPORT(python_show) const char *python_show(void *object);
const char *python_show(void *object) {
  static char text[256];
  asyncio_format(text, sizeof text, "%r", asyncio_value_of(object));
  return text;
}

/* --- Errors ------------------------------------------------------------------------------------------------------- */

static const asyncio_error_type *const known_errors[] = {asyncio_BaseException,
                                                         asyncio_BaseExceptionGroup,
                                                         asyncio_CancelledError,
                                                         asyncio_GeneratorExit,
                                                         asyncio_KeyboardInterrupt,
                                                         asyncio_SystemExit,
                                                         asyncio_Exception,
                                                         asyncio_ArithmeticError,
                                                         asyncio_ZeroDivisionError,
                                                         asyncio_AssertionError,
                                                         asyncio_BrokenBarrierError,
                                                         asyncio_ExceptionGroup,
                                                         asyncio_EOFError,
                                                         asyncio_InvalidStateError,
                                                         asyncio_LookupError,
                                                         asyncio_IndexError,
                                                         asyncio_KeyError,
                                                         asyncio_MemoryError,
                                                         asyncio_NotImplementedError,
                                                         asyncio_OSError,
                                                         asyncio_ConnectionError,
                                                         asyncio_TimeoutError,
                                                         asyncio_QueueEmpty,
                                                         asyncio_QueueFull,
                                                         asyncio_QueueShutDown,
                                                         asyncio_RuntimeError,
                                                         asyncio_StopAsyncIteration,
                                                         asyncio_StopIteration,
                                                         asyncio_TypeError,
                                                         asyncio_ValueError,
                                                         asyncio_IncompleteReadError,
                                                         asyncio_LimitOverrunError,
                                                         asyncio_BrokenPipeError,
                                                         asyncio_gaierror,
                                                         asyncio_ConnectionAbortedError,
                                                         asyncio_ConnectionRefusedError,
                                                         asyncio_ConnectionResetError};

/* The class of errors of that name below `parent`, made where asyncio has none; it lives as long as the instance. */
HOST_EXPORT(python_error_type)
const asyncio_error_type *python_error_type(const char *name, uint32_t size, const asyncio_error_type *parent);
const asyncio_error_type *python_error_type(const char *name, uint32_t size, const asyncio_error_type *parent) {
  for (size_t i = 0; !parent && i < sizeof known_errors / sizeof *known_errors; i++) {
    if (strlen(known_errors[i]->name) == size && memcmp(known_errors[i]->name, name, size) == 0) {
      return known_errors[i];
    }
  }
  char *copy = parent ? malloc(size + 1) : NULL;
  asyncio_error_type *type = copy ? malloc(sizeof *type) : NULL;
  if (type) {
    memcpy(copy, name, size);
    copy[size] = 0;
    *type = (asyncio_error_type){copy, parent};
  }
  return type;
}

HOST_EXPORT(python_error)
asyncio_error *python_error(const asyncio_error_type *type, uint32_t reference, const char *text, uint32_t size);
asyncio_error *python_error(const asyncio_error_type *type, uint32_t reference, const char *text, uint32_t size) {
  return asyncio_host_error(&python_host, type, text, size, reference);
}

/* The reference of its exception in Python, or 0; giving it one: 1, or 0 where it cannot have one. */
HOST_EXPORT(python_error_reference) uint32_t python_error_reference(const asyncio_error *error);
uint32_t python_error_reference(const asyncio_error *error) {
  uint32_t reference = 0;
  return asyncio_host_error_reference(error, &reference) ? reference : 0;
}

HOST_EXPORT(python_error_attach) int python_error_attach(asyncio_error *error, uint32_t reference);
int python_error_attach(asyncio_error *error, uint32_t reference) {
  return asyncio_host_error_attach(&python_host, error, reference);
}

HOST_EXPORT(python_error_name) const char *python_error_name(const asyncio_error *error);
const char *python_error_name(const asyncio_error *error) {
  return asyncio_error_class(error)->name;
}

HOST_EXPORT(python_error_message) const char *python_error_message(const asyncio_error *error);
const char *python_error_message(const asyncio_error *error) {
  return asyncio_error_message(error);
}

/* Borrowed; 0 where it was raised from none. */
HOST_EXPORT(python_error_cause) asyncio_error *python_error_cause(const asyncio_error *error);
asyncio_error *python_error_cause(const asyncio_error *error) {
  return asyncio_error_cause(error);
}

/* Likewise; 0 where none was handled. */
HOST_EXPORT(python_error_context) asyncio_error *python_error_context(const asyncio_error *error);
asyncio_error *python_error_context(const asyncio_error *error) {
  return asyncio_error_context(error);
}

HOST_EXPORT(python_error_errors) asyncio_list *python_error_errors(const asyncio_error *error);
asyncio_list *python_error_errors(const asyncio_error *error) {
  return asyncio_error_errors(error);
}

/* --- Coroutines --------------------------------------------------------------------------------------------------- */

/* What the resumed coroutine, the callback or the comparison came to; both are handed over. */
HOST_EXPORT(python_answer) void python_answer(uint32_t kind, double number);
void python_answer(uint32_t kind, double number) {
  python.answer = python_value(kind, number);
}

HOST_EXPORT(python_answer_error) void python_answer_error(asyncio_error *error);
void python_answer_error(asyncio_error *error) {
  python.error = error;
}

HOST_EXPORT(python_at) void python_at(uint32_t line);
void python_at(uint32_t line) {
  python.line = (uint16_t)line;
}

static asyncio_value take_answer(void) {
  asyncio_value answer = python.answer;
  python.answer = asyncio_none();
  return answer;
}

static asyncio_error *take_raised(void) {
  asyncio_error *error = python.error;
  python.error = NULL;
  return error;
}

/* The line stays where it was when the coroutine waits once more inside what it awaits, as Condition.wait_for does. */
static asyncio_host_outcome resume(asyncio_coroutine *coroutine, uint32_t reference) {
  uint16_t outer = python.line;
  python.line = coroutine->line;
  double number = (double)(uintptr_t)coroutine->error;
  uint32_t kind = coroutine->error ? PYTHON_ERROR : python_kind_of(coroutine->awaited, &number);
  int32_t step = host_python_resume(reference, kind, number);
  uint16_t line = python.line;
  python.line = outer;
  switch (step) {
  case PYTHON_RETURNED_NONE:
    return (asyncio_host_outcome){.step = ASYNCIO_RETURNED};
  case PYTHON_RETURNED:
    return (asyncio_host_outcome){.step = ASYNCIO_RETURNED, .value = take_answer()};
  case PYTHON_RAISED:
    return (asyncio_host_outcome){.step = ASYNCIO_RAISED, .error = take_raised()};
  default:
    return (asyncio_host_outcome){.step = ASYNCIO_SUSPENDED, .awaiting = (void *)(uintptr_t)step, .line = line};
  }
}

static int repr(uint32_t reference, char *text, size_t size) {
  uint32_t length = host_python_repr(reference, text, size > 0 ? size - 1 : 0);
  if (size > 0) {
    text[length < size ? length : size - 1] = 0;
  }
  return (int)length;
}

static bool less(asyncio_value left, asyncio_value right) {
  double number;
  double other;
  uint32_t kind = python_kind_of(left, &number);
  uint32_t other_kind = python_kind_of(right, &other);
  int32_t result = host_python_less(kind, number, other_kind, other);
  if (result == PYTHON_RAISED) {
    asyncio_error *error = take_raised();
    asyncio_raise_error(error);
    asyncio_host_release(error);
  }
  return result == 1;
}

const asyncio_host python_host = {resume, host_python_release, repr, less};

/* A kind of coroutine: of a function of that name, defined at `line`. It lives as long as the instance. */
HOST_EXPORT(python_coroutine_type)
const asyncio_coroutine_type *python_coroutine_type(const char *name, uint32_t size, uint32_t line);
const asyncio_coroutine_type *python_coroutine_type(const char *name, uint32_t size, uint32_t line) {
  char *copy = malloc(size + 1);
  asyncio_coroutine_type *type = copy ? malloc(sizeof *type) : NULL;
  if (type) {
    memcpy(copy, name, size);
    copy[size] = 0;
    asyncio_coroutine_type made = asyncio_host_coroutine_type(copy, (uint16_t)line);
    memcpy(type, &made, sizeof made);
  }
  return type;
}

HOST_EXPORT(python_coroutine_close) void python_coroutine_close(asyncio_coroutine *coroutine);
void python_coroutine_close(asyncio_coroutine *coroutine) {
  asyncio_host_call outer = python_begin();
  asyncio_coroutine_close(coroutine);
  asyncio_host_release(coroutine);
  python_end(outer);
}

HOST_EXPORT(python_coroutine)
asyncio_coroutine *python_coroutine(const asyncio_coroutine_type *type, uint32_t reference);
asyncio_coroutine *python_coroutine(const asyncio_coroutine_type *type, uint32_t reference) {
  asyncio_host_call outer = python_begin();
  asyncio_coroutine *coroutine = asyncio_host_coroutine(&python_host, type, reference);
  python_end(outer);
  return coroutine;
}

void python_callback(uint32_t callback, uint32_t kind, double number) {
  if (host_python_call(callback, kind, number) == PYTHON_RAISED) {
    asyncio_error *error = take_raised();
    asyncio_raise_error(error);
    asyncio_host_release(error);
  }
}
