// The workloads of threads, for the source files that offer them on a package each.
#pragma once

#include "../pipe.h"
#include "../primitives.h"
#include "../producer_consumer.h"
#include "../registry.h"

namespace tutti {

/// Offers every workload of threads on a package. Returns true, for whoever needs a value to initialise.
template <ThreadPackage Package>
bool offerPackage(const std::string& name) {
  offer("producer-consumer", name, makeWorkload<ProducerConsumer<Package>>);
  offer("primitives", name, makeWorkload<Primitives<Package>>);
  offer("pipe", name, makeWorkload<PipeThreads<Package>>);
  return true;
}

}  // namespace tutti
