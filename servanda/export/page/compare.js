"use strict";
// Point at an act to see it in both texts; click to bring both to one height. Threads join what both tell.
// Written without the two characters that XML reserves, so that the page stays well-formed.
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const texts = document.querySelector(".texts");
  if (!texts) return;
  const threads = document.getElementById("threads");
  const columns = all(".column", texts);
  const numbersOf = (node) => node.dataset.n.split(" ");
  const marks = all("mark[data-n]", texts);
  const lines = all("article.line[data-n]");
  const anchor = (side, number) => document.getElementById(side + number);

  let lit = [];
  const dim = () => { for (const node of lit) node.classList.remove("on"); lit = []; };
  const light = (numbers) => {
    dim();
    const wanted = new Set(numbers);
    const has = (node) => numbersOf(node).some((one) => wanted.has(one));
    lit = [...marks.filter(has), ...lines.filter(has), ...all("path", threads).filter(has)];
    for (const node of lit) node.classList.add("on");
  };

  const seen = (link, column) => {
    const box = link.getBoundingClientRect();
    const frame = column.getBoundingClientRect();
    const below = Math.min(box.top - frame.top, frame.bottom - box.bottom);
    return Math.sign(below + 1) === 1;
  };
  const draw = () => {
    threads.replaceChildren();
    if (columns.length !== 2) return;
    const [left, right] = columns;
    const base = texts.getBoundingClientRect();
    const x1 = left.getBoundingClientRect().right - base.left;
    const x2 = right.getBoundingClientRect().left - base.left;
    if (Math.sign(x2 - x1) !== 1) return;
    const middle = (node) => { const box = node.getBoundingClientRect(); return box.top + box.height / 2 - base.top; };
    const thread = (link, other, kind) => {
      if (![link, other].every(Boolean)) return;
      if (![seen(link, left), seen(other, right)].every(Boolean)) return;
      const [y1, y2, bend] = [middle(link), middle(other), (x2 - x1) / 2];
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", ["M", x1, y1, "C", x1 + bend, y1, x2 - bend, y2, x2, y2].join(" "));
      path.setAttribute("class", kind);
      path.dataset.n = link.dataset.n === other.dataset.n ? link.dataset.n : link.dataset.n + " " + other.dataset.n;
      threads.append(path);
    };
    const kindOf = (link) => link.className.replace("n ", "");
    for (const link of all("a.n", left)) {
      thread(link, anchor("b", link.dataset.n), kindOf(link));
      if (link.dataset.near) thread(link, anchor("b", link.dataset.near), kindOf(link) + " near");
    }
    for (const link of all("a.n[data-near]", right)) thread(anchor("a", link.dataset.near), link, kindOf(link) + " near");
  };

  // The column that holds `link` is scrolled until it stands as high as `height` on the screen.
  const level = (link, height) => {
    const column = link.closest(".column");
    column.scrollTop += link.getBoundingClientRect().top - height;
  };
  const together = (side, number) => {
    const link = anchor(side, number);
    const other = anchor(side === "a" ? "b" : "a", number);
    if ([link, other].every(Boolean)) level(other, link.getBoundingClientRect().top);
    draw();
    light([number]);
  };

  for (const mark of marks) {
    mark.addEventListener("mouseenter", () => light(numbersOf(mark)));
    mark.addEventListener("mouseleave", dim);
    mark.addEventListener("click", () => together(mark.dataset.side, numbersOf(mark)[0]));
  }
  for (const line of lines) {
    line.addEventListener("mouseenter", () => light(numbersOf(line)));
    line.addEventListener("mouseleave", dim);
    for (const link of all("blockquote a", line)) {
      link.addEventListener("click", () => {
        const name = link.hash.slice(1);
        setTimeout(() => together(name.slice(0, 1), name.slice(1)), 450);
      });
    }
  }
  for (const link of all("a.n", texts)) {
    link.addEventListener("focus", () => light([link.dataset.n]));
    link.addEventListener("blur", dim);
  }
  const open = () => {
    const wanted = location.hash ? document.querySelector("[id='" + location.hash.slice(1) + "']") : null;
    const folded = wanted ? wanted.closest("details") || wanted.querySelector("details") : null;
    if (folded) folded.open = true;
  };
  for (const column of columns) column.addEventListener("scroll", draw);
  addEventListener("resize", draw);
  addEventListener("hashchange", open);
  addEventListener("load", draw);
  open();
  draw();
})();
