// The primitives of a thread package, one after the other: table 1 of Capriccio (SOSP 2003), and what it leaves out.
//
// Invariants
//  1. Everything happens on one processor, the one this workload was made on: a switch between two kernel threads that run
//     on two processors at a time would be none.
//  2. The primitives share warm-up and window equally. The workload ends by itself when they are over; `Watch::stop` does
//     not hurry it.
//  3. What makes no sense for a package or at a point is not reported. With more than two threads, what takes two is left
//     out: more of them change nothing.
//  4. When a thread never ends, nothing more is measured and nothing is reported.
#pragma once

#include <sched.h>

#include <variant>

#include "primitives/creation.h"
#include "primitives/pair.h"
#include "primitives/parking.h"
#include "primitives/sleeping.h"
#include "primitives/switching.h"

namespace tutti {

/// Ties the calling kernel thread, and those it will create, to the processor it runs on. Where the kernel does not allow
/// that, it goes on as it is.
inline void stayOnThisProcessor() {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<size_t>(sched_getcpu()), &one);
  static_cast<void>(sched_setaffinity(0, sizeof one, &one));
}

template <SwitchingPackage Package>
class Primitives final : public Workload {
 public:
  Primitives(const Request& request, Watch& watch)
      : watch_(watch), setting_(settingOf(request)) {
    stayOnThisProcessor();
    // The C++ library looks its functions up when they are first called, which takes 3 KiB of stack: a thread has less.
    static_cast<void>(SteadyClock::now());
  }

  void create() override {
    if constexpr (isComplete) {
      parking_ = std::make_unique<Parking<Package>>(setting_);
    } else {
      Creation<Package>::attempt(setting_);
    }
    created_ = true;
  }
  void start() override {}

  bool run() override {
    if (!created_) return true;
    const bool ended = runAll();
    if (!ended) report_ = {};
    for (const auto& [name, count] : report_.counters) watch_.work += static_cast<uint64_t>(count);
    return ended;
  }

  std::vector<std::pair<std::string, double>> counters() const override { return report_.counters; }
  std::vector<Metric> metrics() const override { return report_.metrics; }

 private:
  /// A package that has switches alone (../reference) is measured in those.
  static constexpr bool isComplete = ThreadPackage<Package>;

  static Setting settingOf(const Request& request) {
    const uint32_t threads = request.parameters.count("threads", 2, 1u << 24);
    const uint32_t parts = !isComplete ? 1 : threads == 2 ? 6 : 3;
    const auto part = [&](const char* name) { return request.parameters.count(name, 0) * 1e6 / parts; };
    const Share share(part("warmupMs"), part("measureMs"), threads < 1'000'000 ? 3 : 1);
    return {request.package, threads, request.parameters.count("seed", 0), share};
  }

  /// False when some thread never ended.
  bool runAll() {
    if constexpr (isComplete) {
      if (!parking_->run(report_)) return false;
      parking_.reset();
    }
    if (!play<Switching<Package>>()) return false;
    if constexpr (isComplete) {
      if (!play<Creation<Package>>() || !play<Sleeping<Package>>()) return false;
      if (setting_.threads > 2) return true;
      return play<FreeLock<Package>>() && play<HandOff<Package>>() && play<Messages<Package>>();
    }
    return true;
  }

  /// So many threads could be created before; when they can no longer, this one primitive is missing.
  template <typename Primitive>
  bool play() {
    try {
      return Primitive::measure(setting_, report_);
    } catch (const Unavailable&) {
      return true;
    }
  }

  Watch& watch_;
  const Setting setting_;
  std::unique_ptr<std::conditional_t<isComplete, Parking<Package>, std::monostate>> parking_;
  bool created_ = false;
  Report report_;
};

}  // namespace tutti
