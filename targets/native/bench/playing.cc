// What profile.mjs counts: `playing WORKLOAD PACKAGE UNITS [NAME=NUMBER ...]` plays a workload until so many units of work
// (items, tokens) have been done, and prints how many it came to.

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>

#include "../workload/run.h"

int main(int count, char** arguments) {
  using namespace tutti;
  if (count < 4) {
    fprintf(stderr, "usage: playing WORKLOAD PACKAGE UNITS [NAME=NUMBER ...]\n");
    return 2;
  }
  std::map<std::string, double> numbers{{"seed", 1}};
  for (int index = 4; index < count; index++) {
    const char* const equals = strchr(arguments[index], '=');
    if (equals == nullptr) continue;
    numbers[std::string(arguments[index], static_cast<size_t>(equals - arguments[index]))] = strtod(equals + 1, nullptr);
  }
  const uint64_t units = strtoull(arguments[3], nullptr, 10);
  Run run(arguments[1], arguments[2], {Parameters(numbers), {}});
  if (const auto reason = run.created()) {
    fprintf(stderr, "%s\n", reason->c_str());
    return 1;
  }
  run.begin();
  while (run.work() < units) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  const uint64_t done = run.work();
  run.finish();
  printf("%llu\n", static_cast<unsigned long long>(done));
}
