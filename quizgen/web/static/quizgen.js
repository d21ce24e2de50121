// What refines the pages: each of them works without it.
"use strict";
(() => {
  // A list of options is used as soon as one is chosen.
  document.addEventListener("change", event => {
    const form = event.target.closest("form[data-changes]");
    if (form) form.requestSubmit();
  });

  // On a phone the list of questions comes first, and what the sheet holds is a line above it.
  const fold = () => {
    if (matchMedia("(max-width: 700px)").matches) document.querySelectorAll("details.optbox").forEach(box => { box.open = false; });
  };
  fold();

  // The focus stays on the button that was pressed, or on its question.
  let last = "";
  document.addEventListener("submit", () => { last = document.activeElement ? document.activeElement.id : ""; }, true);
  document.addEventListener("htmx:after:swap", () => {
    fold();
    const summary = document.querySelector(".err-sum[autofocus]");
    const at = document.querySelector(".q.at");
    const [what, number] = last.split("-");
    const moved = at && number && `${what}-${at.id.slice(1)}`;
    const there = summary || [moved, last, at && at.id].map(id => id && document.getElementById(id)).find(it => it && !it.disabled);
    if (there) there.focus({preventScroll: !summary});
    if (at && !summary) at.scrollIntoView({block: "nearest"});
    last = "";
  });

  // A file is printed from this window, where the browser can; else it opens beside it.
  document.addEventListener("click", event => {
    const link = event.target.closest("a[data-print]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || navigator.pdfViewerEnabled !== true) return;
    event.preventDefault();
    document.querySelectorAll("iframe.printed").forEach(old => old.remove());
    const frame = document.createElement("iframe");
    frame.className = "printed";
    frame.title = link.textContent;
    frame.src = link.href;
    frame.addEventListener("load", () => setTimeout(() => {
      try { frame.contentWindow.focus(); frame.contentWindow.print(); } catch { window.open(link.href, "_blank"); }
    }, 150));
    document.body.append(frame);
  });

  // Ctrl+Z takes back the last change, outside of fields.
  document.addEventListener("keydown", event => {
    const undo = document.getElementById("undo");
    if (undo && !undo.disabled && (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === "z" && !event.target.closest("input, textarea, select")) {
      event.preventDefault();
      undo.click();
    }
  });

  // An open menu closes with Escape, and when another part of the page is chosen.
  const close = except => document.querySelectorAll("details.menu[open]").forEach(menu => { if (menu !== except) menu.open = false; });
  document.addEventListener("click", event => close(event.target.closest("details.menu")));
  document.addEventListener("keydown", event => {
    const menu = event.target.closest && event.target.closest("details.menu[open]");
    if (event.key === "Escape" && menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  // Pictures of what a topic makes come one after the other: whoever clicks does not wait for them.
  const next = () => {
    const img = document.querySelector("img[data-src]");
    if (!img) return;
    img.onload = () => setTimeout(next, 20);
    img.onerror = () => { img.closest("li").hidden = true; next(); };  // there is too little for it
    img.src = img.dataset.src;
    img.removeAttribute("data-src");
  };
  addEventListener("load", () => setTimeout(next, 300));

  // When the program was closed, the page says so and keeps what was typed.
  const gone = () => {
    const note = document.getElementById("gone");
    if (note) { note.hidden = false; note.focus(); }
  };
  document.addEventListener("htmx:error", gone);
})();
