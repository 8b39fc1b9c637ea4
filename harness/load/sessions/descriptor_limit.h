// The limit of open files of this process.
#pragma once

#include <optional>
#include <string>

namespace tutti::load {

/// Makes room for so many connections. Returns why there is none, and how to mend it; nothing when there is.
std::optional<std::string> makeRoomFor(size_t connections);

}  // namespace tutti::load
