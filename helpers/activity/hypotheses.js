// Competing hypotheses (Heuer), one piece of evidence at a time; hypotheses in rows, totals only at the end.
// The answer: {cells: {evidence: {hypothesis: "C" fits | "I" speaks against | "N" says nothing}}, own, mind}.

const FITS = [["C", "fits"], ["I", "speaks against it"], ["N", "says nothing"]];
const SIGNS = { C: "+", I: "−", N: "0" };

function field(question, answer, change) {
  const state = { cells: {}, own: "", mind: "", ...structuredClone(answer ?? {}) };
  const evidence = question.options.filter((option) => option.part === "evidence");
  const page = make("div", { className: "page" });
  let at = 0;
  const rows = () => [...question.options.filter((option) => option.part === "hypothesis"), ...(state.own.trim() ? [{ number: 0, text: `Yours: ${state.own.trim()}` }] : [])];
  const keep = () => change(structuredClone(state));

  const own = make("input", { type: "text", value: state.own, maxLength: 200 });
  own.oninput = () => {
    state.own = own.value;
    keep();
    show();
  };

  const go = (to) => {
    at = to;
    show();
    page.querySelector(".step").focus();
  };
  const step = (to, text, className = "") => make("button", { type: "button", className, onclick: () => go(to) }, text);

  const oneItem = () => {
    const item = evidence[at];
    const cells = (state.cells[item.number] ??= {});
    const table = rows().map((row) => make("div", { className: "item" }, make("span", {}, row.text), list(`Evidence ${at + 1} and: ${row.text}`, FITS, cells[row.number], (value) => {
      if (value) cells[row.number] = value;
      else delete cells[row.number];
      keep();
    })));
    return [make("p", { className: "message step", tabIndex: -1 }, `Evidence ${at + 1} of ${evidence.length}: ${item.text} (${item.where})`), ...table,
      make("div", { className: "buttons" }, ...(at ? [step(at - 1, "Back")] : []), step(at + 1, at + 1 < evidence.length ? "Next evidence" : "Show the whole table", "next"))];
  };

  const whole = () => {
    const count = (row, sign) => evidence.filter((item) => state.cells[item.number]?.[row.number] === sign).length;
    const order = rows().sort((one, other) => count(one, "I") - count(other, "I"));
    const head = make("tr", {}, make("th", { scope: "col" }, "Hypothesis"), ...evidence.map((_, n) => make("th", { scope: "col" }, `E${n + 1}`)), make("th", { scope: "col" }, "against"));
    const body = order.map((row) => make("tr", {}, make("th", { scope: "row" }, row.text), ...evidence.map((item) => make("td", {}, SIGNS[state.cells[item.number]?.[row.number]] ?? "")), make("td", {}, make("b", {}, String(count(row, "I"))))));
    const separates = evidence.filter((item) => {
      const signs = order.map((row) => state.cells[item.number]?.[row.number]);
      return signs.includes("I") && signs.some((sign) => sign && sign !== "I");
    });
    const mind = make("textarea", { rows: 3, value: state.mind });
    mind.oninput = () => {
      state.mind = mind.value;
      keep();
    };
    return [make("p", { className: "message step", tabIndex: -1 }, "The whole table, least against it first"), make("table", {}, head, ...body),
      make("p", {}, "+ fits, − speaks against, 0 says nothing, blank: not judged."),
      make("ul", {}, ...evidence.map((item, n) => make("li", {}, `E${n + 1}: ${item.text} (${item.where})`))),
      make("p", {}, separates.length ? `Separates your hypotheses: ${separates.map((item) => `E${evidence.indexOf(item) + 1}`).join(", ")}. The rest speaks against none, or against all.` : "Nothing separates your hypotheses so far. Which evidence speaks against at least one?"),
      make("label", { className: "line" }, make("span", {}, "What would change your mind?"), mind),
      make("div", { className: "buttons" }, step(evidence.length - 1, "Back to the evidence"), step(0, "From the start"))];
  };

  const show = () => {
    page.className = at < evidence.length ? "page unfinished" : "page"; // the button to finish shows with the whole table
    page.replaceChildren(...(at < evidence.length ? oneItem() : whole()));
  };
  show();
  return [make("label", { className: "line" }, make("span", {}, "A hypothesis of your own, if you like"), own), page];
}
