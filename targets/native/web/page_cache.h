// The page cache: whole answers in memory, the least recently used of them making room for others.
//
// Invariants
//  1. A page is absent (`bytes` null), loading, or present. Its bytes are the head of its answer and the file after it: one
//     piece of memory, so that one system call sends both.
//  2. The bytes of all pages that are not absent never exceed the limit. Whoever sends a page holds it (`holders`), and what
//     is held is not freed: a page for which there is no room is therefore not taken in.
//  3. The pages that are present stand in one list, the most recently used first; those that are loading do not.
//  4. No calls at the same time: with kernel threads, under one lock (PageStore).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace tutti::web {

/// A file that can be asked for, and its place in the cache.
struct Page {
  /// The head of the answer.
  std::string head;
  /// Where the file lies.
  std::string path;
  /// Bytes of the file.
  size_t length = 0;

  /// The cache's own.
  char* bytes = nullptr;
  Page* newer = nullptr;
  Page* older = nullptr;
  uint32_t holders = 0;
  bool loading = false;

  /// Bytes of the answer.
  size_t size() const { return head.size() + length; }
};

class PageCache {
 public:
  explicit PageCache(size_t limit) : limit_(limit) {}
  ~PageCache();
  PageCache(const PageCache&) = delete;
  PageCache& operator=(const PageCache&) = delete;

  /// Takes hold of a page that is present. False when it is not.
  bool hold(Page& page) {
    if (page.bytes == nullptr || page.loading) return false;
    page.holders++;
    if (newest_ != &page) {
      takeOut(page);
      putFirst(page);
    }
    return true;
  }
  /// Lets go of a page that was held.
  void release(Page& page) { page.holders--; }

  /// Makes room for an absent page, which is loading from now on, and writes its head there. False when there is no room.
  bool beginLoading(Page& page);
  /// The page is present, and held by whoever loaded it; or, when it could not be read, absent again.
  void endLoading(Page& page, bool isComplete);

  /// Bytes of the pages that are not absent.
  size_t used() const { return used_; }

 private:
  bool makeRoom(size_t bytes);
  void discard(Page& page);
  void takeOut(Page& page);
  void putFirst(Page& page);

  const size_t limit_;
  size_t used_ = 0;
  Page* newest_ = nullptr;
  Page* oldest_ = nullptr;
};

}  // namespace tutti::web
