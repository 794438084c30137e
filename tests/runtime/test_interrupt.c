/*
** asyncio_run and the machine: Ctrl-C as a real signal, in a process of its own each; what the process says is what
** CPython 3.13 does with the same program, but where a comment says otherwise.
*/
#ifdef __wasm__

int main(void) {
  return 0; /* without signals */
}

#else

#define _XOPEN_SOURCE 700

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <asyncio.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- In a process ------------------------------------------------------------------------------------------------- */

static struct {
  char text[4096]; /* standard output and error */
  int status;      /* as of waitpid */
} child;

/* Runs `program` to its end. `answer`, if any, is called with the process when it has written its first line. */
static const char *in_process(int (*program)(void), void (*answer)(pid_t process)) {
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  fflush(NULL);
  pid_t process = fork();
  assert_true(process >= 0);
  if (process == 0) {
    signal(SIGINT, SIG_DFL); /* a shell that runs this behind itself ignores it */
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    close(ends[0]);
    close(ends[1]);
    int status = program();
    fflush(NULL);
    _exit(status);
  }
  close(ends[1]);
  size_t length = 0;
  for (ssize_t size; (size = read(ends[0], child.text + length, sizeof child.text - 1 - length)) > 0;) {
    length += (size_t)size;
    if (answer != NULL && memchr(child.text, '\n', length) != NULL) {
      answer(process);
      answer = NULL;
    }
  }
  child.text[length] = '\0';
  close(ends[0]);
  assert_int_equal(waitpid(process, &child.status, 0), process);
  return child.text;
}

#define assert_exit(number)                                                                                            \
  assert_true(WIFEXITED(child.status));                                                                                \
  assert_int_equal(WEXITSTATUS(child.status), number)

#define assert_ended_by_interrupt                                                                                      \
  assert_true(WIFSIGNALED(child.status));                                                                              \
  assert_int_equal(WTERMSIG(child.status), SIGINT)

/* A test that runs a coroutine by asyncio_run, whose result the process ends with. */
#define PROCESS(coroutine)                                                                                             \
  static int run_##coroutine(void) {                                                                                   \
    return asyncio_run(CORO(coroutine));                                                                               \
  }                                                                                                                    \
  struct coroutine

/* --- The first ---------------------------------------------------------------------------------------------------- */

ASYNC(waits, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    asyncio_print("waiting");
    raise(SIGINT);
    AWAIT(asyncio_sleep(3600));
  }
  FINALLY {
    AWAIT(asyncio_sleep(0));
    asyncio_print("cleaned up");
  }
  END_TRY;
  ASYNC_END;
}

PROCESS(waits);

static void test_the_first_cancels_the_main_task(void **state) {
  (void)state;
  assert_string_equal(in_process(run_waits, NULL), "waiting\ncleaned up\nKeyboardInterrupt\n");
  assert_exit(1);
}

ASYNC(sleeps, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    asyncio_print("sleeping"); /* is written before the loop sleeps */
    AWAIT(asyncio_sleep(3600));
  }
  FINALLY {
    asyncio_print("cleaned up");
  }
  END_TRY;
  ASYNC_END;
}

PROCESS(sleeps);

static void interrupt(pid_t process) {
  kill(process, SIGINT);
}

static void test_it_wakes_a_loop_that_sleeps(void **state) {
  (void)state;
  assert_string_equal(in_process(run_sleeps, interrupt), "sleeping\ncleaned up\nKeyboardInterrupt\n");
  assert_exit(1);
}

/* One that does not begin to sleep before the signal comes: no signal may get lost in between. */
static void *interrupt_this(void *data) {
  (void)data;
  kill(getpid(), SIGINT);
  return NULL;
}

ASYNC(interrupted_by_a_thread, { pthread_t thread; }) {
  ASYNC_BEGIN;
  pthread_create(&self->thread, NULL, interrupt_this, NULL);
  TRY {
    AWAIT(asyncio_sleep(3600));
  }
  FINALLY {
    pthread_join(self->thread, NULL);
  }
  END_TRY;
  ASYNC_END;
}

PROCESS(interrupted_by_a_thread);

static void test_it_wakes_the_loop_whichever_thread_it_comes_to(void **state) {
  (void)state;
  for (int i = 0; i < 20; i++) {
    assert_string_equal(in_process(run_interrupted_by_a_thread, NULL), "KeyboardInterrupt\n");
    assert_exit(1);
  }
}

ASYNC(swallows, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    raise(SIGINT);
    AWAIT(asyncio_sleep(3600));
  }
  EXCEPT(asyncio_CancelledError) {
    asyncio_print("cancelled");
  }
  END_TRY;
  ASYNC_END;
}

PROCESS(swallows);

static void test_a_main_task_that_goes_on_returns(void **state) {
  (void)state;
  assert_string_equal(in_process(run_swallows, NULL), "cancelled\n");
  assert_exit(0);
}

ASYNC(raises_otherwise, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    raise(SIGINT);
    AWAIT(asyncio_sleep(3600));
  }
  EXCEPT(asyncio_CancelledError) {
    RAISE(asyncio_ValueError, "no");
  }
  END_TRY;
  ASYNC_END;
}

PROCESS(raises_otherwise);

static void test_a_main_task_that_raises_raises_that(void **state) {
  (void)state;
  assert_string_equal(in_process(run_raises_otherwise, NULL), "ValueError: no\n");
  assert_exit(1);
}

ASYNC(cancelled_twice, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  raise(SIGINT);
  asyncio_task_cancel(asyncio_current_task(), "by itself");
  AWAIT(asyncio_sleep(3600));
  ASYNC_END;
}

PROCESS(cancelled_twice);

static void test_a_main_task_that_somebody_else_cancelled_too_is_cancelled(void **state) {
  (void)state;
  assert_string_equal(in_process(run_cancelled_twice, NULL), "CancelledError: by itself\n");
  assert_exit(1);
}

/* --- Those behind it ---------------------------------------------------------------------------------------------- */

static void press_again(void *data) {
  (void)data;
  raise(SIGINT);
}

ASYNC(insists, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    raise(SIGINT);
    AWAIT(asyncio_sleep(3600));
  }
  FINALLY {
    asyncio_print("cleaning up");
    TRY {
      asyncio_call_soon(press_again, NULL);
      AWAIT(asyncio_sleep(3600));
    }
    FINALLY {
      asyncio_print("again");
    }
    END_TRY;
  }
  END_TRY;
  ASYNC_END;
}

PROCESS(insists);

static void test_the_second_ends_the_run_at_once_and_what_is_left_is_cancelled(void **state) {
  (void)state;
  assert_string_equal(in_process(run_insists, NULL), "cleaning up\nagain\nKeyboardInterrupt\n");
  assert_exit(1);
}

ASYNC(is_left, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  TRY {
    AWAIT(asyncio_sleep(3600));
  }
  FINALLY {
    asyncio_print("left");
    raise(SIGINT);
    AWAIT(asyncio_sleep(3600));
    asyncio_print("never");
  }
  END_TRY;
  ASYNC_END;
}

ASYNC(leaves, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  CHECK(asyncio_create_task(CORO(is_left)));
  AWAIT(asyncio_sleep(0));
  ASYNC_END;
}

PROCESS(leaves);

static void test_one_that_comes_while_the_run_is_closed_ends_that(void **state) {
  (void)state;
  const char *text = in_process(run_leaves, NULL);
  assert_true(strncmp(text, "left\nKeyboardInterrupt\n", 23) == 0);
  assert_null(strstr(text, "never"));
  assert_exit(1);
}

/* Python interrupts what runs wherever it stands. C cannot: the process ends as if nobody watched. */
ASYNC(is_stuck, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  raise(SIGINT);
  raise(SIGINT);
  printf("goes on\n");
  ASYNC_END;
}

PROCESS(is_stuck);

static void test_the_second_ends_the_process_where_the_first_found_the_loop_stuck(void **state) {
  (void)state;
  assert_string_equal(in_process(run_is_stuck, NULL), "");
  assert_ended_by_interrupt;
}

/* --- Who handles it ----------------------------------------------------------------------------------------------- */

static void say_interrupted(int number) {
  (void)number;
  (void)!write(STDOUT_FILENO, "own handler\n", 12);
}

ASYNC(raises_signal, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  raise(SIGINT);
  AWAIT(asyncio_sleep(0));
  asyncio_print("goes on");
  ASYNC_END;
}

static int run_with_handler(void (*handler)(int number)) {
  struct sigaction before = {.sa_handler = handler}, after;
  sigaction(SIGINT, &before, NULL);
  int status = asyncio_run(CORO(raises_signal));
  sigaction(SIGINT, NULL, &after);
  return after.sa_handler == handler ? status : 7;
}

static int run_with_own(void) {
  return run_with_handler(say_interrupted);
}

static int run_ignoring(void) {
  return run_with_handler(SIG_IGN);
}

static void test_a_program_that_handles_it_itself_keeps_that(void **state) {
  (void)state;
  assert_string_equal(in_process(run_with_own, NULL), "own handler\ngoes on\n");
  assert_exit(0);
  assert_string_equal(in_process(run_ignoring, NULL), "goes on\n");
  assert_exit(0);
}

static int run_and_raise(void) {
  asyncio_run(CORO(waits));
  raise(SIGINT);
  return 7;
}

static void test_behind_the_run_it_is_as_before(void **state) {
  (void)state;
  in_process(run_and_raise, NULL);
  assert_ended_by_interrupt;
}

/* --- Calls in threads --------------------------------------------------------------------------------------------- */

static int call_ends[2];

static void read_pipe(asyncio_thread_call *call) {
  char byte;
  ssize_t size = read(call_ends[0], &byte, 1); /* neither ends by the signal nor is called by it */
  asyncio_thread_return(call, &byte, size < 0 ? 0 : (size_t)size);
}

ASYNC(interrupted_call, { asyncio_future *call; }) {
  ASYNC_BEGIN;
  CHECK(self->call = asyncio_to_thread(read_pipe, NULL, 0));
  TRY {
    asyncio_print("calling");
    AWAIT(self->call);
  }
  FINALLY {
    asyncio_print("cleaned up");
    (void)!write(call_ends[1], "x", 1); /* else the run would wait for the call */
  }
  END_TRY;
  ASYNC_END;
}

static int run_interrupted_call(void) {
  return pipe(call_ends) < 0 ? 7 : asyncio_run(CORO(interrupted_call));
}

static void test_a_call_in_a_thread_is_left_and_waited_for(void **state) {
  (void)state;
  assert_string_equal(in_process(run_interrupted_call, interrupt), "calling\ncleaned up\nKeyboardInterrupt\n");
  assert_exit(1);
}

/* --- What the machine refuses ------------------------------------------------------------------------------------- */

static int run_without_descriptors(void) {
  struct rlimit few = {.rlim_cur = 3, .rlim_max = 3};
  setrlimit(RLIMIT_NOFILE, &few);
  return asyncio_run(CORO(waits));
}

static void test_without_descriptors_nothing_is_run(void **state) {
  (void)state;
  assert_string_equal(in_process(run_without_descriptors, NULL), "OSError: [Errno 24] Too many open files\n");
  assert_exit(1);
}

ASYNC(waits_for_nobody, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_future_new());
  ASYNC_END;
}

PROCESS(waits_for_nobody);

/* Python would wait: it does not know that nobody is there. */
static void test_a_loop_that_no_thread_can_wake_is_at_a_deadlock(void **state) {
  (void)state;
  const char *text = in_process(run_waits_for_nobody, NULL);
  assert_non_null(strstr(text, "deadlock: task 'Task-1' waits on a future, in waits_for_nobody(), line "));
  assert_non_null(strstr(text, "\nRuntimeError: deadlock: nothing is ready and no timer is set\n"));
  assert_exit(1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_first_cancels_the_main_task),
      cmocka_unit_test(test_it_wakes_a_loop_that_sleeps),
      cmocka_unit_test(test_it_wakes_the_loop_whichever_thread_it_comes_to),
      cmocka_unit_test(test_a_main_task_that_goes_on_returns),
      cmocka_unit_test(test_a_main_task_that_raises_raises_that),
      cmocka_unit_test(test_a_main_task_that_somebody_else_cancelled_too_is_cancelled),
      cmocka_unit_test(test_the_second_ends_the_run_at_once_and_what_is_left_is_cancelled),
      cmocka_unit_test(test_one_that_comes_while_the_run_is_closed_ends_that),
      cmocka_unit_test(test_the_second_ends_the_process_where_the_first_found_the_loop_stuck),
      cmocka_unit_test(test_a_program_that_handles_it_itself_keeps_that),
      cmocka_unit_test(test_behind_the_run_it_is_as_before),
      cmocka_unit_test(test_a_call_in_a_thread_is_left_and_waited_for),
      cmocka_unit_test(test_without_descriptors_nothing_is_run),
      cmocka_unit_test(test_a_loop_that_no_thread_can_wake_is_at_a_deadlock),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif
