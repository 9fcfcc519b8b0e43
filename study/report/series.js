// Curves through time: uPlot where it was built in, plain SVG where not.

const timeAxis = () => ({
  label: say(startYear == null ? "time.since" : "time.axis"),
  format: (v) => String(Number(v.toPrecision(6))),
});
/** Values that a logarithmic axis can show: at most five decades below the largest. */
const floorOf = (values) => Math.max(...values) * 1e-5;

/** Curves are {scenario or name, t (years), values, colour, dash}. */
function plainCurves(curves, { label, log, height = 320, name }) {
  const times = curves.flatMap((curve) => curve.t);
  const values = curves.flatMap((curve) => curve.values).filter((v) => v != null && (!log || v > 0));
  const least = log ? Math.max(Math.min(...values), floorOf(values)) : 0;
  const { svg, plot, X, Y } = chart({
    x: { low: Math.min(...times), high: Math.max(...times), ...timeAxis() },
    y: { low: least, high: (Math.max(...values) || 1) * (log ? 1.5 : 1.05), log, label },
    height,
    name,
  });
  plot.append(
    ...curves.map(({ t, values, colour, dash }) =>
      line(
        t.map((time, k) => [X(time), values[k] == null ? NaN : Y(Math.max(values[k], least))]),
        { stroke: colour, "stroke-width": 2, "stroke-dasharray": dash.join(" ") },
      ),
    ),
  );
  return [svg, legend(curves.map((curve) => [lineSwatch(curve.colour, curve.dash), curve.name]))];
}

function uplotCurves(curves, { label, log, height = 320 }) {
  const least = log ? floorOf(curves.flatMap((curve) => curve.values)) : 0;
  const shown = (v) => (v == null ? null : log ? Math.max(v, least) : v);
  const data = uPlot.join(curves.map(({ t, values }) => [t, values.map(shown)]));
  const axis = {
    font: "12px sans-serif",
    labelFont: "12px sans-serif",
    labelSize: 20,
    grid: { stroke: "#e2e5e7", width: 1 },
  };
  const border = (_, k) =>
    !k || !curves[k - 1].dash.length ? "solid" : curves[k - 1].dash[0] < 4 ? "dotted" : "dashed";
  const holder = h("div", { class: "curves" });
  holder.chart = new uPlot(
    {
      width: chartWidth(),
      height,
      scales: {
        x: { time: false },
        y: { distr: log ? 3 : 1, range: log ? undefined : (_, low, high) => [0, high * 1.05 || 1] },
      },
      legend: { markers: { width: 2, dash: border } },
      axes: [
        { ...axis, size: 34, label: timeAxis().label, values: (_, ticks) => ticks.map(timeAxis().format) },
        { ...axis, label, size: 60, values: (_, ticks) => ticks.map((v) => (v == null ? "" : number(v))) },
      ],
      series: [
        { label: say("time"), value: (_, v) => (v == null ? "–" : v.toFixed(1)) },
        ...curves.map(({ name, colour, dash }) => ({
          label: name,
          stroke: colour,
          width: 2,
          dash,
          spanGaps: true,
          points: { show: false },
          value: (_, v) => (v == null ? "–" : number(v)),
        })),
      ],
    },
    data,
    holder,
  );
  return [holder];
}

const curvesChart = (curves, options) => (drawnBy("uPlot") ? uplotCurves : plainCurves)(curves, options);

const seriesChoice = { substance: waterSubstances[0], log: false };

function concentrationChart(receptor) {
  const own = done
    .map((scenario) => [scenario, waterOf(scenario, receptor.name, seriesChoice.substance)])
    .filter(([, water]) => water?.t.length);
  if (!own.length) return null;
  const { limit, unit, substance } = own[0][1];
  const curves = own.map(([scenario, { t, C }]) => ({
    name: title(scenario),
    t: t.map(yearOf),
    values: C,
    ...look(scenario),
  }));
  const times = curves.flatMap((curve) => curve.t);
  if (limit != null)
    curves.push({
      name: say("limit.is", { value: quantity(limit, unit) }),
      t: [Math.min(...times), Math.max(...times)],
      values: [limit, limit],
      colour: "#767676",
      dash: [12, 5],
    });
  const caption = say("series.caption", {
    receptor: receptor.name,
    substance,
    use: [translated("kind.", receptor.kind), receptor.standard, useName(receptor.use)]
      .filter(Boolean)
      .join(" "),
  });
  return figure(
    "series",
    caption,
    h("h3", {}, receptor.name),
    curvesChart(curves, {
      label: say("series.axis", { substance, unit }),
      log: seriesChoice.log,
      name: caption,
    }),
  );
}

function seriesPart() {
  return [
    h(
      "div",
      { class: "controls" },
      choice(
        say("substance"),
        waterSubstances.map((name) => [name, name]),
        seriesChoice.substance,
        (value) => {
          seriesChoice.substance = value;
          redraw("series");
        },
      ),
      h(
        "label",
        {},
        h("input", {
          type: "checkbox",
          checked: seriesChoice.log,
          onchange: (event) => {
            seriesChoice.log = event.target.checked;
            redraw("series");
          },
        }),
        " ",
        say("series.log"),
      ),
    ),
    study.receptors.map(concentrationChart),
  ];
}
