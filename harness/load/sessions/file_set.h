// The files that the server serves: what each must look like, the request for it, and which is asked for next.
//
// Invariants
//  1. File number n is that of directory n / 36, class n / 9 % 4 and index n % 9: the order of the manifest, which is
//     checked when it is read.
//  2. The requests lie one behind the other, all of the same length, ready to be sent.
//  3. The draw is that of the SPECweb99-like clients of SEDA and Capriccio: directory k with weight 1/(k+1); class with
//     0.35, 0.50, 0.14, 0.01; index order[k] with weight 1/(k+1), order 4 3 5 2 6 1 7 8, so that index 0 is never asked for.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "alias_table.h"
#include "random.h"

namespace tutti::load {

/// What a response must have.
struct File {
  uint64_t length;
  uint32_t crc;
};

class FileSet {
 public:
  static constexpr uint32_t classes = 4, filesOfClass = 9, filesOfDirectory = classes * filesOfClass;

  /// Of the text of a manifest; `host` is what the requests carry. Throws std::invalid_argument with the line that is wrong.
  FileSet(std::string_view manifest, std::string_view host);
  /// Reads `<folder>/manifest.tsv`. Throws std::system_error when it cannot.
  static FileSet read(const std::string& folder, std::string_view host);

  /// Below the folder of the set.
  static std::string pathOf(uint32_t number);
  uint32_t directories() const { return directories_; }
  const File& file(uint32_t number) const { return files_[number]; }
  std::string_view request(uint32_t number) const {
    return {requests_.data() + size_t{number} * requestLength_, requestLength_};
  }

  /// The number of the file that is asked for next.
  uint32_t draw(Random& random) const {
    const uint32_t directory = directoryTable_.at(random.next());
    const uint64_t bits = random.next();
    // The class by 32 bits, the index by the other 32: their table has eight slots, and 3 + 29 bits are enough for it.
    const uint32_t index = indexTable_.at(bits << 32 | (bits << 3 & 0xFFFFFFFF));
    return directory * filesOfDirectory + classOf(static_cast<uint32_t>(bits >> 32)) * filesOfClass + order[index];
  }

 private:
  static constexpr std::array<uint32_t, 8> order{4, 3, 5, 2, 6, 1, 7, 8};

  static uint32_t classOf(uint32_t bits) {
    const double share = static_cast<double>(bits) * 0x1p-32;
    return static_cast<uint32_t>(share >= 0.35) + static_cast<uint32_t>(share >= 0.85) + static_cast<uint32_t>(share >= 0.99);
  }

  uint32_t directories_;
  std::vector<File> files_;
  size_t requestLength_ = 0;
  std::string requests_;
  AliasTable directoryTable_;
  AliasTable indexTable_;
};

}  // namespace tutti::load
