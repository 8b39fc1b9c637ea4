#include "messages.h"

#include <unistd.h>

#include <cerrno>
#include <charconv>

#include "crc32c.h"
#include "json.h"

namespace tutti::load {
namespace {

/// The shortest text that is read as the same number.
std::string text(double number) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, number).ptr};
}

double milliseconds(std::chrono::nanoseconds time) { return static_cast<double>(time.count()) * 1e-6; }
double microseconds(uint64_t nanoseconds) { return static_cast<double>(nanoseconds) * 1e-3; }

/// An object of JSON, member by member.
class Members {
 public:
  Members& raw(std::string_view name, std::string_view value) {
    made_ += made_.empty() ? "{" : ",";
    made_ += Json::quote(name) + ":";
    made_ += value;
    return *this;
  }
  Members& words(std::string_view name, std::string_view value) { return raw(name, Json::quote(value)); }
  Members& number(std::string_view name, double value) { return raw(name, text(value)); }
  Members& number(std::string_view name, uint64_t value) { return raw(name, std::to_string(value)); }
  Members& metric(std::string_view name, double value, std::string_view unit) {
    return raw(name, Members().number("value", value).words("unit", unit).done());
  }
  std::string done() const { return made_.empty() ? "{}" : made_ + "}"; }

 private:
  std::string made_;
};

struct Quantile {
  const char* name;
  double share;
};

/// A quantile only where at least ten samples lie beyond it.
void addQuantiles(Members& metrics, const Histogram& histogram, std::initializer_list<Quantile> quantiles) {
  constexpr double beyond = 10;
  for (const auto& [name, share] : quantiles) {
    const double samples = static_cast<double>(histogram.total());
    if (samples * (1 - share) >= beyond - 1e-6) metrics.metric(name, microseconds(histogram.at(share)), "us");
  }
}

std::string metricsOf(const Load& load) {
  const Tally& tally = load.tally();
  const double seconds = std::chrono::duration<double>(tally.length()).count();
  constexpr double megabit = 1e6 / 8;
  Members metrics;
  metrics.metric("bandwidth", static_cast<double>(tally.bytes()) / megabit / seconds, "Mb/s");
  metrics.metric("connectionRate", static_cast<double>(tally.connections()) / seconds, "connections/s");
  addQuantiles(metrics, tally.latency(),
               {{"latencyP50", 0.5}, {"latencyP90", 0.9}, {"latencyP99", 0.99}, {"latencyP999", 0.999}});
  addQuantiles(metrics, tally.uncorrected(), {{"uncorrectedP50", 0.5}, {"uncorrectedP99", 0.99}});
  if (tally.work() > 0) metrics.metric("fairness", fairnessOf(load.perClient()), "index");
  return metrics.done();
}

std::string failuresOf(const Failures& failures) {
  return Members()
      .number("status", failures.status)
      .number("length", failures.length)
      .number("content", failures.content)
      .number("reset", failures.reset)
      .number("timeout", failures.timeout)
      .number("connect", failures.connect)
      .done();
}

std::string reportOf(const Specification& specification, const Load& load) {
  const Tally& tally = load.tally();
  const double seconds = std::chrono::duration<double>(tally.length()).count();
  return Members()
      .number("clients", uint64_t{specification.clients})
      .number("cpuShare", load.cpuShare())
      .raw("wantedRate", specification.rate > 0 ? text(specification.rate) : "null")
      .number("achievedRate", static_cast<double>(tally.answeredInWindow()) / seconds)
      .number("clientTimeUs", static_cast<double>(tally.clientTime().count()) * 1e-3)
      .number("requests", tally.requests)
      .number("responses", tally.responses)
      .number("bytes", tally.bytes())
      .number("connections", tally.connections())
      .raw("failures", failuresOf(tally.failures))
      .done();
}

std::string factsOf(const Specification& specification, const Load& load) {
  const char* const loop = specification.rate > 0 ? "open: Poisson arrivals on an absolute schedule; no other pauses" : "closed";
  return Members()
      .words("loop", loop)
      .words("waiting", load.describeIo())
      .words("verification", std::string("status, length and CRC-32C of every byte, by ") + crc32cMeans())
      .done();
}

}  // namespace

void say(std::string_view line) {
  for (std::string_view left = line; !left.empty();) {
    const ssize_t size = write(STDOUT_FILENO, left.data(), left.size());
    if (size >= 0) left.remove_prefix(static_cast<size_t>(size));
    else if (errno != EINTR) _exit(1);
  }
}

std::string readyMessage(std::string_view nonce) {
  return Members().words("type", "ready").words("nonce", nonce).done() + "\n";
}

std::string unsupportedMessage(std::string_view reason) {
  return Members().words("type", "unsupported").words("reason", reason).done() + "\n";
}

std::string errorMessage(std::string_view code, std::string_view message) {
  return Members().words("type", "error").words("code", code).words("message", message).done() + "\n";
}

std::string intervalMessages(const Tally& tally) {
  std::string lines;
  for (const auto& [end, work] : tally.intervals()) {
    lines += Members().words("type", "interval").number("elapsedMs", milliseconds(end)).number("work", work).done() + "\n";
  }
  return lines;
}

std::string resultMessage(const Specification& specification, const Load& load) {
  const Tally& tally = load.tally();
  const std::string verification = Members()
                                       .number("requests", tally.work())
                                       .number("connections", tally.connections())
                                       .number("bytes", tally.bytes())
                                       .done();
  return Members()
             .words("type", "result")
             .number("elapsedMs", milliseconds(tally.length()))
             .number("work", tally.work())
             .raw("metrics", metricsOf(load))
             .raw("verification", verification)
             .raw("facts", factsOf(specification, load))
             .raw("load", reportOf(specification, load))
             .done() +
         "\n";
}

double fairnessOf(const std::vector<uint32_t>& shares) {
  double sum = 0, squares = 0;
  for (const uint32_t share : shares) {
    sum += share;
    squares += static_cast<double>(share) * share;
  }
  return squares == 0 ? 0 : sum * sum / (static_cast<double>(shares.size()) * squares);
}

}  // namespace tutti::load
