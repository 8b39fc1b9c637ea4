#include "file_set.h"

#include <charconv>
#include <fstream>
#include <stdexcept>

#include "answers.h"

namespace tutti::web {
namespace {

constexpr std::string_view firstLine = "tutti-file-set\t1\t";

/// The length in a line `name\tlength\tcrc`. Returns false when it is not such a line.
bool readLine(std::string_view line, std::string_view& name, size_t& length) {
  const size_t first = line.find('\t'), last = line.rfind('\t');
  if (first == line.npos || first == 0 || first == last) return false;
  name = line.substr(0, first);
  const std::string_view digits = line.substr(first + 1, last - first - 1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
  return error == std::errc{} && end == digits.data() + digits.size();
}

}  // namespace

FileSet::FileSet(const std::string& folder) {
  const std::string path = folder + "/manifest.tsv";
  std::ifstream manifest(path);
  std::string line;
  if (!std::getline(manifest, line)) throw std::runtime_error("there is no file set: " + path + " cannot be read");
  if (!line.starts_with(firstLine)) throw std::runtime_error(path + " is not the manifest of a file set: \"" + line + "\"");
  for (size_t number = 2; std::getline(manifest, line); number++) {
    std::string_view name;
    size_t length = 0;
    if (!readLine(line, name, length)) {
      throw std::runtime_error(path + ", line " + std::to_string(number) + ": \"" + line + "\" is not a file of a set");
    }
    add(folder, std::string(name), length);
  }
}

void FileSet::add(const std::string& folder, const std::string& name, size_t length) {
  Page& page = files_.emplace_back();
  page.path = folder + "/" + name;
  page.length = length;
  page.head = headOfFile(length);
  pages_.emplace(std::string_view(page.path).substr(folder.size()), &page);
}

}  // namespace tutti::web
