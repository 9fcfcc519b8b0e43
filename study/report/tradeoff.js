// Cost against risk, with the trade-off front.

const riskMetrics = study.metrics.filter(
  (metric) => metric.gate === "risk" && done.some((scenario) => scenario.values[metric.name] != null),
);
const tradeoffChoice = {
  metric: (
    riskMetrics.find((metric) => metric.weight > 0) ??
    riskMetrics.find((metric) => metric.bound != null) ??
    riskMetrics[0]
  )?.name,
};

/** Where a label fits beside its mark without touching those before; its box. */
function placed(label, x, y, taken, box) {
  const width = 7 * [...label].reduce((sum, c) => sum + (c > "\u2e80" ? 1.8 : 1), 0);
  const spots = [
    [-width / 2, -14],
    [-width / 2, 26],
    [14, 4],
    [-14 - width, 4],
    ...[-30, -46, -62, 42, 58].flatMap((dy) => [
      [-8, dy],
      [8 - width, dy],
    ]),
  ];
  const boxes = spots.map(([dx, dy]) => ({ x: x + dx, y: y + dy - 12, width, height: 16 }));
  const free = (one) =>
    one.x >= box.left &&
    one.x + width <= box.right + 12 &&
    one.y >= 0 &&
    one.y + 16 <= box.bottom &&
    taken.every(
      (b) => one.x + one.width < b.x || b.x + b.width < one.x || one.y + 16 < b.y || b.y + b.height < one.y,
    );
  return boxes.find(free) ?? boxes[0];
}

/** Bounds of an axis around values, logarithmic where they span more than a factor of 50, over six decades at most. */
function around(values) {
  const high = Math.max(...values),
    low = Math.min(...values);
  if (low > 0 && high / low > 50) return { low: Math.max(low / 2, high * 1e-6), high: high * 2, log: true };
  return { low: Math.min(0, low), high: high * 1.1 || 1 };
}

function tradeoffChart(metric) {
  const shown = done.filter((one) => one.values[metric.name] != null && one.cost?.present_value);
  if (!shown.length) return h("p", {}, say("tradeoff.none"));
  const { size, name } = moneyUnit(),
    per = metric.unit === "s" ? secondsPerYear : 1;
  const cost = (one, which) => one.cost.present_value[which] / size;
  const risk = (one) => one.values[metric.name] / per;
  const budget = study.metrics.find((m) => m.name === "present_value")?.bound;
  const bounds = {
    x: budget == null ? null : budget / size,
    y: metric.bound == null ? null : metric.bound / per,
  };
  const unit = metric.unit === "s" ? say("years", { n: "" }).trim() : metric.unit === "1" ? "" : metric.unit;
  const yAxis = around([...shown.map(risk), ...(bounds.y == null ? [] : [bounds.y])]);
  // What costs nothing stands at the left end of a logarithmic axis.
  const costs = shown.flatMap((one) => [cost(one, "low"), cost(one, "high")]).filter((one) => one > 0);
  const xAxis = costs.length ? around(costs) : around([0]);
  const across = (value) => Math.max(value, xAxis.low);
  const { svg, plot, X, Y, box } = chart({
    height: 380,
    name: say("tradeoff"),
    x: { ...xAxis, label: say("cost.axis", { unit: name }) },
    y: {
      ...yAxis,
      label: unit ? say("series.axis", { substance: metricName(metric), unit }) : metricName(metric),
    },
  });
  const level = (d) => s("path", { d, class: "bound" });
  if (bounds.y != null) plot.append(level(`M${box.left} ${Y(bounds.y)}H${box.right}`));
  if (bounds.x != null && bounds.x >= xAxis.low && X(bounds.x) <= box.right)
    plot.append(level(`M${X(bounds.x)} ${box.top}V${box.bottom}`));
  const at = (one) => [X(across(cost(one, "typical"))), Y(Math.max(risk(one), yAxis.low))];
  const best = shown
    .filter((one) => front.includes(one))
    .sort((a, b) => cost(a, "typical") - cost(b, "typical"));
  plot.append(line(best.map(at), { class: "front" }));
  const taken = shown.flatMap((one) => {
    const [x, y] = at(one),
      low = X(across(cost(one, "low")));
    return [
      { x: x - 9, y: y - 9, width: 18, height: 18 },
      { x: low, y: y - 2, width: X(across(cost(one, "high"))) - low, height: 4 },
    ];
  });
  for (const one of shown) {
    const [x, y] = at(one),
      spot = placed(title(one), x, y, taken, box),
      leader = (from, to) =>
        line(
          [
            [x, from],
            [x, to],
          ],
          { class: "axis" },
        );
    taken.push(spot);
    plot.append(
      s(
        "g",
        { class: "point", "data-scenario": one.name, "data-x": cost(one, "typical"), "data-y": risk(one) },
        line(
          [
            [X(across(cost(one, "low"))), y],
            [X(across(cost(one, "high"))), y],
          ],
          { stroke: look(one).colour, "stroke-width": 1.5 },
        ),
        best.includes(one) && s("circle", { cx: x, cy: y, r: 11, class: "ring" }),
        mark(one, x, y, !passing.includes(one)),
        spot.y + 40 < y && leader(y - 8, spot.y + 16),
        spot.y > y + 20 && leader(y + 8, spot.y),
        s("text", { x: spot.x, y: spot.y + 12, class: "halo" }, title(one)),
      ),
    );
  }
  return figure("tradeoff", say("tradeoff.caption"), svg);
}

function tradeoffPart() {
  const metric = riskMetrics.find(({ name }) => name === tradeoffChoice.metric);
  if (!metric) return h("p", {}, say("tradeoff.none"));
  return [
    h(
      "div",
      { class: "controls" },
      choice(
        say("tradeoff.risk"),
        riskMetrics.map((one) => [one.name, metricName(one)]),
        metric.name,
        (value) => {
          tradeoffChoice.metric = value;
          redraw("tradeoff");
        },
      ),
    ),
    tradeoffChart(metric),
  ];
}
