#pragma once
#include <string>

namespace sanggan {

/// Writes a whole file so that a kill at any moment leaves either the old or the new one: temporary
/// name, flush to disk, rename. @throws IoError
void write_atomically(std::string const& path, std::string const& text);
/// Flushes a file that was written under a temporary name and gives it its own. @throws IoError
void publish(std::string const& temporary, std::string const& path);
/// Text of a file. @throws IoError
std::string read_text(std::string const& path);

}  // namespace sanggan
