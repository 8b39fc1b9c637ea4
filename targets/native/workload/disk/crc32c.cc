// By the instruction of the processor, where it has one: a block of 4 KiB then takes half a microsecond, by the table eight.
#include "crc32c.h"

#include <array>
#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#elif defined(__ARM_FEATURE_CRC32)
#include <arm_acle.h>
#endif

namespace tutti {
namespace {

constexpr std::array<uint32_t, 256> makeTable() {
  std::array<uint32_t, 256> table{};
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t rest = byte;
    for (int bit = 0; bit < 8; bit++) rest = (rest >> 1) ^ ((rest & 1) != 0 ? 0x82F6'3B78u : 0);
    table[byte] = rest;
  }
  return table;
}

uint32_t byTable(uint32_t sum, const unsigned char* bytes, size_t size) {
  static constexpr std::array<uint32_t, 256> table = makeTable();
  for (size_t at = 0; at < size; at++) sum = (sum >> 8) ^ table[(sum ^ bytes[at]) & 0xFF];
  return sum;
}

#if defined(__x86_64__)
#define TUTTI_CRC_TARGET [[gnu::target("sse4.2")]]
const bool hasInstruction = __builtin_cpu_supports("sse4.2");
TUTTI_CRC_TARGET inline uint32_t addEight(uint32_t sum, uint64_t word) { return static_cast<uint32_t>(_mm_crc32_u64(sum, word)); }
TUTTI_CRC_TARGET inline uint32_t addOne(uint32_t sum, unsigned char byte) { return _mm_crc32_u8(sum, byte); }
#elif defined(__ARM_FEATURE_CRC32)
#define TUTTI_CRC_TARGET
constexpr bool hasInstruction = true;
inline uint32_t addEight(uint32_t sum, uint64_t word) { return __crc32cd(sum, word); }
inline uint32_t addOne(uint32_t sum, unsigned char byte) { return __crc32cb(sum, byte); }
#endif

#if defined(TUTTI_CRC_TARGET)
TUTTI_CRC_TARGET uint32_t byInstruction(uint32_t sum, const unsigned char* bytes, size_t size) {
  for (; size >= 8; bytes += 8, size -= 8) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    sum = addEight(sum, word);
  }
  for (; size > 0; bytes++, size--) sum = addOne(sum, *bytes);
  return sum;
}
#endif

}  // namespace

uint32_t crc32c(const void* from, size_t size) {
  const auto* const bytes = static_cast<const unsigned char*>(from);
#if defined(TUTTI_CRC_TARGET)
  if (hasInstruction) return ~byInstruction(~0u, bytes, size);
#endif
  return ~byTable(~0u, bytes, size);
}

}  // namespace tutti
