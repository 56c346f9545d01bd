// The bargaining table: a weight of 0 … 4 for each want and limit (id to weight), and what follows for each exchange.

const WEIGHTS = [[0, "0 not at all"], [1, "1 a little"], [2, "2 some"], [3, "3 much"], [4, "4 most of all"]];
const WORDS = [[2, "likely"], [0, "open"], [-9, "unlikely"]];

// The weaker of the two wishes less the stronger of the two limits, and that in figures; null while a weight is missing.
function outcome(exchange, weights) {
  const set = (ids) => ids.filter(Boolean).map((id) => weights[id]);
  const [wishes, limits] = [set(exchange.wants), set(exchange.limits)];
  const open = [...wishes, ...limits].filter((weight) => weight === undefined).length;
  if (open) return { number: null, told: `${open} of its weights still to set` };
  const [weaker, stronger] = [Math.min(...wishes), Math.max(0, ...limits)];
  const number = weaker - stronger;
  const word = WORDS.find(([from]) => number >= from)[1];
  return { number, told: `${weaker} − ${stronger} = ${String(number).replace("-", "−")}: ${word}` };
}

function field(question, answer, change) {
  const weights = { ...answer };
  const results = make("div", { className: "results" });
  const said = make("p", { className: "said", role: "status" });
  let before = question.exchanges.map((exchange) => outcome(exchange, weights));

  const show = () => {
    const now = question.exchanges.map((exchange) => outcome(exchange, weights));
    results.replaceChildren(...question.exchanges.map((exchange, at) => result(exchange, now[at], before[at])));
    const moved = question.exchanges.filter((_, at) => hasMoved(now[at], before[at]));
    if (moved.length) said.textContent = `Moved: ${moved.map((exchange) => exchange.title).join("; ")}.`;
    before = now;
  };
  const sides = question.sides.map((side) => make("fieldset", { className: "side" }, make("legend", {}, side.name), ...side.items.map((item) =>
    make("div", { className: "item" }, make("span", {}, make("b", {}, item.kind), ` ${item.text} (${item.paragraphs})`), list(item.text, WEIGHTS, weights[item.id], (value) => {
      if (value === "") delete weights[item.id];
      else weights[item.id] = Number(value);
      show();
      change({ ...weights });
    })))));
  show();
  return [make("div", { className: "sides" }, ...sides), make("p", { className: "message" }, "What comes out"),
    make("p", {}, "The rule: take the weaker of the two wishes, and subtract the stronger of the two limits. 2 or more: likely. 0 or 1: open. Below 0: unlikely."), results, said];
}

const hasMoved = (now, before) => now.number !== null && before.number !== null && now.number !== before.number;

function result(exchange, now, before) {
  const bar = drawing("svg", { width: 200, height: 18, "aria-hidden": "true" }, drawing("line", { x1: 100, x2: 100, y1: 0, y2: 18, class: "axis" }));
  const long = (now.number ?? 0) * 24;
  if (long) bar.append(drawing("rect", { x: 100 + Math.min(0, long), width: Math.abs(long), y: 3, height: 12, class: long > 0 ? "range" : "against" }));
  const was = hasMoved(now, before) ? ` (was ${String(before.number).replace("-", "−")})` : "";
  return make("div", { className: "result" }, make("span", {}, exchange.title), bar, make("b", {}, now.told + was));
}
