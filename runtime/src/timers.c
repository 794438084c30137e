#include "timers.h"

#include "error.h"
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

/* --- Chains ------------------------------------------------------------------------------------------------------- */

static uint32_t chain_new(aio__timers *timers, aio__timer *first) {
  uint32_t chain = timers->free;
  if (chain != 0) {
    timers->free = timers->chains[chain].next_free;
  } else {
    chain = ++timers->given;
  }
  timers->chains[chain] = (aio__timer_chain){.first = first, .last = first};
  return chain;
}

static void chain_free(aio__timers *timers, uint32_t chain) {
  timers->chains[chain] = (aio__timer_chain){.next_free = timers->free};
  timers->free = chain;
}

/* The notes that a deadline may be among. */
static aio__timer_note *notes_of(aio__timers *timers, double when) {
  uint64_t bits;
  memcpy(&bits, &when, sizeof bits);
  return timers->notes[(bits * 0x9E3779B97F4A7C15u) >> 58];
}

/* The note of a deadline's newest chain, or NULL. */
static inline aio__timer_note *find_note(aio__timers *timers, double when) {
  aio__timer_note *notes = notes_of(timers, when);
  for (int i = 0; i < AIO__TIMER_WAYS; i++) {
    if (notes[i].when == when && notes[i].chain != 0) {
      return &notes[i];
    }
  }
  return NULL;
}

static void note(aio__timers *timers, double when, uint32_t chain) {
  aio__timer_note *notes = notes_of(timers, when);
  memmove(notes + 1, notes, (AIO__TIMER_WAYS - 1) * sizeof *notes);
  notes[0] = (aio__timer_note){when, chain};
}

/* The heap's first chain goes. */
static void remove_first(aio__timers *timers) {
  aio__timer_entry first = timers->entries[0];
  aio__timer_note *noted = find_note(timers, first.when);
  if (noted != NULL && noted->chain == first.chain) {
    noted->chain = 0;
  }
  chain_free(timers, first.chain);
  if (--timers->count > 0) {
    sift_down(timers->entries, timers->count, 0, timers->entries[timers->count]);
  }
}

static void remove_empty(aio__timers *timers) {
  while (timers->empty > 0 && timers->chains[timers->entries[0].chain].first == NULL) {
    timers->empty--;
    remove_first(timers);
  }
}

/* All chains without timers go, and the rest is made a heap again. O(n). */
static void compact(aio__timers *timers) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < timers->count; i++) {
    aio__timer_entry entry = timers->entries[i];
    if (timers->chains[entry.chain].first == NULL) {
      chain_free(timers, entry.chain);
    } else {
      timers->entries[kept++] = entry;
    }
  }
  timers->count = kept;
  timers->empty = 0;
  memset(timers->notes, 0, sizeof timers->notes);
  for (uint32_t i = kept / 4 + 1; i-- > 0 && kept > 0;) {
    sift_down(timers->entries, kept, i, timers->entries[i]);
  }
}

/* --- Setting, taking back, taking out ----------------------------------------------------------------------------- */

/* Room for one chain more. 0, or -1 with MemoryError. */
static int reserve(aio__timers *timers) {
  if (timers->count < timers->capacity) {
    return 0;
  }
  uint32_t capacity = timers->capacity == 0 ? 16 : 2 * timers->capacity;
  if (capacity < timers->capacity) { /* more than a number of 32 bits can tell apart */
    aio__raise_memory_error();
    return -1;
  }
  aio__timer_entry *entries = aio__reallocate(timers->entries, aio__size_of(capacity, sizeof *entries));
  if (entries == NULL) {
    return -1;
  }
  timers->entries = entries;
  aio__timer_chain *chains = aio__reallocate(timers->chains, aio__size_of((size_t)capacity + 1, sizeof *chains));
  if (chains == NULL) {
    return -1;
  }
  timers->chains = chains;
  timers->capacity = capacity;
  return 0;
}

/* Puts a timer behind the last of a chain. */
static void append(aio__timers *timers, uint32_t number, aio__timer *timer) {
  aio__timer_chain *chain = &timers->chains[number];
  timer->chain = number;
  if (chain->first == NULL) {
    chain->first = timer;
    timers->empty--;
  } else {
    timer->previous = chain->last;
    chain->last->handle.next = &timer->handle;
  }
  chain->last = timer;
}

int aio__timers_add(aio__timers *timers, aio__timer *timer, double when) {
  const aio__timer_note *noted = find_note(timers, when);
  if (noted == NULL && reserve(timers) < 0) {
    return -1;
  }
  timer->when = when;
  timer->handle.next = NULL;
  timer->previous = NULL;
  if (noted != NULL) {
    append(timers, noted->chain, timer);
    return 0;
  }
  timer->chain = chain_new(timers, timer);
  sift_up(timers->entries, timers->count++, (aio__timer_entry){when, timers->serial++, timer->chain});
  note(timers, when, timer->chain);
  return 0;
}

void aio__timers_remove(aio__timers *timers, aio__timer *timer) {
  aio__timer_chain *chain = &timers->chains[timer->chain];
  aio__timer *next = (aio__timer *)timer->handle.next;
  if (timer->previous == NULL) {
    chain->first = next;
  } else {
    timer->previous->handle.next = timer->handle.next;
  }
  if (next == NULL) {
    chain->last = timer->previous;
  } else {
    next->previous = timer->previous;
  }
  timer->chain = 0;
  timer->handle.next = NULL;
  timer->previous = NULL;
  if (chain->first == NULL) {
    timers->empty++;
    remove_empty(timers);
    if (timers->empty > timers->count / 2) {
      compact(timers);
    }
  }
}

aio__timer *aio__timers_take(aio__timers *timers) {
  aio__timer *first = timers->chains[timers->entries[0].chain].first;
  remove_first(timers);
  remove_empty(timers);
  return first;
}

void aio__timers_free(aio__timers *timers) {
  aio__free(timers->entries);
  aio__free(timers->chains);
  *timers = (aio__timers){0};
}
