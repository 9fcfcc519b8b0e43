// A section through heap and aquifer: cells as an image, zones and water table above it.

const zoneTints = ["#d9d2c5", "#efe6d2", "#bdb5ab", "#e3e3e3", "#cfc3a5", "#b9c2b9"];

/** Columns of quads from left to right, each from the bottom up: [{left, right, quads: [index]}]. */
function sectionColumns() {
  const columns = new Map();
  study.section.quads.forEach(([left, , , right], k) => {
    if (!columns.has(left)) columns.set(left, { left, right, quads: [] });
    columns.get(left).quads.push(k);
  });
  for (const column of columns.values())
    column.quads.sort((a, b) => study.section.quads[a][1] - study.section.quads[b][1]);
  return [...columns.values()].sort((a, b) => a.left - b.left);
}

/** Lines between zones, and the outline of the section. */
function zoneLines(columns, X, Z) {
  const { quads, zone } = study.section;
  const level = ([left, , , right], a, b) => `M${X(left)} ${Z(a)}L${X(right)} ${Z(b)}`;
  return columns
    .flatMap(({ quads: own }) =>
      own.flatMap((k, n) => {
        const quad = quads[k],
          next = own[n + 1];
        return [
          n === 0 && level(quad, quad[1], quad[4]),
          (next === undefined || zone[next] !== zone[k]) && level(quad, quad[2], quad[5]),
        ].filter(Boolean);
      }),
    )
    .join("");
}

const centreOf = ([left, below, above, right, belowRight, aboveRight]) => [
  (left + right) / 2,
  (below + above + belowRight + aboveRight) / 4,
];

/** The name of each zone, at its quad that is nearest to its middle on the page. */
function zoneNames(X, Z) {
  const { quads, zone, zones } = study.section;
  return zones.map((name, z) => {
    const own = quads
      .filter((_, k) => zone[k] === z)
      .map(centreOf)
      .map(([x, z]) => [X(x), Z(z)]);
    if (!own.length) return null;
    const middle = [0, 1].map((axis) => own.reduce((sum, at) => sum + at[axis], 0) / own.length);
    const away = ([x, y]) => Math.hypot(x - middle[0], y - middle[1]);
    const [x, y] = own.reduce((best, at) => (away(at) < away(best) ? at : best));
    return s("text", { x, y: y + 4, "text-anchor": "middle", class: "halo" }, name);
  });
}

function paintSection(bytes, X, Z, box) {
  const { quads, zone } = study.section,
    fine = 2;
  const canvas = h("canvas", { width: fine * (box.right - box.left), height: fine * (box.bottom - box.top) });
  const pen = canvas.getContext("2d");
  pen.scale(fine, fine);
  pen.translate(-box.left, -box.top);
  quads.forEach(([left, below, above, right, belowRight, aboveRight], k) => {
    pen.fillStyle = pen.strokeStyle =
      bytes[k] === 0 ? zoneTints[zone[k] % zoneTints.length] : shadeOfByte[bytes[k]];
    pen.beginPath();
    for (const [x, z] of [
      [left, below],
      [left, above],
      [right, aboveRight],
      [right, belowRight],
    ])
      pen.lineTo(X(x), Z(z));
    pen.fill();
    pen.lineWidth = 0.5; // closes the seams between quads
    pen.closePath();
    pen.stroke();
  });
  return canvas.toDataURL();
}

function sectionView() {
  const { quads, zones, y, x_label } = study.section;
  const x = quads.flatMap((q) => [q[0], q[3]]),
    z = quads.flatMap((q) => [q[1], q[2], q[4], q[5]]);
  const range = (list) => ({
    low: list.reduce((a, b) => Math.min(a, b)),
    high: list.reduce((a, b) => Math.max(a, b)),
  });
  const {
    svg,
    plot,
    X,
    Y: Z,
    box,
  } = chart({
    height: 340,
    name: say("section"),
    x: { ...range(x), label: `${x_label ?? "x"} (m)`, format: (v) => String(v) },
    y: { ...range(z), label: say("section.z"), format: (v) => String(Number(v.toPrecision(6))) },
  });
  const columns = sectionColumns();
  const image = s("image", {
    x: box.left,
    y: box.top,
    width: box.right - box.left,
    height: box.bottom - box.top,
  });
  const water = s("path", { class: "water", fill: "none" });
  plot.append(
    image,
    s("path", { d: zoneLines(columns, X, Z), class: "zone" }),
    water,
    ...zoneNames(X, Z).filter(Boolean),
  );
  const stretch = Math.abs(Z(1) - Z(0)) / Math.abs(X(1) - X(0));
  const caption = h("figcaption", {});
  const hasTable = study.section.layers.some((layer) => layer.water_table);
  const tints = legend([
    ...zones.map((name, k) => [areaSwatch({ fill: zoneTints[k % zoneTints.length], stroke: "#888" }), name]),
    ...(hasTable ? [[lineSwatch("#08519c", []), say("section.water")]] : []),
  ]);
  return {
    element: h("figure", { class: "section" }, h("h3", {}, say("section")), svg, tints, caption),
    update() {
      image.setAttribute("href", paintSection(ratios(study.section, planChoice, quads.length), X, Z, box));
      const table =
        study.section.layers.find((layer) => layer.scenario === planChoice.scenario && layer.water_table)
          ?.water_table[planChoice.time] ?? [];
      water.setAttribute(
        "d",
        line(
          columns.map(({ left, right }, k) => [X((left + right) / 2), table[k] == null ? NaN : Z(table[k])]),
          {},
        ).getAttribute("d"),
      );
      caption.textContent = say("section.caption", {
        scenario: title(byName(planChoice.scenario)),
        year: year(planTimes[planChoice.time]),
        y: number(y),
        n: number(stretch),
      });
    },
  };
}
