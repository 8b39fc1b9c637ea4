// What can be played in a run: the interface between the edge (run.h, addon.cc) and the workloads, which know neither.
//
// Life of a workload, all on the kernel thread of its run: constructor, create(), start(), run(), then the counters,
// metrics and facts. When the constructor has thrown, nothing more is called; when create() has thrown, start() and run()
// are, with the stop already set, so that what had been created comes to its end.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "../packages/thread_package.h"
#include "slowdown.h"

namespace tutti {

/// The numbers of a launch by name: the factors of its point, and its seed.
class Parameters {
 public:
  explicit Parameters(std::map<std::string, double> numbers) : numbers_(std::move(numbers)) {}

  /// A whole number within bounds, which are included. Throws std::invalid_argument for anything else.
  uint32_t count(const std::string& name, uint32_t least, uint32_t most = UINT32_MAX) const;
  /// Any number within bounds, which are included. Throws as count() does.
  double number(const std::string& name, double least, double most) const;

 private:
  double find(const std::string& name) const;

  std::map<std::string, double> numbers_;
};

/// What a workload is made from. The workload sets the capacity of the package itself.
struct Request {
  Parameters parameters;
  PackageOptions package;
  /// The folder of what the suite needs to be played, such as a file set; empty without.
  std::string materials{};
  /// The kernel threads of the workload, however many, share one processor.
  bool oneProcessor = false;
  /// The share by which the workload is slowed down on purpose; 0 for none.
  double slowdown = 0;
};

/// What is shared with whoever watches from another kernel thread. On lines of its own: its readers would otherwise
/// take lines of the workload away from it.
struct Watch {
  alignas(64) std::atomic<bool> stop{false};
  /// What slows the work down on purpose; null nearly always. Set before the workload is made.
  Slowdown* slowdown = nullptr;
  /// Units of work done so far.
  alignas(64) std::atomic<uint64_t> work{0};

  // Of servers, whose work is requests answered with success.

  /// Bytes of the bodies of these answers.
  std::atomic<uint64_t> bytes{0};
  std::atomic<uint64_t> connections{0};
  /// Where it listens, once it has been created.
  std::atomic<uint16_t> port{0};
};

/// The value of a metric of the suite.
struct Metric {
  std::string name;
  double value;
  std::string unit;
};

/// This machine, as it is set up, cannot do what is asked: a result, not a failure.
class Unavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
  /// Such as "pthread_create: EAGAIN (Resource temporarily unavailable) at thread 32,391 of 65,536".
  Unavailable(const std::system_error& error, const std::string& what, size_t which, size_t wanted);
};

class Workload {
 public:
  Workload() = default;
  virtual ~Workload() = default;
  Workload(const Workload&) = delete;
  Workload& operator=(const Workload&) = delete;

  /// Creates all that will play, without letting it go. Throws Unavailable, as may the constructor.
  virtual void create() = 0;
  /// Lets go all that has been created.
  virtual void start() = 0;
  /// Called from another kernel thread once `Watch::stop` is set, while run() runs or is about to, perhaps twice: for
  /// workloads that wait in the kernel and do not look at the flag.
  virtual void interrupt() {}
  /// Plays until it is stopped. False when something never came to its end: it uses this object then for ever.
  virtual bool run() = 0;

  /// The counters by which the suite verifies the work, under its names.
  virtual std::vector<std::pair<std::string, double>> counters() const = 0;
  /// The metrics that only the target knows; those that make no sense here are left out.
  virtual std::vector<Metric> metrics() const { return {}; }
  /// What it really runs on, where that was decided on the way: `io` is how blocking calls wait. Of servers it is asked while
  /// they play, from another kernel thread.
  virtual std::vector<std::pair<std::string, std::string>> facts() const { return {}; }
};

}  // namespace tutti
