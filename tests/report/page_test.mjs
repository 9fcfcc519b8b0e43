// usage: page_test.mjs SANGGAN CHROMIUM STUDY.JSON
// The report in a real browser: what it shows is what the study holds, it fetches nothing, and no
// text of the study becomes markup.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBrowser } from "./browser.mjs";
import * as checks from "./checks.mjs";

const [sanggan, chromium] = process.argv.slice(2);
const { study } = checks;
const folder = mkdtempSync(join(tmpdir(), "sanggan-page-"));

/** Writes a report as the command does; its path. */
function report(name, content, language) {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "study.json"), JSON.stringify(content));
  execFileSync(sanggan, ["report", join(folder, name), "--lang", language], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return join(folder, name, "report.html");
}

/** The same page as a build without npm writes it. */
function withoutLibraries(path) {
  const library = /<script type="text\/plain" data-library[\s\S]*?<\/script>\n<script>[\s\S]*?<\/script>\n/g;
  const plain = path.replace("report.html", "plain.html");
  writeFileSync(plain, readFileSync(path, "utf8").replace(library, ""));
  return plain;
}

// The least that a study may hold: no maps, section, weights or health; then no result at all.
const bare = {
  ...study,
  maps: null,
  section: null,
  health: null,
  no_action: null,
  metrics: study.metrics.map((metric) => ({ ...metric, weight: null })),
  scenarios: study.scenarios.map((scenario) => ({
    ...scenario,
    difference: null,
    verdict: scenario.verdict && { ...scenario.verdict, closeness: null, rank: null, share_first: null },
  })),
};
const nothingRan = {
  ...bare,
  scenarios: study.scenarios.map(({ name, title, folder: to, measures, changes }) => ({
    name,
    title,
    inherits: [],
    folder: to,
    status: "not run",
    message: "",
    measures,
    changes,
    run: null,
    water: [],
    water_class: [],
    plume: [],
    fences: [],
    soil: [],
    farmland: null,
    health: [],
    mass: [],
    cost: null,
    values: {},
    verdict: null,
    difference: null,
  })),
};

const browser = startBrowser(chromium);
async function inPage(what, path, size, ...wanted) {
  const page = await browser.open(path, size);
  await checks.settle(page);
  for (const check of [...wanted, checks.holdsAlways]) {
    try {
      await check(page);
    } catch (error) {
      console.error(`${what}: ${check.name}: ${error.message}`, page.faults);
      process.exitCode = 1;
    }
  }
}
try {
  const path = report("whole", study, "zh");
  const built = (readFileSync(path, "utf8").match(/data-library=/g) ?? []).length;
  if (built)
    await inPage(
      "with libraries",
      path,
      {},
      checks.saysTheAnswer,
      checks.tellsChanges,
      checks.switchesLanguage,
      checks.chartsHoldTheData,
      checks.sliderMovesTheMaps,
      checks.curvesHoldTheData,
      checks.printsPlain,
    );
  else console.log("this build has no chart libraries: only the page without them is tested");
  const plain = withoutLibraries(path);
  await inPage(
    "without libraries",
    plain,
    {},
    checks.saysTheAnswer,
    checks.switchesLanguage,
    checks.chartsHoldTheData,
    checks.sliderMovesTheMaps,
    checks.plainPageHoldsTheData,
  );
  await inPage("on a phone", path, { width: 390, height: 800 });
  await inPage("without maps and weights", report("bare", bare, "en"), {});
  await inPage("nothing ran", report("none", nothingRan, "en"), {});
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
