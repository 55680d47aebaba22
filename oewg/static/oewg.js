// What does a page gain where scripts run? Everything works without this file. It brings regions up to date in place,
// guards what a person is typing, and keeps one press of a button from becoming two.

const EVERY = 5_000; // milliseconds; an unchanged page costs the server one 304
const SELDOM = 30_000; // while the stream tells what is done
const LONGEST = 60_000;
const SPREAD = 500; // 193 browsers that hear of one act do not all ask in the same instant
const APART = 300; // several acts in one breath are one look
const NO_PLACE = 30_000; // the server has no place for another stream at the moment, or is away
// A screen that a whole room looks at shows an act within a second, and is never left behind by a network that was gone.
const AT_ONCE = { apart: 100, often: 1_000, seldom: 2_000, again: 2_000, patience: 4_000, place: 2_000 };

const lost = document.getElementById("live-lost");
const said = document.getElementById("live-said");
const changedBar = document.getElementById("live-changed");

const put = (element, text) => {
  if (element && element.textContent !== text) element.textContent = text;
};

// What has been done is said once: asking for the page again must not say it again.
if (new URLSearchParams(location.search).has("did")) {
  const address = new URL(location.href);
  address.searchParams.delete("did");
  history.replaceState(history.state, "", address);
}

// A link to something folded away opens it.
function unfold() {
  const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = place; at; at = at.parentElement) if (at.matches("details")) at.open = true;
  if (place && place.matches("details")) place.scrollIntoView();
}
addEventListener("hashchange", unfold);
unfold();

// --- Since one last looked -------------------------------------------------------------------------------------------

// Kept in this browser alone: nobody else has to know when the chair looked.
const AWAY = 600_000; // milliseconds; coming back sooner is the same look
for (const line of document.querySelectorAll("[data-last-look]")) {
  const key = `looked ${location.pathname}`;
  const kept = JSON.parse(localStorage.getItem(key) || "null");
  const now = line.dataset.lastLook;
  const before = kept && Date.parse(now) - Date.parse(kept.last) < AWAY ? kept.before : kept?.last;
  localStorage.setItem(key, JSON.stringify({ last: now, before: before || null }));
  if (!before) continue;
  line.querySelector("a").search = new URLSearchParams({ since: before });
  const time = line.querySelector("time");
  time.dateTime = before;
  time.textContent = new Date(before).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  line.hidden = false;
}

// --- A whole section at once -----------------------------------------------------------------------------------------

for (const list of document.querySelectorAll("[data-section]")) {
  const labels = [...list.querySelectorAll("label")];
  labels.forEach((label, place) => {
    if (!label.matches(".is-heading")) return;
    const next = labels.findIndex((other, at) => at > place && other.matches(".is-heading"));
    const boxes = labels.slice(place, next < 0 ? undefined : next).map((one) => one.querySelector("input"));
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = list.dataset.section;
    button.addEventListener("click", () => {
      const all = boxes.every((box) => box.checked);
      for (const box of boxes) box.checked = !all;
    });
    label.after(button);
  });
}

// --- Unsaved words ---------------------------------------------------------------------------------------------------

let leavingByButton = false;

// After a refusal the words came back from the server, so they equal their default and still are not saved.
const unsaved = (area) => !area.readOnly && (area.value !== area.defaultValue || (area.value && area.closest("[data-refused]")));
const typingIn = (region) => [...region.querySelectorAll("textarea")].some(unsaved);

addEventListener("beforeunload", (event) => {
  if (!leavingByButton && typingIn(document)) event.preventDefault();
});

// --- One press, one act ----------------------------------------------------------------------------------------------

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.getAttribute("aria-busy") === "true") return event.preventDefault();
  leavingByButton = true;
  form.setAttribute("aria-busy", "true");
  // aria-disabled and not disabled: a disabled button's own name and value would not be sent.
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
});

// A browser keeps the page on which somebody signed out, and whoever sits down next may go back to it: it is hidden, and asked for anew.
const signingOut = () => document.querySelector('form[action$="/sign-out"][aria-busy]');
addEventListener("pagehide", () => {
  if (signingOut()) document.documentElement.hidden = true;
});

// "Back" may show the page as it was left; its buttons must work again.
addEventListener("pageshow", (event) => {
  if (event.persisted && signingOut()) return location.reload();
  leavingByButton = false;
  for (const form of document.querySelectorAll("form[aria-busy]")) {
    form.removeAttribute("aria-busy");
    for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
  }
});

// --- Items of the timetable, dragged to another meeting -----------------------------------------------------------------

// The same form is sent that the keyboard sends: the meeting chosen in its list, the place before the item dropped on.
let moved = null;
const meetingAt = (event) => moved && event.target instanceof Element ? event.target.closest("[data-meeting]") : null;

function markDrop(meeting) {
  for (const other of document.querySelectorAll(".may-drop")) if (other !== meeting) other.classList.remove("may-drop");
  meeting?.classList.add("may-drop");
}

document.addEventListener("dragstart", (event) => {
  const item = event.target instanceof Element && event.target.closest("[data-moved-by]");
  if (!item) return;
  moved = item;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", item.id);
  item.classList.add("being-moved");
});

document.addEventListener("dragover", (event) => {
  const meeting = meetingAt(event);
  if (meeting) event.preventDefault(); // it may be dropped here
  if (moved) markDrop(meeting);
});

document.addEventListener("dragend", () => {
  moved?.classList.remove("being-moved");
  moved = null;
  markDrop(null);
});

document.addEventListener("drop", (event) => {
  const meeting = meetingAt(event);
  const form = meeting && document.getElementById(moved.dataset.movedBy);
  if (!form) return;
  event.preventDefault();
  const before = event.target.closest("[data-place]");
  if (before === moved) return;
  (form.elements.to ?? form.elements.meeting).value = meeting.dataset.meeting;
  form.elements.place.value = before?.dataset.place ?? "";
  form.requestSubmit();
});

// --- A passage, marked by selecting its words -------------------------------------------------------------------------

// The same form ticks sentences without scripts. Places are counted in characters, as the server counts them, not in the
// halves of some of them of which strings here are made.
const characters = (text) => [...text].length;

for (const words of document.querySelectorAll("[data-marks]")) {
  const form = document.getElementById(words.dataset.marks);
  const chosen = form?.querySelector("[data-selected]");
  if (!chosen) continue;
  form.querySelector("[data-select-hint]").hidden = false;
  const take = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return; // a press on the button must not lose what was selected
    const range = selection.getRangeAt(0);
    if (!words.contains(range.startContainer) || !words.contains(range.endContainer)) return;
    const before = document.createRange();
    before.setStart(words, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const quote = range.toString();
    const starts = characters(before.toString());
    form.elements.starts.value = quote.trim() ? starts : "";
    form.elements.ends.value = quote.trim() ? starts + characters(quote) : "";
    form.elements.quote.value = quote.trim();
    chosen.querySelector("[data-selected-words]").textContent = quote.trim();
    chosen.hidden = !quote.trim();
  };
  document.addEventListener("selectionchange", take);
  take(); // what was selected while the page was still coming
  // Whoever ticks a sentence means that, not what was selected before.
  form.addEventListener("change", (event) => {
    if (event.target.name !== "sentences") return;
    for (const name of ["starts", "ends", "quote"]) form.elements[name].value = "";
    chosen.hidden = true;
  });
}

// --- The redline of what is being typed ----------------------------------------------------------------------------

// The button "See the redline" does the same without scripts: the page is asked for once more, and nothing is filed.
for (const area of document.querySelectorAll("textarea[data-preview]")) {
  let timer = 0;
  let asked = 0;
  const show = async () => {
    const number = ++asked;
    try {
      const answer = await fetch(area.dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(area.form)) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("redline-preview");
      const here = document.getElementById("redline-preview");
      if (number !== asked || !answer.ok || !fresh || !here) return;
      here.replaceChildren(...fresh.childNodes);
      here.hidden = false;
    } catch { /* the words are still there, and the button is too */ }
  };
  area.form.addEventListener("input", (event) => {
    if (event.target !== area && event.target.name !== "kind") return;
    clearTimeout(timer);
    timer = setTimeout(show, 500);
  });
}

// --- A draft, saved as one types -------------------------------------------------------------------------------------

// The button "Save" does the same without scripts. Each part carries the mark of what its writer had: what others of the
// same side write elsewhere meanwhile is taken over, and where both have written the server refuses and nothing is lost.
for (const line of document.querySelectorAll("[data-saving]")) {
  const form = line.closest("form");
  const shown = line.querySelector("[data-saved]");
  let timer = 0;
  let saving = false;
  let waiting = null; // the button that was pressed meanwhile
  const takeOver = (fresh, sent) => {
    for (const had of form.querySelectorAll("input[name^=had-]")) {
      const part = had.name.slice(4);
      const name = /^[0-9]/.test(part) ? `answer-${part}` : part;
      const here = form.elements.namedItem(name);
      const there = fresh.elements.namedItem(name);
      const wrote = sent.get(name) ?? "";
      const same = there.value.trim() === wrote.trim(); // white space at the ends is not kept
      if (!same && here.value !== wrote) continue; // still being typed: the next save is refused and shows both
      if (!same) here.value = there.value;
      if ("defaultValue" in here) here.defaultValue = same ? wrote : there.value;
      had.value = fresh.elements.namedItem(had.name).value;
    }
    put(shown, fresh.querySelector("[data-saved]").textContent);
  };
  const save = async () => {
    if (saving) return;
    saving = true;
    const sent = new FormData(form);
    sent.delete("form_key"); // each save is another one
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(sent) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(form.id);
      if (answer.ok && fresh) takeOver(fresh, sent);
      else put(shown, fresh?.querySelector(".note-refused p")?.textContent ?? line.dataset.failed);
    } catch {
      put(shown, line.dataset.failed);
    }
    saving = false;
    if (waiting) form.requestSubmit(waiting);
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, 1_500);
  };
  form.addEventListener("input", soon);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!saving) return;
    event.preventDefault(); // what is on its way comes first
    event.stopPropagation();
    waiting = event.submitter;
  });
}

// --- Clocks of those who speak ---------------------------------------------------------------------------------------

// Between two acts a clock goes on by itself, on the server's time: what this machine takes for the time does not matter.
// The page says at which instant the server made it, which lay between its being asked for and its coming; the shorter
// that was, the surer. A later instant that cannot be true with an earlier one (the machine slept) takes its place.
let ahead = null; // the server's milliseconds since 1970, less ours since this page was opened
let unsure = Infinity;

function setClocks(now, asked, answered) {
  if (!now) return;
  const found = Number(now) - (asked + answered) / 2;
  const error = (answered - asked) / 2;
  if (ahead === null || error <= unsure || Math.abs(found - ahead) > error + unsure) {
    ahead = found;
    unsure = error;
  }
}

const asClock = (milliseconds) => {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

function tick() {
  if (ahead === null) return;
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const since = clock.dataset.running;
    const limit = Number(clock.dataset.limit);
    const spoken = Number(clock.dataset.spoken) + (since ? Math.max(0, performance.now() + ahead - Number(since)) : 0);
    put(clock.querySelector("[data-clock-time]"), asClock(spoken));
    clock.querySelector("[data-clock-bar]").setAttribute("width", Math.min(100, (100 * spoken) / limit).toFixed(2));
    clock.classList.toggle("is-over", spoken > limit);
    clock.querySelector("[data-clock-over]").hidden = spoken <= limit;
    put(clock.querySelector("[data-clock-excess]"), asClock(Math.max(0, spoken - limit)));
  }
}

const [opened] = performance.getEntriesByType("navigation");
setClocks(document.body.dataset.now, opened?.requestStart ?? 0, opened?.responseStart ?? 0);

// --- Keys that press buttons -----------------------------------------------------------------------------------------

// A key presses the visible button that bears it. Never while something is typed, nor with a key of the browser's own;
// whoever dictates or leans on the keyboard can switch them off.
const switched = document.querySelector("[data-keys] input");
if (switched) {
  switched.closest("[data-keys]").hidden = false;
  switched.checked = localStorage.getItem("keys") !== "off";
  switched.addEventListener("change", () => localStorage.setItem("keys", switched.checked ? "on" : "off"));
}

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  const at = event.target;
  if (at.matches("select") && event.key === "Enter" && at.value && at.closest("details:has(> [data-key])")) {
    event.preventDefault();
    return at.form.requestSubmit();
  }
  if (!switched?.checked || at.isContentEditable || at.matches("textarea, select, input:not([type=checkbox])")) return;
  if (event.key === " " && at.matches("a, button, summary, input")) return; // the space bar presses these itself
  if (document.querySelector("form[aria-busy=true]")) return; // the last key's act is on its way
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  const meant = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key.split(" ").includes(key) && one.checkVisibility());
  if (!meant) return;
  event.preventDefault();
  if (!meant.matches("summary")) return meant.click();
  meant.parentElement.open = true;
  meant.parentElement.querySelector("input:not([type=hidden]), select, button")?.focus();
});

// The slash goes to the search of the page, as long as keys are not switched off.
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  const at = event.target;
  if (at.isContentEditable || at.matches("textarea, select, input:not([type=checkbox], [type=radio])")) return;
  const box = document.querySelector("[data-find]");
  if (!box || localStorage.getItem("keys") === "off") return;
  event.preventDefault();
  box.focus();
  box.select();
});

// --- Regions that stay up to date ------------------------------------------------------------------------------------

// Keys against forgery and repetition differ in each answer, and opened details are the reader's own: neither is news.
function words(region) {
  const copy = region.cloneNode(true);
  for (const input of copy.querySelectorAll("input[name=csrf_token], input[name=form_key]")) input.remove();
  for (const details of copy.querySelectorAll("details")) details.removeAttribute("open");
  // What a clock shows depends on when the page was made; what it counts from does not.
  for (const clock of copy.querySelectorAll("[data-clock]")) {
    clock.removeAttribute("class");
    clock.replaceChildren();
  }
  for (const marked of copy.querySelectorAll("[aria-busy], [aria-disabled]")) {
    marked.removeAttribute("aria-busy");
    marked.removeAttribute("aria-disabled");
  }
  return copy.innerHTML;
}

// A chosen radio button or a picked option counts as typing too, and so does only standing in a field.
function inUse(region) {
  const at = document.activeElement;
  if (region.contains(at) && at.matches("input, select, textarea")) return true;
  return typingIn(region) || [...region.querySelectorAll("form[method=post]")].some((form) =>
    form.matches("[aria-busy=true]") || [...form.elements].some((e) =>
      "defaultChecked" in e ? e.checked !== e.defaultChecked || (e.type !== "hidden" && e.value !== e.defaultValue)
        : e.options && [...e.options].some((o) => o.selected !== o.defaultSelected && e.value !== "")));
}

function swap(region, fresh) {
  const at = region.contains(document.activeElement) ? document.activeElement : null;
  const open = [...region.querySelectorAll("details[open][id]")].map((details) => details.id);
  const read = new Map([...region.querySelectorAll("[data-revision]")].map((one) => [one.id || "only", one.dataset.revision]));
  region.replaceChildren(...fresh.childNodes);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (at) {
    const folded = at.matches("summary") && at.parentElement.id && document.getElementById(at.parentElement.id);
    const again = (at.id && document.getElementById(at.id))
      || (folded && folded.querySelector("summary"))
      || [...region.querySelectorAll("a[href]")].find((link) => link.getAttribute("href") === at.getAttribute("href"));
    again?.focus({ preventScroll: true });
  }
  for (const one of region.querySelectorAll("[data-revision]")) {
    const before = read.get(one.id || "only");
    if (before && before !== one.dataset.revision) wordingChanged(one, before);
  }
  region.classList.remove("fresh");
  void region.offsetWidth; // lets the mark of news begin anew
  region.classList.add("fresh");
}

// Words must not change under the eyes of somebody who is about to speak on them without a sign of it. Forms outside the
// region still speak of the wording that was read: they are sent again from the page that shows what changed.
function wordingChanged(provision, before) {
  provision.dataset.changed = said.dataset.changed;
  const forms = [...document.querySelectorAll("form[method=post] input[name=on], form[method=post] input[name=based_on]")];
  if (!forms.some((input) => input.value === before)) return;
  const address = new URL(location.href);
  address.searchParams.set("read", address.searchParams.get("read") || before);
  address.hash = "what-changed";
  changedBar.querySelector("a").href = address;
  changedBar.hidden = false;
}

// A live region announces only a change, so the sentence is taken away before it is said again.
function say() {
  said.textContent = "";
  setTimeout(() => { said.textContent = said.dataset.sentence; }, 100);
}

function keepUpToDate(regions) {
  const known = new Map(regions.map((region) => [region, words(region)]));
  let etag = null;
  let failures = 0;
  let timer = 0;
  let due = Infinity; // when the timer rings
  let looking = false;
  let heard = false; // something was done while the page was being asked for
  let waiting = false; // news waits for somebody who is typing
  let source = null;
  let streaming = false;
  let last = document.body.dataset.known; // the entry of the record up to which the page is true
  const urgent = regions.some((region) => region.dataset.live === "at-once");
  const address = regions.find((region) => region.dataset.address)?.dataset.address ?? location.href;

  async function look() {
    if (looking) return;
    looking = true;
    heard = false;
    due = Infinity;
    try {
      const asked = performance.now();
      const answer = await fetch(address, {
        headers: etag ? { "If-None-Match": etag } : {}, cache: "no-store",
        signal: AbortSignal.timeout(urgent ? AT_ONCE.patience : 20_000),
      });
      const answered = performance.now();
      // A redirect is the end of a session: what is shown may not be replaced by the sign-in page.
      if (answer.redirected || (answer.status !== 304 && !answer.ok)) throw new Error(String(answer.status));
      failures = 0;
      lost.hidden = true;
      if (answer.status !== 304) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        setClocks(page.body.dataset.now, asked, answered);
        waiting = false;
        let changed = false;
        for (const region of regions) {
          const fresh = page.getElementById(region.id);
          if (!fresh || words(fresh) === known.get(region)) continue;
          if (inUse(region)) { waiting = true; continue; }
          known.set(region, words(fresh));
          swap(region, fresh);
          changed = true;
        }
        // While a region waits for its typist, the page must be asked for again in full.
        etag = waiting ? null : answer.headers.get("ETag");
        tick();
        if (changed) say();
      }
    } catch {
      failures += 1;
      lost.hidden = false;
    }
    looking = false;
    plan(heard && !failures ? soon() : usual());
  }

  // The page asks by itself in any case: often without the stream, seldom with it.
  function usual() {
    if (urgent) return failures ? AT_ONCE.again : streaming && !waiting ? AT_ONCE.seldom : AT_ONCE.often;
    if (failures) return Math.min(EVERY * 2 ** failures, LONGEST);
    return streaming && !waiting ? SELDOM : EVERY;
  }

  const soon = () => urgent ? AT_ONCE.apart : APART + Math.random() * SPREAD;

  function plan(after) {
    clearTimeout(timer);
    due = Infinity;
    if (document.hidden) return;
    due = Date.now() + after;
    timer = setTimeout(look, after);
  }

  function hear(event) {
    if (event.lastEventId) last = event.lastEventId;
    heard = true;
    const after = soon();
    if (!looking && due > Date.now() + after) plan(after);
  }

  function listen() {
    if (last === undefined || document.hidden || source) return;
    let opened = false;
    source = new EventSource(`/live?after=${last}`);
    source.addEventListener("act", hear);
    source.addEventListener("deadline", hear);
    source.addEventListener("open", (event) => {
      streaming = true;
      // Whatever passed while nobody listened and is no entry (a deadline, the end of a capacity) is seen by looking.
      if (opened) hear(event);
      opened = true;
    });
    source.addEventListener("error", () => {
      streaming = false;
      if (!looking && due > Date.now() + usual()) plan(usual());
      if (source.readyState !== EventSource.CLOSED) return; // the browser comes back by itself
      source = null;
      setTimeout(listen, urgent ? AT_ONCE.place : NO_PLACE * (1 + Math.random()));
    });
  }

  // A page out of sight keeps no connection: a browser has only six for one server.
  function hang() {
    source?.close();
    source = null;
    streaming = false;
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) hang();
    else listen();
    plan(0);
  });
  addEventListener("online", () => plan(0));
  listen();
  plan(usual());
}

const regions = [...document.querySelectorAll("[data-live][id]")];
// The page shown was the answer to a form: asking for its address would show something else, unless it says its own.
if (regions.length && (!document.querySelector("[data-refused]") || regions.some((region) => region.dataset.address))) {
  keepUpToDate(regions);
}

if (document.body.dataset.now) {
  setInterval(tick, 100);
  tick();
}
