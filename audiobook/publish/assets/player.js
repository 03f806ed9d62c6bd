// The player: buttons, position, speed and keys on top of a plain <audio> element.
// Everything goes through the element, so other scripts need know nothing of this one.

const player = document.querySelector("[data-player]");
const audio = player.querySelector("audio");
const position = player.querySelector("[data-position]");
const speed = player.querySelector("[data-speed]");
const time = player.querySelector("[data-time]");
const track = player.querySelector(".track");
const toggles = document.querySelectorAll("[data-toggle]");
const marks = [...document.querySelectorAll("[data-chapter-title]")];
const chapters = marks.map((mark) => ({
  mark,
  title: mark.dataset.chapterTitle,
  start: Number(mark.dataset.seek) / 1000,
}));
const duration = Number(player.dataset.seconds);

const ARROW_SECONDS = 5;
// Of a chapter that has gone on for longer, "previous" means its own beginning.
const SECONDS_TO_RESTART = 3;

function clock(seconds) {
  const [hours, minutes, rest] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
  const tail = String(rest).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

function seek(seconds) {
  audio.currentTime = Math.min(Math.max(seconds, 0), duration);
  // Before anything is loaded, the element tells no one.
  if (!audio.readyState) audio.dispatchEvent(new Event("timeupdate"));
  show();
  tellPosition();
}

function toggle() {
  if (audio.paused) audio.play().catch(fail);
  else audio.pause();
}

// Asked to pause before it could play, a browser says so as an error.
function fail(error) {
  if (error.name !== "AbortError") say(player.dataset.failed);
}

function say(text) {
  player.querySelector("[data-said]").textContent = text;
}

function chapterAt(seconds) {
  return chapters.findLastIndex((chapter) => chapter.start <= seconds + 0.05);
}

function goByChapters(step) {
  const at = chapterAt(audio.currentTime);
  const within = audio.currentTime - (chapters[at]?.start ?? 0);
  const to = step < 0 && within > SECONDS_TO_RESTART ? at : at + step;
  seek(chapters[Math.max(to, 0)]?.start ?? (step < 0 ? 0 : duration));
}

function goBySpeed(step) {
  speed.selectedIndex = Math.min(Math.max(speed.selectedIndex + step, 0), speed.length - 1);
  speed.dispatchEvent(new Event("change"));
  say(speed.selectedOptions[0].textContent);
}

function show() {
  const now = audio.currentTime;
  time.textContent = clock(now);
  position.value = now;
  track.style.setProperty("--so-far", `${(100 * now) / duration}%`);
  const at = chapterAt(now);
  player.querySelector("[data-now]").textContent = chapters[at]?.title ?? player.dataset.title;
  chapters.forEach(({ mark }, index) => {
    if (index === at) mark.setAttribute("aria-current", "true");
    else mark.removeAttribute("aria-current");
  });
}

// Only when a listener moves it: a screen reader would say each second of a focused slider.
function tellPosition() {
  const text = position.dataset.of;
  const total = clock(duration);
  position.setAttribute(
    "aria-valuetext",
    text.replace("{time}", clock(audio.currentTime)).replace("{total}", total),
  );
}

function showState() {
  document.documentElement.classList.toggle("playing", !audio.paused);
  for (const button of toggles) {
    const label = audio.paused ? button.dataset.play : button.dataset.pause;
    const text = button.querySelector("span");
    if (text) text.textContent = label;
    else button.setAttribute("aria-label", label);
  }
}

const KEYS = {
  k: toggle,
  j: () => seek(audio.currentTime - 15),
  l: () => seek(audio.currentTime + 30),
  p: () => goByChapters(-1),
  n: () => goByChapters(1),
  "<": () => goBySpeed(-1),
  ">": () => goBySpeed(1),
};

// WCAG 2.1.4: single keys count only while the focus is in the player.
player.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target === speed) return;
  const act = KEYS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});

position.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
  if (!step) return;
  event.preventDefault();
  seek(audio.currentTime + step * ARROW_SECONDS);
});

position.addEventListener("input", () => seek(Number(position.value)));
position.addEventListener("focus", tellPosition);
for (const button of toggles) button.addEventListener("click", toggle);
for (const button of player.querySelectorAll("[data-by]")) {
  button.addEventListener("click", () => seek(audio.currentTime + Number(button.dataset.by)));
}
for (const button of player.querySelectorAll("[data-chapter]")) {
  button.hidden = chapters.length < 2;
  button.addEventListener("click", () => goByChapters(Number(button.dataset.chapter)));
}
for (const link of document.querySelectorAll("[data-seek]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    seek(Number(link.dataset.seek) / 1000);
    audio.play().catch(fail);
  });
}
speed.addEventListener("change", () => (audio.playbackRate = Number(speed.value)));
// A browser sets the speed back when it loads the sound.
audio.addEventListener("loadedmetadata", () => (audio.playbackRate = Number(speed.value)));
audio.addEventListener("error", () => say(player.dataset.failed));
for (const event of ["timeupdate", "seeking"]) audio.addEventListener(event, show);
for (const event of ["play", "pause", "ended"]) audio.addEventListener(event, showState);

if ("mediaSession" in navigator) {
  const { title, show: artist, cover } = player.dataset;
  const artwork = [{ src: new URL(cover, location).href, type: "image/jpeg" }];
  navigator.mediaSession.metadata = new MediaMetadata({ title, artist, artwork });
  const actions = {
    seekbackward: () => seek(audio.currentTime - 15),
    seekforward: () => seek(audio.currentTime + 30),
    seekto: (details) => seek(details.seekTime),
    ...(chapters.length > 1 && {
      previoustrack: () => goByChapters(-1),
      nexttrack: () => goByChapters(1),
    }),
  };
  for (const [name, act] of Object.entries(actions)) {
    navigator.mediaSession.setActionHandler(name, act);
  }
}

audio.controls = false;
player.querySelector(".controls").hidden = false;
document.querySelector("[data-keyboard]").hidden = false;
for (const button of toggles) button.hidden = false;
document.documentElement.classList.add("has-player");
show();
