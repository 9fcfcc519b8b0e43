// Where the mass goes, by scenario.

const massSubstances = [...new Set(done.flatMap((scenario) => scenario.mass.map((m) => m.substance)))];
const massChoice = {
  substance: waterSubstances.find((name) => massSubstances.includes(name)) ?? massSubstances[0],
};
const pools = ["mineral", "sorbed", "immobile", "dissolved", "gas"];

function fates(account) {
  const stored = pools.map((pool) => ({ name: say(`stored.${pool}`), value: account.stored[pool] ?? 0 }));
  const out = Object.entries(account.out).map(([item, value]) => ({ name: say("out", { item }), value }));
  const all = [...out, ...stored],
    total = all.reduce((sum, part) => sum + part.value, 0);
  return all.filter((part) => part.value > 1e-9 * total);
}

function massPart() {
  if (!massSubstances.length) return null;
  const { substance } = massChoice;
  const rows = done
    .map((scenario) => [scenario, scenario.mass.find((m) => m.substance === substance)])
    .filter(([, account]) => account);
  const unit = rows[0][1].unit,
    size = unit === "kg" ? 1e3 : 1,
    shownUnit = unit === "kg" ? "t" : unit;
  const bars = rows.map(([scenario, account]) => ({
    scenario,
    parts: fates(account).map(({ name, value }) => ({ name, value: value / size })),
  }));
  const caption = say("mass.caption", { substance, unit: shownUnit });
  return [
    h(
      "div",
      { class: "controls" },
      choice(
        say("substance"),
        massSubstances.map((name) => [name, name]),
        substance,
        (value) => {
          massChoice.substance = value;
          redraw("mass");
        },
      ),
    ),
    figure(
      "mass",
      caption,
      stackedBars(bars, {
        name: caption,
        format: (v) => quantity(v, shownUnit),
        label: say("series.axis", { substance, unit: shownUnit }),
      }),
    ),
    table(
      [say("scenario"), say("mass.released"), say("mass.reacted"), say("mass.balance")],
      rows.map(([scenario, account]) => [
        title(scenario),
        mass(account.released, unit),
        mass(account.reacted, unit),
        number(scenario.run?.balance_error),
      ]),
    ),
    fencesTable(substance),
  ];
}

function fencesTable(substance) {
  const rows = done.flatMap((scenario) =>
    scenario.fences
      .filter((fence) => fence.substance === substance)
      .map((fence) => [title(scenario), fence.fence, substance, mass(fence.total, fence.unit)]),
  );
  return rows.length
    ? [
        h("h3", {}, say("fences")),
        table([say("scenario"), say("fences.name"), say("substance"), say("fences.total")], rows),
      ]
    : null;
}
