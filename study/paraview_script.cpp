#include "study/paraview_script.hpp"

#include <fmt/format.h>

namespace sanggan {

std::string paraview_script(StudyResult const& result) {
  std::string folders;  // their names hold nothing that Python would take amiss
  std::string field = "head";
  double limit = 0;
  for (ScenarioResult const& one : result.scenarios)
    if (one.run) folders += fmt::format("{}\"{}\"", folders.empty() ? "" : ", ", one.folder);
  for (ScenarioResult const& one : result.scenarios)
    if (!one.pictures.plan.empty()) {
      auto const& layer = one.pictures.plan.front();
      std::string species = layer.substance;
      for (auto const& [name, substance] : result.study.substances)
        if (substance == layer.substance) species = name;
      field = species + "_dissolved";
      limit = layer.limit;
      break;
    }
  return fmt::format(
      R"(# Opens the scenarios of a study side by side in ParaView, with one camera and one scale:
#   paraview --script=side_by_side.py          (or Tools > Python Shell > Run Script)
#   pvpython side_by_side.py PICTURE.png       writes a picture of the last time
import math
import os
import sys

from paraview.simple import *

SCENARIOS = [{folders}]
FIELD, LIMIT = "{field}", {limit:.6g}  # blue below the limit, red above it
HEIGHTS = 5  # times as high as they are

try:
    here = os.path.dirname(os.path.abspath(__file__))
except NameError:  # in ParaView's own shell
    here = os.getcwd()

layout = CreateLayout("scenarios")
columns = math.ceil(math.sqrt(len(SCENARIOS)))
rows = math.ceil(len(SCENARIOS) / columns)


def split(cell, parts, divide):
    """Numbers of the equal parts of a cell of the layout."""
    cells = []
    for left in range(parts, 1, -1):
        first = divide(cell, 1 / left)
        cells.append(first)
        cell = first + 1
    return cells + [cell]


cells = [cell for row in split(0, rows, layout.SplitVertical)
         for cell in split(row, columns, layout.SplitHorizontal)]
colours = GetColorTransferFunction(FIELD)
colours.AutomaticRescaleRangeMode = "Never"

views = []
for name, cell in zip(SCENARIOS, cells):
    view = CreateView("RenderView")
    AssignViewToLayout(view=view, layout=layout, hint=cell)
    results = OpenDataFile(os.path.join(here, name, "view", "results.hdf.series"))
    results.UpdatePipeline()
    times = results.TimestepValues
    view.ViewTime = times[-1] if hasattr(times, "__len__") else times
    low = results.GetDataInformation().GetBounds()
    moved = Transform(Input=results)
    moved.Transform.Translate = [-low[0], -low[2], -low[4] * HEIGHTS]
    moved.Transform.Scale = [1, 1, HEIGHTS]
    shown = Show(moved, view)
    ColorBy(shown, ("CELLS", FIELD))
    title = Text(Text=name)
    label = Show(title, view)
    label.WindowLocation = "Upper Center"
    views.append(view)
if LIMIT > 0:
    colours.ApplyPreset("Cool to Warm", True)
    colours.RescaleTransferFunction(LIMIT / 100, LIMIT * 100)
    colours.MapControlPointsToLogSpace()
    colours.UseLogScale = 1
for view in views[1:]:
    AddCameraLink(views[0], view, "camera of " + str(id(view)))
views[0].ResetActiveCameraToPositiveY()  # from the south
views[0].ResetCamera()
for view in views:
    Render(view)
if len(sys.argv) > 1:
    SaveScreenshot(sys.argv[1], layout, ImageResolution=[1800, 1200])
)",
      fmt::arg("folders", folders), fmt::arg("field", field), fmt::arg("limit", limit));
}

}  // namespace sanggan
