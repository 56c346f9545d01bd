// A one-page briefing: a text for each part, and charts to put in: option number (as text) to text or true.

function field(question, answer, change) {
  const page = { ...answer };
  const set = (number, value) => {
    if (value) page[number] = value;
    else delete page[number];
    change({ ...page });
  };
  return question.options.map((option) => {
    const chart = option.part !== "text";
    const input = chart ? make("input", { type: "checkbox", checked: page[option.number] === true }) : make("textarea", { rows: 4, value: page[option.number] ?? "" });
    input[chart ? "onchange" : "oninput"] = () => set(option.number, chart ? input.checked : input.value);
    const text = make("span", {}, chart ? `Put in the chart “${option.text}”` : option.text);
    return chart ? make("label", { className: "option" }, input, text) : make("label", { className: "line" }, text, input);
  });
}
