#ifndef TEST_SCENE_H
#define TEST_SCENE_H

#include "failing.h"
#include "program.h"

/*
** A test that is more than a coroutine: it drives loops of its own, or needs none. SCENE(test_name) { … } is that test,
** each of its allocations made to fail in turn as those of RUN are (failing.h). It says by EXPECT what has to hold.
** Without memory something else may hold, if a MemoryError tells of it: there the scene ends. So that it can, its
** runners are those of scene_runner, and what else it owns it gives to HOLD. A RUN in it is a part of it.
*/
#define SCENE(name)                                                                                                    \
  static void name##_scene(void);                                                                                      \
  static void name(void **state) {                                                                                     \
    (void)state;                                                                                                       \
    scene_run(name##_scene);                                                                                           \
  }                                                                                                                    \
  static void name##_scene(void)

#define EXPECT(condition)                                                                                              \
  do {                                                                                                                 \
    if (!scene_expects((condition), #condition, __FILE__, __LINE__)) {                                                 \
      return;                                                                                                          \
    }                                                                                                                  \
  } while (0)

#define EXPECT_TEXT(text, expected)                                                                                    \
  do {                                                                                                                 \
    if (!scene_expects_text((text), (expected), __FILE__, __LINE__)) {                                                 \
      return;                                                                                                          \
    }                                                                                                                  \
  } while (0)

/* Calls, where nothing but the current error tells whether they found memory. */
#define MADE(...)                                                                                                      \
  do {                                                                                                                 \
    (void)(__VA_ARGS__);                                                                                               \
    EXPECT(asyncio_current_error() == NULL);                                                                           \
  } while (0)

void scene_run(void (*scene)(void));
bool scene_expects(bool holds, const char *condition, const char *file, int line);
bool scene_expects_text(const char *text, const char *expected, const char *file, int line);

/* A new runner, left and freed at the scene's end, or by scene_free before; NULL without memory for it. The other one,
** given by the scene, has no trace but that which the scene opens. */
asyncio_runner *scene_runner(void);
asyncio_runner *scene_hold_runner(asyncio_runner *runner);
void scene_enter(asyncio_runner *runner);
void scene_leave(asyncio_runner *runner);
void scene_free(asyncio_runner *runner);

/* An object that is released at the scene's end, after the runners, whose coroutines may name it, or by scene_release
** before. Returns it, NULL for NULL. */
void *scene_hold(void *object);
void scene_release(void *object);
#define HOLD(...) scene_hold(__VA_ARGS__)

/* The same of a value's. */
static inline asyncio_value scene_hold_value(asyncio_value value) {
  scene_hold(value.kind >= ASYNCIO_STR ? value.object : NULL);
  return value;
}

#endif
