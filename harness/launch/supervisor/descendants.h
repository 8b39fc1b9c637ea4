// The processes below this one, read from /proc.
#pragma once

#include <sys/types.h>

#include <vector>

namespace tutti {

/// Every living descendant of this process, in no order; those that have ended but are not yet waited for are left out.
/// Only a snapshot: a process that forks meanwhile may be missed, so ask again until nobody is left. Empty when /proc
/// cannot be read.
std::vector<pid_t> livingDescendants();

}  // namespace tutti
