#include "timers.h"

#include "memory.h"
#include <string.h>

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

static inline uint32_t lesser(const aio__timer_entry *entries, uint32_t left, uint32_t right) {
  return before(&entries[right], &entries[left]) ? right : left;
}

static inline uint32_t least_child(const aio__timer_entry *entries, uint32_t first, uint32_t count) {
  if (first + 4 <= count) {
    return lesser(entries, lesser(entries, first, first + 1), lesser(entries, first + 2, first + 3));
  }
  uint32_t least = first;
  for (uint32_t child = first + 1; child < count; child++) {
    least = lesser(entries, least, child);
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

/* --- Places and chains ------------------------------------------------------------------------------------------------ */

static uint32_t take_place(aio__timers *timers, aio__timer *timer) {
  uint32_t place = timers->free;
  if (place != 0) {
    timers->free = timers->places[place].next;
  } else {
    place = ++timers->given;
  }
  timers->places[place] = (aio__timer_place){.timer = timer};
  timers->used++;
  return place;
}

static void give_place_back(aio__timers *timers, uint32_t place) {
  timers->places[place] = (aio__timer_place){.next = timers->free};
  timers->free = place;
  timers->used--;
}

/* The two notes that a deadline may be in. */
static aio__timer_end *ends_of(aio__timers *timers, double when) {
  uint64_t bits;
  memcpy(&bits, &when, sizeof bits);
  return &timers->ends[((bits * 0x9E3779B97F4A7C15u) >> 57) * 2];
}

/* The note of where a deadline's newest chain ends, or NULL. */
static aio__timer_end *find_end(aio__timers *timers, double when) {
  aio__timer_end *ends = ends_of(timers, when);
  for (int i = 0; i < 2; i++) {
    if (ends[i].place != 0 && ends[i].when == when) {
      return &ends[i];
    }
  }
  return NULL;
}

/* --- Setting, taking back --------------------------------------------------------------------------------------------- */

/* Room for one more. 0, or -1 with MemoryError. */
static int reserve(aio__timers *timers) {
  if (timers->used < timers->capacity) {
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
  uint32_t place = take_place(timers, timer);
  aio__timer_end *end = find_end(timers, when);
  timer->when = when;
  timer->place = place;
  if (end != NULL) {
    timers->places[end->place].next = place;
    end->place = place;
    return 0;
  }
  sift_up(timers->entries, timers->count++, (aio__timer_entry){when, timers->serial++, place});
  aio__timer_end *ends = ends_of(timers, when);
  ends[1] = ends[0];
  ends[0] = (aio__timer_end){when, place};
  return 0;
}

/* The first place goes; the next of its chain, or else of the heap, is the first then. */
static void remove_first(aio__timers *timers) {
  aio__timer_entry *first = &timers->entries[0];
  uint32_t place = first->place;
  uint32_t next = timers->places[place].next;
  if (next != 0) {
    first->place = next;
  } else {
    aio__timer_end *end = find_end(timers, first->when);
    if (end != NULL && end->place == place) {
      end->place = 0;
    }
    if (--timers->count > 0) {
      sift_down(timers->entries, timers->count, 0, timers->entries[timers->count]);
    }
  }
  give_place_back(timers, place);
}

/* Takes the places of timers that were taken back out of a chain; returns its first, 0 where none is left. */
static uint32_t compact_chain(aio__timers *timers, uint32_t place) {
  uint32_t first = 0;
  uint32_t *link = &first;
  while (place != 0) {
    aio__timer_place *at = &timers->places[place];
    uint32_t next = at->next;
    if (at->timer == NULL) {
      give_place_back(timers, place);
    } else {
      *link = place;
      link = &at->next;
    }
    place = next;
  }
  *link = 0;
  return first;
}

/* The same for all, and the rest is made a heap again. O(n). */
static void compact(aio__timers *timers) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < timers->count; i++) {
    aio__timer_entry entry = timers->entries[i];
    entry.place = compact_chain(timers, entry.place);
    if (entry.place != 0) {
      timers->entries[kept++] = entry;
    }
  }
  timers->count = kept;
  timers->taken_back = 0;
  memset(timers->ends, 0, sizeof timers->ends);
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
  if (timers->taken_back > timers->used / 2) {
    compact(timers);
  }
}

void aio__timers_free(aio__timers *timers) {
  aio__free(timers->entries);
  aio__free(timers->places);
  *timers = (aio__timers){0};
}
