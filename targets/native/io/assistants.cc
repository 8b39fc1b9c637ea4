#include "assistants.h"

#include <system_error>

#include "kernel_thread_pool.h"
#if defined(TUTTI_HAS_LIBURING)
#include "uring_assistants.h"
#endif

namespace tutti {

std::unique_ptr<Assistants> makeAssistants() {
#if defined(TUTTI_HAS_LIBURING)
  try {
    return std::make_unique<UringAssistants>();
  } catch (const std::system_error& error) {
    return std::make_unique<KernelThreadPool>(error.what());
  }
#else
  return std::make_unique<KernelThreadPool>("built without liburing");
#endif
}

}  // namespace tutti
