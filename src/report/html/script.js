"use strict";
(() => {
  const table = document.getElementById("traces");
  const form = document.getElementById("filter");
  if (!table || !form) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const field = (name) => form.elements.namedItem(name);
  const show = () => {
    const word = field("word").value.trim().toLowerCase();
    const verdict = field("verdict").value;
    const number = field("case").value;
    let count = 0;
    for (const row of rows) {
      const shown = (!word || row.textContent.toLowerCase().includes(word)) &&
        (!verdict || row.dataset.verdict === verdict) && (!number || row.dataset.case === number);
      row.hidden = !shown;
      if (shown) count += 1;
    }
    field("count").value = count + "行";
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "↕";
    button.setAttribute("aria-label", head.textContent + "で並べ替える");
    head.append(" ", button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const text = (row) => row.cells[column].textContent;
      rows.sort((a, b) => (up ? 1 : -1) * text(a).localeCompare(text(b), "ja", { numeric: true }));
      body.append(...rows);
    });
  });
})();
