// A group for each option: option number (as text) to group.

function field(question, answer, change) {
  const chosen = { ...answer };
  return question.options.map((option) => {
    const groups = list(option.text, question.groups.map((group) => [group, group]), chosen[option.number], (group) => {
      if (group) chosen[option.number] = group;
      else delete chosen[option.number];
      change({ ...chosen });
    });
    return make("div", { className: "item" }, make("span", {}, option.text), groups);
  });
}
