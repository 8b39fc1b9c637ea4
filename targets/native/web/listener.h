// The socket at which a server listens.
#pragma once

#include <cstdint>

namespace tutti::web {

struct Listener {
  /// Listens at a free port of the loopback interface. Throws std::system_error.
  Listener();

  int descriptor;
  uint16_t port;
};

/// Descriptors that this process may yet open. Raises its limit as far as it may.
uint32_t descriptorsLeft();

}  // namespace tutti::web
