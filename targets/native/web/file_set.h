// The files that can be asked for: what stands in the manifest of the file set, and nothing else on this machine.
//
// Invariant: once made it does not change, but for what the page cache keeps in the pages.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

#include "page_cache.h"

namespace tutti::web {

class FileSet {
 public:
  /// Reads `<folder>/manifest.tsv`. Throws std::runtime_error when it is not there, or not such a manifest.
  explicit FileSet(const std::string& folder);

  /// The file that is asked for by this target of a request, such as "/dir00000/class1_4"; null when there is none.
  Page* find(std::string_view target) const {
    const auto found = pages_.find(target);
    return found == pages_.end() ? nullptr : found->second;
  }
  size_t size() const { return pages_.size(); }

 private:
  void add(const std::string& folder, const std::string& name, size_t length);

  /// They never move: names in the map are parts of their paths.
  std::deque<Page> files_;
  std::unordered_map<std::string_view, Page*> pages_;
};

}  // namespace tutti::web
