#include "io/base64.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>

namespace sanggan {

std::string base64(std::span<std::uint8_t const> bytes) {
  char* const text = CPLBase64Encode(static_cast<int>(bytes.size()), bytes.data());
  std::string result(text);
  CPLFree(text);
  return result;
}

}  // namespace sanggan
