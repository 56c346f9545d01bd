// What all activities share: a form with a question, its fields, buttons, and what is said about an answer.
// The file of a kind (choices.js, order.js …) follows this one and brings `field(question, answer, change, compare)`: it
// gives the nodes that show `answer`, calls `change(answer)` on every change, and shows what `compare` has for each option.

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "role" || name.includes("-")) node.setAttribute(name, value); // older browsers have no property for these
    else node[name] = value;
  }
  node.append(...children);
  return node;
}

function drawing(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

// A list to choose one of, with a spoken name. options: [value, text] pairs; "" means not chosen yet.
function list(name, options, value, onchange) {
  const node = make("select", { "aria-label": name }, make("option", { value: "" }, "choose"));
  for (const [key, text] of options) node.append(make("option", { value: key }, text));
  node.value = value ?? "";
  node.onchange = () => onchange(node.value);
  return node;
}

const MARKS = new Map([[true, "✓ fits: "], [false, "✗ does not fit: "], [null, ""]]);

function showFeedback(place, feedback) {
  place.replaceChildren();
  if (!feedback.message) return;
  place.append(make("p", { className: "message" }, feedback.message));
  const notes = feedback.notes.map((note) => make("li", {}, make("b", {}, MARKS.get(note.right)), note.text));
  if (notes.length) place.append(make("ul", {}, ...notes));
  if (feedback.explanation) place.append(make("p", {}, feedback.explanation));
}

const BUTTONS = { text: "Compare", percents: "Compare", map: "Compare", weights: "Compare", hypotheses: "Finish" };

function render({ model, el }) {
  const question = model.get("question");
  const inputs = make("fieldset", {}, make("legend", {}, question.stem));
  const check = make("button", { type: "submit" }, question.moment === "guess" ? "Note my guess" : BUTTONS[question.kind] ?? "Check");
  const again = make("button", { type: "button", onclick: () => model.send("start over") }, "Start over");
  const feedback = make("div", { className: "feedback", role: "status" });
  const form = make("form", { className: "activity" }, inputs, make("div", { className: "buttons" }, check, again), feedback);
  let mine = null; // the answer as this view last sent it; another one comes from elsewhere and is drawn

  const change = (answer) => {
    mine = JSON.stringify(answer);
    model.set("answer", answer ?? null);
    model.save_changes();
  };
  const fill = () => {
    const places = () => [...inputs.querySelectorAll("input, select, textarea, button")];
    const focus = places().indexOf(document.activeElement);
    mine = JSON.stringify(model.get("answer"));
    inputs.replaceChildren(inputs.firstChild, ...field(question, model.get("answer"), change, model.get("feedback").compare ?? {}));
    places()[focus]?.focus();
  };
  const draw = () => JSON.stringify(model.get("answer")) !== mine && fill();
  const tell = () => {
    showFeedback(feedback, model.get("feedback"));
    if (model.get("feedback").compare) fill();
  };
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
