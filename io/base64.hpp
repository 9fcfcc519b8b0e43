#pragma once
#include <cstdint>
#include <span>
#include <string>

namespace sanggan {

/// Bytes as text, by RFC 4648 with padding. @pre fewer than 2^31 bytes
std::string base64(std::span<std::uint8_t const> bytes);

}  // namespace sanggan
