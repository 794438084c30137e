#include "scene.h"

#include "allocations.h"
#include "failing.h"
#include <asyncio/host.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { RUNNERS = 32, OBJECTS = 64 };

static struct {
  asyncio_runner *runners[RUNNERS]; /* NULL: was freed */
  size_t runner_count;
  asyncio_runner *entered;
  void *objects[OBJECTS]; /* NULL: was released */
  size_t object_count;
  char text[1024]; /* what did not hold */
} scene;

static void see_report(void *data, const char *message, asyncio_error *error) {
  (void)data, (void)message;
  failing_saw(error);
}

asyncio_runner *scene_hold_runner(asyncio_runner *runner) {
  if (runner != NULL) {
    assert_true(scene.runner_count < RUNNERS);
    scene.runners[scene.runner_count++] = runner;
    asyncio_loop_set_exception_handler(asyncio_runner_loop(runner), see_report, NULL);
  }
  return runner;
}

asyncio_runner *scene_runner(void) {
  asyncio_runner *runner = scene_hold_runner(asyncio_runner_new());
  if (runner != NULL) {
    failing_loop_begins(asyncio_runner_loop(runner));
  }
  return runner;
}

void scene_free(asyncio_runner *runner) {
  for (size_t i = 0; i < scene.runner_count; i++) {
    if (scene.runners[i] == runner) {
      scene.runners[i] = NULL;
    }
  }
  failing_saw_loop(runner);
  asyncio_runner_free(runner);
}

void *scene_hold(void *object) {
  if (object != NULL) {
    assert_true(scene.object_count < OBJECTS);
    scene.objects[scene.object_count++] = object;
  }
  return object;
}

void scene_release(void *object) {
  for (size_t i = 0; i < scene.object_count; i++) {
    if (scene.objects[i] == object) {
      scene.objects[i] = NULL;
    }
  }
  asyncio_release(object);
}

/* Without memory, whatever tells of it is to be found by now: where the scene goes back, it may be forgotten. */
bool scene_expects(bool holds, const char *condition, const char *file, int line) {
  if (holds) {
    return true;
  }
  failing_saw(asyncio_current_error());
  for (size_t i = 0; i < scene.object_count; i++) {
    if (scene.objects[i] != NULL && asyncio_host_kind_of(scene.objects[i]) == ASYNCIO_HOST_ERROR) {
      failing_saw(scene.objects[i]);
    }
  }
  for (size_t i = 0; i < scene.runner_count; i++) {
    if (scene.runners[i] != NULL) {
      failing_saw_loop(scene.runners[i]);
    }
  }
  failing_saw_text(program_text());
  asyncio_format(scene.text, sizeof scene.text, "%s:%d: %s\n", file, line, condition);
  return false;
}

bool scene_expects_text(const char *text, const char *expected, const char *file, int line) {
  return scene_expects(strcmp(text, expected) == 0, text, file, line);
}

void scene_enter(asyncio_runner *runner) {
  scene.entered = runner;
  asyncio_runner_enter(runner);
}

void scene_leave(asyncio_runner *runner) {
  failing_saw(asyncio_current_error());
  scene.entered = NULL;
  asyncio_runner_leave(runner);
}

/* Whatever it came to: leaves its runners, and lets go of all. */
static void end(void) {
  if (scene.entered != NULL) {
    scene_leave(scene.entered);
  }
  for (size_t i = scene.runner_count; i-- > 0;) {
    if (scene.runners[i] != NULL) {
      failing_loop_ends(scene.runners[i]);
      asyncio_runner_free(scene.runners[i]);
    }
  }
  for (size_t i = 0; i < scene.object_count; i++) {
    asyncio_release(scene.objects[i]);
  }
  asyncio_clear_error();
  scene.object_count = scene.runner_count = 0;
}

void scene_run(void (*function)(void)) {
  do {
    scene.text[0] = '\0';
    failing_begins();
    failing_is_inside(true);
    function();
    failing_is_inside(false);
    end();
    if (scene.text[0] != '\0' && !failing_in_turn()) {
      fail_msg("%s", scene.text);
    }
  } while (failing_again(scene.text));
}
