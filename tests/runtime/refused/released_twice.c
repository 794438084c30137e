/* An object that nobody holds any more is released again: where AddressSanitizer watches, it tells who released it first. */
#include <asyncio.h>

int main(void) {
  asyncio_event *event = asyncio_event_new();
  asyncio_release(event);
  asyncio_release(event);
  return 0;
}
