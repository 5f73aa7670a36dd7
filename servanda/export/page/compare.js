"use strict";
// Every mark of an act lights up its counterpart; a click brings it into view.
const marks = [...document.querySelectorAll("mark[data-n]")];
const alike = (mark) => marks.filter((one) => one.dataset.n === mark.dataset.n);
for (const mark of marks) {
  const light = (on) => alike(mark).forEach((one) => one.classList.toggle("lit", on));
  mark.addEventListener("mouseenter", () => light(true));
  mark.addEventListener("mouseleave", () => light(false));
  mark.addEventListener("click", () => {
    const other = alike(mark).find((one) => one.closest("article") !== mark.closest("article"));
    if (other) other.scrollIntoView({ behavior: "smooth", block: "center" });
  });
}
