#include "page_cache.h"

#include <cassert>
#include <cstdlib>
#include <cstring>

namespace tutti::web {

PageCache::~PageCache() {
  while (oldest_ != nullptr) discard(*oldest_);
}

bool PageCache::beginLoading(Page& page) {
  assert(page.bytes == nullptr && !page.loading);
  if (!makeRoom(page.size())) return false;
  // No exception when there is none: it would take more than a small stack has.
  page.bytes = static_cast<char*>(malloc(page.size()));
  if (page.bytes == nullptr) return false;
  memcpy(page.bytes, page.head.data(), page.head.size());
  page.loading = true;
  used_ += page.size();
  return true;
}

void PageCache::endLoading(Page& page, bool isComplete) {
  assert(page.loading && page.holders == 0);
  page.loading = false;
  putFirst(page);
  if (isComplete) page.holders++;
  else discard(page);
}

/// Discards pages that nobody holds, the oldest first, until there is room for so many bytes.
bool PageCache::makeRoom(size_t bytes) {
  if (bytes > limit_) return false;
  for (Page* page = oldest_; page != nullptr && used_ + bytes > limit_;) {
    Page* const newer = page->newer;
    if (page->holders == 0) discard(*page);
    page = newer;
  }
  return used_ + bytes <= limit_;
}

void PageCache::discard(Page& page) {
  takeOut(page);
  free(page.bytes);
  page.bytes = nullptr;
  used_ -= page.size();
}

void PageCache::takeOut(Page& page) {
  (page.newer != nullptr ? page.newer->older : newest_) = page.older;
  (page.older != nullptr ? page.older->newer : oldest_) = page.newer;
  page.newer = page.older = nullptr;
}

void PageCache::putFirst(Page& page) {
  page.older = newest_;
  (newest_ != nullptr ? newest_->newer : oldest_) = &page;
  newest_ = &page;
}

}  // namespace tutti::web
