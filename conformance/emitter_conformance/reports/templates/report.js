// Search, filters, keys, copying. The page is whole without it.
"use strict";

const all = (selector, place = document) => [...place.querySelectorAll(selector)];
const form = document.querySelector(".find");
const clauses = all(".clause");
const chapters = all(".chapter[data-chapter]");
const places = new Map(clauses.map((clause, number) => [clause.id, number]));
const rows = all(".bars").map((row) => all("a", row));
const told = document.getElementById("told");

// What is searched: the id, the sentence and the hint.
const texts = clauses.map((clause) =>
  all("h4, .norm, .hint", clause).map((part) => part.textContent).join(" ").toLowerCase()
);

// Search and filters

const state = (bar) => bar.className.split(" ")[0] || "kept";

function filter() {
  const data = new FormData(form);
  const given = [...data].filter(([, value]) => value.trim());
  const { q = "", outcome, level, candidate, differs } = Object.fromEntries(given);
  const words = q.toLowerCase().split(/\s+/);
  const judged = candidate ? [rows[candidate - 1]] : rows;
  const isShown = clauses.map((clause, number) =>
    words.every((word) => texts[number].includes(word)) &&
    (!level || clause.dataset.level === level) &&
    (!differs || "differs" in clause.dataset) &&
    (!outcome || judged.some((row) => state(row[number]) === outcome))
  );
  clauses.forEach((clause, number) => { clause.hidden = !isShown[number]; });
  rows.forEach((row, place) => row.forEach((bar, number) => {
    const isOther = outcome && state(bar) !== outcome;
    const isLeftOut = candidate && place !== candidate - 1;
    bar.classList.toggle("dim", !isShown[number] || Boolean(isOther || isLeftOut));
  }));
  for (const failure of all(".failure")) {
    failure.hidden =
      !isShown[places.get(failure.dataset.clause)] || Boolean(outcome && failure.dataset.state !== outcome);
  }
  const isFiltered = given.length > 0;
  for (const part of all(".besides")) part.hidden = isFiltered && !part.querySelector(".failure:not([hidden])");
  for (const verdict of all(".verdict")) {
    verdict.hidden = candidate
      ? verdict.dataset.candidate !== candidate
      : isFiltered && !verdict.querySelector(".failure:not([hidden])");
  }
  for (const chapter of chapters) {
    const found = all(".clause:not([hidden])", chapter).length;
    chapter.hidden = !found;
    if (isFiltered) chapter.open = found > 0 && isShown.filter(Boolean).length <= 40;
    chapter.querySelector(".introduction").hidden = isFiltered;
  }
  for (const page of all(".page")) page.hidden = isFiltered;
  const number = isShown.filter(Boolean).length;
  form.querySelector("[role=status]").textContent =
    isFiltered ? `${number} of ${clauses.length} clauses` : `${clauses.length} clauses`;
  return given;
}

function search() {
  const query = new URLSearchParams(filter()).toString();
  try {
    history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
  } catch {} // a viewer that shows the page inside another one has no address for it
}

form.addEventListener("input", search);
form.addEventListener("reset", () => setTimeout(search));
form.addEventListener("submit", (event) => event.preventDefault());

// Links that unfold

function show(place) {
  if (place.closest("[hidden]")) {
    form.reset();
    search();
  }
  for (let part = place; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
  const failure = place.closest(".failure");
  (failure || place).scrollIntoView();
  if (failure) (failure.querySelector("summary") || failure).focus({ preventScroll: true });
}

function reveal() {
  const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (place) show(place);
}

addEventListener("hashchange", reveal);
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (!link) return;
  // In the frame of a viewer, links would leave the page, or lead nowhere.
  if (link.href.split("#")[0] !== location.href.split("#")[0]) event.preventDefault();
  const place = document.getElementById(link.getAttribute("href").slice(1));
  if (place) setTimeout(() => show(place));
});

// Keys

let current = -1;

function step(by) {
  const failures = all(".failure:not([hidden])").filter((each) => !each.closest("[hidden]"));
  if (!failures.length) return;
  const here = failures.indexOf(document.activeElement.closest(".failure"));
  current = (here < 0 ? Math.min(current, failures.length - 1) : here) + by;
  show(failures[(current + failures.length) % failures.length]);
}

addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input, select, textarea");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    form.q.focus();
  }
  if (event.key === "n" || event.key === "j") step(1);
  if (event.key === "p" || event.key === "k") step(-1);
});

// The picture: one stop of the tabulator, arrow keys inside

const bars = rows.flat();
for (const bar of bars) bar.tabIndex = -1;
if (bars.length) bars[0].tabIndex = 0;

function tell(bar) {
  if (!bar) return;
  const number = rows.find((row) => row.includes(bar)).indexOf(bar);
  told.textContent = `${bar.title}. ${clauses[number].querySelector(".norm").textContent}`;
}

document.querySelector(".strip").addEventListener("keydown", (event) => {
  const place = bars.indexOf(event.target);
  const across = clauses.length;
  const moves = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -across, ArrowDown: across };
  const to = place + (moves[event.key] || 0);
  if (place < 0 || to === place || !bars[to]) return;
  event.preventDefault();
  event.target.tabIndex = -1;
  bars[to].tabIndex = 0;
  bars[to].focus();
});
for (const kind of ["focusin", "mouseover"]) {
  document.querySelector(".strip").addEventListener(kind, (event) => tell(event.target.closest(".bars a")));
}

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

// Begin

const unfold = document.querySelector(".unfold");
unfold.addEventListener("click", () => {
  const isOpen = unfold.textContent.startsWith("unfold");
  for (const chapter of all(".chapter")) chapter.open = isOpen;
  unfold.textContent = isOpen ? "fold all" : "unfold all";
});

for (const part of [form, unfold, ...all(".copy")]) part.hidden = false;
for (const [name, value] of new URLSearchParams(location.search)) {
  const field = form.elements[name];
  if (field) field.type === "checkbox" ? (field.checked = true) : (field.value = value);
}
filter();
reveal();
