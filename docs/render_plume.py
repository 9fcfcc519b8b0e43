"""Renders the sulfate plume of cases/shuozhou-gangue-heap at its last time, opened along its axis.

pvpython docs/render_plume.py RESULTS_FOLDER [PNG]    (without a screen: xvfb-run -a pvpython ...)
"""
import sys

from paraview import simple as pv

LIMIT = 250  # class III of GB/T 14848-2017 (mg/L)
ORIGIN = (623000.0, 4354000.0, 1000.0)  # drawn at zero: large coordinates would lose digits
EXAGGERATION = 5.0
AXIS_Y = 4354250.0
WELL = {"x": 623640.0, "y": 4354250.0, "bottom": 990.0, "screen_top": 1000.0, "top": 1017.0}
RIVER = {"west": 623860.0, "bed": 623872.0, "east": 623900.0, "south": 4354000.0,
         "north": 4354500.0, "stage": 1005.6}
FARMLAND = {"west": 623430.0, "east": 623700.0, "north": 4354440.0}
ZONES = {"sand_gravel": 0, "loess": 1, "gangue": 2}  # as in /mesh/zone of results.h5
COLOURS = {
    "sand_gravel": (0.84, 0.84, 0.80), "loess": (0.89, 0.80, 0.62), "gangue": (0.50, 0.49, 0.48),
    "farmland": (0.66, 0.74, 0.50), "water": (0.22, 0.50, 0.82),
    "sheet": (0.35, 0.65, 1.0), "ink": (0.12, 0.14, 0.18),
}
PLUME_COLOURS = {  # (mg/L)
    250: (1.00, 0.86, 0.35), 500: (0.99, 0.64, 0.20), 1000: (0.93, 0.34, 0.14),
    2000: (0.72, 0.08, 0.15), 3000: (0.42, 0.00, 0.14),
}
LABELS = {
    "gangue heap": (623205, 4354180, 1042),
    "loess": (623720, 4354215, 1007.6),
    "sand and gravel": (623700, 4354215, 998),
    "water table": (623018, 4354180, 1003.6),
    "farmland": (623470, 4354350, 1012.5),
    "river": (623903, 4354120, 1006),
}
YEAR = 365.25 * 86400


def drawn(x, y, z):
    """Where a point of the site stands in the picture."""
    return [x - ORIGIN[0], y - ORIGIN[1], (z - ORIGIN[2]) * EXAGGERATION]


def in_drawing(cells):
    """Moves to the origin, then exaggerates the height."""
    moved = pv.Transform(Input=cells)
    moved.Transform.Translate = [-ORIGIN[0], -ORIGIN[1], -ORIGIN[2]]
    scaled = pv.Transform(Input=moved)
    scaled.Transform.Scale = [1, 1, EXAGGERATION]
    return scaled


def zone(cells, name):
    part = pv.Threshold(Input=cells, Scalars=["CELLS", "zone"], ThresholdMethod="Between")
    part.LowerThreshold = part.UpperThreshold = ZONES[name]
    return part


def half(cells, side):
    """What lies north (+1) or south (-1) of the axis of the plume."""
    cut = pv.Clip(Input=cells, ClipType="Plane", Invert=0)
    cut.ClipType.Origin = drawn(0, AXIS_Y, ORIGIN[2])
    cut.ClipType.Normal = [0, side, 0]
    return cut


def show(view, source, colour, opacity=1.0):
    shape = pv.Show(source, view)
    shape.Representation = "Surface"
    shape.ColorArrayName = [None, ""]
    shape.DiffuseColor = shape.AmbientColor = colour
    shape.Opacity, shape.Ambient, shape.Diffuse, shape.Specular = opacity, 0.35, 0.7, 0
    return shape


def write(view, text, place, size=20, colour=COLOURS["ink"], justification="Left", bold=0):
    """Text at a corner, or at a point of the picture if `place` has three coordinates."""
    shape = pv.Show(pv.Text(Text=text), view)
    if len(place) == 3:
        shape.TextPropMode = "Billboard 3D Text"
        shape.BillboardPosition = place
    else:
        shape.WindowLocation = "Any Location"
        shape.Position = place
    shape.FontSize, shape.Color, shape.Justification, shape.Bold = size, colour, justification, bold


def line(view, start, end, colour, radius):
    tube = pv.Tube(Input=pv.Line(Point1=start, Point2=end), Radius=radius, NumberofSides=16)
    return show(view, tube, colour)


def show_ground(view, cells):
    for name in ("sand_gravel", "loess", "gangue"):
        show(view, half(zone(cells, name), +1), COLOURS[name])
    show(view, pv.ExtractSurface(Input=half(zone(cells, "gangue"), -1)), COLOURS["gangue"], 0.18)
    edges = pv.FeatureEdges(Input=pv.ExtractSurface(Input=half(cells, -1)), FeatureAngle=60)
    show(view, edges, COLOURS["ink"], 0.2)


def above_limit(cells):
    return pv.Clip(Input=cells, ClipType="Scalar", Scalars=["POINTS", "SO4_dissolved"],
                   Value=LIMIT, Invert=0)


def show_plume(view, cells):
    at_points = pv.CellDatatoPointData(Input=cells)
    section = pv.Slice(Input=at_points, SliceType="Plane")
    section.SliceType.Origin = drawn(0, AXIS_Y - 0.5, ORIGIN[2])  # a little in front of the ground
    section.SliceType.Normal = [0, 1, 0]
    ground = pv.Threshold(Input=at_points, Scalars=["CELLS", "zone"], ThresholdMethod="Between")
    ground.LowerThreshold, ground.UpperThreshold = ZONES["sand_gravel"], ZONES["loess"]
    colours = pv.GetColorTransferFunction("SO4_dissolved")
    colours.RGBPoints = [v for c, rgb in PLUME_COLOURS.items() for v in (c, *rgb)]
    colours.ColorSpace, colours.UseLogScale = "RGB", 1
    for part, opacity in ((section, 1), (half(ground, -1), 0.4)):
        shape = show(view, above_limit(part), COLOURS["ink"], opacity)
        pv.ColorBy(shape, ("POINTS", "SO4_dissolved"))
        shape.Ambient, shape.Diffuse = 0.65, 0.4
    shape.SetScalarBarVisibility(view, True)
    bar = pv.GetScalarBar(colours, view)
    bar.Title, bar.ComponentTitle = "Sulfate in water above the limit (mg/L)", ""
    bar.TitleColor = bar.LabelColor = COLOURS["ink"]
    bar.Orientation = "Horizontal"
    bar.WindowLocation, bar.Position, bar.ScalarBarLength = "Any Location", [0.04, 0.06], 0.30
    bar.UseCustomLabels, bar.CustomLabels = 1, list(PLUME_COLOURS)
    bar.AddRangeLabels, bar.AutomaticLabelFormat, bar.LabelFormat = 0, 0, "%.0f"
    bar.TitleFontSize, bar.LabelFontSize, bar.ScalarBarThickness = 22, 20, 18


def show_water(view, cells):
    at_points = pv.CellDatatoPointData(Input=cells)
    table = pv.Contour(Input=at_points, ContourBy=["POINTS", "pressure_head"], Isosurfaces=[0])
    show(view, table, COLOURS["sheet"], 0.16)
    channel = pv.Clip(Input=cells, ClipType="Plane", Invert=0)
    channel.ClipType.Origin, channel.ClipType.Normal = drawn(RIVER["bed"], 0, 0), [1, 0, 0]
    channel.UpdatePipeline()
    bed = channel.GetDataInformation().GetBounds()[5] / EXAGGERATION + ORIGIN[2]
    z = max(RIVER["stage"], bed + 0.1)  # to be seen even where layers fill the channel
    river = pv.Plane(Origin=drawn(RIVER["west"], RIVER["south"], z),
                     Point1=drawn(RIVER["east"], RIVER["south"], z),
                     Point2=drawn(RIVER["west"], RIVER["north"], z))
    show(view, river, COLOURS["water"], 0.85)


def show_farmland(view):
    """The field north of the section, on ground that falls 4 m in 1 km."""
    def corner(x, y):
        return drawn(x, y, 1014.1 - 0.004 * (x - 623000))

    field = pv.Plane(Origin=corner(FARMLAND["west"], AXIS_Y),
                     Point1=corner(FARMLAND["east"], AXIS_Y),
                     Point2=corner(FARMLAND["west"], FARMLAND["north"]))
    show(view, field, COLOURS["farmland"])


def show_well(view):
    def at(z):
        return drawn(WELL["x"], WELL["y"] - 3, z)

    line(view, at(WELL["screen_top"]), at(WELL["top"]), COLOURS["ink"], 2)
    line(view, at(WELL["bottom"]), at(WELL["screen_top"]), (0.1, 0.3, 0.7), 3.5)
    write(view, "village well", drawn(WELL["x"] - 40, WELL["y"], WELL["top"] + 2), 24, bold=1)


def look(view):
    view.CameraFocalPoint = [462, 230, 10]
    view.CameraPosition = [590, -870, 420]
    view.CameraViewUp = [0, 0, 1]
    view.CameraViewAngle = 32


def main(folder, png):
    reader = pv.OpenDataFile(folder + "/view/results.hdf.series")
    last = list(reader.TimestepValues)[-1]
    view = pv.CreateView("RenderView")
    view.ViewSize = [1600, 900]
    view.UseColorPaletteForBackground, view.Background = 0, [1, 1, 1]
    view.OrientationAxesVisibility = 0
    view.ViewTime = last
    reader.UpdatePipeline(last)
    cells = in_drawing(reader)
    show_ground(view, cells)
    show_plume(view, cells)
    show_water(view, cells)
    show_farmland(view)
    show_well(view)
    write(view, f"{last / YEAR:.0f} years", [0.03, 0.90], 38, bold=1)
    write(view, f"of rain on a coal-gangue heap (heights x {EXAGGERATION:.0f})", [0.03, 0.86], 22)
    for text, place in LABELS.items():
        write(view, text, drawn(*place), 22)
    look(view)
    pv.SaveScreenshot(png, view, ImageResolution=[1600, 900], CompressionLevel=9)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else "plume.png")
