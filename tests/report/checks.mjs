// What the page of a report must show, each told from the study alone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

export const study = JSON.parse(readFileSync(process.argv[4], "utf8"));
const markup = "<script>alert(1)</script>"; // the title of a scenario
const [noAction, cover, wall, barrier] = study.scenarios;

const near = (value, expected) =>
  assert.ok(
    Math.abs(value - expected) <= 1e-6 * Math.abs(expected) + 1e-12,
    `${value} should be ${expected}`,
  );
export const settle = (page) => page.evaluate("new Promise((done) => setTimeout(done, 100))");

/** What holds of every page in both languages; it ends in that in which it began. */
export async function holdsAlways(page) {
  for (let k = 0; k < 2; ++k) {
    const text = await page.evaluate("document.body.innerText");
    for (const sign of ["undefined", "NaN", "[object", "null", "Infinity"])
      assert.ok(
        !text.includes(sign),
        `the page shows ${sign}: ${text.slice(Math.max(0, text.indexOf(sign) - 60), text.indexOf(sign) + 20)}`,
      );
    assert.ok(!/\{[a-z]+\}/.test(text), "a value is missing from a text");
    assert.ok(text.includes(markup), "the name that looks like markup is not shown as text");
    assert.equal(await page.evaluate("document.querySelectorAll('#main script, #header script').length"), 0);
    await page.evaluate(() => document.getElementById("language").click());
    await settle(page);
  }
  assert.deepEqual(page.faults, []);
  assert.deepEqual(
    page.requests.filter((url) => !url.startsWith("data:") && !url.startsWith("file:")),
    [],
  );
  assert.equal(page.requests.filter((url) => url.startsWith("file:")).length, 1);
  assert.ok(
    await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"),
    "the page is too wide",
  );
}

export async function saysTheAnswer(page) {
  const text = await page.evaluate("document.getElementById('answer').innerText");
  const [peak] = cover.difference.peak;
  assert.ok(text.includes(`−${Number((100 * (1 - peak.ratio)).toPrecision(3))}%`), "the change of the peak");
  assert.ok(text.includes(cover.title) && text.includes("62%"), "what is recommended, and how surely");
  assert.ok(text.includes("1,100（800～1,600）万元"), "what it costs");
  assert.ok(text.includes(barrier.message), "why a scenario failed");
  assert.ok(text.includes("致癌风险为3.1×10⁻⁵，高于2×10⁻⁵"), "why no action does not pass");
  for (const { what } of study.figures.filter(
    ({ status }) => status === "memory" || status === "older edition",
  ))
    assert.ok(text.includes(what), `the doubtful figure ${what} is not named`);
}

export async function curvesHoldTheData(page) {
  const series = await page.evaluate(() =>
    [...document.querySelectorAll("#series .curves")].map(({ chart }) => ({
      labels: chart.series.map((one) => one.label),
      peaks: chart.data.map((column) => Math.max(...column.filter((v) => v != null))),
    })),
  );
  assert.equal(series.length, 2);
  study.receptors.slice(0, 2).forEach(({ name }, k) => {
    const peak = (scenario) => scenario.water.find((w) => w.receptor === name && w.substance === "SO4").peak;
    assert.deepEqual(series[k].labels.slice(1, 4), [noAction.title, cover.title, markup]);
    [noAction, cover, wall].forEach((scenario, n) => near(series[k].peaks[n + 1], peak(scenario)));
    assert.equal(series[k].peaks[4], 250); // the limit
  });
  await page.evaluate(() => {
    const select = document.querySelector("#series select");
    select.value = "Cd";
    select.dispatchEvent(new Event("change"));
  });
  const peak = await page.evaluate(
    "Math.max(...document.querySelector('#series .curves').chart.data[1].filter((v) => v != null))",
  );
  near(peak, noAction.water.find((w) => w.receptor === "village" && w.substance === "Cd").peak);
}

export async function chartsHoldTheData(page) {
  const points = await page.evaluate(() =>
    [...document.querySelectorAll("#tradeoff .point")].map(({ dataset }) => ({ ...dataset })),
  );
  assert.deepEqual(
    points.map((one) => one.scenario),
    ["no_action", "cover", "wall"],
  );
  [noAction, cover, wall].forEach((scenario, k) => {
    near(Number(points[k].x), scenario.cost.present_value.typical / 1e4);
    near(Number(points[k].y), scenario.values.cancer_risk);
  });
  const bars = await page.evaluate(() =>
    [...document.querySelectorAll("#mass [data-scenario]")].map((bar) =>
      [...bar.querySelectorAll(".part")].reduce((sum, part) => sum + Number(part.dataset.value), 0),
    ),
  );
  // What is stored and what left is what there was: nothing reacts or enters in the fixture.
  [noAction, cover, wall].forEach((scenario, k) => near(bars[k], scenario.mass[0].initial / 1e3));
}

/** Area above the limit (ha) at a time of the map, told from the bytes of the study alone. */
function areaAbove(scenario, time) {
  const { x, y, layers } = study.maps,
    n = (x.length - 1) * (y.length - 1);
  const bytes = layers
    .filter((layer) => layer.scenario === scenario)
    .map((layer) => Buffer.from(layer.values, "base64").subarray(time * n, (time + 1) * n));
  let area = 0;
  for (let j = 0; j + 1 < y.length; ++j)
    for (let i = 0; i + 1 < x.length; ++i)
      if (bytes.some((layer) => layer[j * (x.length - 1) + i] > 128))
        area += (x[i + 1] - x[i]) * (y[j + 1] - y[j]);
  return area / 1e4;
}

export async function sliderMovesTheMaps(page) {
  const images = `[...document.querySelectorAll("#plan img, #plan image")].map((one) => one.src ?? one.getAttribute("href"))`;
  const before = await page.evaluate(images);
  assert.equal(before.length, 5); // the map, three small ones, the section
  assert.ok(before.every((address) => address.startsWith("data:image/png")));
  await page.evaluate(() => {
    const slider = document.getElementById("year");
    slider.value = 4; // 20 years
    slider.dispatchEvent(new Event("input"));
  });
  const after = await page.evaluate(images);
  after.forEach((address, k) => assert.notEqual(address, before[k], `image ${k} did not change`));
  assert.equal(await page.evaluate("document.querySelector('output').textContent"), "2045年");
  const areas = await page.evaluate(() =>
    [...document.querySelectorAll(".thumbs button")].map((one) => one.lastChild.textContent),
  );
  assert.ok(areaAbove("no_action", 4) > areaAbove("cover", 4));
  ["no_action", "cover", "wall"].forEach((name, k) =>
    assert.ok(
      areas[k].includes(` ${Number(areaAbove(name, 4).toPrecision(3))}\u00a0公顷`),
      `${name}: ${areas[k]}`,
    ),
  );
  const before2 = await page.evaluate(images);
  await page.evaluate(() => document.querySelector(".thumbs [data-scenario=no_action]").click());
  assert.notEqual((await page.evaluate(images))[0], before2[0], "a click on a small map does not enlarge it");
  assert.ok(
    (await page.evaluate("document.querySelector('#plan figcaption').textContent")).includes(noAction.title),
  );
}

export async function switchesLanguage(page) {
  const state = () =>
    page.evaluate(() => [document.documentElement.lang, document.querySelector("h2").textContent]);
  assert.deepEqual(await state(), ["zh-CN", "结论"]);
  await page.evaluate(() => document.getElementById("language").click());
  assert.deepEqual(await state(), ["en", "The answer"]);
  assert.ok(
    (await page.evaluate("document.getElementById('answer').innerText")).includes("11 (8–16) million CNY"),
  );
  const chinese = await page.evaluate(
    "document.getElementById('main').innerText.match(/[\\u4e00-\\u9fff]+/g)",
  );
  assert.equal(chinese, null);
  await page.evaluate(() => document.getElementById("language").click());
  assert.deepEqual(await state(), ["zh-CN", "结论"]);
}

/** What a scenario changes of a receptor stands there as in the study file. */
export async function tellsChanges(page) {
  const text = await page.evaluate("document.getElementById('main').textContent");
  assert.ok(text.includes(`${cover.title}fieldcrops{maize: {Cd: {factor: 0.11, scatter: 0.2}}}`));
}

/** On paper curves and map are SVG, and the screen comes back as it was. */
export async function printsPlain(page) {
  const drawn = () =>
    page.evaluate(`["#series svg.chart", "#plan svg.map", "#series canvas", "#plan .leaflet-container"]
    .map((selector) => document.querySelectorAll(selector).length)`);
  const before = await drawn();
  assert.deepEqual(before, [0, 0, 2, 1]);
  await page.evaluate(() =>
    window.addEventListener("afterprint", () => {
      window.printed = true;
    }),
  );
  await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
  assert.deepEqual(await drawn(), [2, 1, 0, 0]);
  const { data } = await page.call("Page.printToPDF", { printBackground: true });
  assert.ok(Buffer.from(data, "base64").subarray(0, 5).equals(Buffer.from("%PDF-")));
  assert.ok(await page.evaluate("window.printed"));
  assert.deepEqual(await drawn(), before);
}

export async function plainPageHoldsTheData(page) {
  assert.equal(await page.evaluate("typeof uPlot + typeof L"), "undefinedundefined");
  const curves = await page.evaluate(() =>
    [...document.querySelectorAll("#series svg.chart")].map((svg) =>
      [...svg.querySelectorAll("g > path")].map((path) => path.getAttribute("d").split("L").length),
    ),
  );
  const n = noAction.water[0].t.length;
  assert.deepEqual(curves, [
    [n, n, n, 2],
    [n, n, n, 2],
  ]);
  const outlines = await page.evaluate("document.querySelectorAll('svg.map polygon').length");
  assert.equal(outlines, study.maps.zones.length + 2);
}
