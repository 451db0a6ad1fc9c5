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

  // A page does not change under somebody's hands: not while text is selected or a field is being filled in.
  const inUse = () => {
    const selection = document.getSelection();
    const field = document.activeElement;
    return (selection && !selection.isCollapsed && region.contains(selection.anchorNode))
      || (field && region.contains(field) && field.matches("input, select, textarea"));
  };

  // What the reader opened, closed or focused stays so.
  const remember = () => ({
    open: [...region.querySelectorAll("details")].map((each) => each.open),
    focus: document.activeElement && region.contains(document.activeElement)
      ? document.activeElement.getAttribute("href") : null,
    scroll: [...region.querySelectorAll("aside")].map((each) => each.scrollTop),
  });
  const restore = (state) => {
    const all = [...region.querySelectorAll("details")];
    if (all.length === state.open.length) all.forEach((each, i) => { each.open = state.open[i]; });
    [...region.querySelectorAll("aside")].forEach((each, i) => { each.scrollTop = state.scroll[i] || 0; });
    if (state.focus) {
      const same = [...region.querySelectorAll("a[href]")].find((each) => each.getAttribute("href") === state.focus);
      if (same) same.focus({ preventScroll: true });
    }
  };

  const refresh = async () => {
    if (paused || document.hidden) return;
    if (inUse()) { say("changed, shown when you are done"); schedule(2000); return; }
    if (fetching) { again = true; return; }
    fetching = true;
    const state = remember();
    try {
      await htmx.ajax("GET", region.dataset.refresh, { target: region, swap: "innerHTML" });
      restore(state);
    } finally {
      fetching = false;
      if (again) { again = false; schedule(200); }
    }
  };
  const schedule = (ms) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { waiting = 0; refresh(); }, ms);
  };

  const stream = new EventSource(region.dataset.events || "/events");
  stream.addEventListener("open", () => { say(paused ? "paused" : "live"); });
  // The first of many changes at once is not put off by the others.
  stream.addEventListener("changed", () => { if (!waiting) schedule(400); });
  stream.addEventListener("error", () => say("not connected, trying again"));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) schedule(0); });
  region.addEventListener("htmx:afterSwap", () => { if (!paused) say("live"); });
  region.addEventListener("htmx:responseError", () => say("not reachable, trying again"));
  region.addEventListener("htmx:sendError", () => say("not reachable, trying again"));
  // Ages grow, and other processes change things without telling this one.
  setInterval(() => schedule(0), 30000);

  button.addEventListener("click", () => {
    paused = !paused;
    button.textContent = paused ? "Go on" : "Pause";
    say(paused ? "paused" : "live");
    if (!paused) schedule(0);
  });
  live.hidden = false;
})();
