// To hand in, to read, to load again: files that the browser makes and reads. Nothing leaves the machine by itself.

const LIMIT = 256 * 1024; // bytes of a file that is read; the kernel checks it too

function make(tag, attributes = {}, ...children) {
  const node = Object.assign(document.createElement(tag), attributes);
  node.append(...children);
  return node;
}

function render({ model, el }) {
  const alias = make("input", { type: "text", maxLength: 40, value: model.get("alias") });
  alias.oninput = () => {
    model.set("alias", alias.value);
    model.save_changes();
  };
  const ask = (what, text) => model.send({ what, text });
  const button = (text, what) => make("button", { type: "button", onclick: () => ask(what, alias.value) }, text);
  const file = make("input", { type: "file", accept: ".json,application/json" });
  file.onchange = async () => {
    const [chosen] = file.files;
    if (!chosen) return;
    if (chosen.size > LIMIT) said.textContent = "This file is too large to be a hand-in: at most 256 KB.";
    else ask("load", await chosen.text());
    file.value = "";
  };
  const said = make("p", { className: "message" });
  const link = make("p");
  const status = make("div", {}, said, link);
  status.setAttribute("role", "status");
  const form = make("form", { className: "activity", onsubmit: (event) => event.preventDefault() },
    make("label", { className: "line" }, make("span", {}, "Your name, or an alias that your teacher knows"), alias),
    make("div", { className: "buttons" }, button("Make my file to hand in", "file"), button("Make my report to read and print", "report")),
    make("label", { className: "line" }, make("span", {}, "Load a file that you made before"), file), status);
  form.onkeydown = (event) => event.stopPropagation();

  const tell = () => (said.textContent = model.get("message"));
  const offer = () => {
    const { name, type, text } = model.get("offer");
    link.replaceChildren();
    if (!name) return;
    const address = URL.createObjectURL(new Blob([text], { type }));
    const anchor = make("a", { href: address, download: name }, `Download ${name}`);
    link.append(anchor);
    anchor.click();
  };
  model.on("change:message", tell);
  model.on("change:offer", offer);
  tell();
  el.append(form);
  return () => {
    model.off("change:message", tell);
    model.off("change:offer", offer);
  };
}

export default { render };
