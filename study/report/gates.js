// Scenarios against gates, and the weights that rank them.

const signs = new Map([
  [true, "✓"],
  [false, "✗"],
  [null, "?"],
]);

function gateCell(metric, scenario) {
  if (scenario.status !== "done") return "–";
  const value = scenario.values[metric.name],
    kept = keeps(metric, value);
  const state = kept === true ? "pass" : kept === false ? "fail" : "";
  const sign = metric.bound == null ? "" : `${signs.get(kept)} `;
  return { cell: { class: `number ${state}` }, value: sign + metricValue(metric, value) };
}

function verdictCell(scenario) {
  if (scenario.status !== "done")
    return { cell: { class: "fail" }, value: say(`verdict.${scenario.status}`) };
  const { failed_gate, on_front } = scenario.verdict;
  const value = failed_gate
    ? `✗ ${say("verdict.fail", { gate: say(`gate.${failed_gate}`) })}`
    : `✓ ${say("verdict.pass")}${on_front ? ` · ${say("front")}` : ""}`;
  return { cell: { class: failed_gate ? "fail" : "pass" }, value };
}

function gatesPart() {
  const shown = gates.flatMap((gate) =>
    study.metrics.filter(
      (m) =>
        m.gate === gate &&
        (m.bound != null || m.weight != null || done.some((scenario) => scenario.values[m.name] != null)),
    ),
  );
  const span = (gate) => shown.filter((metric) => metric.gate === gate).length;
  const bound = (metric) =>
    metric.bound == null
      ? ""
      : `${metric.sense === "at_least" ? "≥" : "≤"} ${metricValue(metric, metric.bound)}`;
  const heads = [
    [
      "",
      "",
      ...gates.filter(span).map((gate) => ({ cell: { colspan: span(gate) }, value: say(`gate.${gate}`) })),
    ],
    [say("scenario"), say("verdict"), ...shown.map(metricName)],
    [say("bound"), "", ...shown.map(bound)],
  ];
  const rows = study.scenarios.map((scenario) => [
    title(scenario),
    verdictCell(scenario),
    ...shown.map((metric) => gateCell(metric, scenario)),
  ]);
  return [
    table(heads, rows, "gates"),
    h("p", { class: "note" }, say("gates.caption")),
    h("h3", {}, say("weights")),
    weightsPart(),
  ];
}

function weightsPart() {
  if (!ranked) return h("p", {}, say("weights.none"));
  const order = [...passing].sort((a, b) => (a.verdict.rank ?? 1e9) - (b.verdict.rank ?? 1e9));
  return [
    h(
      "div",
      { class: "pair" },
      table(
        [say("metric"), say("weight")],
        weighted.map((m) => [metricName(m), percent(m.weight)]),
      ),
      table(
        [say("scenario"), say("rank"), say("closeness"), say("share_first")],
        order.map((scenario) => {
          const { rank, closeness, share_first } = scenario.verdict;
          return [title(scenario), rank ?? unknown(), number(closeness), percent(share_first)];
        }),
      ),
    ),
    h("p", { class: "note" }, say("weights.caption")),
  ];
}
