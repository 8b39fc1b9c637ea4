#include "../../reference/linked_list.h"

#include "../primitives.h"
#include "../registry.h"

namespace tutti {
namespace {

// Switches and creation are all it has.
[[maybe_unused]] const bool offered = (offer("primitives", "linked-list", makeWorkload<Primitives<LinkedListThreads>>), true);

}  // namespace
}  // namespace tutti
