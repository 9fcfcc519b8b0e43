// Axes, marks and legends in plain SVG.

/** Round numbers from low to high, about `count` of them. */
function ticks(low, high, count = 5) {
  const raw = (high - low || 1) / count,
    power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((k) => k * power).find((k) => k >= raw * 0.999);
  const list = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; ++k) list.push(k * step);
  return list;
}

/** Powers of ten from low to high. */
function powers(low, high) {
  const list = [];
  for (let k = Math.ceil(Math.log10(low) - 1e-9); k <= Math.log10(high) + 1e-9; ++k) list.push(10 ** k);
  return list.length > 1 ? list : [low, high];
}

/** A linear or logarithmic scale from [low, high] to the pixels [from, to]. */
function scale({ low, high, log = false }, from, to) {
  const place = log ? Math.log10 : (v) => v;
  const [a, b] = [place(low), place(high)];
  const at = (value) => from + ((place(value) - a) / (b - a || 1)) * (to - from);
  return Object.assign(at, { ticks: log ? powers(low, high) : ticks(low, high) });
}

/** On paper charts are plain SVG, which scales, and as wide as A4. */
let printing = false;
const drawnBy = (library) => !printing && library in window;

/** Width that charts have now. */
function chartWidth() {
  if (printing) return 680;
  const main = document.getElementById("main");
  return Math.max(280, main.clientWidth - 2 * parseFloat(getComputedStyle(main).paddingLeft));
}

/** An empty chart: {svg, plot, X, Y, box}. Axes are {low, high, log, label, format}. */
function chart({ x, y, height = 320, name, left = 64, width = chartWidth() }) {
  if (printing) height *= 0.8; // two to a page
  const box = { left, right: width - 16, top: 24, bottom: height - 44 };
  const X = scale(x, box.left, box.right),
    Y = scale(y, box.bottom, box.top);
  const text = (at, place, anchor, content) => s("text", { x: at, y: place, "text-anchor": anchor }, content);
  const xTicks = X.ticks.filter((_, k) => X.ticks.length * 60 < width || k % 2 === 0);
  const plot = s("g");
  const svg = s(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, class: "chart", role: "img", "aria-label": name },
    Y.ticks.map((v) =>
      s(
        "g",
        {},
        s("line", { x1: box.left, x2: box.right, y1: Y(v), y2: Y(v), class: "grid" }),
        text(box.left - 6, Y(v) + 4, "end", (y.format ?? number)(v)),
      ),
    ),
    xTicks.map((v) =>
      s(
        "g",
        {},
        s("line", { x1: X(v), x2: X(v), y1: box.bottom, y2: box.bottom + 5, class: "axis" }),
        text(X(v), box.bottom + 18, "middle", (x.format ?? number)(v)),
      ),
    ),
    s("path", { d: `M${box.left} ${box.top}V${box.bottom}H${box.right}`, class: "axis" }),
    text((box.left + box.right) / 2, height - 6, "middle", x.label),
    text(4, 14, "start", y.label),
    plot,
  );
  return { svg, plot, X, Y, box };
}

/** A line through points [x, y]; points without a place break it. */
function line(points, attributes) {
  let pen = "M";
  const path = points.map(([x, y]) => {
    const drawn = Number.isFinite(x) && Number.isFinite(y) ? `${pen}${x.toFixed(1)} ${y.toFixed(1)}` : "";
    pen = drawn ? "L" : "M";
    return drawn;
  });
  return s("path", { d: path.join(""), fill: "none", ...attributes });
}

/** The mark of a scenario; hollow where it fails. */
function mark(scenario, x, y, hollow = false, r = 6) {
  const { colour, shape } = look(scenario);
  const shown = { stroke: colour, "stroke-width": 2, fill: hollow ? "#fff" : colour };
  const corners = {
    square: [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ],
    triangle: [
      [0, -1.2],
      [1.1, 0.9],
      [-1.1, 0.9],
    ],
    diamond: [
      [0, -1.3],
      [1.3, 0],
      [0, 1.3],
      [-1.3, 0],
    ],
    cross: [
      [-1, -0.4],
      [-0.4, -0.4],
      [-0.4, -1],
      [0.4, -1],
      [0.4, -0.4],
      [1, -0.4],
      [1, 0.4],
      [0.4, 0.4],
      [0.4, 1],
      [-0.4, 1],
      [-0.4, 0.4],
      [-1, 0.4],
    ],
  }[shape];
  if (!corners) return s("circle", { cx: x, cy: y, r, ...shown });
  return s("polygon", { points: corners.map(([a, b]) => `${x + r * a},${y + r * b}`).join(" "), ...shown });
}

/** Swatches with words. Entries are [swatch, text]. */
const legend = (entries) =>
  h(
    "ul",
    { class: "legend" },
    entries.map(([swatch, text]) => h("li", {}, swatch, " ", text)),
  );
const lineSwatch = (colour, dash) =>
  s(
    "svg",
    { width: 30, height: 10 },
    line(
      [
        [0, 5],
        [30, 5],
      ],
      { stroke: colour, "stroke-width": 2.5, "stroke-dasharray": dash.join(" ") },
    ),
  );
const areaSwatch = (attributes) =>
  s("svg", { width: 18, height: 14 }, s("rect", { x: 1, y: 1, width: 16, height: 12, ...attributes }));

/** A figure with a caption below it. */
const figure = (name, caption, ...content) =>
  h("figure", { class: name }, ...content, h("figcaption", {}, caption));
