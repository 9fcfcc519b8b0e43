// What several parts of the page ask of the study.

const title = (scenario) => scenario.title || scenario.name;
const done = study.scenarios.filter((scenario) => scenario.status === "done");
const unfinished = study.scenarios.filter((scenario) => scenario.status !== "done");
const noAction = done.find((scenario) => scenario.name === study.no_action);
const passing = done.filter((scenario) => scenario.verdict && !scenario.verdict.failed_gate);
const gates = ["risk", "operability", "economy"];
const weighted = study.metrics.filter((metric) => metric.weight != null);
const ranked = weighted.some((metric) => metric.weight > 0);
const front = passing.filter((scenario) => scenario.verdict.on_front);
const recommended = ranked ? passing.filter((scenario) => scenario.verdict.rank === 1) : [];
const byName = (name) => study.scenarios.find((scenario) => scenario.name === name);

/** Whether a value keeps the bound of its metric: true, false, or null where either lacks. */
function keeps(metric, value) {
  if (metric.bound == null || value == null) return null;
  return metric.sense === "at_least" ? value >= metric.bound : value <= metric.bound;
}

/** What ends a scenario at its gate: all bounds of that gate which it breaks or cannot show. */
function broken(scenario) {
  const own = study.metrics.filter((m) => m.gate === scenario.verdict.failed_gate && m.bound != null);
  return own.filter((metric) => keeps(metric, scenario.values[metric.name]) !== true);
}

/** Substances of the water, those furthest above a limit first. */
const waterSubstances = (() => {
  const worst = new Map();
  for (const { substance, peak, limit } of done.flatMap((scenario) => scenario.water)) {
    const ratio = limit > 0 && peak != null ? peak / limit : 0;
    worst.set(substance, Math.max(ratio, worst.get(substance) ?? 0));
  }
  return [...worst].sort((a, b) => b[1] - a[1]).map(([substance]) => substance);
})();
const waterOf = (scenario, receptor, substance) =>
  scenario.water.find((one) => one.receptor === receptor && one.substance === substance);

/** What of a receptor stands worst against its limit, in the scenario without measures if any. */
function worstAt(receptor) {
  const basis = (noAction ? [noAction] : done)
    .flatMap((scenario) => scenario.water)
    .filter((one) => one.receptor === receptor && one.limit > 0 && one.peak != null);
  return basis.sort((a, b) => b.peak / b.limit - a.peak / a.limit)[0];
}

// Colours of [OkabeIto2008], which colour-blind people tell apart; dashes and shapes say it again.
const colours = ["#000000", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00"];
const dashes = [[], [8, 4], [2, 3], [10, 3, 2, 3]];
const shapes = ["circle", "square", "triangle", "diamond", "cross"];
const look = (scenario) => {
  const k = study.scenarios.indexOf(scenario);
  return {
    colour: colours[k % colours.length],
    dash: dashes[k % dashes.length],
    shape: shapes[k % shapes.length],
  };
};
