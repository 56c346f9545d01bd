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

const BUTTONS = { text: "Compare", percents: "Compare", map: "Compare", weights: "Compare", hypotheses: "Finish", briefing: "Finish", forecast: "Commit" };

// "Saved 10:42" only when the kernel has said so; words, and the work to copy, when it could not or does not answer.
function showSaved(place, state, send) {
  place.replaceChildren();
  place.className = state.problem ? "status problem" : "status";
  if (!state.problem) {
    const folder = (state.where ?? "").split(/[\\/]/).at(-2);
    place.textContent = state.pending ? "Saving …" : state.at ? `Saved ${clock(state.at)} in ${folder}` : "";
    return;
  }
  const work = make("textarea", { readOnly: true, rows: 2, value: JSON.stringify(state.answer), "aria-label": "Your work, to copy" });
  place.append(make("b", {}, "NOT SAVED. "), state.problem);
  if (state.other) {
    const button = (text, message) => make("button", { type: "button", onclick: () => send(message) }, text);
    place.append(make("div", { className: "buttons" }, button("Show what the other saved", "take other"), button("Keep what is here", "keep mine")));
  } else if (state.answer !== null) {
    place.append(make("label", { className: "line" }, "Your work, to copy: ", work));
  }
}

function clock(at) {
  return new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

// A copy with "?" for half of an emoji: the kernel could not take that.
function wellFormed(answer) {
  return JSON.parse(JSON.stringify(answer, (_, value) => (typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "?") : value)));
}

const WAIT = 400; // milliseconds from a change until it is sent, with what else has changed by then
const LATE = 5000; // milliseconds without an answer from the kernel

function render({ model, el }) {
  const question = model.get("question");
  const inputs = make("fieldset", {}, make("legend", {}, question.stem));
  const check = make("button", { type: "submit" }, question.moment === "guess" ? "Note my guess" : BUTTONS[question.kind] ?? "Check");
  const again = make("button", { type: "button", onclick: () => send("start over") }, "Start over");
  const feedback = make("div", { className: "feedback", role: "status" });
  const status = make("div", { className: "status", role: "status" });
  const form = make("form", { className: "activity" }, inputs, make("div", { className: "buttons" }, check, again, status), feedback);
  let mine = model.get("answer"); // the answer on the page: the model may still have an older one, which the kernel sends back
  let unsent, waiting; // timers
  let late = false; // whether the kernel has left a message unanswered for too long
  const by = Math.random(); // which view sends: two of one question may send the same number

  // One message for the answer and for what is asked, so that no answer is checked before it has arrived.
  const send = (what = "keep") => {
    clearTimeout(unsent);
    unsent = undefined;
    model.set("answer", mine);
    model.set("sent", { number: model.get("sent").number + 1 || 1, what, by });
    model.save_changes();
    waiting ??= setTimeout(silent, LATE);
  };
  const show = (state) => showSaved(status, { ...state, answer: mine }, send);
  const silent = () => {
    late = true;
    show({ problem: "The kernel does not answer. In the menu: Kernel, then Restart Kernel and Run All Cells; first copy this." });
  };
  const change = (answer) => {
    mine = wellFormed(answer ?? null);
    if (late) silent();
    else if (!model.get("saved").problem) show({ pending: true });
    unsent ??= setTimeout(send, WAIT);
  };
  const fill = () => {
    const places = () => [...inputs.querySelectorAll("input, select, textarea, button")];
    const focus = places().indexOf(document.activeElement);
    inputs.replaceChildren(inputs.firstChild, ...field(question, mine, change, model.get("feedback").compare ?? {}));
    places()[focus]?.focus();
  };
  const draw = () => {
    const theirs = model.get("answer");
    if (unsent !== undefined || JSON.stringify(theirs) === JSON.stringify(mine)) return;
    mine = theirs;
    fill();
  };
  const tell = () => {
    showFeedback(feedback, model.get("feedback"));
    if (model.get("feedback").compare) fill();
  };
  const tellSaved = () => {
    const saved = model.get("saved");
    if (!saved.problem && (saved.number ?? 0) < (model.get("sent").number ?? 0)) return; // it answers an older message
    clearTimeout(waiting);
    waiting = undefined;
    late = false;
    if (unsent === undefined) show(model.get("saved"));
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    send("check");
  };
  // A page that is left, or hidden by a lid that closes, sends at once.
  const leave = () => unsent !== undefined && send();
  document.addEventListener("visibilitychange", leave);
  addEventListener("pagehide", leave);
  // JupyterLab reads single keys as commands: what is typed here stays here.
  form.onkeydown = (event) => event.stopPropagation();
  model.on("change:answer", draw);
  model.on("change:feedback", tell);
  model.on("change:saved", tellSaved);
  fill();
  tell();
  tellSaved();
  el.append(form);
  return () => {
    leave();
    document.removeEventListener("visibilitychange", leave);
    removeEventListener("pagehide", leave);
    model.off("change:answer", draw);
    model.off("change:feedback", tell);
    model.off("change:saved", tellSaved);
  };
}

export default { render };
