#include "epoll_backend.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <system_error>

#include "waiting_time.h"

namespace tutti {

EpollBackend::EpollBackend(Scheduler& scheduler, std::unique_ptr<Assistants> assistants)
    : AssistedBackend(scheduler, std::move(assistants)), epoll_(epoll_create1(EPOLL_CLOEXEC)), events_(batch) {
  if (epoll_ < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
  epoll_event event{};
  event.events = EPOLLIN | EPOLLET;
  // The null pointer is the assistants.
  if (epoll_ctl(epoll_, EPOLL_CTL_ADD, assistants_->finished(), &event) != 0) {
    const int error = errno;
    close(epoll_);
    throw std::system_error(error, std::generic_category(), "epoll_ctl");
  }
}

EpollBackend::~EpollBackend() { close(epoll_); }

std::string EpollBackend::describe() const {
  return "epoll, edge-triggered; files by RWF_NOWAIT, then by " + assistants_->describe();
}

int EpollBackend::watch(Descriptor& descriptor, uint32_t events) {
  const int how = descriptor.watched == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
  epoll_event event{};
  event.events = descriptor.watched | events | EPOLLRDHUP | EPOLLET;
  event.data.ptr = &descriptor;
  if (epoll_ctl(epoll_, how, descriptor.number, &event) != 0) return errno;
  if (how == EPOLL_CTL_ADD) registered_++;
  descriptor.watched |= events | EPOLLRDHUP;
  return 0;
}

void EpollBackend::unwatch(Descriptor& descriptor) {
  // Closing alone would leave it registered where the descriptor has been duplicated.
  if (epoll_ctl(epoll_, EPOLL_CTL_DEL, descriptor.number, nullptr) == 0) registered_--;
}

int EpollBackend::takeEvents(std::chrono::nanoseconds longest) {
  if (longest.count() == 0 || longest == forEver) return epoll_wait(epoll_, events_.data(), batch, longest == forEver ? -1 : 0);
#if defined(SYS_epoll_pwait2)
  // Counts in nanoseconds; since Linux 5.11.
  const timespec time = toTimespec(longest);
  const auto count = static_cast<int>(syscall(SYS_epoll_pwait2, epoll_, events_.data(), batch, &time, nullptr, size_t{0}));
  if (count >= 0 || errno != ENOSYS) return count;
#endif
  return epoll_wait(epoll_, events_.data(), batch, toMilliseconds(longest));
}

/// All descriptors of the batch are known, so they are fetched while others are woken, and their readers after them.
void EpollBackend::fetchAhead(int i, int count) const {
  constexpr int descriptorAhead = 8, readerAhead = 4;
  if (i + descriptorAhead < count) __builtin_prefetch(events_[i + descriptorAhead].data.ptr, 1);
  if (i + readerAhead >= count) return;
  const auto* const descriptor = static_cast<const Descriptor*>(events_[i + readerAhead].data.ptr);
  if (descriptor != nullptr) descriptor->fetchReader();
}

void EpollBackend::poll(std::chrono::nanoseconds longest) {
  if (registered_ == 0) return awaitAssistants(longest);
  const bool busy = prepareAssistants();
  const int count = takeEvents(busy ? std::chrono::nanoseconds::zero() : longest);
  for (int i = 0; i < count; i++) {
    fetchAhead(i, count);
    auto* const descriptor = static_cast<Descriptor*>(events_[i].data.ptr);
    if (descriptor == nullptr) [[unlikely]] completeFinished();
    else descriptor->happened(scheduler_, events_[i].events);
  }
}

}  // namespace tutti
