#include "writer.h"

#include <string.h>

aio__writer aio__writer_open(char *text, size_t size) {
  if (size > 0) {
    text[0] = '\0';
  }
  return (aio__writer){text, size, 0, INT_MAX};
}

char *aio__writer_end(const aio__writer *writer) {
  return writer->length < writer->size ? writer->text + writer->length : NULL;
}

size_t aio__writer_room(const aio__writer *writer) {
  return writer->length < writer->size ? writer->size - writer->length : 0;
}

static void lengthen(aio__writer *writer, size_t length) {
  writer->length = length < writer->most - writer->length ? writer->length + length : writer->most;
}

void aio__wrote(aio__writer *writer, int length) {
  lengthen(writer, length > 0 ? (size_t)length : 0);
}

void aio__write(aio__writer *writer, const char *text, size_t length) {
  size_t room = aio__writer_room(writer);
  if (room > 0) {
    size_t fits = length < room ? length : room - 1;
    memcpy(writer->text + writer->length, text, fits);
    writer->text[writer->length + fits] = '\0';
  }
  lengthen(writer, length);
}

void aio__write_str(aio__writer *writer, const char *text) {
  aio__write(writer, text, strlen(text));
}
