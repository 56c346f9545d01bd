// One of several options, or several: an option number, or a list of them.

let nextName = 0; // two views of one question must not share a group of radio buttons

function field(question, answer, change) {
  const one = question.kind === "choice";
  const chosen = one ? [answer] : answer ?? [];
  const inputs = question.options.map((option) =>
    make("input", {
      type: one ? "radio" : "checkbox",
      name: `${question.id}-${nextName}`,
      value: option.number,
      checked: chosen.includes(option.number),
    }));
  nextName += 1;
  for (const input of inputs) {
    input.onchange = () => {
      const numbers = inputs.filter((other) => other.checked).map((other) => Number(other.value));
      change(one ? numbers[0] : numbers);
    };
  }
  return inputs.map((input, at) => make("label", { className: "option" }, input, make("span", {}, question.options[at].text)));
}
