// The page: its parts in order, the language switch, and drawing anew.

const parts = [
  ["answer", answerPart],
  ["gates", gatesPart],
  ["series", seriesPart],
  ["tradeoff", tradeoffPart],
  ["cost", costPart],
  ["mass", massPart],
  ["plan", planPart],
  ["plumes", plumesPart],
  ["receptors", receptorsPart],
  ["sources", sourcesPart],
  ["reproduce", reproducePart],
];

const content = (build) => [build()].flat(Infinity).filter(Boolean);

/** Builds one part again, after a choice in it. */
function redraw(key) {
  const section = document.getElementById(key);
  section.replaceChildren(section.firstChild, ...content(parts.find(([name]) => name === key)[1]));
}

function pageHeader() {
  return [
    h(
      "div",
      {},
      h("p", { class: "subtitle" }, say("subtitle")),
      h("h1", {}, study.title || study.case.title || study.case.name),
      h(
        "p",
        { class: "note" },
        [say("made", { version: study.version }), study.written?.slice(0, 10)].filter(Boolean).join(" · "),
      ),
    ),
    h(
      "div",
      { class: "tools" },
      h("button", { type: "button", id: "language", onclick: switchLanguage }, say("switch")),
      h("button", { type: "button", onclick: () => window.print() }, say("print")),
    ),
  ];
}

function draw() {
  const main = document.getElementById("main");
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = `${study.title || study.case.name} – ${say("subtitle")}`;
  document.getElementById("header").replaceChildren(...pageHeader());
  main.replaceChildren(
    h(
      "nav",
      { "aria-label": say("contents") },
      parts.map(([key]) => h("a", { href: `#${key}` }, say(key))),
    ),
  );
  for (const [key, build] of parts) {
    const section = h("section", { id: key }, h("h2", {}, say(key)));
    main.append(section);
    section.append(...content(build));
  }
}

function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  draw();
}

for (const [event, paper] of [
  ["beforeprint", true],
  ["afterprint", false],
])
  window.addEventListener(event, () => {
    printing = paper;
    draw();
  });
let drawnFor = window.innerWidth;
window.addEventListener("resize", () => {
  if (window.innerWidth === drawnFor) return; // phones resize in height while one scrolls
  drawnFor = window.innerWidth;
  draw();
});
draw();
