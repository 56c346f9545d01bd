// Two steps of 1 … 5 for each option, power and interest, drawn as a map: option number (as text) to [power, interest].
// After comparing, a square shows our place for each.

const STEP = 118, LINE = 15, LEFT = 40;
const LEVELS = [1, 2, 3, 4, 5].map((level) => [level, ["1 very low", "2 low", "3 middling", "4 high", "5 very high"][level - 1]]);

function field(question, answer, change, compare) {
  const places = { ...answer };
  const map = drawing("svg", { width: LEFT + 5 * STEP + 4, role: "img" });
  const show = () => drawMap(map, question.options, places, compare);
  const rows = question.options.map((option) => {
    const choose = (at, name) => list(`${name} of ${option.text}`, LEVELS, places[option.number]?.[at], (value) => {
      const place = [...(places[option.number] ?? [null, null])];
      place[at] = value ? Number(value) : null;
      places[option.number] = place;
      show();
      change({ ...places });
    });
    return make("tr", {}, make("th", { scope: "row" }, option.text), make("td", {}, choose(0, "Power")), make("td", {}, choose(1, "Interest")));
  });
  const head = make("tr", {}, ...["Actor", "Power", "Interest"].map((text) => make("th", { scope: "col" }, text)));
  show();
  return [make("table", {}, head, ...rows), map];
}

function drawMap(map, options, places, ours) {
  const steps = [1, 2, 3, 4, 5];
  const at = (where, sign, power, interest) =>
    options.filter((option) => String(where[option.number]) === `${power},${interest}`).map((option) => `${sign} ${option.text}`);
  const text = (x, y, words, more = {}) => map.append(drawing("text", { x, y, class: "name", ...more }, words));
  map.replaceChildren();
  let y = 2;
  for (const power of [...steps].reverse()) {
    const cells = steps.map((interest) => [...at(places, "●", power, interest), ...at(ours, "□", power, interest)]);
    const tall = Math.max(3, ...cells.map((names) => names.length)) * LINE + 8; // a row is as high as its fullest cell
    cells.forEach((names, column) => {
      const x = LEFT + column * STEP;
      map.append(drawing("rect", { x, y, width: STEP, height: tall, class: "cell" }));
      names.forEach((name, line) => text(x + 4, y + (line + 1) * LINE, name));
    });
    text(LEFT - 14, y + tall / 2 + 4, power);
    y += tall;
  }
  for (const interest of steps) text(LEFT + (interest - 0.5) * STEP, y + LINE, interest);
  text(LEFT + 2 * STEP, y + 2.4 * LINE, "interest: low → high");
  text(12, y / 2 + 50, "power: low → high", { transform: `rotate(-90 12 ${y / 2 + 50})` });
  map.setAttribute("height", y + 3 * LINE);
  const told = options.filter((option) => places[option.number]?.every(Boolean)).map((option) => `${option.text}: power ${places[option.number][0]}, interest ${places[option.number][1]}`);
  map.setAttribute("aria-label", `Your map. ${told.join("; ") || "Nothing is placed yet."}`);
}
