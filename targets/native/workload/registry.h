// Which workloads can be played on what.
//
// Everything on offer says so itself when the program starts, from its own source file (offers/), so that a package whose
// library is not there is left out by not compiling that one file. A workload of threads is one line in `offerPackage`.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "workload.h"

namespace tutti {

using WorkloadFactory = std::unique_ptr<Workload> (*)(const Request&, Watch&);

/// Adds to the offers; each pair of names once.
void offer(const std::string& workload, const std::string& package, WorkloadFactory factory);
/// Throws std::invalid_argument when that is not on offer.
WorkloadFactory findOffer(const std::string& workload, const std::string& package);
/// The names of workload and package of every offer, sorted.
std::vector<std::pair<std::string, std::string>> offers();

template <typename Made>
std::unique_ptr<Workload> makeWorkload(const Request& request, Watch& watch) {
  return std::make_unique<Made>(request, watch);
}

}  // namespace tutti
