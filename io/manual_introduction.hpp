#pragma once
#include <string_view>

namespace sanggan {

/// What the manual of case files says before its tables.
inline constexpr std::string_view case_introduction =
    R"(# Case files

This page is written by `./dev docs` from the tables that parse case files. `sanggan schema` prints
the same as a JSON Schema, with which editors complete and check a case while it is written;
`sanggan check CASE` reads a case without running it; `sanggan new NAME` writes a case to start from.

A case is one YAML file, `case.yaml`, in a folder of its own. All its errors are reported in one pass,
each with file, line and column, the key, and what to write instead. Unknown keys, keys given twice,
and numbers without a unit where one is due are errors.

**Units.** A quantity is a number and a unit: `3.2e-6 m/s`, `12 cm/day`, `250 mg/kg`. Any unit that
UDUNITS knows will do if it measures the right thing; a year (`yr`) has 365.25 days and a month is a
twelfth of it. The tables give the SI unit, in which ranges and defaults are written. Numbers without
a dimension (`-` in the tables) stand alone, or with `%`. A mass may be written for an amount
(`mg/L` for `mol/m3`) where the species has a `molar_mass`.

**Places.** x points east, y north and z up; all are in metres in the coordinate system `crs`.
Pressure head is negative where the ground is unsaturated; hydraulic head is pressure head plus
elevation. The sides of a box or a terrain are the patches `west`, `east`, `south`, `north`,
`bottom` and `top` (the ground surface); parts of the ground may be named as patches of their own.
Of a Gmsh mesh the physical volumes are the zones and the physical surfaces the patches, by name, or
`zone_` and `patch_` with their number where they have none; outer faces in no group are the patch
`boundary`. Of several groups of one element the first counts, and groups of faces between cells are
no patches. Elements are of first order.

**Times.** t = 0 is the start of the run, on `start_date` where records carry dates. A value that
changes in time is a [series](#values-in-time): a constant, a CSV file, a short list, or twelve
monthly values.

**Files.** Names of files are relative to the file in which they stand. Tables are CSV with a header
line; lines that start with `#` are comments. Rasters are GeoTIFF or ASCII grids, polygons GeoJSON or
GeoPackage. The key `include` may stand in any section and names a file, or a list of files, whose
keys belong there as well; a key may be given in one of them only.

**From the command line.** `--set key.path=value` replaces or adds a value before the case is read,
such as `--set time.end='2 yr'` or `--set mesh.layers.0.cells=8`.

In the tables a dot leads into a section, `NAME` is a name of your choice and `N` stands for the
entries of a list, counted from 0. A key without a default is optional unless it is marked as
required; below an optional section, required means: if that section is given.
)";

/// And that of ensemble files.
inline constexpr std::string_view ensemble_introduction =
    R"(# Ensemble files

This page is written by `./dev docs` from the tables that parse ensemble files. `sanggan schema --ensemble`
prints the same as a JSON Schema. [uncertainty.md](uncertainty.md) says what an ensemble is and what it
leaves, [case_files.md](case_files.md) how quantities are written. The figures of a distribution are plain
numbers, in the `unit` beside them.
)";

}  // namespace sanggan
