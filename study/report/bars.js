// Bars of stacked parts: where the mass goes, what scenarios cost.

// Fill, and ink that can be read on it.
const partColours = [
  ["#0072b2", "#fff"],
  ["#e69f00", "#000"],
  ["#009e73", "#fff"],
  ["#dda0c0", "#000"],
  ["#7cc4ec", "#000"],
  ["#d55e00", "#fff"],
  ["#b5b5b5", "#000"],
  ["#f0e442", "#000"],
  ["#332288", "#fff"],
  ["#882255", "#fff"],
];

/** Rows are {scenario, parts: [{name, value}], low, high}; parts of one name share a colour. */
function stackedBars(rows, { label, name, format = number }) {
  const names = [...new Set(rows.flatMap((row) => row.parts.map((part) => part.name)))];
  const total = (row) => row.parts.reduce((sum, part) => sum + part.value, 0);
  const most = Math.max(...rows.map((row) => Math.max(total(row), row.high ?? 0))) || 1;
  const step = 52,
    box = { left: 12, right: chartWidth() - 12, top: 8, bottom: 8 + step * rows.length };
  const X = scale({ low: 0, high: most * 1.02 }, box.left, box.right);
  const bars = rows.map((row, k) => {
    const y = box.top + k * step + 18;
    let from = 0;
    const parts = row.parts
      .filter((part) => part.value > 0)
      .map((part) => {
        const x = X(from),
          width = X((from += part.value)) - x;
        const [fill, ink] = partColours[names.indexOf(part.name) % partColours.length];
        const share = `${number((100 * part.value) / total(row))}%`;
        return s(
          "g",
          { class: "part", "data-part": part.name, "data-value": part.value },
          s("rect", { x, y, width, height: 20, fill, stroke: "#fff" }),
          s("title", {}, `${part.name}: ${format(part.value)} (${share})`),
          width > 44 &&
            s("text", { x: x + width / 2, y: y + 14, class: "inside", style: `fill:${ink}` }, share),
        );
      });
    const range =
      row.high > row.low &&
      s("path", {
        class: "range",
        d: `M${X(row.low)} ${y + 25}H${X(row.high)}M${X(row.low)} ${y + 21}v8M${X(row.high)} ${y + 21}v8`,
      });
    return s(
      "g",
      { "data-scenario": row.scenario.name },
      s("text", { x: box.left, y: y - 5 }, `${title(row.scenario)}: ${format(total(row))}`),
      parts,
      range,
    );
  });
  const axis = X.ticks.map((v) =>
    s(
      "g",
      {},
      s("line", { x1: X(v), x2: X(v), y1: box.top, y2: box.bottom, class: "grid" }),
      s("text", { x: X(v), y: box.bottom + 16, "text-anchor": v === 0 ? "start" : "middle" }, number(v)),
    ),
  );
  return [
    s(
      "svg",
      { viewBox: `0 0 ${chartWidth()} ${box.bottom + 42}`, class: "chart", role: "img", "aria-label": name },
      axis,
      bars,
      s("text", { x: (box.left + box.right) / 2, y: box.bottom + 36, "text-anchor": "middle" }, label),
    ),
    legend(names.map((one, k) => [areaSwatch({ fill: partColours[k % partColours.length][0] }), one])),
  ];
}
