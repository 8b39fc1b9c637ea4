// A connection, served by the thread it belongs to: straight on, from its first request to its end.
//
// Invariants
//  1. Answers go out in the order of the requests, one at a time: what has arrived meanwhile waits in the buffer.
//  2. The usual request is two system calls: one that brings its head, one that takes its answer.
//  3. An answer is counted before it is sent: who has received it finds it counted.
//  4. After a refusal, or when requests are left unread, the client's end is awaited before the descriptor is closed: a
//     close with bytes unread would reset the connection, and might take the answer from the client.
#pragma once

#include <sys/socket.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "answers.h"
#include "file_set.h"
#include "input_buffer.h"
#include "open_connections.h"
#include "page_store.h"
#include "request_parser.h"

namespace tutti::web {

/// What a server counts, in all.
struct Served {
  std::atomic<uint64_t>& requests;
  std::atomic<uint64_t>& bytes;
  /// Where a request is slowed down on purpose; else null.
  Slowdown* slowdown;
};

/// What all connections of a server have in common.
template <ThreadPackage Package>
struct House {
  Package& package;
  const FileSet& files;
  PageStore<Package>& pages;
  OpenConnections<Package>& connections;
  Served served;
};

template <ThreadPackage Package>
class Connection : public OpenConnection {
 public:
  Connection(House<Package>& house, int descriptor) : OpenConnection(descriptor), house_(house) {}

  /// Serves the client to its end. The descriptor is left to be closed.
  void serve() {
    while (readRequest() && answer()) continue;
    if (mustLinger_) linger();
  }

 private:
  using Verdict = RequestParser::Verdict;

  /// What is sent at a time at most: for each part a client has the time limit anew.
  static constexpr size_t largestPart = 256 * 1024;
  /// Of a file that is not kept in memory, what is read at a time.
  static constexpr size_t streamedPart = 64 * 1024;
  /// What is read of a client that has been refused.
  static constexpr size_t mostLingering = 1 << 20;

  /// Reads the head of the next request. False when there is none to answer; a refusal has been sent then.
  bool readRequest() {
    parser_ = {};
    house_.connections.enter(*this, Phase::idle);
    for (Verdict verdict = parse(); verdict != Verdict::complete; verdict = parse()) {
      switch (verdict) {
        case Verdict::malformed: return refuse(badRequest);
        case Verdict::methodNotAllowed: return refuse(methodNotAllowed);
        case Verdict::tooLarge: return refuse(headTooLarge);
        default: break;
      }
      const bool hasBegun = !input_.unread().empty();
      if (hasBegun && phase.load(std::memory_order_relaxed) == Phase::idle) house_.connections.enter(*this, Phase::head);
      if (!receive()) return hasBegun && isEnded ? refuse(requestTimeout) : false;
    }
    return true;
  }

  Verdict parse() {
    if (parser_.isFresh()) input_.skipEmptyLines();
    return parser_.parse(input_.unread());
  }

  /// Waits for more input. False at its end, and when the time for it is over.
  bool receive() {
    const std::span<char> room = input_.room();
    if (room.empty()) return false;
    const ssize_t count = house_.package.recv(descriptor, room.data(), room.size());
    if (count <= 0) return false;
    input_.received(static_cast<size_t>(count));
    return true;
  }

  /// Answers the request that has been read. False when it was the last one.
  bool answer() {
    Page* const page = house_.files.find(parser_.target(input_.unread()));
    const bool isLast = parser_.wantsClose(), headOnly = parser_.wantsHeadOnly();
    input_.consume(parser_.bytes());
    house_.connections.enter(*this, Phase::answer);
    const bool isSent = page == nullptr ? send(notFound.data(), notFound.size())
                        : headOnly      ? sendHead(*page)
                                        : sendFile(*page);
    if (isLast && !input_.unread().empty()) mustLinger_ = true;
    return isSent && !isLast;
  }

  bool sendHead(const Page& page) {
    count(0);
    return send(page.head.data(), page.head.size());
  }

  bool sendFile(Page& page) {
    using Found = typename PageStore<Package>::Found;
    const Found found = house_.pages.hold(page);
    if (found == Found::failed) return refuse(internalError);
    count(page.length);
    if (found == Found::noRoom) return stream(page);
    const bool isSent = send(page.bytes, page.size());
    house_.pages.release(page);
    return isSent;
  }

  void count(size_t bytes) {
    house_.served.requests.fetch_add(1, std::memory_order_relaxed);
    house_.served.bytes.fetch_add(bytes, std::memory_order_relaxed);
    if (house_.served.slowdown != nullptr) [[unlikely]] house_.served.slowdown->step();
  }

  /// Sends a file part by part, none of which stays in memory.
  bool stream(const Page& page) {
    struct Free {
      void operator()(char* block) const { free(block); }
    };
    const std::unique_ptr<char, Free> part(static_cast<char*>(malloc(streamedPart)));
    if (part == nullptr || !send(page.head.data(), page.head.size())) return false;
    for (size_t sent = 0; sent < page.length;) {
      const size_t size = std::min(streamedPart, page.length - sent);
      if (!house_.pages.readPart(page, sent, part.get(), size) || !send(part.get(), size)) return false;
      sent += size;
    }
    return true;
  }

  bool send(const char* from, size_t size) {
    while (size > 0) {
      const ssize_t count = house_.package.send(descriptor, from, std::min(size, largestPart));
      if (count <= 0) return false;
      from += count;
      size -= static_cast<size_t>(count);
      if (size > 0) house_.connections.enter(*this, Phase::answer);
    }
    return true;
  }

  /// The last answer of a connection.
  bool refuse(std::string_view with) {
    house_.connections.enter(*this, Phase::answer);
    mustLinger_ = send(with.data(), with.size());
    return false;
  }

  /// Lets the client read the last answer: says that there is no more, and reads on until it has done the same.
  void linger() {
    house_.connections.enter(*this, Phase::lingering);
    shutdown(descriptor, SHUT_WR);
    for (size_t read = 0; read < mostLingering;) {
      input_.consume(input_.unread().size());
      const std::span<char> room = input_.room();
      const ssize_t count = house_.package.recv(descriptor, room.data(), room.size());
      if (count <= 0) return;
      read += static_cast<size_t>(count);
    }
  }

  House<Package>& house_;
  RequestParser parser_;
  bool mustLinger_ = false;
  InputBuffer input_;
};

}  // namespace tutti::web
