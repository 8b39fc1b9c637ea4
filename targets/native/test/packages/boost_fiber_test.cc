#include "../../packages/boost_fiber.h"

#include "properties.h"

namespace {

[[maybe_unused]] const bool registered = tutti::test::registerProperties<tutti::BoostFibers>("boost-fiber");

}  // namespace
