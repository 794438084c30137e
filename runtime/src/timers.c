#include "timers.h"

#include "memory.h"

static bool before(const aio__timer_entry *left, const aio__timer_entry *right) {
  return left->when < right->when || (!(right->when < left->when) && (int32_t)(left->serial - right->serial) < 0);
}

static void put(aio__timers *timers, uint32_t index, aio__timer_entry entry) {
  timers->entries[index] = entry;
  entry.timer->place = index + 1;
}

static void sift_up(aio__timers *timers, uint32_t index, aio__timer_entry entry) {
  while (index > 0) {
    uint32_t parent = (index - 1) / 4;
    if (!before(&entry, &timers->entries[parent])) {
      break;
    }
    put(timers, index, timers->entries[parent]);
    index = parent;
  }
  put(timers, index, entry);
}

static void sift_down(aio__timers *timers, uint32_t index, aio__timer_entry entry) {
  for (;;) {
    uint32_t first = 4 * index + 1;
    if (first >= timers->count) {
      break;
    }
    uint32_t least = first;
    uint32_t end = first + 4 < timers->count ? first + 4 : timers->count;
    for (uint32_t child = first + 1; child < end; child++) {
      if (before(&timers->entries[child], &timers->entries[least])) {
        least = child;
      }
    }
    if (!before(&timers->entries[least], &entry)) {
      break;
    }
    put(timers, index, timers->entries[least]);
    index = least;
  }
  put(timers, index, entry);
}

int aio__timers_add(aio__timers *timers, aio__timer *timer, double when) {
  if (timers->count == timers->capacity) {
    uint32_t capacity = timers->capacity == 0 ? 16 : 2 * timers->capacity;
    aio__timer_entry *entries = aio__reallocate(timers->entries, capacity * sizeof(aio__timer_entry));
    if (entries == NULL) {
      return -1;
    }
    timers->entries = entries;
    timers->capacity = capacity;
  }
  timer->when = when;
  sift_up(timers, timers->count++, (aio__timer_entry){when, timers->serial++, timer});
  return 0;
}

void aio__timers_remove(aio__timers *timers, aio__timer *timer) {
  uint32_t index = timer->place - 1;
  timer->place = 0;
  aio__timer_entry last = timers->entries[--timers->count];
  if (index == timers->count) {
    return;
  }
  if (index > 0 && before(&last, &timers->entries[(index - 1) / 4])) {
    sift_up(timers, index, last);
  } else {
    sift_down(timers, index, last);
  }
}

void aio__timers_free(aio__timers *timers) {
  aio__free(timers->entries);
  *timers = (aio__timers){0};
}
