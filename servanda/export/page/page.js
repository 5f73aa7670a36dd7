"use strict";
// Hover, focus or tap on a marked clause shows the fields of its acts; the form thins the marks out.
// Written without the two characters that XML reserves, so that the page stays well-formed.
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const card = document.createElement("div");
  card.id = "card";
  card.setAttribute("role", "status");
  card.hidden = true;
  document.body.append(card);

  const namesOf = (mark) => mark.dataset.acts.split(" ");
  const marks = all("mark[data-acts]");
  const marksOf = new Map();
  for (const mark of marks) {
    for (const name of namesOf(mark)) {
      if (!marksOf.has(name)) marksOf.set(name, []);
      marksOf.get(name).push(mark);
    }
  }

  let lit = [];
  let pinned = false;
  const dim = () => { for (const node of lit) node.classList.remove("on"); lit = []; };
  const light = (names) => {
    dim();
    for (const name of names) lit.push(document.getElementById(name), ...(marksOf.get(name) || []));
    for (const node of lit) node.classList.add("on");
  };
  const hide = () => { card.hidden = true; pinned = false; dim(); };
  const shown = (names) => names.filter((name) => !document.getElementById(name).hidden);

  const show = (names, near) => {
    const wanted = shown(names);
    if (!wanted.length) return hide();
    card.replaceChildren(...wanted.map((name) => {
      const item = document.getElementById(name);
      const copy = document.createElement("div");
      copy.className = item.className;
      copy.classList.remove("on");
      copy.append(...Array.from(item.cloneNode(true).childNodes));
      for (const link of all("a", copy)) link.replaceWith(link.textContent);
      return copy;
    }));
    card.hidden = false;
    const box = near.getBoundingClientRect();
    const room = document.documentElement.clientWidth - card.offsetWidth - 16;
    card.style.left = Math.max(8, Math.min(box.left, room)) + scrollX + "px";
    card.style.top = box.bottom + scrollY + 8 + "px";
    light(wanted);
  };

  for (const mark of marks) {
    mark.addEventListener("mouseenter", () => { if (!pinned) show(namesOf(mark), mark); });
    mark.addEventListener("mouseleave", () => { if (!pinned) hide(); });
    mark.addEventListener("click", (event) => {
      event.stopPropagation();
      show(namesOf(mark), mark);
      pinned = true;
    });
  }
  for (const link of all(".text a.n")) {
    const name = link.hash.slice(1);
    link.addEventListener("focus", () => show([name], link));
    link.addEventListener("blur", () => { if (!pinned) hide(); });
  }
  for (const item of all("ol.acts li")) {
    item.addEventListener("mouseenter", () => { if (!pinned) light([item.id]); });
    item.addEventListener("mouseleave", () => { if (!pinned) dim(); });
  }
  document.addEventListener("click", (event) => { if (!card.contains(event.target)) hide(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  const form = document.querySelector("form");
  const sift = () => {
    const type = form.elements.type.value;
    const bound = form.elements.commitments.checked;
    for (const item of all("ol.acts li")) {
      const fits = [!type, item.dataset.type === type, item.dataset.family === type].some(Boolean);
      item.hidden = ![fits, !bound || item.dataset.commitment === "yes"].every(Boolean);
      for (const link of all(".text a.n[href='#" + item.id + "']")) link.classList.toggle("off", item.hidden);
    }
    for (const mark of marks) mark.classList.toggle("off", !shown(namesOf(mark)).length);
    hide();
  };
  const present = new Set(all("ol.acts li").flatMap((item) => [item.dataset.type, item.dataset.family]));
  for (const option of all("option", form)) option.disabled = ![option.value === "", present.has(option.value)].some(Boolean);
  form.addEventListener("change", sift);
  form.hidden = false;
})();
