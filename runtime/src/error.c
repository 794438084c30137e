#include "error.h"

#include "format.h"
#include "memory.h"
#include "running.h"
#include "scope.h"
#include "writer.h"
#include <asyncio/print.h>
#include <stdarg.h>
#include <string.h>

/* --- Classes ------------------------------------------------------------------------------------------------------ */

#define CLASS(name, parent) const asyncio_error_type asyncio_##name[1] = {{#name, parent}}

CLASS(BaseException, NULL);
CLASS(BaseExceptionGroup, asyncio_BaseException);
CLASS(CancelledError, asyncio_BaseException);
CLASS(GeneratorExit, asyncio_BaseException);
CLASS(KeyboardInterrupt, asyncio_BaseException);
CLASS(SystemExit, asyncio_BaseException);
CLASS(Exception, asyncio_BaseException);
CLASS(ArithmeticError, asyncio_Exception);
CLASS(ZeroDivisionError, asyncio_ArithmeticError);
CLASS(AssertionError, asyncio_Exception);
CLASS(ExceptionGroup, asyncio_BaseExceptionGroup);
CLASS(EOFError, asyncio_Exception);
CLASS(IncompleteReadError, asyncio_EOFError);
CLASS(InvalidStateError, asyncio_Exception);
CLASS(LimitOverrunError, asyncio_Exception);
CLASS(LookupError, asyncio_Exception);
CLASS(IndexError, asyncio_LookupError);
CLASS(KeyError, asyncio_LookupError);
CLASS(MemoryError, asyncio_Exception);
CLASS(OSError, asyncio_Exception);
CLASS(ConnectionError, asyncio_OSError);
CLASS(BrokenPipeError, asyncio_ConnectionError);
CLASS(ConnectionAbortedError, asyncio_ConnectionError);
CLASS(ConnectionRefusedError, asyncio_ConnectionError);
CLASS(ConnectionResetError, asyncio_ConnectionError);
CLASS(gaierror, asyncio_OSError);
CLASS(TimeoutError, asyncio_OSError);
CLASS(QueueEmpty, asyncio_Exception);
CLASS(QueueFull, asyncio_Exception);
CLASS(QueueShutDown, asyncio_Exception);
CLASS(RuntimeError, asyncio_Exception);
CLASS(BrokenBarrierError, asyncio_RuntimeError);
CLASS(NotImplementedError, asyncio_RuntimeError);
CLASS(RecursionError, asyncio_RuntimeError);
CLASS(StopAsyncIteration, asyncio_Exception);
CLASS(StopIteration, asyncio_Exception);
CLASS(TypeError, asyncio_Exception);
CLASS(ValueError, asyncio_Exception);

/* --- Errors ------------------------------------------------------------------------------------------------------- */

static void error_destroy(void *object) {
  asyncio_error *error = object;
  aio__release(error->message);
  aio__release(error->cause);
  aio__release(error->context);
  aio__release(error->errors);
  aio__release(error->host);
  aio__release(error->partial);
  aio__object_free(error);
}

/* Of an OSError of the system's, whose message is "[Errno 111] text" and whose size 111, the text; of others NULL. (By
** strchr: strstr is a kilobyte of a module.) */
static const char *system_text(const asyncio_error *error) {
  const char *end =
      error->size != 0 && asyncio_error_is(error, asyncio_OSError) ? strchr(error->message->text, ']') : NULL;
  return end == NULL ? NULL : end + strlen("] ");
}

static int error_repr(const void *object, char *text, size_t size) {
  const asyncio_error *error = object;
  aio__writer out = aio__writer_open(text, size);
  aio__write_str(&out, error->type->name);
  aio__write_str(&out, "(");
  const char *reason = system_text(error);
  if (reason != NULL) {
    aio__writef(&out, "%lld, ", (long long)error->size);
    aio__wrote(&out, aio__text_repr(reason, aio__writer_end(&out), aio__writer_room(&out)));
  } else if (error->message != NULL) {
    aio__wrote(&out, aio__value_repr(asyncio_value_of(error->message), aio__writer_end(&out), aio__writer_room(&out)));
  }
  if (error->errors != NULL) {
    aio__write_str(&out, ", ");
    aio__wrote(&out, aio__value_repr(asyncio_value_of(error->errors), aio__writer_end(&out), aio__writer_room(&out)));
  }
  aio__write_str(&out, ")");
  return (int)out.length;
}

static const asyncio_type error_type = {
    .name = "error", .destroy = error_destroy, .repr = error_repr, .kind = AIO__KIND_ERROR};

/* Made beforehand: what is raised when there is no memory for anything else. Immortal, and never changed. */
static asyncio_error memory_error = {.object = {.type = &error_type, .references = AIO__IMMORTAL},
                                     .type = asyncio_MemoryError};
static asyncio_error generator_exit = {.object = {.type = &error_type, .references = AIO__IMMORTAL},
                                       .type = asyncio_GeneratorExit};
static asyncio_error bare_cancelled_error = {.object = {.type = &error_type, .references = AIO__IMMORTAL},
                                             .type = asyncio_CancelledError};

/* Takes over `message`. Out of memory: the MemoryError made beforehand. The current error stays what it is. */
static asyncio_error *error_with(const asyncio_error_type *type, aio__str *message) {
  asyncio_error *current = aio__take_error();
  asyncio_error *error = aio__object_new(&error_type, sizeof(asyncio_error));
  if (error == NULL) {
    aio__release(message);
    error = &memory_error;
  } else {
    error->type = type;
    error->message = message;
  }
  aio__set_error(current);
  return error;
}

/* NULL when out of memory; the current error stays what it is. */
static aio__str *message_vnew(const char *format, va_list arguments) {
  asyncio_error *current = aio__take_error();
  char text[512];
  va_list again;
  va_copy(again, arguments);
  size_t length = aio__written(asyncio_vformat(text, sizeof text, format, arguments));
  aio__str *message = NULL;
  if (length < sizeof text) {
    message = aio__str_new(text, length);
  } else {
    char *whole = aio__allocate(aio__size_with(length, 1));
    if (whole != NULL) {
      asyncio_vformat(whole, length + 1, format, again);
      message = aio__str_new(whole, length);
      aio__free(whole);
    }
  }
  va_end(again);
  aio__set_error(current);
  return message;
}

static asyncio_error *error_vnew(const asyncio_error_type *type, const char *format, va_list arguments) {
  if (type == NULL) {
    return aio__error_new(asyncio_TypeError, "the class of an error is NULL");
  }
  aio__str *message = format == NULL ? NULL : message_vnew(format, arguments);
  return format != NULL && message == NULL ? &memory_error : error_with(type, message);
}

asyncio_error *aio__error_new(const asyncio_error_type *type, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  asyncio_error *error = error_vnew(type, format, arguments);
  va_end(arguments);
  return error;
}

/* An immortal error belongs to nobody. */
static asyncio_error *own(asyncio_error *error) {
  return error->object.references == AIO__IMMORTAL ? error : aio__own(error);
}

asyncio_error *asyncio_error_new(const asyncio_error_type *type, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  asyncio_error *error = error_vnew(type, format, arguments);
  va_end(arguments);
  return own(error);
}

/* Whether the list holds errors, at least one, and nothing else; else ValueError, as CPython's. */
static bool are_errors(const asyncio_list *errors) {
  if (asyncio_list_size(errors) == 0) {
    asyncio_raise(asyncio_ValueError, "second argument (exceptions) must be a non-empty sequence");
    return false;
  }
  for (size_t i = 0; i < asyncio_list_size(errors); i++) {
    asyncio_value item = asyncio_list_get(errors, i);
    if (!aio__value_has_object(item) || aio__kind(item.object) != AIO__KIND_ERROR) {
      asyncio_raise(asyncio_ValueError, "Item %zu of second argument (exceptions) is not an exception", i);
      return false;
    }
  }
  return true;
}

asyncio_error *asyncio_error_group(const char *message, asyncio_list *errors) {
  if (aio__is_null(message, "message") || aio__is_null(errors, "list") || !are_errors(errors)) {
    return NULL;
  }
  bool exceptions_only = true;
  for (size_t i = 0; i < asyncio_list_size(errors); i++) {
    exceptions_only &= asyncio_error_is((asyncio_error *)asyncio_list_get(errors, i).object, asyncio_Exception);
  }
  asyncio_error *group =
      aio__error_new(exceptions_only ? asyncio_ExceptionGroup : asyncio_BaseExceptionGroup, "%s (%zu sub-exception%s)",
                     message, asyncio_list_size(errors), asyncio_list_size(errors) == 1 ? "" : "s");
  if (group->object.references != AIO__IMMORTAL) {
    group->errors = aio__retain(errors);
  }
  return own(group);
}

asyncio_error *aio__system_error(const asyncio_error_type *type, int number, const char *text) {
  asyncio_error *error = aio__error_new(type, "[Errno %d] %s", number, text);
  if (error != &memory_error) {
    error->size = number;
  }
  return error;
}

asyncio_error *aio__generator_exit(void) {
  return &generator_exit;
}

asyncio_error *aio__cancelled_error(asyncio_error *request) {
  aio__str *message = request == NULL ? NULL : request->message;
  asyncio_error *error = error_with(asyncio_CancelledError, message == NULL ? NULL : aio__retain(message));
  if (error != &memory_error) {
    return error;
  }
  return message == NULL ? &bare_cancelled_error : aio__retain(request);
}

bool asyncio_error_is(const asyncio_error *error, const asyncio_error_type *type) {
  /* ExceptionGroup has two parents in Python: BaseExceptionGroup and Exception. */
  if (error != NULL && error->type == asyncio_ExceptionGroup && type == asyncio_Exception) {
    return true;
  }
  for (const asyncio_error_type *at = error == NULL ? NULL : error->type; at != NULL; at = at->parent) {
    if (at == type) {
      return true;
    }
  }
  return false;
}

const asyncio_error_type *asyncio_error_class(const asyncio_error *error) {
  if (aio__is_null(error, "error")) {
    return NULL;
  }
  return error->type;
}

const char *asyncio_error_message(const asyncio_error *error) {
  if (aio__is_null(error, "error")) {
    return "";
  }
  return error->message == NULL ? "" : error->message->text;
}

asyncio_list *asyncio_error_errors(const asyncio_error *error) {
  if (aio__is_null(error, "error")) {
    return NULL;
  }
  return error->errors;
}

asyncio_error *asyncio_error_cause(const asyncio_error *error) {
  if (aio__is_null(error, "error")) {
    return NULL;
  }
  return error->cause;
}

asyncio_error *asyncio_error_context(const asyncio_error *error) {
  if (aio__is_null(error, "error")) {
    return NULL;
  }
  return error->context;
}

/* Errors hold each other in chains and never in rings, which nobody would free. */

/* Causes and members of groups lie beside the chain of contexts: so many are looked at, so far away. */
enum { MOST_BESIDE = 100000, FARTHEST_BESIDE = 100 };

typedef struct search {
  const asyncio_error *sought;
  size_t left; /* how many beside may still be looked at */
  unsigned far;
} search;

/* Whether `error` is the one sought, or holds it in any way. What is too branched to tell counts as if it did. */
static bool leads_to(const asyncio_error *error, search *to) {
  bool found = false;
  for (const asyncio_error *next; error != NULL && !found; error = next) {
    next = error->context != NULL ? error->context : error->cause;
    const asyncio_error *beside = error->cause == next ? NULL : error->cause;
    size_t members = asyncio_list_size(error->errors);
    found = error == to->sought;
    if (found || (beside == NULL && members == 0)) {
      continue;
    }
    if (members + 1 > to->left || to->far == FARTHEST_BESIDE) {
      return true;
    }
    to->left -= members + 1;
    to->far++;
    found = beside != NULL && leads_to(beside, to);
    for (size_t i = 0; i < members && !found; i++) {
      found = leads_to((asyncio_error *)asyncio_list_get(error->errors, i).object, to);
    }
    to->far--;
  }
  return found;
}

static bool holds(const asyncio_error *error, const asyncio_error *sought) {
  if (error == sought || sought->object.references <= 1) {
    return error == sought; /* what the asker alone holds, no other error does */
  }
  return leads_to(error, &(search){.sought = sought, .left = MOST_BESIDE});
}

/* Ends the chain of contexts of `error` before `sought`. */
static void cut(asyncio_error *error, const asyncio_error *sought) {
  while (error->context != NULL && error->context != sought) {
    error = error->context;
  }
  aio__release(error->context);
  error->context = NULL;
}

void asyncio_error_set_cause(asyncio_error *error, asyncio_error *cause) {
  if (aio__is_null(error, "error")) {
    return;
  }
  if (error->object.references == AIO__IMMORTAL || holds(cause, error)) {
    return;
  }
  asyncio_error *old = error->cause;
  error->cause = cause == NULL ? NULL : aio__retain(cause);
  aio__release(old);
}

void aio__error_set_context(asyncio_error *error, asyncio_error *handled) {
  if (handled == NULL || handled == error || error->object.references == AIO__IMMORTAL) {
    return;
  }
  cut(handled, error);
  if (holds(handled, error)) {
    return;
  }
  asyncio_error *old = error->context;
  error->context = aio__retain(handled);
  aio__release(old);
}

/* --- The current error -------------------------------------------------------------------------------------------- */

int aio__set_error(asyncio_error *error) {
  asyncio_error *old = aio__now.error;
  aio__now.error = error;
  aio__release(old);
  return -1;
}

int asyncio_raise(const asyncio_error_type *type, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  asyncio_error *error = error_vnew(type, format, arguments);
  va_end(arguments);
  return aio__set_error(error);
}

int asyncio_raise_error(asyncio_error *error) {
  if (aio__is_null(error, "error")) {
    return -1;
  }
  return aio__set_error(aio__retain(error));
}

bool aio__raise_null(const char *what) {
  if (aio__now.error == NULL) {
    asyncio_raise(asyncio_TypeError, "the %s is NULL", what);
  }
  return true;
}

void aio__raise_memory_error(void) {
  aio__set_error(&memory_error);
}

asyncio_error *asyncio_current_error(void) {
  return aio__now.error;
}

asyncio_error *aio__take_error(void) {
  asyncio_error *error = aio__now.error;
  aio__now.error = NULL;
  return error;
}

void asyncio_clear_error(void) {
  aio__release(aio__take_error());
}

/* --- Showing ------------------------------------------------------------------------------------------------------ */

int aio__error_line(const asyncio_error *error, char *text, size_t size) {
  aio__writer out = aio__writer_open(text, size);
  aio__write_str(&out, error->type->name);
  if (error->message != NULL && error->message->size > 0) {
    aio__write_str(&out, ": ");
    aio__write(&out, error->message->text, error->message->size);
  }
  return (int)out.length;
}

/* Groups in more groups than this are shown as dots: one may hold itself. */
enum { DEEPEST_GROUPS = 100 };

static int show_within(const asyncio_error *error, unsigned groups, char *text, size_t size) {
  aio__writer out = aio__writer_open(text, size);
  if (error == NULL) {
    aio__write_str(&out, "None");
    return (int)out.length;
  }
  aio__write_str(&out, error->type->name);
  if (error->errors == NULL) {
    aio__write_str(&out, "(");
    aio__write_str(&out, asyncio_error_message(error));
    aio__write_str(&out, ")");
    return (int)out.length;
  }
  aio__write_str(&out, "[");
  for (size_t i = 0; i < asyncio_list_size(error->errors); i++) {
    const asyncio_error *inner = (asyncio_error *)asyncio_list_get(error->errors, i).object;
    aio__write_str(&out, i > 0 ? ", " : "");
    if (groups < DEEPEST_GROUPS) {
      aio__wrote(&out, show_within(inner, groups + 1, aio__writer_end(&out), aio__writer_room(&out)));
    } else {
      aio__write_str(&out, "...");
    }
  }
  aio__write_str(&out, "]");
  return (int)out.length;
}

int aio__error_show(const asyncio_error *error, char *text, size_t size) {
  return show_within(error, 0, text, size);
}
