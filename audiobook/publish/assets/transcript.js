// The transcript: marks the sentence that is heard, and the word where the voice tells it; a click
// on a sentence goes there.

const audio = document.querySelector("[data-player] audio");
const follow = document.querySelector("[data-follow]");
const transcript = document.querySelector("[data-transcript]");
const sentences = [...document.querySelectorAll("[data-from]")].map((element) => ({
  element,
  from: Number(element.dataset.from),
  to: Number(element.dataset.to),
}));
// A byline is read first, wherever it stands.
sentences.sort((one, other) => one.from - other.from);

const still = matchMedia("(prefers-reduced-motion: reduce)");
const mark = "Highlight" in window ? new Highlight() : null;
if (mark) CSS.highlights.set("heard", mark);

let heard = null;
let words = [];
let frame = 0;

// The last that has begun at a time; it stays marked in the pause that follows it.
function begun(spans, ms) {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle].from <= ms) low = middle + 1;
    else high = middle;
  }
  return spans[low - 1] ?? null;
}

function wordsOf(sentence) {
  const numbers = (sentence?.element.dataset.words ?? "").trim().split(" ").map(Number);
  const found = [];
  for (let at = 0; at + 3 < numbers.length; at += 4) {
    const [start, end, from, to] = numbers.slice(at, at + 4);
    found.push({ start, end, from, to });
  }
  return found;
}

function markSentence(sentence) {
  heard?.element.classList.remove("heard");
  heard = sentence;
  words = wordsOf(sentence);
  sentence?.element.classList.add("heard");
  if (!audio.paused) bringIntoView();
}

function bringIntoView() {
  if (follow.getAttribute("aria-pressed") !== "true") return;
  heard?.element.scrollIntoView({
    block: "center",
    behavior: still.matches ? "instant" : "smooth",
  });
}

function markWord(ms) {
  if (!mark) return;
  mark.clear();
  const word = begun(words, ms);
  if (!word || ms > word.to) return;
  const range = new Range();
  range.setStart(heard.element.firstChild, word.start);
  range.setEnd(heard.element.firstChild, word.end);
  mark.add(range);
}

function show() {
  const ms = audio.currentTime * 1000;
  const sentence = audio.currentTime ? begun(sentences, ms) : null;
  if (sentence !== heard) markSentence(sentence);
  markWord(ms);
}

// Words pass faster than the sound tells its time.
function keepShowing() {
  show();
  cancelAnimationFrame(frame);
  if (!audio.paused && words.length) frame = requestAnimationFrame(keepShowing);
}

if (transcript) {
  transcript.classList.add("live");
  transcript.addEventListener("click", (event) => {
    const element = event.target.closest("[data-from]");
    if (!element || !getSelection().isCollapsed) return;
    audio.currentTime = Number(element.dataset.from) / 1000;
    audio.play();
  });
  follow.addEventListener("click", () => {
    const on = follow.getAttribute("aria-pressed") !== "true";
    follow.setAttribute("aria-pressed", String(on));
    bringIntoView();
  });
  // Whoever scrolls wants to read elsewhere.
  for (const event of ["wheel", "touchmove"]) {
    addEventListener(event, () => !audio.paused && follow.setAttribute("aria-pressed", "false"), {
      passive: true,
    });
  }
  for (const event of ["timeupdate", "playing", "seeked"]) {
    audio.addEventListener(event, keepShowing);
  }
  audio.addEventListener("play", bringIntoView);
  show();
}
