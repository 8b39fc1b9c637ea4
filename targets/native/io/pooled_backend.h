// What the backends have in common that let kernel threads do their operations.
#pragma once

#include "backend.h"
#include "kernel_thread_pool.h"

namespace tutti {

class PooledBackend : public Backend {
 public:
  using Backend::Backend;

  void submit(Operation& operation) final { pool_.submit(operation); }
  void cancel(Operation& operation) final {
    if (pool_.withdraw(operation)) complete(operation, -ECANCELED);
  }

 protected:
  /// Before waiting: what was submitted has somebody to do it.
  void prepareHelpers() {
    while (Operation* const hopeless = pool_.prepare()) complete(*hopeless, hopeless->result);
  }
  void completeFinished() {
    for (Operation* operation = pool_.collect(); operation != nullptr;) {
      Operation* const following = operation->following;
      complete(*operation, operation->result);
      operation = following;
    }
  }

  KernelThreadPool pool_;
};

}  // namespace tutti
