// What the program put into the page: the study, and the libraries that draw charts.

const study = JSON.parse(document.getElementById("study").textContent);
const libraries = [...document.querySelectorAll("script[data-library]")].map((element) => ({
  name: element.dataset.library,
  version: element.dataset.version,
  licence: element.dataset.licence,
  text: element.textContent,
}));
