#include "context.h"

#include "error.h"
#include "scope.h"
#include "task.h"
#include "value.h"
#include <asyncio/print.h>
#include <string.h>

struct asyncio_context_var {
  asyncio_object object;
  aio__str *name; /* held */
  bool has_default;
  asyncio_value default_value; /* held */
};

struct asyncio_context_token {
  asyncio_object object;
  asyncio_context_var *var; /* held */
  asyncio_context *context; /* in which it was set; held */
  bool had_value;
  asyncio_value value; /* before; held */
  bool used;
};

/* --- Contexts ----------------------------------------------------------------------------------------------------- */

static void context_destroy(void *object) {
  asyncio_context *self = object;
  aio__context_map_release(self->map);
  aio__object_free(self);
}

static const asyncio_type context_type = {.name = "Context", .destroy = context_destroy};

asyncio_context *aio__context_new(aio__context_map *map) {
  asyncio_context *self = aio__object_new(&context_type, sizeof(asyncio_context));
  if (self != NULL) {
    self->map = aio__context_map_retain(map);
  }
  return self;
}

/* The current context, made where none stands yet; NULL with the current error. */
static asyncio_context *current(void) {
  asyncio_context **place = aio__context_place();
  if (place == NULL) {
    aio__running_loop();
    return NULL;
  }
  if (*place == NULL) {
    *place = aio__context_new(NULL);
  }
  return *place;
}

asyncio_context *asyncio_copy_context(void) {
  asyncio_context **place = aio__context_place();
  return aio__own(aio__context_new(place == NULL || *place == NULL ? NULL : (*place)->map));
}

asyncio_context *asyncio_task_context(asyncio_task *task) {
  if (aio__is_null(task, "task")) {
    return NULL;
  }
  if (task->context == NULL) {
    task->context = aio__context_new(NULL);
  }
  return task->context;
}

int asyncio_context_run(asyncio_context *context, asyncio_callback callback, void *data) {
  if (context == NULL) {
    return asyncio_current_error() != NULL ? -1 : asyncio_raise(asyncio_TypeError, "the context is NULL");
  }
  asyncio_context **outside = aio__now.context;
  if (context->entered || (aio__context_place() != NULL && *aio__context_place() == context)) {
    return asyncio_raise(asyncio_RuntimeError, "cannot enter context: %r is already entered",
                         asyncio_value_of(context));
  }
  context->entered = true;
  asyncio_context *place = aio__retain(context);
  aio__now.context = &place;
  callback(data);
  aio__now.context = outside;
  context->entered = false;
  aio__release(place);
  return 0;
}

/* --- Variables ---------------------------------------------------------------------------------------------------- */

static void var_destroy(void *object) {
  asyncio_context_var *self = object;
  aio__release(self->name);
  aio__value_release(self->default_value);
  aio__object_free(self);
}

static int var_repr(const void *object, char *text, size_t size) {
  const asyncio_context_var *self = object;
  if (self->has_default) {
    return asyncio_format(text, size, "<ContextVar name=%r default=%r>", asyncio_value_of(self->name),
                          self->default_value);
  }
  return asyncio_format(text, size, "<ContextVar name=%r>", asyncio_value_of(self->name));
}

static const asyncio_type var_type = {.name = "ContextVar", .destroy = var_destroy, .repr = var_repr};

static asyncio_context_var *var_new(const char *name, bool has_default, asyncio_value value) {
  if (aio__is_null(name, "name")) {
    return NULL;
  }
  asyncio_context_var *self = aio__object_new(&var_type, sizeof(asyncio_context_var));
  if (self == NULL) {
    return NULL;
  }
  self->has_default = has_default;
  self->default_value = aio__value_retain(value);
  self->name = aio__str_new(name, strlen(name));
  if (self->name == NULL) {
    aio__release(self);
    return NULL;
  }
  return aio__own(self);
}

asyncio_context_var *asyncio_context_var_new(const char *name) {
  return var_new(name, false, asyncio_none());
}

asyncio_context_var *asyncio_context_var_new_default(const char *name, asyncio_value value) {
  return var_new(name, true, value);
}

const char *asyncio_context_var_name(const asyncio_context_var *var) {
  return aio__is_null(var, "context variable") ? "" : var->name->text;
}

/* 0 where there is a variable; else -1 with the current error. */
static int check_var(const asyncio_context_var *var) {
  if (var != NULL) {
    return 0;
  }
  return asyncio_current_error() != NULL ? -1 : asyncio_raise(asyncio_TypeError, "the context variable is NULL");
}

/* The value that was set here, or NULL. */
static const asyncio_value *value_here(const asyncio_context_var *var) {
  asyncio_context **place = aio__context_place();
  return place == NULL || *place == NULL ? NULL : aio__context_map_get((*place)->map, var);
}

asyncio_value asyncio_context_var_get(asyncio_context_var *var) {
  if (check_var(var) < 0) {
    return asyncio_none();
  }
  const asyncio_value *value = value_here(var);
  if (value == NULL && !var->has_default) {
    asyncio_raise(asyncio_LookupError, "%r", asyncio_value_of(var));
  }
  return value == NULL ? var->default_value : *value;
}

asyncio_value asyncio_context_var_get_or(asyncio_context_var *var, asyncio_value fallback) {
  const asyncio_value *value = check_var(var) < 0 ? NULL : value_here(var);
  return value == NULL ? fallback : *value;
}

static void set_map(asyncio_context *context, aio__context_map *map) {
  aio__context_map *old = context->map;
  context->map = map;
  aio__context_map_release(old);
}

/* --- Tokens ------------------------------------------------------------------------------------------------------- */

static void token_destroy(void *object) {
  asyncio_context_token *self = object;
  aio__release(self->var);
  aio__release(self->context);
  aio__value_release(self->value);
  aio__object_free(self);
}

static int token_repr(const void *object, char *text, size_t size) {
  const asyncio_context_token *self = object;
  return asyncio_format(text, size, "<Token%s var=%r>", self->used ? " used" : "", asyncio_value_of(self->var));
}

static const asyncio_type token_type = {.name = "Token", .destroy = token_destroy, .repr = token_repr};

static asyncio_context_token *token_new(asyncio_context_var *var, asyncio_context *context) {
  asyncio_context_token *self = aio__object_new(&token_type, sizeof(asyncio_context_token));
  if (self != NULL) {
    const asyncio_value *before = aio__context_map_get(context->map, var);
    self->var = aio__retain(var);
    self->context = aio__retain(context);
    self->had_value = before != NULL;
    self->value = before == NULL ? asyncio_none() : aio__value_retain(*before);
  }
  return self;
}

asyncio_context_token *asyncio_context_var_set(asyncio_context_var *var, asyncio_value value) {
  asyncio_context *context = check_var(var) < 0 || aio__now.error != NULL ? NULL : current();
  asyncio_context_token *token = context == NULL ? NULL : token_new(var, context);
  aio__context_map *map = token == NULL ? NULL : aio__context_map_with(context->map, var, value);
  if (map == NULL) {
    aio__release(token);
    return NULL;
  }
  set_map(context, map);
  return aio__own(token);
}

/* 0 where `token` takes back a set of `var` here; else -1 with RuntimeError or ValueError. */
static int check_token(const asyncio_context_var *var, const asyncio_context_token *token) {
  if (token == NULL) {
    return asyncio_current_error() != NULL ? -1 : asyncio_raise(asyncio_TypeError, "the token is NULL");
  }
  asyncio_value shown = asyncio_value_of((void *)token);
  if (token->used) {
    return asyncio_raise(asyncio_RuntimeError, "%r has already been used once", shown);
  }
  if (token->var != var) {
    return asyncio_raise(asyncio_ValueError, "%r was created by a different ContextVar", shown);
  }
  asyncio_context **place = aio__context_place();
  if (place == NULL || *place != token->context) {
    return asyncio_raise(asyncio_ValueError, "%r was created in a different Context", shown);
  }
  return 0;
}

int asyncio_context_var_reset(asyncio_context_var *var, asyncio_context_token *token) {
  if (check_var(var) < 0 || check_token(var, token) < 0) {
    return -1;
  }
  asyncio_context *context = token->context;
  aio__context_map *map = NULL;
  if (token->had_value) {
    map = aio__context_map_with(context->map, var, token->value);
    if (map == NULL) {
      return -1;
    }
  } else if (aio__context_map_get(context->map, var) == NULL) {
    map = aio__context_map_retain(context->map);
  } else if (aio__context_map_without(context->map, var, &map) < 0) {
    return -1;
  }
  token->used = true;
  set_map(context, map);
  return 0;
}
