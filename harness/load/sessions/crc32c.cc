// By the instruction of the processor where it has one. The instruction has a latency of three cycles and a throughput of
// one: three streams, taken from three neighbouring blocks, keep it busy. A CRC is linear over GF(2), so the three are put
// together by what so many zero bytes would make of the first and the second.
#include "crc32c.h"

#include <array>
#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#define TUTTI_CRC_TARGET __attribute__((target("sse4.2")))
#elif defined(__aarch64__)
#include <sys/auxv.h>
#pragma GCC push_options
#pragma GCC target("+crc")
#include <arm_acle.h>
#pragma GCC pop_options
#define TUTTI_CRC_TARGET __attribute__((target("+crc")))
#endif

namespace tutti::load {
namespace {

/// The polynomial, its bits reversed.
constexpr uint32_t polynomial = 0x82F63B78;

using ByteTable = std::array<uint32_t, 256>;

/// `tables[i][b]`: what a byte does that is followed by i others.
constexpr std::array<ByteTable, 8> makeTables() {
  std::array<ByteTable, 8> tables{};
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t crc = byte;
    for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) != 0 ? polynomial : 0);
    tables[0][byte] = crc;
  }
  for (size_t i = 1; i < 8; i++) {
    for (size_t byte = 0; byte < 256; byte++) {
      const uint32_t before = tables[i - 1][byte];
      tables[i][byte] = (before >> 8) ^ tables[0][before & 0xFF];
    }
  }
  return tables;
}

constexpr std::array<ByteTable, 8> tables = makeTables();

uint64_t eightBytes(const unsigned char* at) {
  uint64_t word;
  memcpy(&word, at, sizeof word);
  if constexpr (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) word = __builtin_bswap64(word);
  return word;
}

uint32_t byTables(uint32_t crc, const unsigned char* at, size_t size) {
  for (; size >= 8; at += 8, size -= 8) {
    const uint64_t word = eightBytes(at) ^ crc;
    crc = 0;
    for (size_t i = 0; i < 8; i++) crc ^= tables[7 - i][(word >> (8 * i)) & 0xFF];
  }
  for (; size > 0; at++, size--) crc = (crc >> 8) ^ tables[0][(crc ^ *at) & 0xFF];
  return crc;
}

#if defined(TUTTI_CRC_TARGET)

/// What a fixed number of zero bytes makes of a CRC.
class Zeros {
 public:
  explicit Zeros(size_t bytes) {
    std::array<uint32_t, 32> ofBit;
    for (size_t bit = 0; bit < 32; bit++) {
      uint32_t crc = uint32_t{1} << bit;
      for (size_t i = 0; i < bytes; i++) crc = (crc >> 8) ^ tables[0][crc & 0xFF];
      ofBit[bit] = crc;
    }
    for (size_t place = 0; place < 4; place++) {
      for (size_t byte = 0; byte < 256; byte++) {
        uint32_t sum = 0;
        for (size_t bit = 0; bit < 8; bit++) sum ^= (byte >> bit) & 1 ? ofBit[8 * place + bit] : 0;
        made_[place][byte] = sum;
      }
    }
  }

  uint32_t after(uint32_t crc) const {
    return made_[0][crc & 0xFF] ^ made_[1][(crc >> 8) & 0xFF] ^ made_[2][(crc >> 16) & 0xFF] ^ made_[3][crc >> 24];
  }

 private:
  std::array<ByteTable, 4> made_;
};

/// Bytes of one of three blocks: large ones while there are many, small ones for what is left.
constexpr size_t longBlock = 4096, shortBlock = 256;
const Zeros longZeros(longBlock), shortZeros(shortBlock);

TUTTI_CRC_TARGET inline uint32_t step(uint32_t crc, const unsigned char* at) {
#if defined(__x86_64__)
  return static_cast<uint32_t>(_mm_crc32_u64(crc, eightBytes(at)));
#else
  return __crc32cd(crc, eightBytes(at));
#endif
}

TUTTI_CRC_TARGET inline uint32_t stepByte(uint32_t crc, unsigned char byte) {
#if defined(__x86_64__)
  return _mm_crc32_u8(crc, byte);
#else
  return __crc32cb(crc, byte);
#endif
}

TUTTI_CRC_TARGET uint32_t threeBlocks(uint32_t crc, const unsigned char* at, size_t block, const Zeros& zeros) {
  uint32_t second = 0, third = 0;
  for (const unsigned char* const end = at + block; at < end; at += 8) {
    crc = step(crc, at);
    second = step(second, at + block);
    third = step(third, at + 2 * block);
  }
  return zeros.after(zeros.after(crc) ^ second) ^ third;
}

TUTTI_CRC_TARGET uint32_t byInstruction(uint32_t crc, const unsigned char* at, size_t size) {
  for (; size >= 3 * longBlock; at += 3 * longBlock, size -= 3 * longBlock) crc = threeBlocks(crc, at, longBlock, longZeros);
  for (; size >= 3 * shortBlock; at += 3 * shortBlock, size -= 3 * shortBlock) crc = threeBlocks(crc, at, shortBlock, shortZeros);
  for (; size >= 8; at += 8, size -= 8) crc = step(crc, at);
  for (; size > 0; at++, size--) crc = stepByte(crc, *at);
  return crc;
}

bool hasInstruction() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("sse4.2") != 0;
#else
  constexpr unsigned long crc32 = 1 << 7;  // HWCAP_CRC32
  return (getauxval(AT_HWCAP) & crc32) != 0;
#endif
}

const bool instruction = hasInstruction();

#else

constexpr bool instruction = false;
uint32_t byInstruction(uint32_t crc, const unsigned char* at, size_t size) { return byTables(crc, at, size); }

#endif

}  // namespace

uint32_t crc32c(uint32_t crc, const void* bytes, size_t size) {
  const auto* const at = static_cast<const unsigned char*>(bytes);
  return ~(instruction ? byInstruction(~crc, at, size) : byTables(~crc, at, size));
}

uint32_t crc32cByTables(uint32_t crc, const void* bytes, size_t size) {
  return ~byTables(~crc, static_cast<const unsigned char*>(bytes), size);
}

const char* crc32cMeans() { return instruction ? "the processor's instruction, three streams" : "tables"; }

}  // namespace tutti::load
