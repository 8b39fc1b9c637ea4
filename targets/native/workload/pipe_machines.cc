#include "pipe_machines.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>

#include "registry.h"

namespace tutti {

void PipeMachines::create() {
  pipes_.open(O_NONBLOCK);
  prepare();
  complete_ = true;
}

void PipeMachines::start() {
  if (complete_) pipes_.putTokens();
}

void PipeMachines::interrupt() {
  if (complete_) pipes_.orderStop(0);
}

bool PipeMachines::run() {
  while (complete_ && handleReady()) continue;
  pipes_.collect();
  return true;
}

std::vector<std::pair<std::string, double>> PipeMachines::counters() const {
  auto counters = pipes_.counters();
  counters.emplace_back("threads", pipes_.size());
  counters.emplace_back("finished", pipes_.size());
  return counters;
}

inline bool PipeMachines::handle(uint32_t pipe) {
  Pipes::Buffer buffer;
  ssize_t bytes;
  do {
    bytes = read(pipes_.readEnd(pipe), buffer.data(), sizeof buffer);
    if (bytes < 0) {
      assert(errno == EAGAIN);
      return true;
    }
    if (!pipes_.pass(pipe, buffer, static_cast<size_t>(bytes), ::write)) return false;
  } while (bytes == sizeof buffer);
  return true;
}

namespace {

/// Edge-triggered: the kernel says once that a pipe has got something to read, and needs no call to be asked again.
class EpollPipe final : public PipeMachines {
 public:
  using PipeMachines::PipeMachines;
  ~EpollPipe() override {
    if (epoll_ >= 0) close(epoll_);
  }

 private:
  void prepare() override {
    epoll_ = epoll_create1(EPOLL_CLOEXEC);
    if (epoll_ < 0) throw Unavailable({errno, std::generic_category(), "epoll_create1"}, "pipe", 1, pipes_.size());
    for (uint32_t pipe = 0; pipe < pipes_.size(); pipe++) {
      epoll_event event{};
      event.events = EPOLLIN | EPOLLET;
      event.data.u32 = pipe;
      if (epoll_ctl(epoll_, EPOLL_CTL_ADD, pipes_.readEnd(pipe), &event) == 0) continue;
      throw Unavailable({errno, std::generic_category(), "epoll_ctl"}, "pipe", pipe + 1, pipes_.size());
    }
  }

  bool handleReady() override {
    // As many as there are tokens: a round takes all that there can be.
    epoll_event events[128];
    const int count = epoll_wait(epoll_, events, std::size(events), -1);
    bool go = true;
    for (int index = 0; index < count; index++) go &= handle(events[index].data.u32);
    return go;
  }

  int epoll_ = -1;
};

/// The kernel is asked about every pipe each time.
class PollPipe final : public PipeMachines {
 public:
  using PipeMachines::PipeMachines;

 private:
  void prepare() override {
    for (uint32_t pipe = 0; pipe < pipes_.size(); pipe++) asked_.push_back({pipes_.readEnd(pipe), POLLIN, 0});
  }

  bool handleReady() override {
    int left = poll(asked_.data(), asked_.size(), -1);
    bool go = true;
    for (uint32_t pipe = 0; left > 0; pipe++) {
      if (asked_[pipe].revents == 0) continue;
      left--;
      go &= handle(pipe);
    }
    return go;
  }

  std::vector<pollfd> asked_;
};

[[maybe_unused]] const bool offered =
    (offer("pipe", "epoll", makeWorkload<EpollPipe>), offer("pipe", "poll", makeWorkload<PollPipe>), true);

}  // namespace
}  // namespace tutti
