#include "bare_read.h"

#include <sys/uio.h>
#include <unistd.h>

namespace tutti {
namespace {

const Request& ofOneThread(const Request& request) {
  if (request.parameters.count("threads", 1) != 1) throw Unavailable("it is one thread");
  return request;
}

}  // namespace

BareRead::BareRead(const Request& request, Watch& watch)
    : watch_(watch),
      folder_(ofOneThread(request).materials),
      files_(DiskPoint::ofCache(request.parameters)),
      reader_(files_, DiskPoint::ofCache(request.parameters), request.parameters.count("seed", 0), 0, block_[0]) {}

void BareRead::create() {
  files_.open(folder_);
  counters_.cachedBefore = files_.countCached();
}

bool BareRead::run() {
  const int direct = files_.direct().descriptor;
  reader_.readAll(watch_, [direct](int descriptor, void* into, size_t size, off_t offset) {
    const iovec whole{into, size};
    // A direct read waits even with RWF_NOWAIT.
    const ssize_t count = descriptor == direct ? -1 : preadv2(descriptor, &whole, 1, offset, RWF_NOWAIT);
    return count == static_cast<ssize_t>(size) ? count : pread(descriptor, into, size, offset);
  });
  counters_.add(reader_.counts());
  counters_.cachedAfter = files_.countCached();
  counters_.threads = counters_.finished = 1;
  return true;
}

}  // namespace tutti
