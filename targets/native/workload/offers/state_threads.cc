#include "../../packages/state_threads.h"

#include "packages.h"

namespace tutti {
namespace {

[[maybe_unused]] const bool offered = offerPackage<StateThreads>("state-threads");

}  // namespace
}  // namespace tutti
