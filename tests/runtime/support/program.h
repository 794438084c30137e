#ifndef TEST_PROGRAM_H
#define TEST_PROGRAM_H

#include <asyncio.h>

/*
** A small program as a test: RUN(function, arguments…) runs a coroutine on a new loop and the virtual clock, and tells
** all that can be seen of it as one text, a line each:
**
**   what it printed
**   ? what the loop reported that nobody handled      "? coroutine 'child' was never awaited"
**   = what it returned, or ! what it raised           "= None", "! ValueError: no page 7"
**
** RUN_STAMPED(function, arguments…) tells it as recorded from CPython (recorded/): each printed line behind its time,
** iteration and task, and `!Type: message` where it raised. The text lives until the next run.
**
** With FAIL_ALLOCATIONS=1 in the environment both make each allocation of the program fail in turn (failing.h). So let
** a program tell what it sees by asyncio_print and its result, and keep assertions outside of coroutines; where its own
** clean-up lets a MemoryError go under, TELL_MEMORY_ERROR, before FINALLY, tells it. RUN_ONCE is for what names the
** allocation that fails (test_out_of_memory.c). What drives loops of its own is a scene (scene.h).
*/
#define RUN(...)         PROGRAM_RUN_(program_plain, program_again(), __VA_ARGS__)
#define RUN_STAMPED(...) PROGRAM_RUN_(program_stamped, program_again(), __VA_ARGS__)
#define RUN_ONCE(...)    PROGRAM_RUN_(program_plain, 0, __VA_ARGS__)

#define PROGRAM_RUN_(begin, again, ...)                                                                                \
  __extension__({                                                                                                      \
    const char *program_text_;                                                                                         \
    do {                                                                                                               \
      begin();                                                                                                         \
      program_text_ = program_end(CORO(__VA_ARGS__));                                                                  \
    } while (again);                                                                                                   \
    program_text_;                                                                                                     \
  })

/* A test that the program `name` prints what is recorded of it in recorded/SUBJECT.h. */
#define RECORDED_TEST(name)                                                                                            \
  static void test_##name(void **state) {                                                                              \
    (void)state;                                                                                                       \
    assert_string_equal(RUN_STAMPED(name), expected_##name);                                                           \
  }                                                                                                                    \
  struct name

#define TELL_MEMORY_ERROR                                                                                              \
  EXCEPT(asyncio_MemoryError) {                                                                                        \
    asyncio_print("MemoryError");                                                                                      \
    RERAISE;                                                                                                           \
  }

void program_plain(void);
void program_stamped(void);
const char *program_end(asyncio_coroutine *coroutine);
bool program_again(void);

/* Adds a line to the text. */
__attribute__((format(printf, 1, 2))) void program_say(const char *format, ...);

/* The text of the last run. */
const char *program_text(void);

/* The loop of the program that runs. */
asyncio_loop *program_loop(void);

/* An error and what it was raised while handling, innermost last: "KeyError: b < ValueError: a". Printed as a line. */
void print_chain(asyncio_error *error);

/* A child that prints its name, waits `delay` seconds, and returns its name; CORO(child, "a", 1.0) in any file. */
asyncio_coroutine *child(const char *name, double delay);

/* As child, and tells of its cancelling. */
asyncio_coroutine *worker(const char *name, double delay);

/* A child that waits `delay` seconds, and makes its cancelling RuntimeError(name). */
asyncio_coroutine *stubborn(const char *name, double delay);

/* A child that waits `delay` seconds and raises ValueError(name). */
asyncio_coroutine *failing(const char *name, double delay);

#endif
