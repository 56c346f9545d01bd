// A forecast: {chance: 0 … 100, reason, knew, committed}; what is not given is missing. It starts with no number at all.
// Once committed it is shown and cannot be changed: only Start over forgets it.

// The word of likelihood for a percentage, always with its range.
function inWords(words, percent) {
  const found = words.find(([, low, high]) => percent >= low && percent <= high);
  if (found) return `${found[0]} (${found[1]}–${found[2]} %)`;
  return percent < 50 ? "impossible (0 %)" : "certain (100 %)";
}

function field(question, answer, change) {
  const state = { ...answer };
  const disabled = Boolean(state.committed);
  const set = (name, value) => {
    if (value === undefined || value === "" || value === false) delete state[name];
    else state[name] = value;
    change(Object.keys(state).length ? { ...state } : null);
  };
  const { text, percent } = question.base;
  const base = percent === null ? "No percentage follows from that." : `That makes about ${percent} %: ${inWords(question.words, percent)}.`;

  const said = make("span", { className: "said", role: "status" });
  const say = () => (said.textContent = state.chance === undefined ? "not set yet" : `in words: ${inWords(question.words, state.chance)}`);
  const chance = make("input", { type: "number", min: 0, max: 100, step: 1, value: state.chance ?? "", disabled });
  chance.oninput = () => {
    const number = Math.round(Number(chance.value));
    const valid = chance.value !== "" && number >= 0 && number <= 100;
    chance.setAttribute("aria-invalid", String(!valid && (chance.value !== "" || chance.validity.badInput)));
    set("chance", valid ? number : undefined);
    say();
  };
  const reason = make("textarea", { rows: 2, value: state.reason ?? "", disabled });
  reason.oninput = () => set("reason", reason.value);
  const knew = make("input", { type: "checkbox", checked: state.knew === true, disabled });
  knew.onchange = () => set("knew", knew.checked);
  say();
  return [make("p", {}, make("b", {}, "What could be counted: "), `${text} ${base}`),
    make("div", { className: "chance" }, make("label", {}, make("span", {}, "Chance of yes, in percent"), chance), said),
    make("label", { className: "line" }, make("span", {}, "Your reason, in a few words"), reason),
    make("label", { className: "option" }, knew, make("span", {}, "I already knew what came of it (not scored)"))];
}
