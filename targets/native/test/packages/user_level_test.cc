#include "../../packages/user_level.h"

#include "properties.h"

namespace {

[[maybe_unused]] const bool registered = tutti::test::registerProperties<tutti::UserLevelThreads>("user-level");

}  // namespace
