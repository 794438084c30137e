#include "program.h"

#include "failing.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static asyncio_runner *runner; /* NULL where it could not be made */
static bool stamped;
static char text[65536];
static size_t text_size;

void program_say(const char *format, ...) {
  if (failing_is_over()) {
    return;
  }
  va_list arguments;
  va_start(arguments, format);
  int size = vsnprintf(text + text_size, sizeof text - text_size, format, arguments);
  va_end(arguments);
  if (size < 0 || text_size + (size_t)size + 1 >= sizeof text) {
    abort();
  }
  text_size += (size_t)size;
  text[text_size++] = '\n';
  text[text_size] = '\0';
}

static void add_print(void *data, const char *line, size_t size, double time, uint32_t turn, const char *task) {
  (void)data;
  if (stamped) {
    program_say("T%.6f\tI%u\t%s\t%.*s", time, (unsigned)turn, task != NULL ? task : "-", (int)size, line);
  } else {
    program_say("%.*s", (int)size, line);
  }
}

static void add_report(void *data, const char *message, asyncio_error *error) {
  (void)data;
  if (error) {
    program_say("? %s: %s: %s", message, asyncio_error_class(error)->name, asyncio_error_message(error));
  } else if (strncmp(message, "deadlock: ", 10) != 0) { /* test_run_until_complete.c tests what a deadlock names */
    program_say("? %s", message);
  }
}


/* --- Running ------------------------------------------------------------------------------------------------------ */

static void begin(bool stamps) {
  stamped = stamps;
  text_size = 0;
  text[0] = '\0';
  failing_begins();
  runner = asyncio_runner_new();
  if (!runner) {
    return;
  }
  asyncio_loop_set_printer(asyncio_runner_loop(runner), add_print, NULL);
  asyncio_loop_set_exception_handler(asyncio_runner_loop(runner), add_report, NULL);
  asyncio_runner_enter(runner);
  failing_loop_begins(asyncio_runner_loop(runner));
}

bool program_again(void) {
  return failing_again(text);
}

const char *program_text(void) {
  return text;
}

void program_plain(void) {
  begin(false);
}

void program_stamped(void) {
  begin(true);
}

asyncio_loop *program_loop(void) {
  return asyncio_runner_loop(runner);
}

static void add_outcome(asyncio_run_status status) {
  char outcome[1024];
  const asyncio_error *error = asyncio_runner_error(runner);
  if (status == ASYNCIO_RUN_GOES_ON) {
    program_say("! it waits for the outside");
  } else if (status == ASYNCIO_RUN_RAISED) {
    asyncio_format(outcome, sizeof outcome, stamped ? "!%s: %s" : "! %s: %s", asyncio_error_class(error)->name,
                   asyncio_error_message(error));
    program_say("%s", outcome);
    failing_saw(error);
  } else if (!stamped) {
    asyncio_format(outcome, sizeof outcome, "= %r", asyncio_runner_result(runner));
    program_say("%s", outcome);
  }
}

const char *program_end(asyncio_coroutine *coroutine) {
  if (!runner) {
    program_say("! MemoryError: no runner");
    asyncio_clear_error();
    asyncio_release(coroutine);
    return text;
  }
  int started = asyncio_runner_start(runner, coroutine);
  const asyncio_error *error = asyncio_current_error();
  if (started < 0) {
    program_say("! %s: %s", error ? asyncio_error_class(error)->name : "no error",
                error ? asyncio_error_message(error) : "");
  }
  asyncio_runner_leave(runner);
  if (started == 0) {
    add_outcome(asyncio_runner_run_virtual(runner));
  }
  failing_loop_ends(runner);
  asyncio_runner_free(runner);
  runner = NULL;
  return text;
}


void print_chain(asyncio_error *error) {
  char chain[512] = "";
  for (int length = 0; error; error = asyncio_error_context(error)) {
    length += snprintf(chain + length, sizeof chain - (size_t)length, "%s%s: %s", length ? " < " : "",
                       asyncio_error_class(error)->name, asyncio_error_message(error));
  }
  asyncio_print("%s", chain);
}


ASYNC(child_, {
  const char *name;
  double delay;
}) {
  ASYNC_BEGIN;
  asyncio_print("%s begins", self->name);
  AWAIT(asyncio_sleep(self->delay));
  asyncio_print("%s ends", self->name);
  RETURN(asyncio_str(self->name));
  ASYNC_END;
}


asyncio_coroutine *child(const char *name, double delay) {
  return CORO(child_, name, delay);
}


ASYNC(worker_, {
  const char *name;
  double delay;
}) {
  ASYNC_BEGIN;
  asyncio_print("%s begins", self->name);
  TRY {
    AWAIT(asyncio_sleep(self->delay));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("%s %E", self->name, CAUGHT);
    RERAISE;
  }
  END_TRY;
  asyncio_print("%s ends", self->name);
  RETURN(asyncio_str(self->name));
  ASYNC_END;
}


asyncio_coroutine *worker(const char *name, double delay) {
  return CORO(worker_, name, delay);
}


ASYNC(stubborn_, {
  const char *name;
  double delay;
}) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(self->delay));
  }
  EXCEPT(asyncio_CancelledError) {
    RAISE(asyncio_RuntimeError, "%s", self->name);
  }
  END_TRY;
  ASYNC_END;
}


asyncio_coroutine *stubborn(const char *name, double delay) {
  return CORO(stubborn_, name, delay);
}


ASYNC(failing_, {
  const char *name;
  double delay;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(self->delay));
  RAISE(asyncio_ValueError, "%s", self->name);
  ASYNC_END;
}


asyncio_coroutine *failing(const char *name, double delay) {
  return CORO(failing_, name, delay);
}
