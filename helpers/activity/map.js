// Two steps of 1 … 5 for each option, power and interest, drawn as a map: option number (as text) to [power, interest].
// After comparing, a square shows our place for each.

const STEP = 122, TALL = 66, LEFT = 36;
const LEVELS = [1, 2, 3, 4, 5].map((level) => [level, ["1 very low", "2 low", "3 middling", "4 high", "5 very high"][level - 1]]);

function field(question, answer, change, compare) {
  const places = { ...answer };
  const map = drawing("svg", { width: LEFT + 5 * STEP + 4, height: 5 * TALL + 40, role: "img" });
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
  const corner = (interest, power) => [LEFT + (interest - 1) * STEP, (5 - power) * TALL];
  map.replaceChildren();
  for (const interest of [1, 2, 3, 4, 5]) {
    for (const power of [1, 2, 3, 4, 5]) {
      const [x, y] = corner(interest, power);
      map.append(drawing("rect", { x, y, width: STEP, height: TALL, class: "cell" }));
      const mine = options.filter((option) => String(places[option.number]) === `${power},${interest}`).map((option) => `● ${option.text}`);
      const other = options.filter((option) => String(ours[option.number]) === `${power},${interest}`).map((option) => `□ ${option.text}`);
      [...mine, ...other].forEach((text, at) => map.append(drawing("text", { x: x + 4, y: y + 14 + at * 13, class: "name" }, text)));
    }
  }
  const title = (x, y, text, turn) => map.append(drawing("text", { x, y, class: "name", ...(turn && { transform: `rotate(-90 ${x} ${y})` }) }, text));
  title(LEFT, 5 * TALL + 18, "interest: low → high");
  title(LEFT - 10, 5 * TALL, "power: low → high", true);
  const told = options.filter((option) => places[option.number]?.every(Boolean)).map((option) => `${option.text}: power ${places[option.number][0]}, interest ${places[option.number][1]}`);
  map.setAttribute("aria-label", `Your map. ${told.join("; ") || "Nothing is placed yet."}`);
}
