"use strict";
// One question at a time, judged in the page. No drag, no clock, nothing sent.
const $ = id => document.getElementById(id), body = document.body, main = $("main"), say = $("say"), act = $("act"), live = $("live");
const told = JSON.parse($("told").textContent), words = told.words;
const keys = unseal($("sealed").textContent.trim(), told.seal);
const questions = [...main.querySelectorAll(".q:not(.end)")].map((it, place) => ({it, kind: it.dataset.kind, key: keys[place], place}));
let order = [], at = 0, outcome = [], tries = 0, retry = null;

function unseal(text, seal) {
  const bytes = Uint8Array.from(atob(text), (letter, place) => letter.charCodeAt(0) ^ seal.charCodeAt(place % seal.length));
  return JSON.parse(new TextDecoder().decode(bytes));
}
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => name in values ? values[name] : whole);
const counted = (phrase, n) => fill(n === 1 ? phrase.one : phrase.many, {n});
const el = (tag, props = {}, ...kids) => { const made = Object.assign(document.createElement(tag), props); made.append(...kids); return made; };
const sign = text => { const made = el("span", {className: "sign", textContent: text}); made.setAttribute("aria-hidden", "true"); return made; };
const html = (tag, text, className = "") => el(tag, {innerHTML: text, className});
const all = (root, selector) => [...root.querySelectorAll(selector)];
const bare = event => !event.ctrlKey && !event.metaKey && !event.altKey;
const lettered = (event, letters) => letters.findIndex(letter => letter.toUpperCase() === event.key.toUpperCase());

// ------------------------------------------------------------------------------------------- the walk

function start(places) {
  order = places; at = 0;
  for (const place of places) { outcome[place] = ""; reset(questions[place]); }
  body.classList.add("playing"); $("end").hidden = true; $("end").classList.remove("here"); $("foot").hidden = false;
  show();
}
function reset(q) {
  q.it.replaceWith(q.it = (q.blank ||= q.it.cloneNode(true)).cloneNode(true));
}
function show() {
  const q = questions[order[at]]; tries = 0; strip();
  all(main, ".here").forEach(it => it.classList.remove("here"));
  q.it.classList.add("here"); say.replaceChildren(); $("bank").replaceChildren();
  $("position").textContent = fill(words.position, {n: at + 1, count: order.length});
  document.title = `${at + 1}/${order.length} – ${told.title}`;
  kinds[q.kind](q); scrollTo(0, 0); q.it.querySelector(".stem").focus({preventScroll: true});
}
function strip() {
  $("strip").replaceChildren(...order.map((place, n) => el("li", {className: `${outcome[place] || ""}${n === at ? " here" : ""}`})));
}
function buttons(...given) {
  act.replaceChildren(...given.filter(Boolean).map(([text, does, plain]) => el("button", {type: "button", textContent: text, className: plain ? "" : "main", onclick: does})));
}
function tell(mark, head, look, ...kids) {
  const h = el("h2", {tabIndex: -1, className: look}, sign(mark), head);
  say.replaceChildren(h, ...kids.filter(Boolean)); live.textContent = ""; h.focus();
}
function nag(text, where) {
  say.replaceChildren(el("h2", {}, sign("!"), text));
  live.textContent = text; where?.focus();
}
function offer(q, check) {
  say.replaceChildren();
  buttons([words.check, check], [words.not_known, () => { q.reveal(""); finish(q, "shown", "→", words.answer_is, "", shown(q)); }, true]);
}
const whole = q => html("div", q.key.answer, "whole");
const shown = q => q.kind === "match" || q.kind === "order" ? "" : whole(q);  // these two show it where it was asked
const after = q => q.key.after ? html("div", q.key.after, "after") : "";
function finish(q, how, mark, head, look, ...kids) {
  outcome[q.place] = how; q.it.classList.add("done"); strip(); record(q, how);
  tell(mark, head, look, ...kids, after(q));
  const last = at + 1 === order.length;
  buttons([last ? words.finish : words.next, () => last ? end() : (at += 1, show())]);
}
function rightly(q, ...kids) {
  finish(q, tries === 1 ? "first" : "later", "✓", tries === 1 ? words.right : words.right_later, "good", ...kids);
}
function wrongly(q, head, again, ...kids) {
  tell("✗", head, "bad", ...kids);
  buttons([words.try_again, () => { offer(q, q.check); again(); }], [words.show_answer, () => { q.reveal("gone"); finish(q, "shown", "→", words.answer_is, "", shown(q)); }, true]);
}

// ------------------------------------------------------------------------------------------ the kinds

const kinds = {one: q => choose(q), several: q => choose(q), judge: q => choose(q), match, order: rank, number: write, words: write, gaps: write, think};

function choose(q) {
  const rows = all(q.it, ".option"), inputs = rows.map(row => row.querySelector("input")), letters = inputs.map(it => it.value), {right} = q.key;
  const note = (row, name, said, why) => { if (name) row.classList.add(name); row.querySelector(".said").textContent = said; if (why) row.querySelector(".told").innerHTML = why; };
  const paint = () => rows.forEach((row, n) => row.classList.toggle("chosen", inputs[n].checked));
  q.reveal = () => rows.forEach((row, n) => {
    const letter = letters[n], chosen = inputs[n].checked; inputs[n].disabled = true;
    if (right.includes(letter)) note(row, "yes", chosen ? `✓ ${words.right}` : `✓ ${words.a_right_one}`);
    else if (chosen || row.classList.contains("no")) note(row, "no", `✗ ${words.wrong}`, q.key.told[letter]);
    else if (q.key.told[letter]) note(row, "", "", q.key.told[letter]);
  });
  q.check = () => {
    const chosen = letters.filter((_, n) => inputs[n].checked), bad = chosen.filter(letter => !right.includes(letter));
    if (!chosen.length) return nag(words.choose_first, inputs.find(it => !it.disabled));
    tries += 1;
    if (!bad.length && chosen.length === right.length) { q.reveal(); return rightly(q, q.kind === "judge" && !q.key.is_true && whole(q)); }
    if (q.kind === "judge") { q.reveal(); return finish(q, "shown", "✗", q.key.is_true ? words.is_true : words.is_false, "bad", !q.key.is_true && whole(q)); }
    bad.forEach(letter => { const n = letters.indexOf(letter); note(rows[n], "no", `✗ ${words.wrong}`); inputs[n].checked = false; inputs[n].disabled = true; });
    paint();
    const head = !bad.length ? words.more_right : q.kind === "one" ? words.wrong : fill(words.wrong_chosen, {letters: bad.join(", ")});
    wrongly(q, head, () => inputs.find(it => !it.disabled)?.focus(), ...bad.filter(letter => q.key.told[letter]).map(letter => html("p", q.kind === "one" ? q.key.told[letter] : `<b>${letter}</b> ${q.key.told[letter]}`)));
  };
  q.it.oninput = paint;
  q.it.onkeydown = event => {
    if (!bare(event) || q.it.classList.contains("done")) return;
    let n = /^[1-9]$/.test(event.key) ? +event.key - 1 : lettered(event, letters);
    if (inputs[n] && !inputs[n].disabled) { event.preventDefault(); inputs[n].checked = q.kind === "several" ? !inputs[n].checked : true; inputs[n].focus(); paint(); }
    else if (event.key === "Enter" && event.target.tagName === "INPUT") { event.preventDefault(); act.querySelector(".main").click(); }
  };
  offer(q, q.check);
}

function match(q) {
  const boxes = all(q.it, "button.box"), notes = boxes.map(box => box.closest("li, td").querySelector(".note")), bank = q.it.querySelector(".bank");
  const responses = all(bank, ".response"), letters = responses.map(it => it.dataset.letter), {right} = q.key, named = letter => responses[letters.indexOf(letter)].querySelector("span").textContent;
  const given = boxes.map(() => ""), kept = boxes.map(() => false); let now = 0;
  const closed = () => q.it.classList.contains("done");
  const draw = spoken => {
    boxes.forEach((box, n) => {
      const held = given[n] ? `${given[n]}, ${named(given[n])}` : words.empty;
      box.textContent = given[n]; box.setAttribute("aria-label", `${fill(words.box, {n: n + 1})}: ${held}`);
      if (n === now && !closed()) box.setAttribute("aria-current", "true"); else box.removeAttribute("aria-current");
    });
    responses.forEach((it, n) => {
      const used = given.flatMap((letter, box) => letter === letters[n] ? [box + 1] : []);
      if (used.length) it.dataset.used = fill(words.used_in, {n: used.join(", ")}); else delete it.dataset.used;
    });
    if (spoken) live.textContent = spoken;
  };
  const put = letter => {
    if (closed() || kept[now]) return;
    given[now] = letter; const spoken = fill(words.letter_in_box, {words: `${letter}, ${named(letter)},`, n: now + 1});
    for (let step = 1; step <= given.length; step++) { const n = (now + step) % given.length; if (!given[n]) { now = n; break; } }
    draw(spoken); boxes[now].closest("li, td").scrollIntoView({block: "nearest"});
  };
  boxes.forEach((box, n) => { box.onclick = () => { if (!kept[n] && !closed()) { now = n; draw(); } }; });
  responses.forEach((it, n) => { it.onclick = () => put(letters[n]); });
  q.it.onkeydown = bank.onkeydown = event => {
    if (!bare(event) || closed()) return;
    const n = lettered(event, letters), step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (n >= 0) { event.preventDefault(); put(letters[n]); }
    else if (step) { event.preventDefault(); now = Math.min(given.length - 1, Math.max(0, now + step)); draw(); boxes[now].focus(); }
    else if (event.key === "Backspace" && !kept[now]) { event.preventDefault(); given[now] = ""; draw(`${fill(words.box, {n: now + 1})}: ${words.empty}`); }
    else if (event.key === "Enter" && event.target.classList.contains("box")) { event.preventDefault(); act.querySelector(".main").click(); }
  };
  const judge = full => boxes.map((box, n) => {
    const fits = given[n] === right[n]; box.className = `box ${fits ? "yes" : "no"}`; notes[n].className = `note ${fits ? "good" : "bad"}`;
    notes[n].textContent = fits ? `✓ ${named(right[n])}` : full ? `✗ ${right[n]}, ${named(right[n])}` : given[n] ? `✗ ${named(given[n])}` : "✗";
    if (full || boxes.every((_, place) => given[place] === right[place])) notes[n].append(html("span", q.key.why[n], "told"));
    return fits;
  });
  q.reveal = () => { judge(true); bank.remove(); draw(); };
  q.check = () => {
    if (given.includes("")) { now = given.indexOf(""); draw(); return nag(words.fill_first, boxes[now]); }
    tries += 1; const fits = judge(false), count = fits.filter(Boolean).length; bank.remove();
    if (count === fits.length) { rightly(q); return draw(); }
    wrongly(q, fill(words.right_of, {n: count, count: fits.length}), () => {
      fits.forEach((ok, n) => { kept[n] = ok; if (!ok) { given[n] = ""; boxes[n].className = "box"; notes[n].textContent = ""; } });
      now = given.indexOf(""); $("bank").append(bank); draw(); boxes[now].focus();
    }, count ? el("p", {textContent: words.kept}) : "");
  };
  $("bank").className = "bank-room"; $("bank").append(bank); draw(); offer(q, q.check);
}

function rank(q) {
  const rows = all(q.it, ".row"), boxes = rows.map(row => row.querySelector(".box")), notes = rows.map(row => row.querySelector(".note")), list = q.it.querySelector(".list");
  const {right, dates} = q.key, count = rows.length, given = rows.map(() => 0), kept = rows.map(() => false);
  const draw = () => boxes.forEach((box, n) => { box.replaceChildren(given[n] ? String(given[n]) : el("span", {className: "vh", textContent: `${words.empty}: `})); });
  const set = (n, number) => {
    if (kept[n] || q.it.classList.contains("done")) return;
    const was = given.indexOf(number); if (number && was >= 0) { if (kept[was]) return; given[was] = 0; }
    given[n] = number; draw(); live.textContent = `${rows[n].textContent.trim()}: ${number || words.empty}`;
  };
  rows.forEach((row, n) => { row.onclick = () => { const free = rows.map((_, place) => place + 1).find(number => !given.includes(number)); set(n, given[n] ? 0 : free); }; });
  q.it.onkeydown = event => {
    if (!bare(event)) return; const n = rows.indexOf(document.activeElement), step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step) { event.preventDefault(); rows[n < 0 ? 0 : Math.min(count - 1, Math.max(0, n + step))].focus(); }
    else if (n >= 0 && /^[1-9]$/.test(event.key) && +event.key <= count) { event.preventDefault(); set(n, +event.key); }
    else if (n >= 0 && event.key === "Backspace") { event.preventDefault(); set(n, 0); }
    else if (n >= 0 && event.key === "Enter") { event.preventDefault(); act.querySelector(".main").click(); }
  };
  q.reveal = () => {
    const items = all(list, "li");
    right.map((place, n) => [place, n]).sort((a, b) => a[0] - b[0]).forEach(([place, n]) => {
      const fits = given[n] === place; rows[n].className = `row ${fits ? "yes" : "no"}`; boxes[n].textContent = place;
      notes[n].textContent = [dates[n], fits ? "✓" : given[n] ? `✗ ${fill(words.you_had, {n: given[n]})}` : ""].filter(Boolean).join(" ");
      list.append(items[n]);
    });
  };
  q.check = () => {
    if (given.includes(0)) return nag(words.fill_first, rows[given.indexOf(0)]);
    tries += 1; const fits = right.map((place, n) => given[n] === place), fitting = fits.filter(Boolean).length;
    if (fitting === count) { q.reveal(); return rightly(q); }
    rows.forEach((row, n) => { row.className = `row ${fits[n] ? "yes" : "no"}`; notes[n].textContent = fits[n] ? "✓" : "✗"; });
    wrongly(q, fill(words.right_of, {n: fitting, count}), () => {
      fits.forEach((ok, n) => { kept[n] = ok; if (!ok) { given[n] = 0; rows[n].className = "row"; notes[n].textContent = ""; } });
      draw(); rows[kept.indexOf(false)].focus();
    }, fitting ? el("p", {textContent: words.kept}) : "");
  };
  draw(); offer(q, q.check);
}

function write(q) {
  const inputs = all(q.it, "input"), judges = q.kind === "number" ? [given => judgeNumber(given, q.key)] : q.key.gaps.map(known => given => judgeWords(given, known));
  q.reveal = () => inputs.forEach(it => { it.readOnly = true; });
  q.check = () => {
    const empty = inputs.find(it => !it.value.trim()); if (empty) return nag(inputs.length > 1 ? words.fill_first : words.write_first, empty);
    tries += 1; const verdicts = inputs.map((it, n) => judges[n](it.value));
    inputs.forEach((it, n) => { it.className = {right: "yes", wrong: "no"}[verdicts[n]] || ""; });
    if (verdicts.every(verdict => verdict === "right")) { q.reveal(); return rightly(q, q.kind === "number" && q.key.answer ? whole(q) : ""); }
    if (verdicts.includes("wrong")) {
      const fitting = verdicts.filter(verdict => verdict === "right").length;
      const head = inputs.length > 1 ? fill(words.right_of, {n: fitting, count: inputs.length}) : words.wrong;
      return wrongly(q, head, () => { const bad = inputs[verdicts.indexOf("wrong")]; bad.className = ""; bad.focus(); bad.select(); });
    }
    q.reveal(); compare(q);  // other words than those of the key may be right too: a pupil can tell
  };
  q.it.onkeydown = event => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT" || !bare(event)) return;
    event.preventDefault(); const next = inputs[inputs.indexOf(event.target) + 1];
    if (next && !next.value && !q.it.classList.contains("done")) next.focus(); else act.querySelector(".main").click();
  };
  offer(q, q.check);
}

function think(q) {
  buttons([words.show_answer, () => finish(q, "open", "→", words.no_one_answer, "", whole(q))]); say.replaceChildren();
}
function compare(q) {
  const done = (how, mark, head, look) => finish(q, how, mark, head, look, whole(q));
  tell("?", words.compare, "", whole(q));
  buttons([words.had_it, () => done(tries > 1 ? "later" : "first", "✓", words.right, "good")], [words.had_it_not, () => done("shown", "→", words.answer_is, ""), true]);
}

// ------------------------------------------------- judging words and numbers, as quizgen.quiz.mark does

const POWER = /([+-]?(?:\d(?:[\d.,']| (?=\d{3}(?!\d)))*\d|\d)|[+-]?[.,]\d+) ?(?:[x×*·⋅] ?10 ?\^ ?|e)([+-]?\d{1,2})(?![\d.,])/g;
const NUMBER = /[+-]?(?:\d(?:[\d.,']| (?=\d{3}(?!\d)))*\d|\d)|[+-]?[.,]\d+/g;
const SEPARATORS = [",.", ".,", " .", " ,", "'.", "',"];
function folded(text) {
  const raised = text.replace(/10[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, tens => "10^" + [...tens.slice(2)].map(figure => "+-0123456789"["⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(figure)]).join(""));
  const plain = raised.normalize("NFKC").replace(/\u00ad/g, "").toLowerCase().replace(/ß/g, "ss").replace(/[“”„‟«»‹›"]/g, "").replace(/[’‘‚‛`´]/g, "'").replace(/[‐‑‒–—−]/g, "-");
  return plain.split(/\s+/).filter(Boolean).join(" ").replace(/\.$/, "").trim().replace(/^'+|'+$/g, "");
}
function readings(digits) {
  return SEPARATORS.flatMap(([thousands, decimal]) => {
    const part = thousands === "." ? "\\." : thousands, groups = `(?:\\d{1,3}(?:${part}\\d{3})+|\\d{1,2}(?:${part}\\d{2})+${part}\\d{3}|\\d*)`;
    const fits = new RegExp(`^[+-]?${groups}(?:${decimal === "." ? "\\." : decimal}\\d+)?$`).test(digits);
    return fits ? [Number(digits.replaceAll(thousands, "").replace(decimal, "."))] : [];
  });
}
function amountIn(text, unit = "") {
  let beside = []; if (text.length > 100) return null;
  if (unit && text.endsWith(unit)) { text = text.slice(0, -unit.length); beside = unit.split(" "); }
  const power = [...text.matchAll(POWER)][0], tens = power ? +power[2] : 0;
  text = text.replace(POWER, "$1"); const found = text.match(NUMBER) || []; if (found.length !== 1) return null;
  const values = readings(found[0]).map(value => tens ? Number(`${value}e${tens}`) : value);
  beside = beside.concat(text.replace(NUMBER, " ").split(" ").filter(Boolean));
  return values.length ? [values, [...new Set(beside)].sort().join(" ")] : null;
}
const meet = (some, others) => some.some(value => others.includes(value));
function judgeWords(given, {known, amounts}) {
  const said = folded(given); if (known.includes(said)) return "right";
  const found = amountIn(said); if (!found) return "person";
  if (amounts.some(amount => amount && meet(found[0], amount[0]) && found[1] === amount[1])) return "right";
  return amounts.every(amount => amount && !meet(found[0], amount[0])) && !found[1] ? "wrong" : "person";
}
function judgeNumber(given, {known, low, high, unit, units, others}) {
  const said = folded(given); if (known.includes(said)) return "right";
  const found = amountIn(said, unit); if (!found) return "person";
  const [values, beside] = found, fits = values.some(value => low <= value && value <= high);
  const within = set => beside.split(" ").filter(Boolean).every(word => set.includes(word));
  if (fits && units.some(within)) return "right";
  for (const [amount, also] of others) if (beside === also) return meet(values, amount) ? "right" : "wrong";
  return !fits && units.some(set => [...set].sort().join(" ") === beside) ? "wrong" : "person";
}

// -------------------------------------------------------------------------------------------- the end

function end() {
  const count = how => order.filter(place => outcome[place] === how).length, first = count("first"), later = count("later"), shown = count("shown");
  const look = order.filter(place => !["first", "open"].includes(outcome[place])), judged = order.length - count("open");
  document.title = `${first}/${judged} – ${told.title}`; at = -1; strip();
  all(main, ".here").forEach(it => it.classList.remove("here")); say.replaceChildren(); $("bank").replaceChildren(); $("position").textContent = "";
  const more = [later && counted(words.at_later_try, later), shown && counted(words.were_shown, shown), !look.length && judged && words.all_at_first].filter(Boolean).join(" ");
  $("end").firstElementChild.replaceChildren(
    el("h2", {className: "title", tabIndex: -1, textContent: fill(words.at_first_try, {n: first, count: judged})}), el("p", {textContent: more}),
    ...(look.length ? [el("h3", {className: "look", textContent: words.look_again}), el("ol", {}, ...look.map(again))] : []),
    el("p", {className: "small last", textContent: [words.nothing_kept, ...told.foot].join(" · ")}));
  $("end").hidden = false; $("end").classList.add("here");
  buttons(look.length && [counted(words.practise, look.length), () => start(look)], [words.from_start, () => start(questions.map(q => q.place)), look.length > 0]);
  scrollTo(0, 0); main.querySelector(".end .title").focus({preventScroll: true}); if (judged) report(first / judged);
}
function again(place) {
  const q = questions[place], stem = q.blank.querySelector(".stem").cloneNode(true), gapped = q.blank.querySelector(".gapped");
  stem.removeAttribute("id"); stem.removeAttribute("role"); const shown = el("div", {className: "stem"}, ...stem.childNodes);
  if (gapped) { const text = gapped.cloneNode(true); all(text, "input").forEach(it => it.replaceWith(" … ")); shown.append(" ", ...text.childNodes); }
  return el("li", {className: "again"}, shown, whole(q), after(q));
}

// --------------------------------------------------------------- a learning platform, if one is around

const platform = (() => {
  const look = from => { for (let n = 0, place = from; place && n < 10; n++) { try { if (place.API) return place.API; } catch { return null; } if (place.parent === place) break; place = place.parent; } return null; };
  const api = look(window) || (window.opener && look(window.opener));
  if (!api || String(api.LMSInitialize("")) !== "true") return null;
  const began = Date.now(); let n = 0, open = true;
  const put = (name, value) => api.LMSSetValue(`cmi.${name}`, String(value));
  if (!/passed|failed|completed/.test(api.LMSGetValue("cmi.core.lesson_status"))) put("core.lesson_status", "incomplete");
  const close = () => {
    if (!open) return; open = false; const s = Math.round((Date.now() - began) / 1000), two = v => String(v).padStart(2, "0");
    put("core.session_time", `${String(Math.floor(s / 3600)).padStart(4, "0")}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`); api.LMSFinish("");
  };
  addEventListener("pagehide", close);
  return {
    answered(q, how) {
      put(`interactions.${n}.id`, q.it.id); put(`interactions.${n}.type`, {one: "choice", several: "choice", judge: "true-false", match: "matching", order: "sequencing", number: "numeric", gaps: "fill-in", words: "fill-in"}[q.kind] || "performance");
      put(`interactions.${n}.result`, how === "first" ? "correct" : "wrong"); n += 1;
    },
    scored(share) { put("core.score.min", 0); put("core.score.max", 100); put("core.score.raw", Math.round(share * 10000) / 100); put("core.lesson_status", "completed"); api.LMSCommit(""); },
  };
})();
let isFirstRun = true;
function record(q, how) { if (isFirstRun) platform?.answered(q, how); }
function report(share) { if (isFirstRun) { platform?.scored(share); isFirstRun = false; } }

document.addEventListener("keydown", event => {
  const focused = document.activeElement;
  if (event.key === "Enter" && !event.defaultPrevented && bare(event) && (focused === body || /^(H[1-3]|DIV)$/.test(focused.tagName))) { event.preventDefault(); act.querySelector(".main")?.click(); }
});
let paper = null;  // what is printed is the sheet as it was, however far the quiz has come
addEventListener("beforeprint", () => { paper?.remove(); paper = el("div", {className: "sheet"}, main.querySelector(".paper").cloneNode(true), ...questions.map(q => q.blank.cloneNode(true))); body.append(paper); });
addEventListener("afterprint", () => { paper?.remove(); paper = null; });
if ("ResizeObserver" in window) new ResizeObserver(() => { document.documentElement.style.scrollPaddingBottom = `${$("foot").offsetHeight + 12}px`; }).observe($("foot"));
start(questions.map(q => q.place));
