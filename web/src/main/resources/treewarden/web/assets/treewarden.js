// Keeps an open page current. Everything else on the page works without this file.
(() => {
  "use strict";
  const region = document.querySelector("[data-refresh]");
  const live = document.querySelector("[data-live]");
  if (!region || !live || !window.EventSource || !window.htmx) return;

  const words = live.querySelector("[data-live-words]");
  const button = live.querySelector("[data-live-pause]");
  const say = (text) => { if (words.textContent !== text) words.textContent = text; };
  let paused = false;
  let waiting = 0;
  let fetching = false;
  let again = false;
  // How far things have come, as the stream said it last, and as far as this page shows them.
  let told = live.dataset.live;
  let shown = told;
  let fetched = told;

  // A page does not change under somebody's hands: not while text is selected, or a field was filled in or a choice made and not
  // sent.
  // Of a list the first choice stands where the page made none.
  const isAltered = (list) => list.selectedIndex !== Math.max(0, [...list.options].findIndex((each) => each.defaultSelected));
  const isTouched = (field) => (field.matches("select") ? isAltered(field)
    : field.type === "checkbox" ? field.checked !== field.defaultChecked
      : field.matches("textarea, input:not([type=hidden])") && field.value !== field.defaultValue);
  const inUse = () => {
    const selection = document.getSelection();
    const field = document.activeElement;
    return (selection && !selection.isCollapsed && region.contains(selection.anchorNode))
      || (field && region.contains(field) && field.matches("input, select, textarea"))
      || [...region.querySelectorAll("form textarea, form select, form input, input[form]")].some(isTouched);
  };

  // What the reader opened, closed or focused stays so: whoever goes by keys is not sent back to the beginning.
  const likeness = (each) => [each.tagName, each.closest("form")?.getAttribute("action"),
    each.getAttribute("href") ?? each.textContent.trim()].join("\n");
  const alike = (one) => [...region.querySelectorAll(one.split("\n", 1)[0])].filter((each) => likeness(each) === one);
  const focused = () => {
    const field = document.activeElement;
    if (!field || !region.contains(field)) return null;
    const one = likeness(field);
    return { one, nth: alike(one).indexOf(field) };
  };
  const remember = () => ({
    open: [...region.querySelectorAll("details")].map((each) => each.open),
    focus: focused(),
    scroll: [...region.querySelectorAll("aside")].map((each) => each.scrollTop),
  });
  const restore = (state) => {
    const all = [...region.querySelectorAll("details")];
    if (all.length === state.open.length) all.forEach((each, i) => { each.open = state.open[i]; });
    [...region.querySelectorAll("aside")].forEach((each, i) => { each.scrollTop = state.scroll[i] || 0; });
    if (state.focus) {
      const same = alike(state.focus.one)[state.focus.nth];
      if (same) same.focus({ preventScroll: true });
    }
  };

  const refresh = async () => {
    // An answer that says why there is no page any more has taken the place of the region.
    if (!region.isConnected) { stream.close(); clearInterval(ticking); live.hidden = true; return; }
    if (paused || document.hidden) return;
    if (inUse()) { say("changed, shown when you are done"); schedule(2000); return; }
    if (fetching) { again = true; return; }
    fetching = true;
    fetched = told;
    try {
      await htmx.ajax("GET", region.dataset.refresh, { target: region, swap: "innerHTML" });
    } finally {
      fetching = false;
      if (again) { again = false; schedule(200); }
    }
  };
  const schedule = (ms) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { waiting = 0; refresh(); }, ms);
  };

  // The first of many changes at once is not put off by the others. What changed while nobody told us is told first.
  const hear = (event) => {
    told = event.data;
    if (told !== shown && !waiting) schedule(400);
  };
  let stream;
  const connect = () => {
    stream = new EventSource(region.dataset.events || "/events");
    stream.addEventListener("open", () => { say(paused ? "paused" : "live"); });
    stream.addEventListener("begins", hear);
    stream.addEventListener("changed", hear);
    // A browser gives up where it is told that there is no room; then the page looks by itself, and asks again.
    stream.addEventListener("error", () => say(stream.readyState === EventSource.CLOSED
      ? "looks twice a minute" : "not connected, trying again"));
  };
  connect();
  document.addEventListener("visibilitychange", () => { if (!document.hidden) schedule(0); });
  // What was touched, opened or closed while the new page was on its way stays as well: it is looked at right before the swap.
  let before = null;
  region.addEventListener("htmx:beforeSwap", (event) => {
    if (!fetching || event.detail.target !== region) return;
    // Stopped while it was on its way: whoever lets the page go on has it fetched anew.
    if (paused) event.detail.shouldSwap = false;
    else if (inUse()) {
      event.detail.shouldSwap = false;
      again = true;
      say("changed, shown when you are done");
    } else before = remember();
  });
  region.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== region) return;
    if (before) restore(before);
    before = null;
    shown = fetched;
    if (!paused) say(stream.readyState === EventSource.CLOSED ? "looks twice a minute" : "live");
  });
  region.addEventListener("htmx:responseError", () => say("not reachable, trying again"));
  region.addEventListener("htmx:sendError", () => say("not reachable, trying again"));
  // Ages grow.
  const ticking = setInterval(() => {
    schedule(0);
    if (stream.readyState === EventSource.CLOSED) connect();
  }, 30000);

  button.addEventListener("click", () => {
    paused = !paused;
    button.textContent = paused ? "Go on" : "Pause";
    say(paused ? "paused" : "live");
    if (!paused) schedule(0);
  });
  live.hidden = false;
})();

// Keys: each presses what carries it, so whatever a key does can be done without one. Switched off, they are silent.
(() => {
  "use strict";
  const dialog = document.querySelector("[data-keys-dialog]");
  const opener = document.querySelector("[data-keys-help]");
  const on = document.querySelector("[data-keys-on]");
  if (!dialog || !opener || !on) return;

  const OFF = "treewarden-keys-off";
  // Where the browser keeps nothing for us, the switch holds until the page is left.
  const stored = () => { try { return localStorage.getItem(OFF); } catch { return null; } };
  const store = (off) => { try { if (off) localStorage.setItem(OFF, "1"); else localStorage.removeItem(OFF); } catch { /* as above */ } };
  on.checked = stored() === null;
  // Where a key does nothing, its letter does not stand.
  const show = () => {
    document.documentElement.classList.toggle("keys-on", on.checked);
    document.documentElement.classList.toggle("keys-off", !on.checked);
  };
  show();
  on.addEventListener("change", () => { store(!on.checked); show(); });
  opener.addEventListener("click", () => dialog.showModal());
  opener.closest("[data-keys]").hidden = false;

  const visible = (element) => element && element.getClientRects().length > 0;
  const rows = () => [...document.querySelectorAll(".row a.title")];
  const step = (by) => {
    const all = rows();
    const beside = all.findIndex((each) => each.closest(".row").getAttribute("aria-current") === "true");
    const focused = all.indexOf(document.activeElement && document.activeElement.closest(".row")
      ? document.activeElement.closest(".row").querySelector("a.title") : null);
    const to = all[(focused >= 0 ? focused : beside) + by];
    if (!to) return;
    // Beside a contribution the next one opens, and the first where that one is not in the list; in the queue it is only
    // pointed at.
    if (to.closest("aside")) to.click();
    else { to.focus(); to.scrollIntoView({ block: "nearest" }); }
  };
  const open = () => {
    const row = document.activeElement && document.activeElement.closest(".row");
    if (row) row.querySelector("a.title").click();
    else press("o");
  };
  const search = () => {
    const field = document.querySelector("input[type=search]");
    if (visible(field)) { field.focus(); field.select(); return; }
    const queue = document.querySelector("aside .up a");
    if (queue) location.assign(queue.href);
  };
  const press = (key) => {
    const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!visible(target)) return false;
    if (target.tagName !== "SUMMARY") { target.click(); return true; }
    const details = target.parentElement;
    details.open = true;
    const field = details.querySelector("textarea, input:not([type=hidden])");
    (field || target).focus();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest("details.act[open]")) {
      const details = event.target.closest("details.act[open]");
      details.open = false;
      details.querySelector("summary").focus();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat || dialog.open) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]")) return;
    if (event.key !== "?" && !on.checked) return;
    const done = { j: () => step(1), k: () => step(-1), o: open, "/": search, "?": () => dialog.showModal() }[event.key];
    if (done) { event.preventDefault(); done(); return; }
    if (/^[a-z]$/.test(event.key) && press(event.key)) event.preventDefault();
  });
})();
