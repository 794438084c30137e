#include "timers.h"

#include "memory.h"

/* Without branches: which way a comparison goes cannot be foreseen. */
static inline bool before(const aio__timer_entry *left, const aio__timer_entry *right) {
  bool earlier = left->when < right->when;
  bool equal = left->when == right->when;
  return earlier | (equal & ((int32_t)(left->serial - right->serial) < 0));
}

static void sift_up(aio__timer_entry *entries, uint32_t index, aio__timer_entry entry) {
  while (index > 0) {
    uint32_t parent = (index - 1) / 4;
    if (!before(&entry, &entries[parent])) {
      break;
    }
    entries[index] = entries[parent];
    index = parent;
  }
  entries[index] = entry;
}

static uint32_t least_child(const aio__timer_entry *entries, uint32_t first, uint32_t count) {
  uint32_t least = first;
  uint32_t end = first + 4 < count ? first + 4 : count;
  for (uint32_t child = first + 1; child < end; child++) {
    least = before(&entries[child], &entries[least]) ? child : least;
  }
  return least;
}

static void sift_down(aio__timer_entry *entries, uint32_t count, uint32_t index, aio__timer_entry entry) {
  for (uint32_t first; (first = 4 * index + 1) < count;) {
    uint32_t least = least_child(entries, first, count);
    if (!before(&entries[least], &entry)) {
      break;
    }
    entries[index] = entries[least];
    index = least;
  }
  entries[index] = entry;
}

/* --- Places ---------------------------------------------------------------------------------------------------------- */

static uint32_t take_place(aio__timers *timers, aio__timer *timer) {
  uint32_t place = timers->free;
  if (place != 0) {
    timers->free = timers->places[place].free;
  } else {
    place = ++timers->used;
  }
  timers->places[place].timer = timer;
  return place;
}

static void give_place_back(aio__timers *timers, uint32_t place) {
  timers->places[place].free = timers->free;
  timers->free = place;
}

/* --- Setting, taking back --------------------------------------------------------------------------------------------- */

/* Room for one more. 0, or -1 with MemoryError. */
static int reserve(aio__timers *timers) {
  if (timers->count < timers->capacity) {
    return 0;
  }
  uint32_t capacity = timers->capacity == 0 ? 16 : 2 * timers->capacity;
  aio__timer_entry *entries = aio__reallocate(timers->entries, capacity * sizeof *entries);
  if (entries == NULL) {
    return -1;
  }
  timers->entries = entries;
  aio__timer_place *places = aio__reallocate(timers->places, (capacity + 1) * sizeof *places);
  if (places == NULL) {
    return -1;
  }
  timers->places = places;
  timers->capacity = capacity;
  return 0;
}

int aio__timers_add(aio__timers *timers, aio__timer *timer, double when) {
  if (reserve(timers) < 0) {
    return -1;
  }
  timer->when = when;
  timer->place = take_place(timers, timer);
  sift_up(timers->entries, timers->count++, (aio__timer_entry){when, timers->serial++, timer->place});
  return 0;
}

static void remove_first(aio__timers *timers) {
  give_place_back(timers, timers->entries[0].place);
  timers->count--;
  if (timers->count > 0) {
    sift_down(timers->entries, timers->count, 0, timers->entries[timers->count]);
  }
}

/* Takes out the entries of timers that were taken back; the rest is made a heap again. O(n). */
static void compact(aio__timers *timers) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < timers->count; i++) {
    aio__timer_entry entry = timers->entries[i];
    if (timers->places[entry.place].timer == NULL) {
      give_place_back(timers, entry.place);
    } else {
      timers->entries[kept++] = entry;
    }
  }
  timers->count = kept;
  timers->taken_back = 0;
  for (uint32_t i = kept / 4 + 1; i-- > 0 && kept > 0;) {
    sift_down(timers->entries, kept, i, timers->entries[i]);
  }
}

void aio__timers_remove(aio__timers *timers, aio__timer *timer) {
  timers->places[timer->place].timer = NULL;
  timer->place = 0;
  timers->taken_back++;
  while (timers->count > 0 && aio__timers_first(timers) == NULL) {
    remove_first(timers);
    timers->taken_back--;
  }
  if (timers->taken_back > timers->count / 2) {
    compact(timers);
  }
}

void aio__timers_free(aio__timers *timers) {
  aio__free(timers->entries);
  aio__free(timers->places);
  *timers = (aio__timers){0};
}
