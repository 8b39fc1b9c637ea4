#include "file_set.h"

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

namespace tutti::load {
namespace {

[[noreturn]] void refuse(size_t line, const std::string& what) {
  throw std::invalid_argument("manifest.tsv, line " + std::to_string(line) + ": " + what);
}

/// The text up to the separator, which is taken away with it; the whole when there is none.
std::string_view cut(std::string_view& text, char separator) {
  const size_t end = text.find(separator);
  const std::string_view part = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  return part;
}

template <typename Number>
Number number(std::string_view text, int base, size_t line) {
  Number value{};
  const auto [end, error] = std::from_chars(text.begin(), text.end(), value, base);
  if (error != std::errc() || end != text.end()) refuse(line, "\"" + std::string(text) + "\" is no number");
  return value;
}

/// The weights 1, 1/2, 1/3 and so on.
std::vector<double> zipf(uint32_t count) {
  std::vector<double> weights(count);
  for (uint32_t k = 0; k < count; k++) weights[k] = 1.0 / (k + 1);
  return weights;
}

uint32_t directoriesOf(std::string_view manifest) {
  constexpr uint32_t most = 100'000;
  std::string_view head = cut(manifest, '\n');
  if (cut(head, '\t') != "tutti-file-set" || cut(head, '\t') != "1") refuse(1, "this is no file set of version 1");
  cut(head, '\t');
  const auto directories = number<uint32_t>(cut(head, '\t'), 10, 1);
  if (directories == 0 || directories > most) refuse(1, "so many directories cannot be");
  return directories;
}

}  // namespace

std::string FileSet::pathOf(uint32_t number) {
  char path[40];
  snprintf(path, sizeof path, "dir%05u/class%u_%u", number / filesOfDirectory, number / filesOfClass % classes,
           number % filesOfClass);
  return path;
}

FileSet::FileSet(std::string_view manifest, std::string_view host)
    : directories_(directoriesOf(manifest)), directoryTable_(zipf(directories_)), indexTable_(zipf(order.size())) {
  cut(manifest, '\n');
  const uint32_t count = directories_ * filesOfDirectory;
  files_.reserve(count);
  for (uint32_t file = 0; file < count; file++) {
    const size_t at = file + 2;
    std::string_view line = cut(manifest, '\n');
    const std::string path = pathOf(file);
    if (cut(line, '\t') != path) refuse(at, path + " was expected");
    const auto length = number<uint64_t>(cut(line, '\t'), 10, at);
    files_.push_back({length, number<uint32_t>(line, 16, at)});
    requests_ += "GET /" + path + " HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n";
  }
  if (!manifest.empty()) refuse(count + 2, "more files than the head says");
  requestLength_ = requests_.size() / count;
}

FileSet FileSet::read(const std::string& folder, std::string_view host) {
  const std::string path = folder + "/manifest.tsv";
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::system_error(errno, std::generic_category(), path);
  const std::string manifest{std::istreambuf_iterator<char>(stream), {}};
  return FileSet(manifest, host);
}

}  // namespace tutti::load
