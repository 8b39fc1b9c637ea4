// What sessions is made of, without connections.

#include <array>
#include <cmath>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

#include "../../../../targets/native/test/test.h"
#include "../alias_table.h"
#include "../arrivals.h"
#include "../crc32c.h"
#include "../file_set.h"
#include "../histogram.h"
#include "../json.h"
#include "../response.h"
#include "../specification.h"

namespace {

using namespace tutti::load;
using tutti::test::expect;

template <typename Action>
bool isRefused(Action action) {
  try {
    action();
    return false;
  } catch (const std::invalid_argument&) {
    return true;
  }
}

/// A manifest of so many directories, of files of the given length and CRC.
std::string manifestOf(uint32_t directories, uint64_t length, uint32_t crc) {
  std::string text = "tutti-file-set\t1\t7\t" + std::to_string(directories) + "\t0\n";
  char line[80];
  for (uint32_t file = 0; file < directories * FileSet::filesOfDirectory; file++) {
    snprintf(line, sizeof line, "%s\t%lu\t%08x\n", FileSet::pathOf(file).c_str(), length, crc);
    text += line;
  }
  return text;
}

bool isNear(double found, double share, double draws) {
  return std::abs(found - share * draws) < 5 * std::sqrt(draws * share * (1 - share)) + 1e-9;
}

TEST(checksumVectors, "the checksum is that of RFC 3720 and of the catalogue of CRCs") {
  std::array<unsigned char, 32> zeros{}, ones, rising;
  ones.fill(0xFF);
  for (unsigned char i = 0; i < 32; i++) rising[i] = i;
  const std::string digits = "123456789";
  for (const auto crc : {crc32c, crc32cByTables}) {
    expect(crc(0, digits.data(), digits.size()) == 0xE3069283, "the check value");
    expect(crc(0, zeros.data(), 32) == 0x8A9136AA, "32 zeros");
    expect(crc(0, ones.data(), 32) == 0x62A8AB43, "32 ones");
    expect(crc(0, rising.data(), 32) == 0x46DD794E, "32 rising bytes");
    expect(crc(0, nullptr, 0) == 0, "nothing");
  }
}

TEST(checksumPieces, "the checksum by the instruction is that by tables, whole and in pieces, for every length and place") {
  std::vector<unsigned char> bytes(70'000);
  Random random(1, 1);
  for (auto& byte : bytes) byte = static_cast<unsigned char>(random.next());
  for (size_t size = 0; size <= bytes.size() - 8; size += size < 1000 ? 1 : 997) {
    const unsigned char* const from = bytes.data() + size % 8;
    const uint32_t right = crc32cByTables(0, from, size);
    expect(crc32c(0, from, size) == right, "whole");
    const size_t first = size / 3;
    expect(crc32c(crc32c(0, from, first), from + first, size - first) == right, "in two pieces");
  }
}

TEST(quantiles, "quantiles of the histogram are those of the sorted values, within one part in 1024") {
  Random random(2, 0);
  Histogram histogram;
  std::vector<uint64_t> values;
  for (int i = 0; i < 50'000; i++) {
    const auto value = static_cast<uint64_t>(std::exp(random.share() * 25));
    values.push_back(value);
    histogram.record(static_cast<int64_t>(value));
  }
  std::sort(values.begin(), values.end());
  for (const double quantile : {0.0, 0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 1.0}) {
    const double place = std::max(1.0, std::ceil(quantile * 50'000));
    const uint64_t right = values[static_cast<size_t>(place) - 1], found = histogram.at(quantile);
    expect(found >= right && found <= right + right / 1024, "it is the highest value of the right slot");
  }
}

TEST(slots, "each value lies in a slot whose highest value is less than one part in 1024 above it") {
  Random random(3, 0);
  for (int i = 0; i < 100'000; i++) {
    const uint64_t value = random.next() >> (23 + random.next() % 41);
    const size_t slot = Histogram::slotOf(value);
    expect(Histogram::highestOf(slot) >= value && Histogram::highestOf(slot) - value <= value / 1024, "above");
    expect(slot == 0 || Histogram::highestOf(slot - 1) < value, "the slot below ends below it");
  }
  Histogram histogram;
  histogram.record(INT64_MAX);
  histogram.record(-1);
  expect(histogram.total() == 2 && histogram.at(1) == Histogram::longest && histogram.at(0) == 0, "out of range");
}

TEST(aliases, "an alias table draws by its weights") {
  const std::vector<double> weights{5, 1, 0.5, 3.5};
  const AliasTable table(weights);
  Random random(4, 0);
  std::array<double, 4> counts{};
  constexpr double draws = 400'000;
  for (int i = 0; i < 400'000; i++) counts[table.at(random.next())]++;
  for (size_t i = 0; i < 4; i++) expect(isNear(counts[i], weights[i] / 10, draws), "a weight");
  expect(AliasTable({1}).at(UINT64_MAX) == 0 && AliasTable({1}).at(0) == 0, "a single one");
}

TEST(draw, "files are drawn by directory, class and order of popularity, and index 0 never") {
  constexpr uint32_t directories = 25;
  constexpr double draws = 400'000;
  const FileSet files(manifestOf(directories, 5, 0), "localhost");
  Random random(5, 0);
  std::array<double, directories> byDirectory{};
  std::array<double, 4> byClass{};
  std::array<double, 9> byIndex{};
  for (int i = 0; i < 400'000; i++) {
    const uint32_t file = files.draw(random);
    byDirectory[file / 36]++, byClass[file / 9 % 4]++, byIndex[file % 9]++;
  }
  double directorySum = 0, indexSum = 0;
  for (uint32_t k = 1; k <= directories; k++) directorySum += 1.0 / k;
  for (uint32_t k = 1; k <= 8; k++) indexSum += 1.0 / k;
  for (uint32_t k = 0; k < directories; k++) expect(isNear(byDirectory[k], 1 / (k + 1.0) / directorySum, draws), "directory");
  const double shares[] = {0.35, 0.5, 0.14, 0.01};
  for (size_t c = 0; c < 4; c++) expect(isNear(byClass[c], shares[c], draws), "class");
  const size_t order[] = {4, 3, 5, 2, 6, 1, 7, 8};
  for (size_t k = 0; k < 8; k++) expect(isNear(byIndex[order[k]], 1 / (static_cast<double>(k) + 1) / indexSum, draws), "index");
  expect(byIndex[0] == 0, "index 0");
}

TEST(seeds, "the same seed draws the same, another seed or another stream something else") {
  const auto drawn = [](uint64_t seed, uint64_t stream) {
    Random random(seed, stream);
    return std::array<uint64_t, 3>{random.next(), random.next(), random.next()};
  };
  expect(drawn(1, 0) == drawn(1, 0) && drawn(1, 0) != drawn(2, 0) && drawn(1, 0) != drawn(1, 1), "seeds and streams");
}

TEST(arrivals, "arrivals come at the rate asked for, in order, as far apart as a Poisson process has them") {
  Arrivals schedule(1000, 9);
  const Time begin = Time{} + std::chrono::hours(1);
  schedule.begin(begin);
  Time last = begin;
  double squares = 0;
  constexpr int count = 200'000;
  for (int i = 0; i < count; i++) {
    const Time next = schedule.next();
    expect(next >= last, "in order");
    const double gap = std::chrono::duration<double, std::milli>(next - last).count();
    squares += gap * gap;
    last = next;
  }
  const double seconds = std::chrono::duration<double>(last - begin).count();
  expect(std::abs(seconds - 200) < 5 * std::sqrt(count) / 1000, "200,000 in 200 seconds");
  // Of an exponential distribution, the mean of the squares is twice the square of the mean.
  expect(std::abs(squares / count - 2) < 0.1, "exponential gaps");
}

TEST(manifests, "a manifest gives lengths, checksums and requests ready to be sent") {
  const FileSet files(manifestOf(2, 77, 0x0123abcd), "127.0.0.1:80");
  expect(files.directories() == 2 && files.file(71).length == 77 && files.file(71).crc == 0x0123abcd, "files");
  expect(files.request(36) == "GET /dir00001/class0_0 HTTP/1.1\r\nHost: 127.0.0.1:80\r\n\r\n", "a request");
}

TEST(badManifests, "a manifest that is not whole or not in order is refused") {
  const std::string good = manifestOf(1, 5, 0);
  const auto refused = [](const std::string& text) { return isRefused([&] { FileSet(text, ""); }); };
  expect(!refused(good), "a good one");
  expect(refused(""), "an empty one");
  expect(refused("tutti-file-set\t2" + good.substr(16)), "another version");
  expect(refused(good.substr(0, good.size() - 30)), "one that is cut off");
  expect(refused(good + "dir00001/class0_0\t5\t00000000\n"), "one that goes on");
  std::string other = good;
  other.replace(other.find("class1_3"), 8, "class1_4");
  expect(refused(other), "a file in the wrong place");
}

TEST(jsonValues, "JSON is read with all its kinds of values") {
  const Json whole = Json::parse(R"( {"a":[1,-2.5e3,0,true,false,null],"b":{"c":"d\n\"\\\/\u00e9\ud83d\ude00"}} )");
  const Json::Array& a = *whole.find("a")->array();
  expect(a.size() == 6 && *a[0].number() == 1 && *a[1].number() == -2500 && *a[2].number() == 0, "numbers");
  expect(*a[3].boolean() && !*a[4].boolean() && a[5].isNull(), "words");
  expect(*whole.find("b")->find("c")->string() == "d\n\"\\/\xc3\xa9\xf0\x9f\x98\x80", "a string");
  expect(whole.find("z") == nullptr && a[0].find("z") == nullptr, "what is not there");
  expect(Json::quote("a\"b\\\n") == "\"a\\\"b\\\\\\u000a\"", "written");
}

TEST(badJson, "what is no JSON is refused") {
  for (const char* const text :
       {"", "{", "}", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "01", "1.", ".5", "+1", "1e", "1e999", "NaN", "tru", "nul",
        "\"a", "\"\\x\"", "\"\\u12g4\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\n\"", "1 2", "{\"a\":1,\"a\":2}", "[1}"}) {
    expect(isRefused([&] { Json::parse(text); }), text);
  }
  expect(isRefused([] { Json::parse(std::string(100'000, '[')); }), "too deep");
}

std::string specificationWith(const std::string& point) {
  return R"({"protocol":1,"launch":"1","nonce":"n","suite":"s","point":{)" + point +
         R"(},"warmupMs":10,"measureMs":0.5,"intervalMs":100,"readyMs":1,"seed":42,"cpus":[0],"dir":"/","materials":"/m",)"
         R"("server":{"host":"127.0.0.1","port":8080},"more":null})";
}

TEST(specifications, "a launch specification is read, and one that lacks something is refused") {
  const std::string point = R"("clients":16384,"requestsPerConnection":5,"pauseMs":20,"rate":0,"directories":6,"cacheMb":1)";
  const Specification read = Specification::parse(specificationWith(point));
  expect(read.clients == 16'384 && read.requestsPerConnection == 5 && read.pause == std::chrono::milliseconds(20), "point");
  expect(read.seed == 42 && read.measure == std::chrono::microseconds(500) && read.port == 8080 && read.rate == 0, "the rest");
  for (const char* const bad :
       {R"("clients":0,"requestsPerConnection":5,"pauseMs":20,"rate":0)", R"("requestsPerConnection":5,"pauseMs":20,"rate":0)",
        R"("clients":1.5,"requestsPerConnection":5,"pauseMs":20,"rate":0)",
        R"("clients":"1","requestsPerConnection":5,"pauseMs":20,"rate":0)",
        R"("clients":1,"requestsPerConnection":5,"pauseMs":-1,"rate":0)"}) {
    expect(isRefused([&] { Specification::parse(specificationWith(bad)); }), bad);
  }
}

}  // namespace
