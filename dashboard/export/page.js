"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { events, actors, say, asOf } = data; // days are counted from 1 January 1970; null is an open end or no date
  const form = document.getElementById("filters"), panel = document.getElementById("panel");
  const chart = document.getElementById("chart"), tip = document.getElementById("tip");
  const items = new Map([...document.querySelectorAll("li.event")].map((item) => [item.dataset.id, item]));
  const texts = new Map([...items].map(([id, item]) => [id, item.textContent.toLowerCase()]));
  const NS = "http://www.w3.org/2000/svg", MARK = "[data-event], [data-days]", DAY = 86400000, ROW = 17, MOST_ROWS = 5, MOST_LANES = 9;
  let picked = null, stage = [asOf, asOf]; // the event, and the first and the last day that are drawn

  const day = (text) => (text ? Math.floor(Date.parse(text + "T00:00:00Z") / DAY) : null);
  const iso = (n) => new Date(n * DAY).toISOString().slice(0, 10);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const number = (n) => n.toLocaleString(data.locale);

  // --- what is chosen -----------------------------------------------------------------------------------------------
  function choice() {
    const form_ = new FormData(form);
    return {
      actors: form_.getAll("actor"), all: form_.get("mode") === "all", said: form_.has("said"), statuses: form_.getAll("status"),
      from: day(form_.get("from")), to: day(form_.get("to")),
      words: form_.get("q").toLowerCase().split(/\s+/).filter(Boolean),
    };
  }
  const acts = (event, actor) => event.actors.includes(actor) || event.via.includes(actor);
  function isShown(event, c) {
    const has = (actor) => acts(event, actor) || (c.said && event.voices.includes(actor));
    if (c.actors.length && !(c.all ? c.actors.every(has) : c.actors.some(has))) return false;
    if (c.statuses.length && !c.statuses.includes(event.status)) return false;
    if (event.dated && c.from !== null && event.last !== null && event.last < c.from) return false;
    if (event.dated && c.to !== null && event.first !== null && event.first > c.to) return false;
    return c.words.every((word) => texts.get(event.id).includes(word));
  }

  // --- the days on the stage: the densest four fifths of the exact dates, and as much before and after ----------------
  function opening() {
    const middle = (e) => ((e.first ?? e.last) + (e.last ?? e.first)) / 2;
    const dated = events.filter((e) => e.dated);
    const fine = dated.filter((e) => e.first !== null && e.last !== null && e.last - e.first < 32);
    const all = (fine.length ? fine : dated).sort((a, b) => middle(a) - middle(b)), days = all.map(middle);
    if (!days.length) return [asOf - 15, asOf + 15];
    const more = Math.ceil(0.8 * days.length) - 1, long = (i) => days[i + more] - days[i];
    let first = 0;
    for (let i = 1; i + more < days.length; i++) if (long(i) < long(first)) first = i;
    let last = first + more, low = days[first], high = days[last];
    const reach = Math.max(14, high - low), gap = Math.max(14, 0.25 * reach);
    while (first > 0 && days[first - 1] >= Math.max(days[first] - gap, low - reach)) first--;
    while (last < days.length - 1 && days[last + 1] <= Math.min(days[last] + gap, high + reach)) last++;
    const ends = all.slice(first, last + 1).map((e) => [e.first ?? e.last, e.last ?? e.first]);
    const short = ends.filter(([a, b]) => b - a <= Math.max(31, reach)), whole = short.length ? short : ends;
    low = Math.min(days[first], ...whole.map(([a]) => a));
    high = Math.max(days[last], ...whole.map(([, b]) => b));
    if (asOf >= low - reach && asOf <= high + reach) { low = Math.min(low, asOf); high = Math.max(high, asOf); }
    const margin = Math.max(1, 0.03 * (high - low));
    return [Math.floor(low - margin), Math.floor(high + margin)];
  }
  const home = opening(), everything = document.getElementById("count").textContent;

  // --- drawing --------------------------------------------------------------------------------------------------------
  function make(name, attributes, parent, text) {
    const node = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== undefined) node.textContent = text;
    if (parent) parent.append(node);
    return node;
  }
  function lanesOf(inside) {
    const tally = new Map();
    for (const e of inside) for (const a of new Set([...e.actors, ...e.via])) tally.set(a, (tally.get(a) || 0) + 1);
    const order = [...tally].sort((a, b) => b[1] - a[1]).map(([id]) => id), kept = order.slice(0, MOST_LANES);
    const lanes = kept.map((id) => ({ name: actors[id] || id, has: (e) => acts(e, id) }));
    const rest = (e) => !kept.some((id) => acts(e, id));
    if (inside.some(rest)) lanes.push({ name: say.others, has: rest });
    return lanes;
  }
  const cut = (text, most) => (text.length <= most ? text : text.slice(0, most).replace(/\s+\S*$/, "") + "…");
  const LETTER = 6.9, TOP = 38, LABELS = [60, 42, 28], NAME = 300, SQUARE = 12; // pixels of a letter and above the lanes; lengths that are tried; pixels of a lane for each name with room; half a square
  const isBar = (e) => e.bar && e.first !== e.last;
  // the part of a date that the words name, unless only the rest of it is on the stage
  const near = (e, low, high) => (e.near[0] === null || e.about || e.near[0] >= high || e.near[1] < low ? [e.first, e.last] : e.near);
  function draw(shown, c) {
    const width = Math.max(280, chart.clientWidth), narrow = width < 560, left = narrow ? 8 : 160, plot = width - left - 10;
    let [low, high] = [c.from ?? Math.min(home[0], c.to ?? home[0]), c.to ?? Math.max(home[1], c.from ?? home[1])];
    if (low > high) [low, high] = [high, low];
    stage = [low, high];
    high += 1;
    const x = (d) => left + ((Math.min(Math.max(d, low), high) - low) / (high - low)) * plot;
    const onStage = (e) => e.dated && (e.first ?? -1e9) < high && (e.last ?? 1e9) >= low;
    const inside = events.filter(onStage), visible = new Set(shown.filter(onStage)), undated = shown.filter((e) => !e.dated).length;
    const apart = [[say.undated, undated], [say.outside, shown.length - visible.size - undated]].filter(([, n]) => n);
    const parts = apart.map(([text, n]) => fill(text, { n: number(n) })).join(", ");
    document.getElementById("notdrawn").textContent = parts && fill(say.not_drawn, { parts });
    const svg = make("svg", { role: "presentation" });
    const defs = make("defs", {}, svg);
    for (const [id, stops] of [["fade", [0, 0.6, 0]], ["until", [0, 0.6]]]) {
      const gradient = make("linearGradient", { id }, defs);
      stops.forEach((opacity, i) => make("stop", { offset: i / (stops.length - 1), "stop-color": "var(--mark)", "stop-opacity": opacity }, gradient));
    }
    const hatch = make("pattern", { id: "future", width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, defs);
    make("line", { x1: 0, x2: 0, y1: 0, y2: 8, stroke: "var(--quiet)", "stroke-opacity": 0.35 }, hatch);
    const ground = make("g", {}, svg), front = make("g", {}, svg);
    const across = []; // heights at which a label runs across the as-of line, which is broken there
    const told = new Set(); // each of the weightiest has room for its name in one lane
    let y = TOP;
    lanesOf(inside).forEach((lane, index) => {
      const head = narrow ? 17 : 0, rows = [], places = [], here = inside.filter(lane.has);
      const weighty = here.filter((e) => !isBar(e) && !told.has(e)).sort((a, b) => b.sources - a.sources);
      const named = new Set(weighty.slice(0, Math.floor(plot / NAME)));
      const most = MOST_ROWS + (named.size ? 1 : 0); // the row that the names take from the marks
      for (const e of named) told.add(e);
      for (const e of here.sort((a, b) => isBar(b) - isBar(a) || named.has(b) - named.has(a) || (a.first ?? a.last) - (b.first ?? b.last))) {
        const span = isBar(e) ? [x(e.first ?? low), x(e.last === null ? Math.max(asOf, e.first) + 1 : e.last + 1)] : [0, 0];
        const at = isBar(e) ? span[0] : e.first === null ? x(e.last + 0.5) : e.last === null ? x(e.first + 0.5) : x((near(e, low, high)[0] + near(e, low, high)[1] + 1) / 2);
        const full = ["happened", "ongoing"].includes(e.status); // else a sign stands where the bar begins
        const [a, b] = isBar(e) ? [span[0] - (full ? 0 : 8), span[1]] : [at - 8, at + 8], wide = named.has(e) ? cut(e.label, LABELS.at(-1)).length * LETTER + 8 : 0;
        const [from, to] = b + wide <= left + plot ? [a, b + wide] : [a - wide, b];
        let row = rows.findIndex((taken) => taken.every(([p, q]) => q <= from || p >= to));
        if (row < 0 && rows.length < most) { rows.push([]); row = rows.length - 1; }
        if (row >= 0) rows[row].push([from, to]);
        places.push({ e, row, at: row < 0 ? Math.max(left + SQUARE, Math.min(at, left + plot - SQUARE)) : at, span, a, b });
      }
      const over = places.filter((p) => p.row < 0).sort((p, q) => p.at - q.at); // those without a row are counted below the others
      const height = head + 8 + ROW * (Math.max(1, rows.length) + (over.length ? 1 : 0));
      if (index % 2 === 0) make("rect", { x: left, y, width: plot, height, fill: "var(--band)" }, ground);
      const label = make("text", narrow ? { x: left + 2, y: y + 13 } : { x: left - 8, y: y + height / 2 + 4, "text-anchor": "end" }, front, lane.name.length > 22 ? lane.name.slice(0, 21) + "…" : lane.name);
      make("tspan", { class: "quiet" }, label, " " + number(places.length));
      const shownHere = places.filter((p) => p.row >= 0 && visible.has(p.e)).sort((p, q) => isBar(q.e) - isBar(p.e) || p.at - q.at);
      const middle = (p) => y + head + 4 + ROW * (p.row + 0.5);
      for (const p of shownHere) mark(p.e, p.at, p.span, middle(p), x, low, high, front);
      for (const group of groups(over)) square(group.filter((p) => visible.has(p.e)).map((p) => p.e), group[0].at, middle({ row: rows.length }), front);
      const taken = rows.map((_, row) => shownHere.filter((p) => p.row === row).map((p) => [p.a, p.b]));
      const write = (p, x, anchor, text, kind = "") => // a label stands above all marks, and answers for its own
        make("text", { x, y: middle(p) + 4, "text-anchor": anchor, class: kind, "data-of": p.e.id, "aria-hidden": "true" }, front, text);
      for (const p of shownHere.slice().sort((p, q) => named.has(q.e) - named.has(p.e) || q.e.sources - p.e.sources)) {
        const solid = isBar(p.e) && ["happened", "ongoing"].includes(p.e.status), room = p.b - Math.max(p.a, left) - 12;
        if (solid && p.e.label.length * LETTER <= room) {
          write(p, Math.max(p.a, left) + 6, "start", p.e.label, "on-bar");
          continue;
        }
        for (const [text, side] of LABELS.flatMap((most) => ["start", "end"].map((side) => [cut(p.e.label, most), side]))) {
          const wide = text.length * LETTER + 6, [from, to] = side === "start" ? [p.b + 1, p.b + 1 + wide] : [p.a - 1 - wide, p.a - 1];
          if (from < left || to > left + plot || !taken[p.row].every(([a, b]) => b <= from || a >= to)) continue;
          taken[p.row].push([from, to]);
          if (from < x(asOf + 1) && x(asOf + 1) < to) across.push(middle(p));
          write(p, side === "start" ? p.b + 2 : p.a - 2, side, text);
          break;
        }
      }
      y += height;
    });
    axis(ground, front, x, low, high, left, plot, y, across);
    const height = y + 20;
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("height", height);
    chart.replaceChildren(svg);
    const first = svg.querySelector(MARK);
    if (first) (svg.querySelector(".picked") || first).setAttribute("tabindex", "0");
  }
  function mark(e, at, span, y, x, low, high, parent) {
    const g = make("g", { "data-event": e.id, tabindex: "-1", role: "button", "aria-label": `${e.label}, ${e.when}, ${say[e.status]}` }, parent);
    if (e.id === picked) g.classList.add("picked");
    const colour = e.status === "denied" ? "var(--denied)" : "var(--mark)", hollow = ["expected", "possible"].includes(e.status);
    const r = e.sources >= 4 ? 7 : e.sources >= 2 ? 6 : 5, look = { fill: hollow ? "var(--ground)" : colour, stroke: colour, "stroke-width": hollow ? 2 : 0 };
    if (isBar(e)) {
      make("rect", { x: span[0], y: y - 6, width: Math.max(4, span[1] - span[0]), height: 12, rx: 2, ...look, "fill-opacity": hollow ? 0.2 : 1 }, g);
      if (e.last === null) make("path", { d: `M${span[1]},${y - 7}l8,7l-8,7z`, fill: colour }, g);
      make("circle", { class: "halo", cx: span[0], cy: y, r: r + 4, fill: "none" }, g);
      if (!hollow && e.status !== "denied") return;
    } else if (e.first === null || e.last === null || e.first !== e.last || e.about) {
      const pad = e.about ? Math.max(3, ((e.last ?? 0) - (e.first ?? 0)) / 2) : 0;
      const a = x(e.first === null ? e.last - Math.max(7, (high - low) / 6) : near(e, low, high)[0] - pad), b = x(e.last === null ? high : near(e, low, high)[1] + 1 + pad);
      if (b - a > 1) make("rect", { x: a, y: y - 4, width: b - a, height: 8, fill: `url(#${e.first === null ? "until" : "fade"})` }, g);
    }
    const end = hollow ? e.outcome : "", line = { stroke: colour, "stroke-width": 2, fill: "none" };
    if (end === "postponed") make("path", { d: `M${at - r},${y - r}l${2 * r},${r}l${-2 * r},${r}z`, ...look }, g);
    else if (e.status === "possible") make("path", { d: `M${at},${y - r - 1}l${r + 1},${r + 1}l${-r - 1},${r + 1}l${-r - 1},${-r - 1}z`, ...look }, g);
    else if (e.status === "denied") make("path", { d: `M${at - r},${y - r}l${2 * r},${2 * r}m0,${-2 * r}l${-2 * r},${2 * r}`, stroke: colour, "stroke-width": 2.5, fill: "none" }, g);
    else make("circle", { cx: at, cy: y, r, ...look }, g);
    if (end === "confirmed") make("circle", { cx: at, cy: y, r: 1.5, fill: colour }, g);
    if (end === "cancelled") make("path", { d: `M${at - 3},${y - 3}l6,6m0,-6l-6,6`, ...line }, g);
    make("circle", { class: "halo", cx: at, cy: y, r: r + 4, fill: "transparent" }, g);
  }
  function groups(over) { // those that stand together, none over another
    const found = [];
    for (const p of over) {
      if (found.length && p.at - found.at(-1)[0].at < 2 * SQUARE + 2) found.at(-1).push(p);
      else found.push([p]);
    }
    return found;
  }
  function square(hidden, at, y, parent) { // how many more there are: a click goes nearer, or to the first in the list
    if (!hidden.length) return;
    const drawn = (d) => Math.min(Math.max(d, stage[0]), stage[1]);
    const days = [Math.min(...hidden.map((e) => e.first ?? e.last)), Math.max(...hidden.map((e) => e.last ?? e.first))].map(drawn);
    const name = hidden.length > 1 ? fill(say.folded, { n: number(hidden.length) }) : `${hidden[0].label}, ${hidden[0].when}`;
    const g = make("g", { "data-days": days.join(), "data-first": hidden[0].id, tabindex: "-1", role: "button", "aria-label": name }, parent);
    if (hidden.some((e) => e.id === picked)) g.classList.add("picked");
    make("rect", { x: at - SQUARE, y: y - 7, width: 2 * SQUARE, height: 14, rx: 2, fill: "var(--ground)", stroke: "var(--mark)" }, g);
    make("text", { x: at, y: y + 4, "text-anchor": "middle", class: "more" }, g, "+" + number(hidden.length));
    make("rect", { class: "halo", x: at - SQUARE - 3, y: y - 10, width: 2 * SQUARE + 6, height: 20, rx: 3, fill: "none" }, g);
  }
  function axis(ground, front, x, low, high, left, plot, bottom, across) {
    if (asOf + 1 < high) make("rect", { x: x(asOf + 1), y: TOP, width: left + plot - x(asOf + 1), height: bottom - TOP, fill: "url(#future)", "fill-opacity": 0.5 }, ground);
    make("line", { x1: left, x2: left + plot, y1: TOP, y2: TOP, stroke: "var(--rule)" }, ground);
    const span = high - low, room = Math.max(3, Math.floor(plot / 90)), date = (d) => new Date(d * DAY);
    const text = (d, options) => date(d).toLocaleDateString(data.locale, { timeZone: "UTC", ...options });
    const ticks = [];
    if (span / 14 <= room) {
      const step = [1, 2, 7, 14].find((n) => span / n <= room);
      for (let d = Math.ceil((low - 4) / step) * step + 4; d < high; d += step) if (d >= low) ticks.push([d + 0.5, text(d, { day: "numeric", month: "short" }), date(d).getUTCFullYear()]);
    } else {
      const step = [1, 3, 12, 24, 60, 120, 300, 1200, 12000].find((n) => span / (30.44 * n) <= room) || 12000, start = date(low);
      for (let m = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step; ; m += step) {
        const at = new Date(0); at.setUTCFullYear(Math.floor(m / 12), m % 12, 1);
        const d = at.getTime() / DAY;
        if (!(d < high)) break;
        if (d >= low) ticks.push(step < 12 ? [d, text(d, { month: "short" }), at.getUTCFullYear()] : [d, String(at.getUTCFullYear()), ""]);
      }
    }
    let year = null;
    for (const [d, fine, coarse] of ticks) {
      make("line", { x1: x(d), x2: x(d), y1: TOP - 4, y2: TOP, stroke: "var(--quiet)" }, ground);
      make("text", { x: x(d), y: TOP - 8, "text-anchor": "middle", class: "quiet" }, ground, fine);
      if (coarse !== year && coarse !== "") make("text", { x: x(d), y: TOP - 24, "text-anchor": "middle", class: "quiet" }, ground, String(coarse));
      year = coarse;
    }
    if (asOf + 1 >= low && asOf + 1 <= high) {
      const at = x(asOf + 1), side = at < left + 70 ? "start" : at > left + plot - 70 ? "end" : "middle";
      const breaks = [TOP, ...across.sort((a, b) => a - b).flatMap((y) => [y - ROW / 2, y + ROW / 2]), bottom + 4];
      for (let i = 0; i < breaks.length; i += 2) make("line", { x1: at, x2: at, y1: breaks[i], y2: breaks[i + 1], stroke: "var(--accent)", "stroke-width": 1.5 }, ground);
      make("text", { x: at, y: bottom + 16, "text-anchor": side, style: "fill:var(--accent)" }, front, say.as_of);
    }
  }

  // --- showing, picking, stepping -------------------------------------------------------------------------------------
  function show() {
    const c = choice(), shown = events.filter((e) => isShown(e, c)), ids = new Set(shown.map((e) => e.id));
    for (const [id, item] of items) item.hidden = !ids.has(id);
    document.getElementById("modes").hidden = c.actors.length < 2;
    document.getElementById("spoken").hidden = !events.some((e) => c.actors.some((id) => e.voices.includes(id) && !acts(e, id)));
    document.getElementById("count").textContent = shown.length === events.length ? everything : shown.length ? fill(say.count, { shown: number(shown.length), total: number(events.length) }) : say.nothing;
    draw(shown, c);
    const query = new URLSearchParams([...new FormData(form)].filter(([key, value]) => value && !(key === "mode" && value === "any")));
    if (picked) query.set("event", picked);
    try { history.replaceState(null, "", query.size ? "#" + query : location.pathname + location.search); } catch { /* some hosts forbid it */ }
  }
  function pick(id, move) {
    picked = id;
    for (const [other, item] of items) item.classList.toggle("picked", other === id);
    show();
    const item = items.get(id);
    if (item && move) { item.scrollIntoView({ block: "center", behavior: "smooth" }); item.focus({ preventScroll: true }); }
  }
  function restore() {
    const query = new URLSearchParams(location.hash.slice(1));
    for (const field of form.elements) {
      if (["checkbox", "radio"].includes(field.type)) { if (query.has(field.name)) field.checked = query.getAll(field.name).includes(field.value); }
      else if (field.name && query.has(field.name)) field.value = query.get(field.name);
    }
    if (items.has(query.get("event"))) picked = query.get("event");
  }
  const pointed = (e) => { // the mark under the pointer, or that of the label
    const at = e.target.closest && e.target.closest(MARK + ", [data-of]");
    return at && (at.dataset.of ? chart.querySelector(`[data-event="${at.dataset.of}"]`) : at);
  };
  function open(g) { // a mark's event; of a square its days, where they are fewer than those shown
    if (g.dataset.event) { pick(g.dataset.event, true); return; }
    const [from, to] = g.dataset.days.split(",").map(Number), lone = g.textContent === "+1";
    if (lone || (stage[0] === from && stage[1] === to)) { pick(g.dataset.first, true); return; }
    form.elements.from.value = iso(from);
    form.elements.to.value = iso(to);
    tip.hidden = true;
    show();
  }
  chart.addEventListener("click", (e) => { const g = pointed(e); if (g) open(g); });
  chart.addEventListener("keydown", (e) => {
    const marks = [...chart.querySelectorAll(MARK)], at = marks.indexOf(document.activeElement);
    if (at < 0) return;
    if (e.key === "Enter" || e.key === " ") { e.preventDefault(); open(marks[at]); }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    if (step) {
      e.preventDefault();
      const next = marks[(at + step + marks.length) % marks.length];
      marks[at].setAttribute("tabindex", "-1"); next.setAttribute("tabindex", "0"); next.focus();
    }
  });
  const hint = (e) => {
    const g = pointed(e);
    tip.hidden = !g;
    if (!g) return;
    tip.textContent = g.getAttribute("aria-label");
    const box = g.getBoundingClientRect();
    tip.style.left = Math.max(4, Math.min(box.left, innerWidth - 340)) + "px";
    tip.style.top = (box.bottom + 60 > innerHeight ? box.top - 50 : box.bottom + 6) + "px";
  };
  chart.addEventListener("pointerover", hint);
  chart.addEventListener("focusin", hint);
  chart.addEventListener("pointerleave", () => { tip.hidden = true; });
  chart.addEventListener("focusout", () => { tip.hidden = true; });
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && picked) pick(null, false);
    if (!["j", "k"].includes(e.key) || e.ctrlKey || e.metaKey || e.altKey || /INPUT|SELECT|TEXTAREA/.test(e.target.tagName)) return;
    const left = [...items.values()].filter((item) => !item.hidden), at = left.indexOf(items.get(picked));
    const to = e.key === "j" ? at + 1 : at < 0 ? left.length - 1 : at - 1, next = left[Math.min(Math.max(to, 0), left.length - 1)];
    if (next) pick(next.dataset.id, true);
  });
  form.addEventListener("submit", (e) => e.preventDefault());
  form.addEventListener("input", show);
  form.addEventListener("reset", () => { picked = null; for (const item of items.values()) item.classList.remove("picked"); setTimeout(show); });
  addEventListener("hashchange", () => { restore(); show(); });
  let width = 0;
  new ResizeObserver(() => { if (Math.abs(chart.clientWidth - width) > 4) { width = chart.clientWidth; show(); } }).observe(chart);
  restore();
  panel.hidden = false;
  panel.open = innerWidth > 640 || location.hash.length > 1;
  if (picked) pick(picked, true); else show();
})();
