// The page cache: what it keeps, what it discards, and that it stays within its limit.

#include "../page_cache.h"

#include <cstring>
#include <vector>

#include "../../test/test.h"

namespace {

using namespace tutti::web;
using tutti::test::expect;

/// A cache and pages of ten bytes each, heads included.
struct Shelf {
  explicit Shelf(size_t limit, size_t count = 5) : pages(count), cache(limit) {
    for (Page& page : pages) {
      page.head = "head";
      page.length = 6;
    }
  }

  /// Takes a page in, and lets go of it.
  bool load(size_t index) {
    if (!cache.beginLoading(pages[index])) return false;
    cache.endLoading(pages[index], true);
    cache.release(pages[index]);
    return true;
  }
  bool touch(size_t index) {
    if (!cache.hold(pages[index])) return false;
    cache.release(pages[index]);
    return true;
  }
  bool has(size_t index) const { return pages[index].bytes != nullptr; }

  std::vector<Page> pages;
  PageCache cache;
};

TEST(leastRecentlyUsed, "the page that was used least recently makes room") {
  Shelf shelf(30);
  for (const size_t index : {0, 1, 2}) expect(shelf.load(index), "three have room");
  expect(shelf.touch(0), "the first is used again");
  expect(shelf.load(3), "the fourth has room");
  expect(shelf.has(0) && !shelf.has(1) && shelf.has(2) && shelf.has(3), "it is that of the second");
  expect(!shelf.touch(1), "which is not there any more");
  expect(shelf.load(1) && !shelf.has(2), "and takes the place of the third when it is read again");
  expect(shelf.cache.used() == 30, "no more than the limit is used");
}

TEST(head, "the head of the answer stands before the file") {
  Shelf shelf(10);
  Page& page = shelf.pages[0];
  expect(shelf.cache.beginLoading(page), "there is room");
  memcpy(page.bytes + page.head.size(), "abcdef", page.length);
  shelf.cache.endLoading(page, true);
  expect(std::string(page.bytes, page.size()) == "headabcdef", "one piece of memory has both");
}

TEST(held, "what is being sent is not discarded: for what has no room then there is none") {
  Shelf shelf(20);
  expect(shelf.load(0) && shelf.load(1), "two have room");
  expect(shelf.cache.hold(shelf.pages[0]) && shelf.cache.hold(shelf.pages[1]), "both are held");
  expect(!shelf.load(2), "there is no room for a third");
  expect(shelf.has(0) && shelf.has(1) && !shelf.has(2), "nothing has changed");
  shelf.cache.release(shelf.pages[1]);
  expect(shelf.load(2), "there is, once one is let go");
  expect(shelf.has(0) && !shelf.has(1), "the one that is still held stays");
}

TEST(loading, "what is being read counts, is nobody's yet, and is not discarded") {
  Shelf shelf(20);
  expect(shelf.cache.beginLoading(shelf.pages[0]), "there is room");
  expect(shelf.cache.used() == 10, "it is counted");
  expect(!shelf.cache.hold(shelf.pages[0]), "it cannot be had");
  expect(shelf.load(1) && shelf.load(2), "another two take turns in what is left");
  expect(shelf.has(0) && !shelf.has(1), "it is still there");
  shelf.cache.endLoading(shelf.pages[0], true);
  expect(shelf.cache.hold(shelf.pages[0]), "then it can be had");
}

TEST(failed, "what could not be read is as if it had never been asked for") {
  Shelf shelf(10);
  expect(shelf.cache.beginLoading(shelf.pages[0]), "there is room");
  shelf.cache.endLoading(shelf.pages[0], false);
  expect(!shelf.has(0) && shelf.cache.used() == 0, "it is not there");
  expect(shelf.load(0), "it can be tried again");
}

TEST(limit, "a page larger than the limit is not taken in, and costs no other its place") {
  Shelf shelf(15);
  shelf.pages[1].length = 12;
  expect(shelf.load(0), "one has room");
  expect(!shelf.load(1), "the large one has not");
  expect(shelf.touch(0), "the other is still there");
}

}  // namespace
