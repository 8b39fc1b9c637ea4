#include "registry.h"

#include <cassert>
#include <map>

namespace tutti {
namespace {

using Names = std::pair<std::string, std::string>;

/// Made by its first use: the offers come before main(), in no order.
std::map<Names, WorkloadFactory>& registry() {
  static std::map<Names, WorkloadFactory> offered;
  return offered;
}

}  // namespace

void offer(const std::string& workload, const std::string& package, WorkloadFactory factory) {
  [[maybe_unused]] const bool added = registry().emplace(Names{workload, package}, factory).second;
  assert(added);
}

WorkloadFactory findOffer(const std::string& workload, const std::string& package) {
  const auto found = registry().find({workload, package});
  if (found != registry().end()) return found->second;
  throw std::invalid_argument("there is no workload \"" + workload + "\" on \"" + package + "\" in this build");
}

std::vector<std::pair<std::string, std::string>> offers() {
  std::vector<Names> names;
  for (const auto& [name, factory] : registry()) names.push_back(name);
  return names;
}

}  // namespace tutti
