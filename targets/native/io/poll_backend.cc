#include "poll_backend.h"

#include <algorithm>

#include "waiting_time.h"

namespace tutti {

std::string PollBackend::describe() const {
  return "poll(2); files by " + assistants_->describe();
}

int PollBackend::watch(Descriptor& descriptor, uint32_t events) {
  if (descriptor.watched == 0) watchedOnes_.push_back(&descriptor);
  descriptor.watched |= events;
  return 0;
}

void PollBackend::unwatch(Descriptor& descriptor) { std::erase(watchedOnes_, &descriptor); }

void PollBackend::poll(std::chrono::nanoseconds longest) {
  if (prepareAssistants()) longest = std::chrono::nanoseconds::zero();
  asked_.clear();
  asked_.push_back({assistants_->finished(), POLLIN, 0});
  for (const Descriptor* const descriptor : watchedOnes_) {
    asked_.push_back({descriptor->number, static_cast<short>(descriptor->watched), 0});
  }
  const timespec time = toTimespec(longest);
  if (ppoll(asked_.data(), asked_.size(), longest == forEver ? nullptr : &time, nullptr) <= 0) return;
  if (asked_[0].revents != 0) completeFinished();
  size_t kept = 0;
  for (size_t i = 0; i < watchedOnes_.size(); i++) {
    Descriptor& descriptor = *watchedOnes_[i];
    if (const short events = asked_[i + 1].revents; events != 0) {
      descriptor.happened(scheduler_, static_cast<uint32_t>(events));
      // Pollers are all awake now.
      descriptor.watched = descriptor.wanted();
    }
    if (descriptor.watched != 0) watchedOnes_[kept++] = &descriptor;
  }
  watchedOnes_.resize(kept);
}

}  // namespace tutti
