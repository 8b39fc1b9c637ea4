#include "../../packages/user_level.h"

#include "packages.h"

namespace tutti {
namespace {

[[maybe_unused]] const bool offered = offerPackage<UserLevelThreads>("user-level");

}  // namespace
}  // namespace tutti
