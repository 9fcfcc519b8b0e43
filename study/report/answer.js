// The answer in plain words, and its limits.

function reason(metric, value) {
  const values = {
    metric: metricName(metric),
    value: metricValue(metric, value),
    bound: metricValue(metric, metric.bound),
    sense: say(metric.sense),
  };
  if (value == null) return say("reason.unknown", values);
  return say(metric.sense === "at_least" ? "reason.below" : "reason.above", values);
}

/** Why a scenario ends at its gate, from the metrics; the study's own words where they tell nothing. */
function reasons(scenario) {
  const own = broken(scenario).map((metric) => reason(metric, scenario.values[metric.name]));
  return (own.length ? own : scenario.verdict.reasons).join(say("semicolon"));
}

function fate(scenario) {
  if (scenario.status !== "done") return say(`answer.${scenario.status}`, { message: scenario.message });
  const gate = scenario.verdict?.failed_gate;
  return gate
    ? say("answer.fail", { gate: say(`gate.${gate}`), reasons: reasons(scenario) })
    : say("answer.pass");
}

function headline() {
  const names = (list) => listed(list.map((scenario) => quoted(title(scenario))));
  if (!passing.length) return [say("answer.none")];
  const uncompared = passing.filter((scenario) => scenario.verdict.lacks.length);
  const first = recommended.length
    ? say("answer.recommended", {
        names: names(recommended),
        share: percent(recommended[0].verdict.share_first),
      })
    : front.length
      ? say("answer.front", { names: names(front) })
      : null;
  return [
    first,
    say("answer.passing", { names: names(passing) }),
    uncompared.length && say("answer.uncompared", { names: names(uncompared) }),
  ].filter(Boolean);
}

/** What becomes of the worst substance of a receptor of water. */
function peakChange(scenario, receptor) {
  const basis = worstAt(receptor);
  const now = basis && waterOf(scenario, receptor, basis.substance);
  if (!now || now.peak == null) return null;
  const when =
    now.first == null
      ? say("when.never")
      : now.compliance == null
        ? say("when.not", { year: year(study.case.end) })
        : say("when.from", { year: year(now.compliance) });
  const change = noAction && basis.peak > 0 ? now.peak / basis.peak - 1 : null;
  return say(noAction && scenario !== noAction ? "effect.peak" : "effect.alone", {
    receptor,
    substance: now.substance,
    before: quantity(basis.peak, basis.unit),
    after: quantity(now.peak, now.unit),
    change: (change > 0 ? "+" : "") + percent(change),
    limit: quantity(now.limit, now.unit),
    when,
  });
}

function effect(scenario) {
  const { present_value, people_protected, kg_kept_out } = scenario.cost ?? {};
  const peaks = study.receptors.map(({ name }) => peakChange(scenario, name)).filter(Boolean);
  return [
    h("h3", {}, say("answer.effect", { name: title(scenario) })),
    h(
      "ul",
      {},
      peaks.map((text) => h("li", {}, text)),
      present_value &&
        h(
          "li",
          {},
          say("effect.cost", {
            range: moneyRange(present_value),
            rate: percent(study.money.discount_rate),
            price: study.money.price_year,
          }),
        ),
      (people_protected > 0 || kg_kept_out > 0) &&
        h("li", {}, say("effect.people", { people: number(people_protected), kg: mass(kg_kept_out) })),
    ),
  ];
}

/** Figures that were not read in the text in force, by how they are known. */
const doubtfulFigures = () =>
  ["memory", "older edition"]
    .map((status) => [status, study.figures.filter((figure) => figure.status === status)])
    .filter(([, list]) => list.length);

function limitsOfAnswer() {
  const doubtful = doubtfulFigures();
  const judged = study.metrics.filter((metric) => metric.bound != null || metric.weight != null);
  const absent = judged.filter(({ name }) => done.every((scenario) => scenario.values[name] == null));
  const { cells, overrides, end } = study.case;
  return [
    unfinished.length &&
      say("limits.failed", {
        n: unfinished.length,
        all: study.scenarios.length,
        names: listed(unfinished.map((scenario) => quoted(title(scenario)))),
      }),
    doubtful.length &&
      say("limits.figures", {
        n: doubtful.flatMap(([, list]) => list).length,
        list: doubtful
          .map(([status, list]) =>
            say("limits.status", {
              status: say(`status.${status}`),
              list: list.map((f) => f.what).join(say("semicolon")),
            }),
          )
          .join(""),
      }),
    absent.length && say("limits.metrics", { list: listed(absent.map(metricName)) }),
    say("limits.uncovered"),
    say("limits.uncertainty"),
    say("limits.mesh", { cells: cells == null ? unknown() : cells.toLocaleString("en") }),
    overrides?.length &&
      say("limits.overrides", { list: overrides.map((one) => one.trim()).join(say("semicolon")) }),
    say("limits.end", { year: year(end) }),
  ].filter(Boolean);
}

function answerPart() {
  const shown = recommended.length ? recommended : front;
  return [
    h(
      "div",
      { class: "answer" },
      headline().map((text) => h("p", {}, text)),
    ),
    h("h3", {}, say("answer.which")),
    h(
      "ul",
      { class: "fates" },
      study.scenarios.map((scenario) =>
        h(
          "li",
          { class: passing.includes(scenario) ? "pass" : "fail" },
          h("strong", {}, title(scenario)),
          language === "zh" ? "：" : ": ",
          fate(scenario),
        ),
      ),
    ),
    shown.map(effect),
    h(
      "aside",
      { class: "limits" },
      h("h3", {}, say("limits")),
      h(
        "ul",
        {},
        limitsOfAnswer().map((text) => h("li", {}, text)),
      ),
    ),
  ];
}
