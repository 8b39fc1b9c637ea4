// The workloads of the disk suites on everything they are offered on: every read accounted for, and what is wrong is seen.

#include <map>
#include <thread>

#include "../workload/disk/draw.h"
#include "../workload/registry.h"
#include "../workload/run.h"
#include "disk_folder.h"

namespace {

using namespace tutti;
using test::DiskFolder;
using test::expect;

using Counters = std::map<std::string, double>;

constexpr double sixteenth = 1.0 / 16;

Request request(const DiskFolder& folder, double missRate, uint32_t threads) {
  return {Parameters({{"seed", 1},
                      {"missRate", missRate},
                      {"threads", threads},
                      {"cachedMb", 1},
                      {"directMb", 1},
                      {"verifyEvery", 1}}),
          {},
          folder.path()};
}

/// Plays until so many blocks have been read. `meanwhile` is called once half of them have.
template <typename Meanwhile>
Counters play(const std::string& workload, const std::string& package, Request request, uint64_t work, Meanwhile meanwhile) {
  Run run(workload, package, std::move(request));
  const auto refusal = run.created();
  if (refusal) expect(false, refusal->c_str());
  run.begin();
  while (run.work() < work / 2) std::this_thread::yield();
  meanwhile();
  while (run.work() < work) std::this_thread::yield();
  const RunOutcome outcome = run.finish();
  return {outcome.counters.begin(), outcome.counters.end()};
}

Counters play(const std::string& workload, const std::string& package, const Request& request, uint64_t work = 2000) {
  return play(workload, package, request, work, [] {});
}

/// Calls `body(package)` for everything that disk-cache is offered on, with a number of threads that it can have.
template <typename Body>
void onEachPackage(Body body) {
  for (const auto& [workload, package] : offers()) {
    if (workload == "disk-cache") body(package, package == "bare-read" ? 1u : 20u);
  }
}

TEST(draws, "blocks are drawn as suites/disk-cache/draw.ts draws them") {
  Draw draw(42, 5);
  for (const uint32_t block : {916'489u, 599'444u, 427'010u, 353'801u, 634'796u, 157'167u}) {
    expect(draw.block(1'000'000) == block, "the same block");
  }
}

TEST(checksum, "the checksum is CRC-32C") {
  expect(crc32c("123456789", 9) == 0xE306'9283, "the check value of its definition");
  expect(crc32c("", 0) == 0, "of nothing");
}

TEST(accounted, "every block that was read is counted, verified and right, whoever reads") {
  const DiskFolder folder;
  onEachPackage([&](const std::string& package, uint32_t threads) {
    const Counters counters = play("disk-cache", package, request(folder, sixteenth, threads));
    expect(counters.at("hits") + counters.at("misses") == counters.at("verified"), "every block is looked at");
    expect(counters.at("verified") >= 2000, "what was seen from outside was read");
    expect(counters.at("hits") > 0 && counters.at("misses") > 0, "from both files");
    expect(counters.at("wrong") + counters.at("short") + counters.at("failed") == 0, "and nothing is wrong");
    expect(counters.at("cachedBefore") == DiskFolder::blocks && counters.at("cachedAfter") == DiskFolder::blocks, "the hits are cached");
    expect(counters.at("threads") == threads && counters.at("finished") == threads, "every thread ends");
  });
}

TEST(head, "without a file of hits, every read is a miss") {
  const DiskFolder folder;
  for (const auto& [workload, package] : offers()) {
    if (workload != "disk-head") continue;
    const Counters counters = play(workload, package, request(folder, 0, 20), 500);
    expect(counters.at("hits") == 0 && counters.at("misses") >= 500, "all are misses");
    expect(counters.at("wrong") + counters.at("short") + counters.at("failed") == 0, "and nothing is wrong");
    expect(counters.at("finished") == 20, "every thread ends");
  }
}

TEST(damaged, "a block that is not what was written is found, in either file") {
  for (const char* const name : {"cached", "direct"}) {
    const DiskFolder folder;
    folder.damage(name, 100);
    onEachPackage([&](const std::string& package, uint32_t threads) {
      const Counters counters = play("disk-cache", package, request(folder, 0.5, threads), 4000);
      expect(counters.at("wrong") > 0, "it is found");
      expect(counters.at("wrong") < 100, "and nothing but it");
    });
  }
}

TEST(cut, "a file that is cut while it is read ends the reads before their end, and nothing else") {
  for (const char* const name : {"cached", "direct"}) {
    onEachPackage([&](const std::string& package, uint32_t threads) {
      const DiskFolder folder;
      const Counters counters = play("disk-cache", package, request(folder, 0.5, threads), 8000, [&] { folder.cut(name, 64 * 4096); });
      expect(counters.at("short") > 0, "short reads");
      expect(counters.at("wrong") + counters.at("failed") == 0, "and no others");
      const bool isCached = std::string(name) == "cached";
      expect(counters.at("cachedAfter") == (isCached ? 64 : DiskFolder::blocks), "what is left of it is cached");
      expect(counters.at("finished") == threads, "every thread ends");
    });
  }
}

TEST(givenUp, "a run of reads that is given up before it began ends, and so does one that is not even created") {
  const DiskFolder folder;
  onEachPackage([&](const std::string& package, uint32_t threads) {
    Run created("disk-cache", package, request(folder, sixteenth, threads));
    expect(!created.created(), "it can be created");
    const Run creating("disk-cache", package, request(folder, sixteenth, threads));
  });
}

TEST(absent, "a folder without the files is an error that names the file") {
  const DiskFolder folder;
  onEachPackage([&](const std::string& package, uint32_t threads) {
    Request nowhere = request(folder, sixteenth, threads);
    nowhere.materials = "/no/such/folder";
    Run run("disk-cache", package, std::move(nowhere));
    try {
      run.created();
      expect(false, "it throws");
    } catch (const std::system_error& error) {
      expect(std::string(error.what()).find("/no/such/folder/cached") != std::string::npos, "it names the file");
    }
  });
}

}  // namespace
