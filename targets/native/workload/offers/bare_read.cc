#include "../../reference/bare_read.h"

#include "../registry.h"

namespace tutti {
namespace {

[[maybe_unused]] const bool offered = (offer("disk-cache", "bare-read", makeWorkload<BareRead>), true);

}  // namespace
}  // namespace tutti
