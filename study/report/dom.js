// Elements from data. Text only ever enters as text nodes, so no name in a study can be markup.

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}

/** An HTML element; attributes named on... are listeners, children are elements or text. */
const h = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

/** An SVG element. */
const s = (tag, attributes = {}, ...children) =>
  fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

/** A table that scrolls sideways where it is too wide; cells are text, elements or {value, ...}. */
function table(head, rows, name = "") {
  const cell = (tag) => (content) =>
    content?.cell ? h(tag, content.cell, content.value) : h(tag, {}, content ?? "");
  const headRows = Array.isArray(head[0]) ? head : [head];
  return h(
    "div",
    { class: `scroll ${name}`, tabindex: 0 },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        headRows.map((row) => h("tr", {}, row.map(cell("th")))),
      ),
      h(
        "tbody",
        {},
        rows.map(([first, ...rest]) => h("tr", {}, cell("th")(first), rest.map(cell("td")))),
      ),
    ),
  );
}

/** A list of choices with a label before it. */
const choice = (label, options, chosen, change) =>
  h(
    "label",
    {},
    label,
    " ",
    h(
      "select",
      { onchange: (event) => change(event.target.value) },
      options.map(([value, text]) => h("option", { value, selected: value === chosen }, text)),
    ),
  );
