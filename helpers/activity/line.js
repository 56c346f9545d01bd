// A number or a text: the string that was typed.

function field(question, answer, change) {
  const short = question.kind === "number";
  const input = make(short ? "input" : "textarea", short ? { type: "text", inputMode: "decimal", size: 8 } : { rows: 4 });
  input.value = answer ?? "";
  input.oninput = () => change(input.value);
  const hint = question.hint ? [make("p", { className: "said" }, question.hint)] : [];
  return [...hint, make("label", { className: "line" }, make("span", {}, short ? "Your number" : "Your words"), input)];
}
