// Search and filters. The page is whole without it.
"use strict";

const form = document.querySelector(".filters");
const clauses = [...document.querySelectorAll(".clause")];
const texts = new Map(clauses.map((clause) => [clause, clause.textContent.toLowerCase()]));

function filter() {
  const data = new FormData(form);
  const words = data.get("words").toLowerCase().split(/\s+/).filter(Boolean);
  const levels = data.getAll("level");
  const edition = data.get("edition");
  let shown = 0;
  for (const clause of clauses) {
    clause.hidden =
      !words.every((word) => texts.get(clause).includes(word)) ||
      (levels.length > 0 && !levels.includes(clause.dataset.level)) ||
      (data.has("rule") && !("rule" in clause.dataset)) ||
      (edition !== "" && !clause.dataset.editions.split(" ").includes(edition));
    shown += clause.hidden ? 0 : 1;
  }
  const isWhole = shown === clauses.length;
  for (const chapter of document.querySelectorAll(".chapter")) {
    chapter.hidden = !chapter.querySelector(".clause:not([hidden])");
    chapter.querySelector(".introduction").hidden = !isWhole;
    document.querySelector(`[data-chapter="${chapter.id}"]`).hidden = chapter.hidden;
  }
  for (const page of document.querySelectorAll(".page")) page.hidden = !isWhole;
  const status = form.querySelector("[role=status]");
  status.textContent = isWhole ? `${shown} clauses` : `${shown} of ${clauses.length} clauses`;
}

function reveal() {
  const place = location.hash && document.getElementById(location.hash.slice(1));
  if (!place) return;
  if (place.closest("[hidden]")) {
    form.reset();
    filter();
  }
  place.scrollIntoView();
}

form.addEventListener("input", filter);
form.addEventListener("reset", () => setTimeout(filter));
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", reveal);

const folded = [];
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.open = true;
    folded.push(details);
  }
});
addEventListener("afterprint", () => {
  for (const details of folded.splice(0)) details.open = false;
});

if (matchMedia("(max-width: 63.99rem)").matches) {
  for (const example of document.querySelectorAll(".example")) example.open = false;
}
form.hidden = false;
filter();
reveal();
