#ifndef ASYNCIO_VALUE_H
#define ASYNCIO_VALUE_H

#include <asyncio/object.h>
#include <stdbool.h>
#include <stdint.h>

/*
** Values: what coroutines return, futures hold and queues carry. 16 bytes, passed by value. A value that holds an
** object borrows it: whoever stores the value takes a reference of its own.
*/

typedef enum asyncio_value_kind {
  ASYNCIO_NONE,   /* nothing, Python's None */
  ASYNCIO_BOOL,   /* .boolean */
  ASYNCIO_INT,    /* .integer */
  ASYNCIO_FLOAT,  /* .number */
  ASYNCIO_STR,    /* .object, an immutable text */
  ASYNCIO_BYTES,  /* .object, immutable bytes */
  ASYNCIO_LIST,   /* .object, an asyncio_list */
  ASYNCIO_OBJECT, /* .object: future, task, error, or one of the program's own */
  ASYNCIO_HOST    /* .object: stands for something that lives outside */
} asyncio_value_kind;

typedef struct asyncio_value {
  asyncio_value_kind kind;
  uint32_t
      unused_; /* zero, so that the kind is stored in the 8 bytes that a copy reads: else the copy waits for the store */
  union {
    bool boolean;
    int64_t integer;
    double number;
    asyncio_object *object;
  };
} asyncio_value;

typedef struct asyncio_list asyncio_list;

static inline asyncio_value asyncio_none(void) {
  return (asyncio_value){.kind = ASYNCIO_NONE, .integer = 0};
}

static inline asyncio_value asyncio_bool(bool boolean) {
  return (asyncio_value){.kind = ASYNCIO_BOOL, .boolean = boolean};
}

static inline asyncio_value asyncio_int(int64_t integer) {
  return (asyncio_value){.kind = ASYNCIO_INT, .integer = integer};
}

static inline asyncio_value asyncio_float(double number) {
  return (asyncio_value){.kind = ASYNCIO_FLOAT, .number = number};
}

/* A copy of `text`, UTF-8, terminated. MemoryError: none, and the current error is set. */
asyncio_value asyncio_str(const char *text);

/* A text made as asyncio_print makes it. */
asyncio_value asyncio_strf(const char *format, ...);

/* A copy of `size` bytes; the bytes of a text made as asyncio_print makes it. MemoryError as above. */
asyncio_value asyncio_bytes(const void *bytes, size_t size);
asyncio_value asyncio_bytesf(const char *format, ...);

/* An object as a value; NULL is none. */
asyncio_value asyncio_value_of(void *object);

/* What the value holds. Another kind: 0, "" or NULL, and TypeError becomes the current error. An int is a float too. */
bool asyncio_as_bool(asyncio_value value);
int64_t asyncio_as_int(asyncio_value value);
double asyncio_as_float(asyncio_value value);
const char *asyncio_as_str(asyncio_value value);
void *asyncio_as_object(asyncio_value value);

/* The bytes, terminated, and how many they are without the terminator, where `size` is not NULL. Another kind: none,
** and the error that there is already, or else TypeError. */
const char *asyncio_as_bytes(asyncio_value value, size_t *size);
asyncio_list *asyncio_as_list(asyncio_value value);

/* Python's bool(value): false for none, false, 0, "", b"" and the empty list. */
bool asyncio_value_true(asyncio_value value);

/* Python's ==; objects are equal when they are the same. */
bool asyncio_value_equal(asyncio_value left, asyncio_value right);

/* Python's <, for what a priority queue holds: numbers, texts, bytes, lists item by item. Others: false, and
** TypeError. */
bool asyncio_value_less(asyncio_value left, asyncio_value right);

/* --- Lists ----------------------------------------------------------------------------------------------------------
 */

/* A list of the objects given: asyncio_list_of(task, other). */
#define asyncio_list_of(...) aio__list_of((void *[]){__VA_ARGS__}, sizeof((void *[]){__VA_ARGS__}) / sizeof(void *))
asyncio_list *aio__list_of(void *const *objects, size_t count);

/* An empty list. NULL and MemoryError when out of memory; likewise -1 below. */
asyncio_list *asyncio_list_new(void);

/* Adds `value` at the end and takes a reference of its own. O(1) amortised. */
int asyncio_list_append(asyncio_list *list, asyncio_value value);

/* Items in the list; 0 for NULL. */
size_t asyncio_list_size(const asyncio_list *list);

/* The item at `index`, from 0. Out of range: none, and IndexError becomes the current error. */
asyncio_value asyncio_list_get(const asyncio_list *list, size_t index);

/* Whether the list holds `object`. O(n). */
bool asyncio_list_contains(const asyncio_list *list, const void *object);

#endif
