// The workloads on everything they are offered on: whatever is lost, torn or left behind, the counters must show none.

#include <map>
#include <thread>

#include "../workload/registry.h"
#include "../workload/run.h"
#include "test.h"

namespace {

using namespace tutti;
using test::expect;

using Counters = std::map<std::string, double>;

Request request(uint32_t size) {
  return {Parameters({{"seed", 1},
                      {"pairs", size},
                      {"capacity", 3},
                      {"spin", 8},
                      {"pipes", size},
                      {"route", 1},
                      {"threads", size},
                      {"warmupMs", 5},
                      {"measureMs", 20}}),
          {}};
}

/// Everything that a workload is offered on.
std::vector<std::string> packagesFor(const std::string& workload) {
  std::vector<std::string> packages;
  for (const auto& [name, package] : offers()) {
    if (name == workload) packages.push_back(package);
  }
  return packages;
}

Counters play(const std::string& workload, const std::string& package, uint32_t size, uint64_t work) {
  Run run(workload, package, request(size));
  expect(!run.created(), ("there is room for " + workload + " on " + package).c_str());
  run.begin();
  while (run.work() < work) std::this_thread::yield();
  const RunOutcome outcome = run.finish();
  return {outcome.counters.begin(), outcome.counters.end()};
}

void expectEqual(const Counters& counters, const char* one, const char* other, const std::string& package) {
  const double values[] = {counters.at(one), counters.at(other)};
  if (values[0] == values[1]) return;
  const std::string what = std::string("as many ") + one + " as " + other + " on " + package + ", not " +
                           std::to_string(values[0]) + " and " + std::to_string(values[1]);
  expect(false, what.c_str());
}

TEST(tokens, "tokens are neither lost nor torn, whoever passes them on") {
  for (const std::string& package : packagesFor("pipe")) {
    for (const uint32_t pipes : {2u, 16u, 200u}) {
      const Counters counters = play("pipe", package, pipes, 2000);
      expectEqual(counters, "found", "tokens", package);
      expectEqual(counters, "hops", "passed", package);
      expectEqual(counters, "finished", "threads", package);
      expect(counters.at("torn") == 0 && counters.at("duplicated") == 0, "tokens are whole, and each there once");
      expect(counters.at("passed") >= 2000, "what was seen from outside was passed on");
    }
  }
}

TEST(items, "items are neither lost nor made up, whoever hands them over") {
  for (const std::string& package : packagesFor("producer-consumer")) {
    Counters counters = play("producer-consumer", package, 20, 2000);
    counters["consumed and buffered"] = counters["consumed"] + counters["buffered"];
    expectEqual(counters, "produced", "consumed and buffered", package);
    expectEqual(counters, "finished", "threads", package);
  }
}

TEST(primitives, "what a primitive was asked to do was done, as its threads have seen") {
  for (const std::string& package : packagesFor("primitives")) {
    for (const uint32_t threads : {2u, 50u}) {
      const Counters counters = play("primitives", package, threads, 1);
      expectEqual(counters, "switched", "turns", package);
      // The reference has nothing but switches.
      if (package == "linked-list") continue;
      expectEqual(counters, "parked", "released", package);
      expectEqual(counters, "created", "ran", package);
      expectEqual(counters, "slept", "woken", package);
      if (threads > 2) continue;
      expectEqual(counters, "locked", "held", package);
      expectEqual(counters, "handed", "taken", package);
      expectEqual(counters, "sent", "received", package);
    }
  }
}

TEST(untouched, "a run that is given up before it began ends, and so does one that is not even created") {
  for (const auto& [workload, package] : offers()) {
    if (workload != "pipe" && workload != "producer-consumer") continue;
    Run created(workload, package, request(20));
    expect(!created.created(), "it can be created");
    const Run creating(workload, package, request(20));
  }
}

TEST(nonsense, "a request that makes no sense is an error, and leaves nothing behind") {
  for (const auto& [workload, package] : offers()) {
    Run run(workload, package, {Parameters({}), {}});
    try {
      run.created();
      expect(false, "it throws");
    } catch (const std::invalid_argument& error) {
      expect(std::string(error.what()).find(" is missing") != std::string::npos, "it says what is missing");
    }
  }
  try {
    const Run run("pipe", "hamster wheels", request(2));
    expect(false, "it throws");
  } catch (const std::invalid_argument&) {
  }
}

}  // namespace
