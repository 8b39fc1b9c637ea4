#include "../../packages/state_threads.h"

#include "properties.h"

namespace {

[[maybe_unused]] const bool registered = tutti::test::registerProperties<tutti::StateThreads>("state-threads");

}  // namespace
