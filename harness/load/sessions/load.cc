#include "load.h"

#include "client.h"
#include "processor_time.h"

namespace tutti::load {

Load::Load(const Specification& specification, const FileSet& files, bool paintStacks)
    : specification_(specification),
      files_(files),
      scheduler_({.paintStacks = paintStacks}),
      address_(specification.host, specification.port),
      tally_(specification.rate > 0, static_cast<size_t>(specification.measure / specification.interval) + 1),
      buffer_(bufferBytes) {
  if (specification.rate > 0) arrivals_.emplace(specification.rate, specification.seed);
  clients_.reserve(specification.clients);
  for (uint32_t number = 0; number < specification.clients; number++) {
    clients_.push_back(std::make_unique<Client>(*this, number));
  }
}

Load::~Load() = default;

void Load::run(void (*opened)(), void (*closed)()) {
  opened_ = opened;
  closed_ = closed;
  for (const auto& client : clients_) client->thread = scheduler_.spawn([&load = *client] { load.run(); }, clientStack);
  scheduler_.detach(scheduler_.spawn([this] { conduct(); }, conductorStack));
  scheduler_.run();
}

/// A client that has come in waits for the others.
void Load::waitAtTheGate() {
  arrived_++;
  scheduler_.wakeOne(comers_);
  if (!isGateOpen_) static_cast<void>(scheduler_.wait(atTheGate_));
}

void Load::conduct() {
  Thread* const watcher = scheduler_.spawn([this] { watch(); });
  awaitClients();
  const Time now = Clock::now();
  if (arrivals_) arrivals_->begin(now);
  next_ = now + specification_.warmup;
  isGateOpen_ = true;
  scheduler_.wakeAll(atTheGate_);
  for (size_t absent = clients_.size() - arrived_; absent > 0; absent--) ramp_.release();
  while (next_ != Time::max()) {
    static_cast<void>(scheduler_.sleepUntil(next_));
    look(Clock::now());
  }
  endClients();
  scheduler_.cancel(watcher);
  scheduler_.join(watcher);
}

void Load::awaitClients() {
  while (arrived_ < clients_.size()) {
    if (scheduler_.wait(comers_, Clock::now() + longestStep) != WaitResult::woken) return;
  }
}

void Load::takeStep(Time now) {
  if (windowEnd_ == Time::max()) return openWindow(now);
  tally_.endInterval(now);
  if (now >= windowEnd_) return closeWindow(now);
  while (next_ <= now) next_ += specification_.interval;
  next_ = std::min(next_, windowEnd_);
}

void Load::openWindow(Time now) {
  windowEnd_ = now + specification_.measure;
  next_ = std::min(now + specification_.interval, windowEnd_);
  processorSeconds_ = -processorSeconds();
  tally_.open(now);
  opened_();
}

void Load::closeWindow(Time now) {
  next_ = Time::max();
  for (const auto& client : clients_) client->endWindow(now);
  tally_.close(now);
  processorSeconds_ += processorSeconds();
  closed_();
  isOver_ = true;
}

void Load::endClients() {
  const Time last = Clock::now() + longestEnd;
  for (const auto& client : clients_) {
    if (client->isIdle() && client->thread->state != Thread::State::finished) scheduler_.cancel(client->thread);
  }
  for (const auto& client : clients_) {
    if (scheduler_.joinUntil(client->thread, last) == WaitResult::woken) continue;
    scheduler_.cancel(client->thread);
    scheduler_.join(client->thread);
  }
}

/// Looks for responses that do not come.
void Load::watch() {
  while (scheduler_.sleepFor(watchEvery) != WaitResult::cancelled) {
    const Time limit = Clock::now() - patience;
    for (const auto& client : clients_) client->giveUpBefore(limit);
  }
}

std::vector<uint32_t> Load::perClient() const {
  std::vector<uint32_t> served;
  served.reserve(clients_.size());
  for (const auto& client : clients_) served.push_back(client->served());
  return served;
}

}  // namespace tutti::load
