// Keeps the place: where a listener left an episode, and at which speed they listen.
// Only this browser knows it.

const player = document.querySelector("[data-player]");
const audio = player.querySelector("audio");
const speed = player.querySelector("[data-speed]");
const said = player.querySelector("[data-said]");

const PLACE = `audiobook place ${player.dataset.episode}`;
const SPEED = "audiobook speed";
const SECONDS_BETWEEN = 3;
const SECONDS_AT_THE_END = 5;

// A browser may refuse storage; then nothing is kept.
function recall(key) {
  try {
    return Number(localStorage.getItem(key)) || 0;
  } catch {
    return 0;
  }
}

function keep(key, value) {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    return;
  }
}

let kept = 0;

function keepPlace() {
  const atEnd = audio.currentTime > Number(player.dataset.seconds) - SECONDS_AT_THE_END;
  kept = audio.currentTime;
  keep(PLACE, atEnd ? 0 : kept);
}

const place = recall(PLACE);
if (place) {
  audio.currentTime = place;
  audio.dispatchEvent(new Event("timeupdate"));
  const time = player.querySelector("[data-time]").textContent;
  said.textContent = player.dataset.resumed.replace("{time}", time);
}

const rate = recall(SPEED);
if ([...speed.options].some((option) => Number(option.value) === rate)) {
  speed.value = rate;
  speed.dispatchEvent(new Event("change"));
}

audio.addEventListener("timeupdate", () => {
  if (!audio.paused && Math.abs(audio.currentTime - kept) > SECONDS_BETWEEN) keepPlace();
});
audio.addEventListener("pause", keepPlace);
audio.addEventListener("seeked", keepPlace);
audio.addEventListener("playing", () => (said.textContent = ""));
speed.addEventListener("change", () => keep(SPEED, speed.value));
addEventListener("pagehide", () => audio.currentTime && keepPlace());
