#pragma once
#include <string_view>

namespace sanggan::test {

/// Each reads bytes as a file of its kind. What is wrong with them may be said in a message
/// (CaseError, IoError); all else is a fault of the reader. Files go to the current folder.
void fuzz_case_file(std::string_view bytes);
void fuzz_csv(std::string_view bytes);
void fuzz_polygon_file(std::string_view bytes);  ///< GeoJSON or GeoPackage
/// Header of a checkpoint, under a right checksum: else nothing is read of what was changed.
void fuzz_checkpoint(std::string_view bytes);

}  // namespace sanggan::test
