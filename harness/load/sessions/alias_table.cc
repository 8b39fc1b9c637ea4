#include "alias_table.h"

#include <cassert>
#include <numeric>

namespace tutti::load {

AliasTable::AliasTable(const std::vector<double>& weights) : slots_(weights.size()) {
  assert(!weights.empty());
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  const auto count = static_cast<uint32_t>(weights.size());
  // In units of an even share: what lacks of one slot is filled up from one that has more.
  std::vector<double> left(count);
  std::vector<uint32_t> small, large;
  for (uint32_t i = 0; i < count; i++) {
    left[i] = weights[i] / sum * count;
    (left[i] < 1 ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const uint32_t lacking = small.back(), giving = large.back();
    small.pop_back();
    slots_[lacking] = {static_cast<uint32_t>(left[lacking] * 0x1p32), giving};
    left[giving] -= 1 - left[lacking];
    if (left[giving] >= 1) continue;
    large.pop_back();
    small.push_back(giving);
  }
  // What is left has a whole share, but for what rounding has taken.
  for (const std::vector<uint32_t>* const rest : {&small, &large}) {
    for (const uint32_t i : *rest) slots_[i] = {UINT32_MAX, i};
  }
}

}  // namespace tutti::load
