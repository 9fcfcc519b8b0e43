// Concentrations by place and year: what map and section share.

const planTimes = (study.maps ?? study.section)?.t ?? [];
const planLayers = (study.maps ?? study.section)?.layers ?? [];
const planScenarios = done.filter((one) => planLayers.some((layer) => layer.scenario === one.name));
const planChoice = {
  scenario: (recommended[0] ?? front[0] ?? passing[0] ?? planScenarios[0])?.name,
  substance: "", // all
  time: planTimes.length - 1,
};
if (!planScenarios.some((one) => one.name === planChoice.scenario))
  planChoice.scenario = planScenarios[0]?.name;

// Shades of C / limit, blue up to the limit, brown above it.
const shades = [
  { up: 0.1, fill: "#e4eff7" },
  { up: 0.5, fill: "#a6cde6" },
  { up: 1, fill: "#5a9bd0" },
  { up: 2, fill: "#fed48a" },
  { up: 10, fill: "#e8862e" },
  { up: Infinity, fill: "#8c2d04" },
];
const noWater = "#ececec",
  atLimit = 128,
  perDecade = 42.33;
const shadeOfByte = Array.from({ length: 256 }, (_, v) =>
  v === 0 ? noWater : shades.find(({ up }) => 10 ** ((v - atLimit) / perDecade) <= up * (1 + 1e-9)).fill,
);

const decoded = new Map();
function bytesOf(layer) {
  if (!decoded.has(layer))
    decoded.set(
      layer,
      Uint8Array.from(atob(layer.values), (c) => c.charCodeAt(0)),
    );
  return decoded.get(layer);
}

/** Bytes of C / limit at one time; of all substances (""): the worst at each place. */
function ratios(source, { scenario, substance, time }, size) {
  const worst = new Uint8Array(size);
  for (const layer of source.layers) {
    if (layer.scenario !== scenario || (substance && layer.substance !== substance)) continue;
    bytesOf(layer)
      .subarray(time * size, (time + 1) * size)
      .forEach((v, k) => {
        worst[k] = Math.max(worst[k], v);
      });
  }
  return worst;
}

const planLegend = () =>
  legend([
    [h("strong", {}, say("map.legend")), ""],
    ...shades.map(({ up, fill }, k) => [
      areaSwatch({ fill, stroke: "#888" }),
      k === 0 ? `≤ ${up}` : up === Infinity ? `> ${shades[k - 1].up}` : `${shades[k - 1].up}–${up}`,
    ]),
    [areaSwatch({ fill: noWater, stroke: "#888" }), say("map.dry")],
    [lineSwatch("#000", []), say("map.above")],
  ]);

function planControls(update) {
  const shown = h("output", { for: "year" }, year(planTimes[planChoice.time]));
  const set = (key, value) => {
    planChoice[key] = value;
    update();
  };
  return h(
    "div",
    { class: "controls" },
    choice(
      say("scenario"),
      planScenarios.map((one) => [one.name, title(one)]),
      planChoice.scenario,
      (value) => set("scenario", value),
    ),
    choice(
      say("substance"),
      [
        ["", say("plan.all")],
        ...[...new Set(planLayers.map((layer) => layer.substance))].map((name) => [name, name]),
      ],
      planChoice.substance,
      (value) => set("substance", value),
    ),
    h(
      "label",
      { class: "slider" },
      say("time"),
      " ",
      h("input", {
        type: "range",
        id: "year",
        min: 0,
        max: planTimes.length - 1,
        step: 1,
        value: planChoice.time,
        oninput: (event) => {
          shown.textContent = year(planTimes[Number(event.target.value)]);
          set("time", Number(event.target.value));
        },
      }),
      shown,
    ),
  );
}

/** All scenarios of the year beside each other; a click enlarges one. */
function thumbsView(update) {
  const items = planScenarios.map((scenario) => {
    const image = h("img", { alt: title(scenario) }),
      area = h("span", {});
    const choose = () => {
      planChoice.scenario = scenario.name;
      update();
    };
    const button = h(
      "button",
      { type: "button", "data-scenario": scenario.name, onclick: choose },
      image,
      h("strong", {}, title(scenario)),
      area,
    );
    return { scenario, image, area, button };
  });
  return {
    element: h(
      "figure",
      { class: "thumbs" },
      h(
        "div",
        {},
        items.map((item) => item.button),
      ),
      h("figcaption", {}, say("plan.thumbs")),
    ),
    update() {
      for (const { scenario, image, area, button } of items) {
        const choice = { ...planChoice, scenario: scenario.name };
        image.src = mapImage(choice);
        area.textContent = say("plan.area", { area: hectares(areaAbove(choice)) });
        button.setAttribute("aria-pressed", scenario.name === planChoice.scenario);
      }
    },
  };
}

function planPart() {
  if (!planScenarios.length) return h("p", {}, say("plan.none"));
  const views = [];
  const update = () => {
    views.forEach((view) => view.update());
    for (const select of controls.querySelectorAll("select"))
      select.value = select.options[0].value === "" ? planChoice.substance : planChoice.scenario;
  };
  const controls = planControls(update);
  if (study.maps) views.push(mapView(), thumbsView(update));
  if (study.section) views.push(sectionView());
  // Leaflet measures its element, so it starts once the element is on the page.
  queueMicrotask(() => {
    views.forEach((view) => view.start?.());
    update();
  });
  return [controls, planLegend(), views.map((view) => view.element)];
}
