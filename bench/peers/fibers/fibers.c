/*
** The switches of programs.c with Emscripten's fibers: as many fibers as tasks, each swapped in and out over and over.
** Prints nanoseconds a switch, from one fiber through the scheduler to the next.
**
**   node fibers.cjs TASKS SWITCHES
*/
#include <emscripten.h>
#include <emscripten/fiber.h>
#include <stdio.h>
#include <stdlib.h>

/* As small as they may be for a function that does nothing but yield. */
enum { C_STACK = 1024, ASYNCIFY_STACK = 512, MAIN_STACK = 4096 };

typedef struct fiber {
  emscripten_fiber_t fiber;
  _Alignas(16) char c_stack[C_STACK];
  _Alignas(16) char asyncify_stack[ASYNCIFY_STACK];
} fiber;

static emscripten_fiber_t scheduler;
static char scheduler_stack[MAIN_STACK];

static void yield(void *self) {
  for (;;) {
    emscripten_fiber_swap(&((fiber *)self)->fiber, &scheduler);
  }
}

static void swap_each(fiber *fibers, int count) {
  for (int i = 0; i < count; i++) {
    emscripten_fiber_swap(&scheduler, &fibers[i].fiber);
  }
}

int main(int argc, char **argv) {
  int tasks = argc == 3 ? atoi(argv[1]) : 0;
  int switches = argc == 3 ? atoi(argv[2]) : 0;
  fiber *fibers = aligned_alloc(16, sizeof(fiber) * (size_t)tasks);
  if (tasks <= 0 || switches <= 0 || fibers == NULL) {
    fputs("use: fibers.cjs TASKS SWITCHES, both above zero\n", stderr);
    return 2;
  }
  emscripten_fiber_init_from_current_context(&scheduler, scheduler_stack, sizeof scheduler_stack);
  for (int i = 0; i < tasks; i++) {
    fiber *self = &fibers[i];
    emscripten_fiber_init(&self->fiber, yield, self, self->c_stack, sizeof self->c_stack, self->asyncify_stack,
                          sizeof self->asyncify_stack);
  }
  swap_each(fibers, tasks);
  double begin = emscripten_get_now();
  for (int i = 0; i < switches; i++) {
    swap_each(fibers, tasks);
  }
  printf("%f\n", (emscripten_get_now() - begin) * 1e6 / tasks / switches);
  return 0;
}
