#include "../../packages/linuxthreads.h"

#include "packages.h"

namespace tutti {
namespace {

[[maybe_unused]] const bool offered = offerPackage<LinuxThreads>("linuxthreads");

}  // namespace
}  // namespace tutti
