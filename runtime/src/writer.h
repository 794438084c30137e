#ifndef AIO_WRITER_H
#define AIO_WRITER_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Writes text into a buffer as snprintf does: what does not fit is counted but not written, the end is always
** terminated. */
typedef struct aio__writer {
  char *text;
  size_t size;   /* of the buffer, bytes */
  size_t length; /* of the whole text so far, bytes */
  size_t most;   /* as far as `length` counts: INT_MAX, as snprintf's; less, where nobody asks for the whole */
} aio__writer;

aio__writer aio__writer_open(char *text, size_t size);
void aio__write(aio__writer *writer, const char *text, size_t length);
void aio__write_str(aio__writer *writer, const char *text);

/* Where the next part goes and how much room there is, for functions in the manner of snprintf; aio__wrote adds what
** they returned. */
char *aio__writer_end(const aio__writer *writer);
size_t aio__writer_room(const aio__writer *writer);
void aio__wrote(aio__writer *writer, int length);

/* Whether what comes now changes nothing any more, not even the length. */
static inline bool aio__writer_is_full(const aio__writer *writer) {
  return writer->length == writer->most;
}

/* The size of a text, of which such a function returned the length; INT_MAX, where they all stop counting, is a size
** that no memory has. */
static inline size_t aio__written(int length) {
  return length == INT_MAX ? SIZE_MAX : (size_t)length;
}

#endif
