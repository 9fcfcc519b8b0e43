// Results at each receptor: water, soil and crops, health.

function waterRow(scenario, receptor, one) {
  const ratio = scenario.difference?.peak.find(
    (d) => d.receptor === receptor.name && d.substance === one.substance,
  )?.ratio;
  const never = one.first == null;
  return [
    title(scenario),
    one.substance,
    quantity(one.peak, one.unit),
    one.limit == null ? say("none") : quantity(one.limit, one.unit),
    year(one.time_of_peak),
    never ? say("never") : year(one.first),
    never ? "–" : duration(one.time_above),
    never ? "–" : one.compliance == null ? say("compliance.not") : year(one.compliance),
    quantity(one.end, one.unit),
    ratio == null ? "–" : `× ${number(ratio)}`,
  ];
}

function waterTables(receptor) {
  const head = [
    "scenario",
    "substance",
    "peak",
    "limit",
    "peak.time",
    "first",
    "above",
    "compliance",
    "end",
    "ratio",
  ].map((key) => say(key));
  const worst = worstAt(receptor.name)?.substance ?? waterSubstances[0];
  const rows = (keep) =>
    waterSubstances.filter(keep).flatMap((substance) =>
      done.flatMap((scenario) => {
        const one = waterOf(scenario, receptor.name, substance);
        return one ? [waterRow(scenario, receptor, one)] : [];
      }),
    );
  const main = rows((substance) => substance === worst),
    others = rows((substance) => substance !== worst);
  if (!main.length) return null;
  const classes = done.flatMap((scenario) =>
    scenario.water_class
      .filter((c) => c.receptor === receptor.name)
      .map((c) => [title(scenario), c.standard, say("class.of", { class: c.class, worst: listed(c.worst) })]),
  );
  return [
    h("h3", {}, receptor.name),
    table(head, main),
    classes.length ? table([say("scenario"), say("sources.standard"), say("class")], classes) : null,
    others.length
      ? h(
          "details",
          { open: printing },
          h("summary", {}, listed([...new Set(others.map((row) => row[1]))])),
          table(head, others),
        )
      : null,
  ];
}

function cropWords({ crop, substance, content, limit, meets, chance }) {
  const verdict = meets == null ? "" : meets ? `✓ ${say("soil.meets")}` : `✗ ${say("soil.fails")}`;
  return h(
    "div",
    {},
    [
      `${translated("crop.", crop)}, ${substance}: ${quantity(content, "mg/kg")}`,
      limit != null && say("limit.is", { value: number(limit) }),
      verdict,
      chance != null && say("soil.chance", { share: percent(chance) }),
    ]
      .filter(Boolean)
      .join("; "),
  );
}

function soilTable() {
  const rows = done.flatMap((scenario) =>
    scenario.soil.map((soil) =>
      [
        title(scenario),
        soil.receptor,
        [
          translated("", soil.class),
          soil.worst.length ? ` (${listed(soil.worst)})` : "",
          soil.unjudged.length
            ? h("div", { class: "note" }, say("soil.unjudged", { list: listed(soil.unjudged) }))
            : null,
        ],
        soil.contents.map((c) =>
          h("div", {}, `${c.substance}: ${number(c.start)} → ${quantity(c.end, "mg/kg")}`),
        ),
        soil.crops.map(cropWords),
        soil.capacity.map((c) =>
          h(
            "div",
            {},
            say("soil.capacity.of", {
              substance: c.substance,
              static: number(c.static),
              dynamic: number(c.dynamic),
            }),
          ),
        ),
      ].map((value) => (Array.isArray(value) ? { cell: {}, value } : value)),
    ),
  );
  if (!rows.length) return null;
  const rates = done
    .filter((scenario) => scenario.farmland?.safe_utilisation_rate != null)
    .map((scenario) => [
      title(scenario),
      percent(scenario.farmland.safe_utilisation_rate),
      ...["priority_protection", "safe_use", "strict_control"].map((key) =>
        hectares(scenario.farmland.areas.reduce((sum, area) => sum + area[key], 0)),
      ),
    ]);
  return [
    h("h3", {}, say("soil")),
    table(
      ["scenario", "receptor", "soil.class", "soil.contents", "soil.crops", "soil.capacity"].map((key) =>
        say(key),
      ),
      rows,
    ),
    rates.length
      ? table(
          [
            say("scenario"),
            say("soil.rate"),
            say("priority protection"),
            say("safe use"),
            say("strict control"),
          ],
          rates,
        )
      : null,
  ];
}

function healthTable() {
  const way = ({ pathway, cancer_risk, hazard_quotient }) =>
    h("div", {}, `${translated("", pathway)}: ${number(cancer_risk)} / ${number(hazard_quotient)}`);
  const rows = done.flatMap((scenario) =>
    scenario.health.map((one) => [
      title(scenario),
      one.receptor,
      one.substance,
      number(one.cancer_risk),
      number(one.hazard_quotient),
      { cell: {}, value: one.pathways.map(way) },
      quantity(one.goal, "mg/kg"),
      quantity(one.goal_water, "mg/L"),
    ]),
  );
  return rows.length
    ? [
        h("h3", {}, say("health")),
        table(
          [
            "scenario",
            "receptor",
            "substance",
            "metric.cancer_risk",
            "metric.hazard_quotient",
            "health.pathways",
            "health.goal",
            "health.goal_water",
          ].map((key) => say(key)),
          rows,
        ),
      ]
    : null;
}

const receptorsPart = () => [study.receptors.map(waterTables), soilTable(), healthTable()];
