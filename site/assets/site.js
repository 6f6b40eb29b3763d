// Names what the theme leaves nameless, lets a keyboard scroll what is wider than the page, and filters a list.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    var search = document.querySelector("[data-md-component=search]");
    if (search) search.setAttribute("aria-label", "Search");
    document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset figure, .md-typeset pre > code").forEach(function (wide) {
      wide.setAttribute("tabindex", "0");
    });
    document.querySelectorAll("[data-kb-filter]").forEach(filter);
  });

  function filter(place) {
    var all = Array.prototype.slice.call(document.querySelectorAll(".kb-gap"));
    var chosen = { kind: "", policy: "" };
    var count = document.createElement("p");
    count.setAttribute("role", "status");
    function show() {
      var shown = 0;
      all.forEach(function (one) {
        var fits = Object.keys(chosen).every(function (key) { return !chosen[key] || one.dataset[key] === chosen[key]; });
        one.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      count.textContent = shown + " shown";
    }
    Object.keys(chosen).forEach(function (key) {
      var label = document.createElement("label"), select = document.createElement("select");
      label.append(key === "kind" ? "Kind " : "Policy ", select);
      select.append(new Option("all", ""));
      Array.from(new Set(all.map(function (one) { return one.dataset[key]; }))).forEach(function (value) {
        select.append(new Option(value.replace(/-/g, " "), value));
      });
      select.addEventListener("change", function () { chosen[key] = select.value; show(); });
      place.append(label);
    });
    place.append(count);
    show();
  }
})();
