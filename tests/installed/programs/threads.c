/* Calls that block, in threads of the loop's, while it goes on; and a thread of the program's own that calls into
** it. */
#include <asyncio.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int arrived;

/* Blocks until three are there: two calls and the loop. */
static void arrive(void) {
  pthread_mutex_lock(&lock);
  arrived++;
  pthread_cond_broadcast(&changed);
  while (arrived < 3) {
    pthread_cond_wait(&changed, &lock);
  }
  pthread_mutex_unlock(&lock);
}

static void meet(asyncio_thread_call *call) {
  size_t size;
  const char *name = asyncio_thread_input(call, &size);
  arrive();
  asyncio_thread_return(call, name, size);
}

static void fail(asyncio_thread_call *call) {
  asyncio_thread_fail(call, "no such file");
}

ASYNC(go_on, ASYNC_NO_LOCALS) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(0.01));
  arrive();
  ASYNC_END;
}

typedef struct measurement {
  asyncio_loop *loop;
  asyncio_future *value;
} measurement;

static void tell(void *data) {
  asyncio_future_set_result(((measurement *)data)->value, asyncio_int(21));
}

static void *measure(void *data) {
  asyncio_call_soon_threadsafe(((measurement *)data)->loop, tell, data);
  return NULL;
}

ASYNC(program, {
  measurement *measurement;
  pthread_t thread;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_gather(asyncio_to_thread(meet, "one", 3), asyncio_to_thread(meet, "two", 3), CORO(go_on)));
  asyncio_print("%v", AWAITED);
  TRY {
    AWAIT(asyncio_run_in_executor(NULL, fail, NULL, 0));
  }
  EXCEPT(asyncio_OSError) {
    asyncio_print("%E", CAUGHT);
  }
  END_TRY;
  self->measurement->loop = asyncio_get_running_loop();
  CHECK(self->measurement->value = asyncio_future_new());
  if (pthread_create(&self->thread, NULL, measure, self->measurement) != 0) {
    RAISE(asyncio_RuntimeError, "no thread");
  }
  TRY {
    AWAIT(self->measurement->value);
    asyncio_print("%v", AWAITED);
  }
  FINALLY {
    pthread_join(self->thread, NULL);
  }
  END_TRY;
  ASYNC_END;
}

int main(void) {
  measurement made_by_thread;
  return asyncio_run(CORO(program, &made_by_thread));
}
