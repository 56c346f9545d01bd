// One question on the page: draws it, keeps what is chosen in the model, asks Python to check it.

function make(tag, attributes = {}, ...children) {
  const node = Object.assign(document.createElement(tag), attributes);
  node.append(...children);
  return node;
}

// For each kind of question: the nodes that show `answer` and call `change(answer)`.
const fields = {
  choice: (question, answer, change) => boxes(question, "radio", [answer], ([number]) => change(number)),
  choices: (question, answer, change) => boxes(question, "checkbox", answer ?? [], change),
  match: (question, answer, change) => {
    const chosen = { ...answer };
    return question.options.map((option) => {
      const list = make("select", {}, make("option", { value: "" }, "choose"));
      for (const group of question.groups) list.append(make("option", { value: group }, group));
      list.value = chosen[option.number] ?? "";
      list.onchange = () => {
        if (list.value) chosen[option.number] = list.value;
        else delete chosen[option.number];
        change({ ...chosen });
      };
      return make("label", { className: "item" }, make("span", {}, option.text), list);
    });
  },
  number: (question, answer, change) => [line("input", { type: "text", inputMode: "decimal", size: 8 }, "Your number", answer, change)],
  text: (question, answer, change) => [line("textarea", { rows: 4 }, "Your words", answer, change)],
};

function boxes(question, type, chosen, change) {
  const inputs = question.options.map((option) =>
    make("input", { type, name: `${question.id}-${nextName}`, value: option.number, checked: chosen.includes(option.number) }));
  nextName += 1;
  const read = () => change(inputs.filter((input) => input.checked).map((input) => Number(input.value)));
  for (const input of inputs) input.onchange = read;
  return inputs.map((input, at) => make("label", { className: "option" }, input, make("span", {}, question.options[at].text)));
}
let nextName = 0; // two views of one question must not share a group of radio buttons

function line(tag, attributes, label, answer, change) {
  const input = make(tag, { ...attributes, value: answer ?? "" });
  input.oninput = () => change(input.value);
  return make("label", { className: "line" }, make("span", {}, label), input);
}

function showFeedback(place, feedback) {
  place.replaceChildren();
  if (!feedback.message) return;
  place.append(make("p", { className: "message" }, feedback.message));
  const notes = feedback.notes.map((note) => make("li", {}, make("b", {}, note.right ? "✓ fits: " : "✗ does not fit: "), note.text));
  if (notes.length) place.append(make("ul", {}, ...notes));
  if (feedback.explanation) place.append(make("p", {}, feedback.explanation));
}

function render({ model, el }) {
  const question = model.get("question");
  const inputs = make("fieldset", {}, make("legend", {}, question.stem));
  const check = make("button", { type: "submit" }, question.moment === "guess" ? "Note my guess" : question.kind === "text" ? "Compare" : "Check");
  const again = make("button", { type: "button", onclick: () => model.send("start over") }, "Start over");
  const feedback = make("div", { className: "feedback", role: "status" });
  const form = make("form", { className: "activity" }, inputs, make("div", { className: "buttons" }, check, again), feedback);
  let mine = null; // the answer as this view last sent it; another one comes from elsewhere and is drawn

  const change = (answer) => {
    mine = JSON.stringify(answer);
    model.set("answer", answer ?? null);
    model.save_changes();
  };
  const draw = () => {
    const answer = model.get("answer");
    if (JSON.stringify(answer) === mine) return;
    mine = JSON.stringify(answer);
    inputs.replaceChildren(inputs.firstChild, ...fields[question.kind](question, answer, change));
  };
  const tell = () => showFeedback(feedback, model.get("feedback"));
  form.onsubmit = (event) => {
    event.preventDefault();
    model.send("check");
  };
  // JupyterLab reads single keys as commands: what is typed here stays here.
  form.onkeydown = (event) => event.stopPropagation();
  model.on("change:answer", draw);
  model.on("change:feedback", tell);
  draw();
  tell();
  el.append(form);
  return () => {
    model.off("change:answer", draw);
    model.off("change:feedback", tell);
  };
}

export default { render };
