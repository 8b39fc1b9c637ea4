// What the generator says, one line of JSON each.
#pragma once

#include <string>
#include <string_view>

#include "load.h"

namespace tutti::load {

/// Writes a line to standard output, whole. Ends the process when nobody reads that any more: there is no other way to say so.
void say(std::string_view line);

std::string readyMessage(std::string_view nonce);
std::string unsupportedMessage(std::string_view reason);
std::string errorMessage(std::string_view code, std::string_view message);
/// The lines of the intervals, each with its end.
std::string intervalMessages(const Tally& tally);
std::string resultMessage(const Specification& specification, const Load& load);

/// Jain's index of fairness, (sum x)^2 / (n sum x^2); 0 when nobody has had anything.
double fairnessOf(const std::vector<uint32_t>& shares);

}  // namespace tutti::load
