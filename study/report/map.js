// The map: cells as an image, outlines and receptors above it, on Leaflet or in plain SVG.

const inside = (list) => list.length - 1;

/** Edges of the mesh on an image of `pixels` pixels along the longer side. */
function mapPixels(pixels = 900) {
  const { x, y } = study.maps,
    per = pixels / Math.max(x.at(-1) - x[0], y.at(-1) - y[0]);
  return { X: x.map((v) => Math.round((v - x[0]) * per)), Y: y.map((v) => Math.round((y.at(-1) - v) * per)) };
}

const mapRatios = (choice) => ratios(study.maps, choice, inside(study.maps.x) * inside(study.maps.y));

/** Area in plan above the limit (m2). */
function areaAbove(choice) {
  const { x, y } = study.maps,
    n = inside(x);
  return mapRatios(choice).reduce(
    (sum, v, k) =>
      v <= atLimit
        ? sum
        : sum + (x[(k % n) + 1] - x[k % n]) * (y[Math.floor(k / n) + 1] - y[Math.floor(k / n)]),
    0,
  );
}

const images = new Map();
/** The cells of a choice as the address of an image. */
function mapImage(choice) {
  const key = JSON.stringify(choice);
  if (!images.has(key)) images.set(key, paintMap(mapRatios(choice)));
  return images.get(key);
}

function paintMap(bytes) {
  const { X, Y } = mapPixels(),
    nx = inside(X),
    ny = inside(Y);
  const canvas = h("canvas", { width: X.at(-1), height: Y[0] }),
    pen = canvas.getContext("2d");
  const above = (i, j) => bytes[j * nx + i] > atLimit;
  const edges = new Path2D();
  const edge = (x1, y1, x2, y2) => {
    edges.moveTo(x1, y1);
    edges.lineTo(x2, y2);
  };
  for (let j = 0; j < ny; ++j)
    for (let i = 0; i < nx; ++i) {
      pen.fillStyle = shadeOfByte[bytes[j * nx + i]];
      pen.fillRect(X[i], Y[j + 1], X[i + 1] - X[i], Y[j] - Y[j + 1]);
      if (i + 1 < nx && above(i, j) !== above(i + 1, j)) edge(X[i + 1], Y[j + 1], X[i + 1], Y[j]);
      if (j + 1 < ny && above(i, j) !== above(i, j + 1)) edge(X[i], Y[j + 1], X[i + 1], Y[j + 1]);
    }
  pen.lineWidth = 4;
  pen.lineCap = "square";
  pen.stroke(edges);
  return canvas.toDataURL();
}

/** Outlines to draw, of zones and of receptors: {name, polygon, receptor}. */
const outlines = () => [
  ...study.maps.zones,
  ...study.receptors.filter((one) => one.polygon).map((one) => ({ ...one, receptor: true })),
];
const points = () => study.receptors.filter((one) => one.x != null && one.y != null);

const mapCaption = () =>
  say("map.caption", {
    scenario: title(byName(planChoice.scenario)),
    year: year(planTimes[planChoice.time]),
  });
const mapBounds = () => {
  const { x, y } = study.maps;
  return { west: x[0], east: x.at(-1), south: y[0], north: y.at(-1) };
};
/** Metres of a round scale bar, about a fifth of the width. */
const barLength = ({ west, east }) => ticks(0, (east - west) / 3, 2)[1];

function plainMap() {
  const bounds = mapBounds(),
    { west, east, south, north } = bounds;
  const per = Math.min(chartWidth() / (east - west), 520 / (north - south));
  const X = (x) => (x - west) * per,
    Y = (y) => (north - y) * per;
  const image = s("image", { width: X(east), height: Y(south), preserveAspectRatio: "none" });
  const name = (x, y, text) => s("text", { x, y, class: "halo" }, text);
  const metres = barLength(bounds),
    height = Y(south);
  const svg = s(
    "svg",
    { viewBox: `0 0 ${X(east)} ${height}`, width: X(east), class: "chart map", role: "img" },
    image,
    outlines().map(({ name: text, polygon, receptor }) =>
      s(
        "g",
        {},
        s("polygon", {
          points: polygon.map(([x, y]) => `${X(x)},${Y(y)}`).join(" "),
          class: receptor ? "area" : "zone",
        }),
        name(
          Math.min(...polygon.map(([x]) => X(x))) + 4,
          Math.min(...polygon.map(([, y]) => Y(y))) + 14,
          text,
        ),
      ),
    ),
    points().map((one) =>
      s(
        "g",
        {},
        s("circle", { cx: X(one.x), cy: Y(one.y), r: 5, class: "receptor" }),
        name(X(one.x) + 8, Y(one.y) + 4, one.name),
      ),
    ),
    s("path", { d: `M12 ${height - 12}h${metres * per}m0 -5v10M12 ${height - 17}v10`, class: "scale" }),
    name(16, height - 18, quantity(metres, "m")),
    name(X(east) - 20, 18, "N"),
    s("path", { d: `M${X(east) - 16} 24v22m-4 -16l4 -6l4 6`, class: "scale" }),
  );
  return { svg, show: (address) => image.setAttribute("href", address) };
}

function leafletMap(holder) {
  const { west, east, south, north } = mapBounds(),
    corners = [
      [south, west],
      [north, east],
    ];
  const map = L.map(holder, {
    crs: L.CRS.Simple,
    attributionControl: false,
    minZoom: -10,
    zoomSnap: 0.1,
    scrollWheelZoom: false,
    zoomAnimation: false,
  });
  const label = (name, at, offset) =>
    L.tooltip({ permanent: true, direction: "right", className: "name", offset })
      .setLatLng(at)
      .setContent(h("span", {}, name))
      .addTo(map);
  const overlay = L.imageOverlay(mapImage(planChoice), corners).addTo(map);
  for (const { name, polygon, receptor } of outlines()) {
    const shape = L.polygon(
      polygon.map(([x, y]) => [y, x]),
      {
        interactive: false,
        fill: false,
        weight: 2,
        color: receptor ? "#005a32" : "#333",
        dashArray: receptor ? "6 4" : null,
      },
    ).addTo(map);
    label(name, shape.getBounds().getNorthWest(), [0, 14]);
  }
  for (const one of points()) {
    L.circleMarker([one.y, one.x], {
      interactive: false,
      radius: 6,
      weight: 2,
      color: "#000",
      fillColor: "#fff",
      fillOpacity: 1,
    }).addTo(map);
    label(one.name, [one.y, one.x], [8, 0]);
  }
  L.control.scale({ imperial: false }).addTo(map);
  map.fitBounds(corners);
  return { map, overlay, show: (address) => overlay.setUrl(address) };
}

function mapView() {
  const caption = h("figcaption", {});
  let shown;
  const { west, east, south, north } = mapBounds();
  const height = Math.min(520, Math.max(240, (chartWidth() * (north - south)) / (east - west)));
  const holder = h("div", { class: "map", style: `height:${height}px` });
  const plain = !drawnBy("L");
  if (plain) shown = plainMap();
  return {
    element: h("figure", {}, plain ? shown.svg : holder, caption),
    start() {
      if (!plain) holder.chart = shown = leafletMap(holder);
    },
    update() {
      shown.show(mapImage(planChoice));
      caption.textContent = mapCaption();
    },
  };
}
