#include "../../packages/boost_fiber.h"

#include "packages.h"

namespace tutti {
namespace {

[[maybe_unused]] const bool offered = offerPackage<BoostFibers>("boost-fiber");

}  // namespace
}  // namespace tutti
