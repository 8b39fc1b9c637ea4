#include "../../packages/posix.h"

#include "properties.h"

namespace {

[[maybe_unused]] const bool registered = tutti::test::registerProperties<tutti::PosixThreads>("posix");

}  // namespace
