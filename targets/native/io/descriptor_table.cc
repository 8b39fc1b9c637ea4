#include "descriptor_table.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>

namespace tutti {
namespace {

DescriptorState::Kind kindOf(int number, mode_t mode) {
  if (S_ISREG(mode) || S_ISBLK(mode) || S_ISDIR(mode)) return DescriptorState::Kind::file;
  if (S_ISFIFO(mode)) return DescriptorState::Kind::stream;
  if (!S_ISSOCK(mode)) return DescriptorState::Kind::message;
  int type = 0;
  socklen_t size = sizeof type;
  const bool isStream = getsockopt(number, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM;
  return isStream ? DescriptorState::Kind::stream : DescriptorState::Kind::message;
}

}  // namespace

DescriptorTable::DescriptorTable(bool quickFiles) : quickFiles_(quickFiles) { make(0); }

/// The state of a descriptor, made if need be.
DescriptorState& DescriptorTable::make(int number) {
  const auto chunk = static_cast<unsigned>(number) / chunkSize;
  const unsigned place = static_cast<unsigned>(number) % chunkSize;
  if (chunk >= chunks_.size()) chunks_.resize(chunk + 1);
  if (chunks_[chunk] == nullptr) chunks_[chunk] = std::make_unique<Chunk>();
  DescriptorState& state = chunks_[chunk]->states[place];
  chunks_[chunk]->descriptors[place].state = &state;
  chunks_[chunk]->descriptors[place].number = number;
  return state;
}

DescriptorState* DescriptorTable::inspect(int number) {
  struct stat status;
  if (fstat(number, &status) != 0) return nullptr;
  const int flags = fcntl(number, F_GETFL);
  if (flags < 0) return nullptr;
  const Kind kind = kindOf(number, status.st_mode);
  if (kind != Kind::file && (flags & O_NONBLOCK) == 0) {
    if (fcntl(number, F_SETFL, flags | O_NONBLOCK) != 0) return nullptr;
  }
  DescriptorState& state = make(number);
  state.kind = kind;
  // A direct read waits for the disk even with RWF_NOWAIT, which only keeps it from waiting for memory and locks.
  state.quickReads = state.quickWrites = quickFiles_ && (flags & O_DIRECT) == 0;
  state.writable = (flags & O_ACCMODE) != O_RDONLY;
  return &state;
}

void DescriptorTable::addSocket(int number, Kind kind) {
  forget(number);
  make(number).kind = kind;
}

}  // namespace tutti
