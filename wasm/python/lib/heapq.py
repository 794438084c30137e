"""heapq: MicroPython's, and what it lacks."""

from uheapq import heapify, heappop, heappush


def heappushpop(heap, item):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        heapify(heap)
    return item


def heapreplace(heap, item):
    if not heap:
        raise IndexError("index out of range")
    first, heap[0] = heap[0], item
    heapify(heap)
    return first


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:n] if n > 0 else []


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:n] if n > 0 else []


def merge(*iterables, key=None, reverse=False):
    """In order, the earlier iterable's first of what is equal."""
    heads = []
    for iterable in iterables:
        iterator = iter(iterable)
        for item in iterator:
            heads.append([item if key is None else key(item), item, iterator])
            break
    while heads:
        best = heads[0]
        for head in heads[1:]:
            if (best[0] < head[0]) if reverse else (head[0] < best[0]):
                best = head
        yield best[1]
        for item in best[2]:
            best[0], best[1] = item if key is None else key(item), item
            break
        else:
            heads.remove(best)
