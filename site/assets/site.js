// Names what the theme leaves nameless, gives the keyboard the menu and whatever is wider than the page, and filters a list.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    var search = document.querySelector("[data-md-component=search]");
    if (search) search.setAttribute("aria-label", "Search");
    document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset figure, .md-typeset pre > code").forEach(function (wide) {
      wide.setAttribute("tabindex", "0");
    });
    document.querySelectorAll("[data-kb-filter]").forEach(filter);
    var narrow = window.matchMedia("(max-width: 76.234375em)");
    opens("#__drawer", "label.md-header__button[for=__drawer]", "Menu", ".md-sidebar--primary", narrow);
    opens("#__search", "label.md-header__button[for=__search]", "Search", ".md-search__output", null);
  });

  // What the theme opens with a tick box is opened by a button; closed, no keyboard goes into it.
  function opens(box, label, name, inside, where) {
    var tick = document.querySelector(box), old = document.querySelector(label), place = document.querySelector(inside);
    if (!tick || !old || !place) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = old.className;
    button.setAttribute("for", box.slice(1)); // the theme's styles go by it
    button.setAttribute("aria-label", name);
    button.append.apply(button, Array.from(old.childNodes));
    old.replaceWith(button);
    button.addEventListener("click", function () { tick.click(); });
    function show() {
      place.inert = !tick.checked && (!where || where.matches);
      button.setAttribute("aria-expanded", String(tick.checked));
    }
    document.addEventListener("keydown", function (pressed) {
      if (pressed.key !== "Escape" || !where || !tick.checked) return;
      tick.click();
      button.focus();
    });
    tick.addEventListener("change", show);
    if (where) where.addEventListener("change", show);
    show();
  }

  function filter(place) {
    var all = Array.prototype.slice.call(document.querySelectorAll(".kb-gap"));
    var chosen = { kind: "", policy: "" }, asked = new URLSearchParams(location.search);
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
    // The address says what was chosen, so that it can be passed on.
    function keep() {
      var said = new URLSearchParams(Object.entries(chosen).filter(function (one) { return one[1]; })).toString();
      try { history.replaceState(null, "", location.pathname + (said ? "?" + said : "") + location.hash); } catch (refused) { /* of a file */ }
    }
    Object.keys(chosen).forEach(function (key) {
      var label = document.createElement("label"), select = document.createElement("select");
      label.append(key === "kind" ? "Kind " : "Policy ", select);
      select.append(new Option("all", ""));
      Array.from(new Set(all.map(function (one) { return one.dataset[key]; }))).forEach(function (value) {
        select.append(new Option(value.replace(/-/g, " "), value));
      });
      select.value = asked.get(key) || "";
      chosen[key] = select.value;
      select.addEventListener("change", function () { chosen[key] = select.value; show(); keep(); });
      place.append(label);
    });
    place.append(count);
    show();
  }
})();
