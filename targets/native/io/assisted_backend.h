// What the backends have in common that let assistants do their operations.
#pragma once

#include "assistants.h"
#include "backend.h"

namespace tutti {

class AssistedBackend : public Backend {
 public:
  AssistedBackend(Scheduler& scheduler, std::unique_ptr<Assistants> assistants)
      : Backend(scheduler), assistants_(std::move(assistants)) {}

  void submit(Operation& operation) final { assistants_->submit(operation); }
  void cancel(Operation& operation) final {
    if (assistants_->withdraw(operation)) complete(operation, -ECANCELED);
  }

 protected:
  /// Before waiting: what was submitted has somebody to do it. True when some of it has ended already.
  bool prepareAssistants() { return completeAll(assistants_->prepare()); }
  /// There is nothing else to wait for.
  void awaitAssistants(std::chrono::nanoseconds longest) { completeAll(assistants_->await(longest)); }
  void completeFinished() { completeAll(assistants_->collect()); }

  const std::unique_ptr<Assistants> assistants_;

 private:
  bool completeAll(Operation* first) {
    for (Operation* operation = first; operation != nullptr;) {
      Operation* const following = operation->following;
      complete(*operation, operation->result);
      operation = following;
    }
    return first != nullptr;
  }
};

}  // namespace tutti
