// Assumptions, their sources, and how to compute it all again.

function assumptions() {
  const { currency, price_year: price, base_year: base, discount_rate } = study.money;
  const standards = Object.entries(study.standards).map(
    ([what, name]) => `${translated("judges.", what)} ${name}`,
  );
  const { toxicity, exposure, accepted_cancer_risk, accepted_hazard_quotient } = study.health ?? {};
  return h(
    "ul",
    {},
    h("li", {}, say("sources.money", { currency, price, base, rate: percent(discount_rate) })),
    standards.length
      ? h("li", {}, say("sources.standards", { list: standards.join(say("semicolon")) }))
      : null,
    study.health
      ? h(
          "li",
          {},
          say("sources.health", {
            toxicity: toxicity ?? unknown(),
            exposure: exposure ?? unknown(),
            risk: number(accepted_cancer_risk),
            hazard: number(accepted_hazard_quotient),
          }),
        )
      : null,
  );
}

function receptorsTable() {
  const size = (one) =>
    [
      one.area != null && hectares(one.area),
      one.supply > 0 && quantity(one.supply * 86400, "m³/d"),
      one.people > 0 && say("sources.people", { n: number(one.people) }),
    ].filter(Boolean);
  return table(
    ["receptor", "sources.kind", "sources.standard", "sources.use", "sources.size", "sources.limits"].map(
      (key) => say(key),
    ),
    study.receptors.map((one) => [
      one.name,
      translated("kind.", one.kind),
      one.standard ?? study.standards[one.kind === "plot" ? "plots" : one.kind] ?? "",
      [useName(one.use), one.pH && `pH ${one.pH}`].filter(Boolean).join(", "),
      listed(size(one)),
      (one.limits ?? []).map((l) => `${l.substance} ${quantity(l.value, l.unit)}`).join(say("semicolon")),
    ]),
  );
}

function measuresTable() {
  return table(
    ["scenario", "sources.measure", "sources.kind", "sources.from", "sources.to", "sources.responsible"].map(
      (key) => say(key),
    ),
    study.scenarios.flatMap((scenario) =>
      scenario.measures.length
        ? scenario.measures.map((m) => [
            title(scenario),
            m.name,
            translated("kind.", m.kind),
            year(m.start),
            m.end == null ? "–" : year(m.end),
            m.responsible ?? "",
          ])
        : [[title(scenario), say("none"), "", "", "", ""]],
    ),
  );
}

/** A value of the study file in a line, as one would write it there. */
const written = (value) =>
  Array.isArray(value)
    ? `[${value.map(written).join(", ")}]`
    : value && typeof value === "object"
      ? `{${Object.entries(value)
          .map(([key, item]) => `${key}: ${written(item)}`)
          .join(", ")}}`
      : `${value ?? ""}`;

/** What scenarios write anew of receptors; nothing where none does. */
function changesPart() {
  const rows = study.scenarios.flatMap((scenario) =>
    scenario.changes.map((c) => [title(scenario), c.receptor, c.key, written(c.value)]),
  );
  return rows.length
    ? [
        h("h3", {}, say("sources.changes")),
        table(
          ["scenario", "receptor", "sources.key", "sources.value"].map((key) => say(key)),
          rows,
        ),
      ]
    : [];
}

function figuresTable() {
  const order = ["memory", "older edition", "recomputed", "read"];
  const sorted = [...study.figures].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  return table(
    ["sources.what", "sources.value", "sources.status", "sources.source", "sources.in_force"].map((key) =>
      say(key),
    ),
    sorted.map((f) => [
      f.what,
      f.value == null ? "–" : quantity(f.value, f.unit),
      { cell: { class: order.indexOf(f.status) < 2 ? "fail" : "" }, value: translated("status.", f.status) },
      f.source,
      f.in_force ?? "",
    ]),
  );
}

const sourcesPart = () => [
  assumptions(),
  h("h3", {}, say("sources.measures")),
  measuresTable(),
  h("h3", {}, say("sources.receptors")),
  receptorsTable(),
  changesPart(),
  h("h3", {}, say("sources.figures")),
  figuresTable(),
  h("p", { class: "note" }, say("sources.keys")),
];

function reproducePart() {
  const { name, path, cells, crs, start_date, overrides } = study.case;
  const settings = (overrides ?? []).map((one) => ` --set '${one.trim()}'`).join("");
  const names = listed(libraries.map((one) => `${one.name} ${one.version} (${one.licence})`));
  return [
    h("p", {}, say("reproduce.how")),
    h(
      "pre",
      {},
      `sanggan --version   # ${study.version}\nsanggan compare ${study.study}${settings} -o ${language === "zh" ? "结果目录" : "FOLDER"}`,
    ),
    h(
      "p",
      {},
      say("reproduce.case", { name, path, cells: number(cells), crs: crs || "–", start: start_date || "–" }),
    ),
    table(
      [
        say("scenario"),
        say("reproduce.hash"),
        say("reproduce.steps"),
        say("reproduce.seconds"),
        say("mass.balance"),
      ],
      done.map(({ run, ...scenario }) => [
        title(scenario),
        h("code", {}, run.case_hash),
        number(run.steps),
        number(run.seconds),
        number(run.balance_error),
      ]),
    ),
    h(
      "p",
      { class: "note" },
      libraries.length ? say("reproduce.libraries", { list: names }) : say("reproduce.plain"),
    ),
    libraries.map((one) =>
      h("details", {}, h("summary", {}, `${one.name}: ${one.licence}`), h("pre", {}, one.text)),
    ),
  ];
}
