// CRC-32C (Castagnoli), as the files of the disk suites are protected by it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tutti {

uint32_t crc32c(const void* bytes, size_t size);

}  // namespace tutti
