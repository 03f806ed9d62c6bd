// The search: finds episodes of the whole show in an index that is fetched when it is first used.

const form = document.querySelector("[data-search]");
const field = form?.querySelector("input");
const found = document.querySelector("[data-found]");
const results = document.querySelector("[data-results]");
const episodes = document.querySelector("[data-episodes]");
const pager = document.querySelector(".pager");
const template = document.querySelector("[data-result]");
const total = found.textContent;

const MOST_SHOWN = 50;

let index = null;

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

async function fetchPart(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

async function load() {
  const parts = form.dataset.parts.trim().split(" ");
  const entries = (await Promise.all(parts.map(fetchPart))).flat();
  return entries.map((entry) => ({
    entry,
    text: folded([entry.title, ...entry.facts, entry.summary ?? "", entry.tags ?? ""].join(" ")),
  }));
}

function span(text) {
  const made = document.createElement("span");
  made.dir = "auto";
  made.textContent = text;
  return made;
}

function item({ slug, title, language, direction, facts, summary }) {
  const made = template.content.cloneNode(true);
  const link = made.querySelector("a");
  link.href = `${form.dataset.pages}${encodeURIComponent(slug)}.html`;
  link.textContent = title;
  made.querySelector(".facts").append(...facts.map(span));
  made.querySelector(".summary").textContent = summary ?? "";
  made.querySelector("li").dir = direction;
  for (const element of made.querySelectorAll("h3, .summary")) element.lang = language;
  return made;
}

function tell(number) {
  const { one, many, none, first } = form.dataset;
  if (number > MOST_SHOWN) return first.replace("{number}", MOST_SHOWN).replace("{total}", number);
  if (number === 0) return none;
  return number === 1 ? one : many.replace("{number}", number);
}

function showAll() {
  results.hidden = true;
  episodes.hidden = false;
  if (pager) pager.hidden = false;
  found.textContent = total;
}

async function search() {
  const query = field.value.trim();
  const address = new URL(location);
  if (query) address.searchParams.set("q", query);
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
  if (!query) return showAll();
  try {
    index = await (index ??= load());
  } catch {
    index = null;
    found.textContent = form.dataset.failed;
    return undefined;
  }
  if (field.value.trim() !== query) return undefined;
  const wanted = folded(query).split(/\s+/u);
  const hits = index.filter(({ text }) => wanted.every((word) => text.includes(word)));
  results.replaceChildren(...hits.slice(0, MOST_SHOWN).map(({ entry }) => item(entry)));
  results.hidden = false;
  episodes.hidden = true;
  if (pager) pager.hidden = true;
  found.textContent = tell(hits.length);
  return undefined;
}

if (form) {
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", search);
  field.value = new URL(location).searchParams.get("q") ?? "";
  if (field.value) search();
}
