// A percentage for each option, on a scale beside it: option number (as text) to 0 … 100. Blank is allowed.
// After comparing, the scale shows the published range too.

const WIDE = 300;

function field(question, answer, change, compare) {
  const given = { ...answer };
  const rows = question.options.map((option) => {
    const input = make("input", { type: "number", min: 0, max: 100, step: 1, value: given[option.number] ?? "", "aria-label": `Percent for ${option.text}` });
    const scale = drawing("svg", { width: WIDE + 20, height: 26, "aria-hidden": "true" });
    const show = () => drawScale(scale, given[option.number], compare[option.number]);
    input.oninput = () => {
      const number = Math.round(Number(input.value));
      const valid = input.value !== "" && number >= 0 && number <= 100;
      input.setAttribute("aria-invalid", String(input.value !== "" && !valid));
      if (valid) given[option.number] = number;
      else delete given[option.number];
      show();
      change({ ...given });
    };
    show();
    return make("div", { className: "percent" }, make("span", {}, option.text), make("span", {}, input, " %"), scale);
  });
  return [...rows, make("p", { className: "said" }, "Scale: 0 % on the left, 100 % on the right. ● is yours, a bar is the published range.")];
}

function drawScale(scale, number, range) {
  const x = (percent) => 10 + (percent / 100) * WIDE;
  scale.replaceChildren(drawing("line", { x1: x(0), x2: x(100), y1: 13, y2: 13, class: "axis" }));
  for (const tick of [0, 50, 100]) scale.append(drawing("line", { x1: x(tick), x2: x(tick), y1: 8, y2: 18, class: "axis" }));
  if (range) scale.append(drawing("rect", { x: x(range[0]), width: x(range[1]) - x(range[0]), y: 7, height: 12, class: "range" }));
  if (number !== undefined) scale.append(drawing("circle", { cx: x(number), cy: 13, r: 6, class: "mine" }));
}
