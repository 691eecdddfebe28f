// Filters, links that unfold, copying and printing. The page is whole without it.
"use strict";

const form = document.querySelector(".filters");
const clauses = [...document.querySelectorAll(".clause")];
const failures = [...document.querySelectorAll(".failure")];
const isNarrow = matchMedia("(max-width: 63.99rem)").matches;

// Filters

const chosen = (name) => new FormData(form).getAll(name);

function filter() {
  const levels = chosen("level");
  const outcomes = chosen("outcome");
  const [candidate = ""] = chosen("candidate");
  const [differs] = chosen("differs");
  const keys = [...form.querySelectorAll("[name=candidate]")].slice(1).map((input) => input.value);
  let shown = 0;
  for (const clause of clauses) {
    const words = clause.dataset.outcomes.split("|");
    const told = candidate ? [words[keys.indexOf(candidate)]] : words;
    clause.hidden =
      (levels.length > 0 && !levels.includes(clause.dataset.level)) ||
      (outcomes.length > 0 && !told.some((word) => outcomes.includes(word))) ||
      (Boolean(differs) && !("differs" in clause.dataset));
    shown += clause.hidden ? 0 : 1;
    for (const place of clause.querySelectorAll("[data-key]")) {
      place.hidden = candidate !== "" && place.dataset.key !== candidate;
    }
    for (const group of clause.querySelectorAll(".outcomes li")) {
      group.hidden = candidate !== "" && !group.querySelector("[data-key]:not([hidden])");
    }
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

form.addEventListener("change", filter);
form.addEventListener("reset", () => setTimeout(filter));
form.addEventListener("submit", (event) => event.preventDefault());

// Links that unfold

function reveal() {
  const place = document.querySelector(":target");
  if (!place) return;
  if (place.closest("[hidden]")) {
    form.reset();
    filter();
  }
  const failure = place.closest(".failure");
  if (!failure) {
    place.scrollIntoView();
    return;
  }
  failure.open = true;
  const clause = failure.closest(".clause");
  const distance = failure.getBoundingClientRect().top - clause.getBoundingClientRect().top;
  (distance < innerHeight / 2 ? clause : failure).scrollIntoView();
  failure.querySelector("summary").focus({ preventScroll: true });
}

addEventListener("hashchange", reveal);
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link && link.hash === location.hash) setTimeout(reveal);
});

// Copying

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    return isCopied;
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest(".copy");
  if (!button) return;
  const script = button.closest(".script").querySelector("pre").textContent;
  const does = button.querySelector(".does");
  does.textContent = (await copy(script)) ? "copied" : "not copied";
  button.focus();
  document.getElementById("said").textContent = `script ${does.textContent}`;
  setTimeout(() => {
    does.textContent = "copy";
    document.getElementById("said").textContent = "";
  }, 4000);
});

// Folding and printing

const unfold = form.querySelector("[data-unfold]");
unfold.hidden = failures.length === 0;
unfold.addEventListener("click", () => {
  const isOpen = unfold.textContent.startsWith("unfold");
  for (const failure of failures) failure.open = isOpen;
  unfold.textContent = isOpen ? "fold failures" : "unfold failures";
});

let folded = [];
const open = () => {
  const closed = [...document.querySelectorAll("details:not([open])")];
  for (const details of closed) details.open = true;
  folded.push(...closed);
};
const close = () => {
  for (const details of folded) details.open = false;
  folded = [];
};
addEventListener("beforeprint", open);
addEventListener("afterprint", close);
matchMedia("print").addEventListener("change", (event) => (event.matches ? open() : close()));

// Begin

form.hidden = false;
for (const button of document.querySelectorAll(".copy")) button.hidden = false;
if (isNarrow) {
  form.querySelector("details").open = false;
  for (const example of document.querySelectorAll(".example")) example.open = false;
}
filter();
reveal();
