// What scenarios cost, who pays, and when.

function costTable(priced) {
  const head = [
    say("scenario"),
    say("metric.present_value"),
    say("metric.capital_cost"),
    say("metric.largest_yearly_cost"),
    say("metric.cost_per_kg"),
    say("metric.cost_per_person"),
  ];
  return table(
    head,
    priced.map((scenario) => {
      const { present_value, capital, largest_yearly, per_kg, per_person } = scenario.cost;
      return [
        title(scenario),
        moneyRange(present_value),
        moneyRange(capital),
        moneyRange(largest_yearly),
        smallMoney(per_kg?.typical, "kg"),
        smallMoney(per_person?.typical, say("person")),
      ];
    }),
  );
}

function itemsTable(priced) {
  const head = [
    say("scenario"),
    say("cost.item"),
    say("cost.payer"),
    say("cost.kind"),
    say("cost.amount"),
    say("cost.years"),
  ];
  const years = ({ kind, first_year, last_year, every }) =>
    kind === "capital"
      ? first_year
      : `${first_year}–${last_year ?? ""}${every > 1 ? ` (${say("cost.every", { n: every })})` : ""}`;
  return table(
    head,
    priced.flatMap((scenario) =>
      scenario.cost.items.map((item) => [
        title(scenario),
        item.name,
        item.payer,
        translated("", item.kind),
        moneyRange(item),
        years(item),
      ]),
    ),
  );
}

function flowChart(priced) {
  const { size, name } = moneyUnit();
  const years = priced.flatMap((scenario) => scenario.cost.flow.map((f) => f.year));
  if (!years.length) return null;
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const curves = priced
    .filter((scenario) => scenario.cost.flow.length)
    .map((scenario) => {
      const paid = new Map(scenario.cost.flow.map((f) => [f.year, f.typical / size]));
      const list = Array.from({ length: last - first + 1 }, (_, k) => first + k);
      return {
        name: title(scenario),
        ...look(scenario),
        t: list.flatMap((y) => [y, y + 0.999]),
        values: list.flatMap((y) => [paid.get(y) ?? 0, paid.get(y) ?? 0]),
      };
    });
  const label = say("cost.flow", { unit: name });
  return figure(
    "flow",
    say("cost.flow.caption", { price: study.money.price_year }),
    plainCurves(curves, { label, height: 240, name: label }),
  );
}

function costPart() {
  const priced = done.filter((scenario) => scenario.cost);
  if (!priced.length) return h("p", {}, say("cost.none"));
  const { size, name } = moneyUnit();
  const bars = priced.map((scenario) => ({
    scenario,
    low: scenario.cost.present_value.low / size,
    high: scenario.cost.present_value.high / size,
    parts: scenario.cost.by_payer.map(({ payer, typical }) => ({ name: payer, value: typical / size })),
  }));
  return [
    figure(
      "cost",
      say("cost.caption"),
      stackedBars(bars, {
        label: say("cost.axis", { unit: name }),
        name: say("cost.caption"),
        format: (v) => `${number(v)} ${name}`,
      }),
    ),
    costTable(priced),
    flowChart(priced),
    h("details", { open: printing }, h("summary", {}, say("cost.items")), itemsTable(priced)),
  ];
}
