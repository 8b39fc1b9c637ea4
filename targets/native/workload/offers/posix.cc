#include "../../packages/posix.h"

#include "packages.h"

namespace tutti {
namespace {

[[maybe_unused]] const bool offered = offerPackage<PosixThreads>("posix");

}  // namespace
}  // namespace tutti
