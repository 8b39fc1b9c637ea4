// What every thread package must do: each property is written once, over the package interface, and checked on all.
#pragma once

#include <pthread.h>

#include <functional>
#include <string>
#include <vector>

#include "../../packages/thread_package.h"
#include "../test.h"

namespace tutti::test {

/// Enough for every check, and for what a sanitizer adds.
inline constexpr size_t stackBytes = 256 * 1024;

/// A package and threads made of closures. Made, run and destroyed on one kernel thread.
template <ThreadPackage Package>
class Party {
 public:
  explicit Party(size_t capacity, size_t bytes = stackBytes) : package(optionsFor(capacity, bytes)) {
    members_.reserve(capacity);
  }

  /// Creates a thread and starts it.
  typename Package::Thread* add(std::function<void()> body) {
    typename Package::Thread* const thread = create(std::move(body));
    package.start(thread);
    return thread;
  }
  /// Creates a thread, which is left to be started.
  typename Package::Thread* create(std::function<void()> body) {
    Member& member = members_.emplace_back(Member{std::move(body), nullptr});
    try {
      member.thread = package.create(call, &member.body);
    } catch (...) {
      members_.pop_back();
      throw;
    }
    return member.thread;
  }
  /// Starts those that were left.
  void startAll() {
    for (const Member& member : members_) package.start(member.thread);
  }
  /// Runs until all have ended, and joins them.
  void finish() {
    expect(package.run(stop), "all threads come to their end");
    for (const Member& member : members_) package.join(member.thread);
    members_.clear();
  }
  size_t size() const { return members_.size(); }

  Package package;
  std::atomic<bool> stop{false};

 private:
  struct Member {
    std::function<void()> body;
    typename Package::Thread* thread;
  };

  static PackageOptions optionsFor(size_t capacity, size_t bytes) {
    PackageOptions options;
    options.capacity = capacity;
    options.stackBytes = bytes;
    return options;
  }
  static void call(void* body) { (*static_cast<std::function<void()>*>(body))(); }

  /// Never grows past its capacity: threads point into it.
  std::vector<Member> members_;
};

template <ThreadPackage Package>
struct Property {
  const char* sentence;
  void (*check)();
};

/// Registers every property for a package, as tests named "PACKAGE: SENTENCE".
template <ThreadPackage Package>
bool registerProperties(const std::string& name);

}  // namespace tutti::test

#include "blocking_properties.h"
#include "limit_properties.h"
#include "waiting_properties.h"

template <tutti::ThreadPackage Package>
bool tutti::test::registerProperties(const std::string& name) {
  for (const auto& properties : {waitingProperties<Package>(), blockingProperties<Package>(), limitProperties<Package>()}) {
    for (const auto& [sentence, check] : properties) Registered((name + ": " + sentence).c_str(), check);
  }
  return true;
}
