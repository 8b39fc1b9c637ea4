// Empty where liburing is not installed.
#if defined(TUTTI_HAS_LIBURING)
#include "uring_assistants.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace tutti {
namespace {

constexpr unsigned completions = 1024;
/// Linux 5.6 and later: reads at a descriptor's own position, and all operations that are used here.
constexpr unsigned neededFeatures = IORING_FEAT_NODROP | IORING_FEAT_RW_CUR_POS;

}  // namespace

UringAssistants::UringAssistants()
    : UringRing(completions, neededFeatures), finished_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  const int error = finished_ < 0 ? errno : -io_uring_register_eventfd(&ring_, finished_);
  if (error == 0) return;
  if (finished_ >= 0) close(finished_);
  throw std::system_error(error, std::generic_category(), "eventfd for io_uring");
}

UringAssistants::~UringAssistants() { close(finished_); }

bool UringAssistants::withdraw(Operation& operation) {
  cancelBegun(operation);
  return false;
}

Operation* UringAssistants::prepare() {
  if (inFlight_ != 0) {
    io_uring_submit_and_get_events(&ring_);
    takeCompletions();
  }
  return std::exchange(ended_, nullptr);
}

Operation* UringAssistants::collect() {
  io_uring_get_events(&ring_);
  takeCompletions();
  return std::exchange(ended_, nullptr);
}

Operation* UringAssistants::await(std::chrono::nanoseconds longest) {
  if (ended_ == nullptr) {
    submitAndWait(longest);
    takeCompletions();
  }
  return std::exchange(ended_, nullptr);
}

void UringAssistants::ended(Operation& operation) {
  operation.following = ended_;
  ended_ = &operation;
}

}  // namespace tutti

#endif
