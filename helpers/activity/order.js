// An order, set with buttons: the option numbers from first to last.

function field(question, answer, change) {
  const texts = new Map(question.options.map((option) => [option.number, option.text]));
  let order = answer ?? question.options.map((option) => option.number);
  const rows = make("ol", { className: "order" });
  const said = make("p", { className: "said", role: "status" });

  const move = (number, step) => {
    const at = order.indexOf(number);
    const to = at + step;
    if (to < 0 || to >= order.length) return;
    order = [...order];
    [order[at], order[to]] = [order[to], order[at]];
    draw();
    rows.children[to].querySelector(step < 0 ? ".up" : ".down").focus();
    said.textContent = `Now in place ${to + 1} of ${order.length}.`;
    change(order);
  };
  const button = (number, step, name) =>
    make("button", { type: "button", className: name, "aria-label": `Move ${name}: ${texts.get(number)}`, onclick: () => move(number, step) }, step < 0 ? "▲" : "▼");
  const draw = () => rows.replaceChildren(...order.map((number, at) =>
    make("li", {}, button(number, -1, "up"), button(number, 1, "down"), make("span", {}, `${at + 1}. ${texts.get(number)}`))));
  draw();
  return [rows, said];
}
