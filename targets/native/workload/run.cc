#include "run.h"

#include <sched.h>
#include <signal.h>

#include <cerrno>
#include <exception>
#include <future>
#include <mutex>

#include "registry.h"

namespace tutti {

struct Run::State {
  WorkloadFactory make;
  Request request;
  Watch watch;
  std::optional<Slowdown> slowdown;
  /// Guards `playing`.
  std::mutex mutex;
  /// What is to be interrupted at the stop.
  Workload* playing = nullptr;
  std::promise<std::optional<std::string>> created;
  std::promise<void> begin;
  std::promise<RunOutcome> finished;

  /// This workload, or none any more, is told of the stop; at once when that has been.
  void play(Workload* workload) {
    const std::lock_guard lock(mutex);
    playing = workload;
    if (playing != nullptr && watch.stop) playing->interrupt();
  }
  void stop() {
    const std::lock_guard lock(mutex);
    watch.stop = true;
    if (playing != nullptr) playing->interrupt();
  }
  /// What is known of a workload of this run.
  std::vector<std::pair<std::string, std::string>> factsOf(const Workload& workload) const {
    auto facts = workload.facts();
    if (slowdown) facts.emplace_back("injectedShare", std::to_string(slowdown->injected()));
    return facts;
  }
};

namespace {

/// Creates a kernel thread with every signal blocked.
pthread_t createHost(void* (*main)(void*), void* argument) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t host;
  const int error = pthread_create(&host, nullptr, main, argument);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (error != 0) throw std::system_error(error, std::generic_category(), "pthread_create");
  return host;
}

/// Keeps this kernel thread, and those that it will create, on the first processor that it may use.
void stayOnOneProcessor() {
  cpu_set_t allowed, chosen;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) {
    throw std::system_error(errno, std::generic_category(), "sched_getaffinity");
  }
  size_t first = 0;
  while (!CPU_ISSET(first, &allowed)) first++;
  CPU_ZERO(&chosen);
  CPU_SET(first, &chosen);
  if (sched_setaffinity(0, sizeof chosen, &chosen) != 0) {
    throw std::system_error(errno, std::generic_category(), "sched_setaffinity");
  }
}

}  // namespace

/// The whole life of a run, on its kernel thread. False when something never ended: it may yet touch the state.
bool Run::perform(State& state) {
  std::unique_ptr<Workload> workload;
  bool complete = false;
  try {
    if (state.request.oneProcessor) stayOnOneProcessor();
    if (state.request.slowdown > 0) state.watch.slowdown = &state.slowdown.emplace(state.request.slowdown);
    workload = state.make(state.request, state.watch);
    workload->create();
    complete = true;
    state.created.set_value(std::nullopt);
  } catch (const Unavailable& reason) {
    state.watch.stop = true;
    state.created.set_value(reason.what());
  } catch (...) {
    state.watch.stop = true;
    state.created.set_exception(std::current_exception());
  }
  if (workload == nullptr) return true;
  if (complete) state.begin.get_future().wait();
  if (state.slowdown) state.slowdown->begin();
  workload->start();
  state.play(workload.get());
  const bool allEnded = workload->run();
  state.play(nullptr);
  if (complete) state.finished.set_value({workload->counters(), workload->metrics(), state.factsOf(*workload)});
  // What a living thread may touch lives as long as the process.
  if (!allEnded) static_cast<void>(workload.release());
  return allEnded;
}

void* Run::hostMain(void* argument) noexcept {
  std::unique_ptr<std::shared_ptr<State>> state(static_cast<std::shared_ptr<State>*>(argument));
  if (!perform(**state)) static_cast<void>(state.release());
  return nullptr;
}

Run::Run(const std::string& workload, const std::string& package, Request request)
    : state_(new State{findOffer(workload, package), std::move(request), {}, {}, {}, nullptr, {}, {}, {}}) {
  auto argument = std::make_unique<std::shared_ptr<State>>(state_);
  kernelThread_ = createHost(hostMain, argument.get());
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

std::vector<std::pair<std::string, std::string>> Run::facts() const {
  const std::lock_guard lock(state_->mutex);
  if (state_->playing == nullptr) return {};
  return state_->factsOf(*state_->playing);
}

const Watch& Run::watch() const { return state_->watch; }

RunOutcome Run::finish() {
  stopAndJoin();
  return state_->finished.get_future().get();
}

void Run::stopAndJoin() {
  state_->stop();
  if (!begun_) begin();
  pthread_join(kernelThread_, nullptr);
  joined_ = true;
}

}  // namespace tutti
