#include "timers.h"

#include <algorithm>
#include <cassert>

#include "tuning.h"

namespace tutti {

using tuning::heapChildren;

void Timers::add(Thread* thread, Deadline at) {
  assert(thread->timer == 0);
  heap_.emplace_back();
  siftUp(heap_.size() - 1, {at, thread});
}

void Timers::remove(Thread* thread) {
  const size_t index = thread->timer - 1;
  assert(index < heap_.size() && heap_[index].thread == thread);
  thread->timer = 0;
  const Entry last = heap_.back();
  heap_.pop_back();
  if (last.thread == thread) return;
  const bool earlier = index > 0 && last.at < heap_[(index - 1) / heapChildren].at;
  if (earlier) siftUp(index, last);
  else siftDown(index, last);
}

Thread* Timers::takeDue(Deadline now) {
  if (heap_.empty() || heap_.front().at > now) return nullptr;
  Thread* const thread = heap_.front().thread;
  remove(thread);
  return thread;
}

void Timers::put(size_t index, const Entry& entry) {
  heap_[index] = entry;
  entry.thread->timer = static_cast<uint32_t>(index + 1);
}

void Timers::siftUp(size_t index, const Entry& entry) {
  while (index > 0) {
    const size_t parent = (index - 1) / heapChildren;
    if (heap_[parent].at <= entry.at) break;
    put(index, heap_[parent]);
    index = parent;
  }
  put(index, entry);
}

void Timers::siftDown(size_t index, const Entry& entry) {
  for (;;) {
    const size_t first = heapChildren * index + 1;
    if (first >= heap_.size()) break;
    const size_t last = std::min(first + heapChildren, heap_.size());
    size_t earliest = first;
    for (size_t child = first + 1; child < last; child++) {
      if (heap_[child].at < heap_[earliest].at) earliest = child;
    }
    if (entry.at <= heap_[earliest].at) break;
    put(index, heap_[earliest]);
    index = earliest;
  }
  put(index, entry);
}

}  // namespace tutti
