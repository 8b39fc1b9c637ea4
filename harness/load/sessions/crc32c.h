// CRC-32C (Castagnoli), the check of every file's content.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tutti::load {

/// The CRC of what was checked before, `crc` (0 for nothing), followed by these bytes.
uint32_t crc32c(uint32_t crc, const void* bytes, size_t size);

/// The same by tables alone: what is used on machines without the instruction.
uint32_t crc32cByTables(uint32_t crc, const void* bytes, size_t size);

/// How it is computed on this machine, in words.
const char* crc32cMeans();

}  // namespace tutti::load
