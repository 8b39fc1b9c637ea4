// The workloads of threads, for the source files that offer them on a package each.
#pragma once

#include "../disk_reads.h"
#include "../pipe.h"
#include "../primitives.h"
#include "../producer_consumer.h"
#include "../../web/knot.h"
#include "../registry.h"

namespace tutti {

/// Makes a workload of blocking calls. Throws Unavailable for a package that has none.
template <typename Made, ThreadPackage Package>
std::unique_ptr<Workload> makeBlockingWorkload(const Request& request, Watch& watch) {
  if (const char* const reason = whyNoBlockingCalls<Package>()) throw Unavailable(reason);
  return makeWorkload<Made>(request, watch);
}

/// Offers every workload of threads on a package. Returns true, for whoever needs a value to initialise.
template <ThreadPackage Package>
bool offerPackage(const std::string& name) {
  offer("producer-consumer", name, makeWorkload<ProducerConsumer<Package>>);
  offer("primitives", name, makeWorkload<Primitives<Package>>);
  offer("pipe", name, makeBlockingWorkload<PipeThreads<Package>, Package>);
  offer("disk-cache", name, makeBlockingWorkload<DiskCache<Package>, Package>);
  offer("disk-head", name, makeBlockingWorkload<DiskHead<Package>, Package>);
  offer("web", name, makeBlockingWorkload<web::Knot<Package>, Package>);
  return true;
}

}  // namespace tutti
