// The plume in time: its area, and whether it spreads.

const plumeSubstances = [...new Set(done.flatMap((scenario) => scenario.plume.map((p) => p.substance)))];
const plumeChoice = { substance: waterSubstances.find((name) => plumeSubstances.includes(name)) ?? plumeSubstances[0] };

function plumesPart() {
  if (!plumeSubstances.length) return null;
  const { substance } = plumeChoice;
  const own = done.map((scenario) => [scenario, scenario.plume.find((p) => p.substance === substance)])
    .filter(([, plume]) => plume?.t.length);
  const curves = own.map(([scenario, plume]) => ({ name: title(scenario), ...look(scenario),
    t: plume.t.map(yearOf), values: plume.area.map((area) => area / 1e4) }));
  const caption = say("plumes.caption", { substance });
  const against = (scenario) => {
    const ratio = scenario.difference?.plume_area_end.find((d) => d.substance === substance)?.ratio;
    return ratio == null ? "–" : `× ${number(ratio)}`;
  };
  const rate = (value) => quantity(value == null ? null : value * secondsPerYear, "m²/a");
  return [h("div", { class: "controls" }, choice(say("substance"), plumeSubstances.map((name) => [name, name]),
    substance, (value) => { plumeChoice.substance = value; redraw("plumes"); })),
  curves.length ? figure("plumes", caption, curvesChart(curves, { label: say("plumes.axis"), name: caption, height: 260 })) : null,
  table(["scenario", "plumes.end", "ratio", "plumes.volume", "plumes.spreading", "plumes.rate"].map((key) => say(key)), own.map(([scenario, plume]) =>
    [title(scenario), hectares(plume.area.at(-1)), against(scenario), quantity(plume.volume.at(-1), "m³"), translated("", plume.spreading),
      plume.rate == null ? unknown() : `${rate(plume.rate)} (${say("range", { low: rate(plume.rate_low), high: rate(plume.rate_high) })})`]))];
}
