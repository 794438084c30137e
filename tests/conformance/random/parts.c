#include "parts.h"

const asyncio_error_type E1[1] = {{"E1", asyncio_Exception}};
const asyncio_error_type E2[1] = {{"E2", asyncio_Exception}};
const asyncio_error_type E3[1] = {{"E3", E1}};

int ticks;

int tick(void) {
  ticks++;
  return ticks * 7919 % 1009;
}

void tell(const asyncio_error *error) {
  asyncio_print("%s: %s", asyncio_error_class(error)->name, asyncio_error_message(error));
}

ASYNC(leaf_, {
  int number;
  bool waits, fails;
}) {
  ASYNC_BEGIN;
  if (self->waits) {
    AWAIT(asyncio_sleep(0));
  }
  if (self->fails) {
    RAISE(E2, "%d", self->number);
  }
  RETURN(asyncio_int(self->number));
  ASYNC_END;
}

asyncio_coroutine *leaf(int number, bool waits, bool fails) {
  return CORO(leaf_, number, waits, fails);
}

ASYNC(enter, { gate *gate; }) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(0));
  if (strcmp(self->gate->kind, "fails on enter") == 0) {
    RAISE(E1, "%d", self->gate->number);
  }
  asyncio_print("in %d", self->gate->number);
  ASYNC_END;
}

ASYNC(leave, {
  gate *gate;
  const char *error;
}) {
  ASYNC_BEGIN;
  AWAIT(asyncio_sleep(0));
  asyncio_print("out %d %s", self->gate->number, self->error);
  if (strcmp(self->gate->kind, "fails on leave") == 0) {
    RAISE(E2, "%d", self->gate->number);
  }
  RETURN(asyncio_bool(strcmp(self->gate->kind, "swallows") == 0));
  ASYNC_END;
}

static void *gate_enter(void *object) {
  return CORO(enter, object);
}

static void *gate_leave(void *object, asyncio_error *error) {
  return CORO(leave, object, error ? asyncio_error_class(error)->name : "-");
}

static const asyncio_type gate_type = {.name = "gate", .enter = gate_enter, .leave = gate_leave};

gate *gate_of(int number, const char *kind) {
  gate *self = asyncio_object_new(&gate_type, sizeof *self);
  self->number = number;
  self->kind = kind;
  return self;
}
