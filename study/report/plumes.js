// The plume in time: its area above a limit, and whether it spreads.

/** Plumes are told apart by substance and, where a standard has several, by class of its limit. */
const plumeName = (plume) => [plume.substance, plume.class && useName(plume.class)].filter(Boolean).join(" ");
const samePlume = (a, b) => a.substance === b.substance && a.class === b.class;
const plumeKinds = done
  .flatMap((scenario) => scenario.plume)
  .filter((plume, k, all) => all.findIndex((other) => samePlume(plume, other)) === k);
const mapped = (plume) =>
  planLayers.some(
    (layer) =>
      layer.substance === plume.substance && Math.abs(layer.limit - plume.limit) <= 1e-6 * plume.limit,
  );
const plumeChoice = {
  kind: plumeKinds.find((plume) => plume.substance === waterSubstances[0] && mapped(plume)) ?? plumeKinds[0],
};

/** Its area at the end over that of no action. */
function areaAgainst(scenario) {
  const ratio = scenario.difference?.plume_area_end.find((one) => samePlume(one, plumeChoice.kind))?.ratio;
  return ratio == null ? "–" : `× ${number(ratio)}`;
}

function growth({ rate, rate_low, rate_high }) {
  const yearly = (value) => quantity(value == null ? null : value * secondsPerYear, "m²/a");
  return rate == null
    ? unknown()
    : `${yearly(rate)} (${say("range", { low: yearly(rate_low), high: yearly(rate_high) })})`;
}

function plumesPart() {
  const { kind } = plumeChoice;
  if (!kind) return null;
  const own = done
    .map((scenario) => [scenario, scenario.plume.find((one) => samePlume(one, kind))])
    .filter(([, plume]) => plume?.t.length);
  const curves = own.map(([scenario, plume]) => ({
    name: title(scenario),
    ...look(scenario),
    t: plume.t.map(yearOf),
    values: plume.area.map((area) => area / 1e4),
  }));
  const caption = say("plumes.caption", {
    substance: kind.substance,
    limit: quantity(kind.limit, kind.unit),
  });
  return [
    h(
      "div",
      { class: "controls" },
      choice(
        say("substance"),
        plumeKinds.map((one, k) => [String(k), plumeName(one)]),
        String(plumeKinds.indexOf(kind)),
        (k) => {
          plumeChoice.kind = plumeKinds[k];
          redraw("plumes");
        },
      ),
    ),
    figure("plumes", caption, curvesChart(curves, { label: say("plumes.axis"), name: caption, height: 260 })),
    table(
      ["scenario", "plumes.end", "ratio", "plumes.volume", "plumes.spreading", "plumes.rate"].map((key) =>
        say(key),
      ),
      own.map(([scenario, plume]) => [
        title(scenario),
        hectares(plume.area.at(-1)),
        areaAgainst(scenario),
        quantity(plume.volume.at(-1), "m³"),
        translated("", plume.spreading),
        growth(plume),
      ]),
    ),
  ];
}
