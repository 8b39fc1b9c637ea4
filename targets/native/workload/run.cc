#include "run.h"

#include <signal.h>

#include <chrono>
#include <cstring>
#include <future>
#include <map>
#include <stdexcept>
#include <system_error>

#include "../threads/posix.h"
#include "../threads/user_level.h"

namespace tutti {

struct Run::State {
  ProducerConsumerParameters parameters;
  bool (*perform)(State&) = nullptr;
  Watch watch;
  std::promise<std::optional<std::string>> created;
  std::promise<void> begin;
  std::promise<RunOutcome> finished;
};

namespace {

using Clock = std::chrono::steady_clock;

/// 65536 as "65,536".
std::string withCommas(size_t count) {
  std::string digits = std::to_string(count);
  for (auto place = static_cast<ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3) digits.insert(place, ",");
  return digits;
}

/// Such as "pthread_create: EAGAIN (Resource temporarily unavailable) at thread 32,391 of 65,536".
std::string describe(const std::system_error& error, size_t created, size_t wanted) {
  const int number = error.code().value();
  const std::string words = strerror(number);
  // what() is "call: words"; the name of the error goes between.
  const std::string call = std::string(error.what()).substr(0, std::string(error.what()).rfind(": " + words));
  const char* const name = strerrorname_np(number);
  return call + ": " + (name == nullptr ? std::to_string(number) : name) + " (" + words + ") at thread " +
         withCommas(created + 1) + " of " + withCommas(wanted);
}

/// Creates the threads. Returns why it could not, if so.
template <ThreadPackage Package>
std::optional<std::string> createThreads(ProducerConsumer<Package>& workload, size_t wanted) {
  try {
    while (workload.createdThreads() < wanted) workload.createThread();
    return std::nullopt;
  } catch (const std::system_error& error) {
    return describe(error, workload.createdThreads(), wanted);
  }
}

/// The whole life of a run, on its kernel thread. False when some threads never ended: they may yet touch the state.
template <ThreadPackage Package>
bool perform(Run::State& state) {
  const size_t wanted = state.parameters.threads();
  const auto before = Clock::now();
  std::unique_ptr<Package> package;
  try {
    package = std::make_unique<Package>(wanted);
  } catch (const std::system_error& error) {
    state.created.set_value(describe(error, 0, wanted));
    return true;
  }
  auto workload = std::make_unique<ProducerConsumer<Package>>(*package, state.parameters, state.watch);
  std::optional<std::string> failure = createThreads(*workload, wanted);
  const std::chrono::duration<double, std::micro> spent = Clock::now() - before;
  // Those that were created must come to their end whatever happens: they are let go and see the stop at once.
  if (failure) state.watch.stop = true;
  state.created.set_value(failure);
  if (!failure) state.begin.get_future().wait();
  workload->start();
  const bool allEnded = workload->run();
  if (!failure) state.finished.set_value({workload->counters(), package->switches(), spent.count() / wanted});
  if (allEnded) return true;
  // What a living thread may touch lives as long as the process.
  static_cast<void>(workload.release());
  static_cast<void>(package.release());
  return false;
}

void* hostMain(void* argument) noexcept {
  std::unique_ptr<std::shared_ptr<Run::State>> state(static_cast<std::shared_ptr<Run::State>*>(argument));
  if (!(*state)->perform(**state)) static_cast<void>(state.release());
  return nullptr;
}

const std::map<std::string, bool (*)(Run::State&)> packages = {
    {"user-level", perform<UserLevelThreads>},
    {"posix", perform<PosixThreads>},
};

/// Creates a kernel thread with every signal blocked.
pthread_t createHost(void* argument) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t host;
  const int error = pthread_create(&host, nullptr, hostMain, argument);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (error != 0) throw std::system_error(error, std::generic_category(), "pthread_create");
  return host;
}

}  // namespace

Run::Run(const std::string& package, const ProducerConsumerParameters& parameters)
    : state_(std::make_shared<State>()) {
  const auto found = packages.find(package);
  if (found == packages.end()) throw std::invalid_argument("there is no thread package named \"" + package + "\"");
  state_->parameters = parameters;
  state_->perform = found->second;
  auto argument = std::make_unique<std::shared_ptr<State>>(state_);
  kernelThread_ = createHost(argument.get());
  static_cast<void>(argument.release());
}

Run::~Run() {
  if (!joined_) stopAndJoin();
}

std::optional<std::string> Run::created() { return state_->created.get_future().get(); }

void Run::begin() {
  begun_ = true;
  state_->begin.set_value();
}

uint64_t Run::consumed() const { return state_->watch.consumed.load(std::memory_order_relaxed); }

RunOutcome Run::finish() {
  stopAndJoin();
  return state_->finished.get_future().get();
}

void Run::stopAndJoin() {
  state_->watch.stop = true;
  if (!begun_) begin();
  pthread_join(kernelThread_, nullptr);
  joined_ = true;
}

}  // namespace tutti
