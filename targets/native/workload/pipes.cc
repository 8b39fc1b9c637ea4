#include "pipes.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <climits>

namespace tutti {
namespace {

constexpr uint32_t fewestPipes = 2;
constexpr uint32_t mostPipes = 1u << 20;
constexpr uint32_t mostTokens = 128;
/// Two from outside, one from a reader.
constexpr uint32_t mostOrders = 3;
static_assert((mostTokens + mostOrders) * sizeof(Token) <= PIPE_BUF);

/// The paper's rule: a token for every four pipes, and 128 from 128 pipes on.
uint32_t tokensFor(uint32_t pipes) { return pipes < 128 ? std::max(1u, pipes / 4) : mostTokens; }

void raiseDescriptorLimit() {
  rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

Pipes::Pipes(const Parameters& parameters, Watch& watch)
    : watch_(watch),
      pipes_(parameters.count("pipes", fewestPipes, mostPipes)),
      writeEnds_(size(), -1),
      route_(parameters.count("route", 0)),
      tokens_(tokensFor(size())) {}

Pipes::~Pipes() {
  for (uint32_t pipe = 0; pipe < size() && writeEnds_[pipe] >= 0; pipe++) {
    close(pipes_[pipe].readEnd);
    close(writeEnds_[pipe]);
  }
}

void Pipes::open(int flags) {
  raiseDescriptorLimit();
  for (uint32_t index = 0; index < size(); index++) {
    int ends[2];
    if (pipe2(ends, flags | O_CLOEXEC) != 0) {
      throw Unavailable(std::system_error(errno, std::generic_category(), "pipe2"), "pipe", index + 1, size());
    }
    pipes_[index].readEnd = ends[0];
    writeEnds_[index] = ends[1];
  }
}

void Pipes::putTokens() {
  for (uint32_t number = 0; number < tokens_; number++) {
    const size_t pipe = uint64_t{number} * size() / tokens_;
    const Token token = Token::make(number, 0, route_);
    [[maybe_unused]] const ssize_t written = write(writeEnds_[pipe], &token, sizeof token);
    assert(written == sizeof token);
  }
}

void Pipes::orderStop(uint32_t pipe) const {
  const Token order = Token::make(stopNumber, 0, route_);
  [[maybe_unused]] const ssize_t written = write(writeEnds_[pipe], &order, sizeof order);
  assert(written == sizeof order);
}

void Pipes::collect() {
  std::vector<bool> seen(tokens_);
  for (const Pipe& pipe : pipes_) {
    if (pipe.readEnd < 0) break;
    fcntl(pipe.readEnd, F_SETFL, O_NONBLOCK);
    Token token;
    for (ssize_t bytes; (bytes = read(pipe.readEnd, &token, sizeof token)) > 0;) {
      if (bytes != sizeof token || !token.whole(route_)) torn_++;
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

std::vector<std::pair<std::string, double>> Pipes::counters() const {
  uint64_t passed = 0;
  for (const Pipe& pipe : pipes_) passed += pipe.passed;
  const auto progressed = std::count_if(pipes_.begin(), pipes_.end(), [](const Pipe& pipe) { return pipe.passed > 0; });
  return {{"tokens", tokens_}, {"found", found_},   {"duplicated", duplicated_}, {"torn", torn_.load()},
          {"hops", hops_},     {"passed", passed}, {"progressed", progressed}};
}

}  // namespace tutti
