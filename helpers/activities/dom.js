// @ts-check
// Nodes of the page. Text goes in as text, never as HTML.

const NO_SHORTCUTS = "data-lm-suppress-shortcuts"; // as JupyterLab and Notebook read it, wherever they listen

/**
 * An element with properties (or, where a name has a hyphen, attributes) and children.
 * @param {string} tag
 * @param {Record<string, any>} properties
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function make(tag, properties = {}, ...children) {
  /** @type {any} */
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "role" || name.includes("-"))
      node.setAttribute(name, value); // older browsers have no property for these
    /** @type {any} */
    else node[name] = value;
  }
  node.append(...children);
  return node;
}

/**
 * An element of a drawing (SVG).
 * @param {string} tag
 * @param {Record<string, any>} attributes
 * @param {...(Node | string)} children
 */
export function drawing(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/**
 * A list to choose one of, with a spoken name; "" means not chosen yet.
 * @param {string} name
 * @param {[string | number, string][]} choices pairs of value and text
 * @param {any} value
 * @param {(value: string) => void} onchange
 */
export function list(name, choices, value, onchange) {
  const node = make("select", { "aria-label": name }, make("option", { value: "" }, "choose"));
  for (const [key, text] of choices) node.append(make("option", { value: key }, text));
  node.value = value ?? "";
  node.onchange = () => onchange(node.value);
  return node;
}

/** A paragraph that a screen reader speaks when its text changes. */
export function spoken() {
  return make("p", { className: "said", role: "status" });
}

/**
 * A label with its input below it.
 * @param {string} text
 * @param {Node} input
 */
export function labelled(text, input) {
  return make("label", { className: "line" }, make("span", {}, text), input);
}

/**
 * Whether a key is JupyterLab's, and not a field's: Ctrl + S, which saves the notebook.
 * @param {KeyboardEvent} event
 */
function isSave({ ctrlKey, metaKey, key }) {
  return (ctrlKey || metaKey) && key.toLowerCase() === "s";
}

/**
 * A form of ours, in which what is typed stays: JupyterLab reads single keys as commands.
 * @param {() => void} submit
 * @param {...(Node | string)} children
 */
export function ownForm(submit, ...children) {
  const form = make("form", { className: "activity" }, ...children);
  form.onkeydown = keepKeys;
  form.onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    submit();
  };
  return form;
}

/**
 * Mark what a key is pressed on in a form of ours, or on a word of ours, so that it is no command but for Ctrl + S. To be called before
 * JupyterLab and Notebook see the key: a command may be meant for whatever has the focus, so the form is too far out.
 * @param {KeyboardEvent} event
 */
export function markPressed(event) {
  const { target } = event;
  if (target instanceof Element && target.closest("form.activity, .word"))
    target.toggleAttribute(NO_SHORTCUTS, !isSave(event));
}

/**
 * Keep a key that is pressed in a form from JupyterLab, which would take it for a command.
 * @param {KeyboardEvent} event
 */
function keepKeys(event) {
  if (!isSave(event)) event.stopPropagation();
}
