#include "../../packages/linuxthreads.h"

#include "properties.h"

namespace {

[[maybe_unused]] const bool registered = tutti::test::registerProperties<tutti::LinuxThreads>("linuxthreads");

}  // namespace
