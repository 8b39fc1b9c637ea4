#include "pipe_ring.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <climits>

#include "random.h"

namespace tutti {
namespace {

constexpr uint32_t fewestPipes = 2;
constexpr uint32_t mostPipes = 1u << 20;
constexpr uint32_t mostTokens = 128;
/// Two from outside, one from a reader.
constexpr uint32_t mostOrders = 3;
static_assert((mostTokens + mostOrders) * sizeof(Token) <= PIPE_BUF);

/// The threads are started in an order drawn from the seed of the launch, and the ring must not be that very order when
/// the two numbers happen to be the same: tokens would go along with the scheduler, and gather in front of it.
uint32_t ringSeed(uint32_t route) { return ~route; }

/// The paper's rule: a token for every four pipes, and 128 from 128 pipes on.
uint32_t tokensFor(uint32_t pipes) { return pipes < 128 ? std::max(1u, pipes / 4) : mostTokens; }

void raiseDescriptorLimit() {
  rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

PipeRing::PipeRing(const Parameters& parameters, Watch& watch)
    : watch_(watch),
      pipes_(parameters.count("pipes", fewestPipes, mostPipes)),
      order_(shuffledIndices(size(), ringSeed(parameters.count("route", 0)))),
      tokens_(tokensFor(size())) {}

PipeRing::~PipeRing() {
  for (const Pipe& pipe : pipes_) {
    if (pipe.readEnd < 0) break;
    close(pipe.readEnd);
    close(pipe.writeEnd);
  }
}

void PipeRing::open(int flags) {
  raiseDescriptorLimit();
  for (uint32_t index = 0; index < size(); index++) {
    int ends[2];
    if (pipe2(ends, flags | O_CLOEXEC) != 0) {
      throw Unavailable(std::system_error(errno, std::generic_category(), "pipe2"), "pipe", index + 1, size());
    }
    pipes_[index].readEnd = ends[0];
    pipes_[index].writeEnd = ends[1];
  }
  for (uint32_t place = 0; place < size(); place++) {
    Pipe& pipe = pipes_[order_[place]];
    pipe.next = order_[(place + 1) % size()];
    pipe.nextWriteEnd = pipes_[pipe.next].writeEnd;
  }
}

void PipeRing::putTokens() {
  for (uint32_t number = 0; number < tokens_; number++) {
    const uint32_t place = static_cast<uint32_t>(uint64_t{number} * size() / tokens_);
    const Token token{number, 0, Token::checkOf(number, 0)};
    [[maybe_unused]] const ssize_t written = write(pipes_[order_[place]].writeEnd, &token, sizeof token);
    assert(written == sizeof token);
  }
}

void PipeRing::orderStop(uint32_t pipe) const {
  const Token order{stopNumber, 0, Token::checkOf(stopNumber, 0)};
  [[maybe_unused]] const ssize_t written = write(pipes_[pipe].writeEnd, &order, sizeof order);
  assert(written == sizeof order);
}

void PipeRing::collect() {
  std::vector<bool> seen(tokens_);
  for (const Pipe& pipe : pipes_) {
    if (pipe.readEnd < 0) break;
    fcntl(pipe.readEnd, F_SETFL, O_NONBLOCK);
    Token token;
    for (ssize_t bytes; (bytes = read(pipe.readEnd, &token, sizeof token)) > 0;) {
      if (bytes != sizeof token || !token.whole()) torn_++;
      else if (token.number == stopNumber) continue;
      else if (token.number >= tokens_ || seen[token.number]) duplicated_++;
      else {
        seen[token.number] = true;
        found_++;
        hops_ += token.hops;
      }
    }
  }
}

std::vector<std::pair<std::string, double>> PipeRing::counters() const {
  uint64_t passed = 0;
  for (const Pipe& pipe : pipes_) passed += pipe.passed;
  const auto progressed = std::count_if(pipes_.begin(), pipes_.end(), [](const Pipe& pipe) { return pipe.passed > 0; });
  return {{"tokens", tokens_}, {"found", found_},   {"duplicated", duplicated_}, {"torn", torn_.load()},
          {"hops", hops_},     {"passed", passed}, {"progressed", progressed}};
}

}  // namespace tutti
