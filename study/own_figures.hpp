#pragma once
#include <span>
#include <string_view>

namespace sanggan {

/// A file of figures that is part of the program: its path in the project and its text.
struct FigureFile {
  std::string_view path, text;
};

/// The project's own standards (data/standards) and health figures (data/health), by path.
std::span<FigureFile const> own_figures();

}  // namespace sanggan
