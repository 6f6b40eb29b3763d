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

  // The lists that can be filtered: what each holds, by what it is chosen, and whether by words too.
  var LISTS = {
    gaps: { of: ".kb-gap", by: { kind: "Kind", policy: "Policy" } },
    cases: { of: ".kb-case", by: { procedure: "Procedure", outcome: "What came of it" }, words: "Words in it" },
  };

  function filter(place) {
    var said = JSON.parse(place.dataset.kbSaid || "{}"); // what is shown for a value, which stays as it is in the address
    var list = LISTS[place.dataset.kbFilter], asked = new URLSearchParams(location.search), chosen = {};
    var all = Array.prototype.map.call(document.querySelectorAll(list.of), function (one) {
      return { data: one.dataset, shown: one.closest("li") || one, words: one.textContent.toLowerCase() };
    });
    var count = document.createElement("p");
    count.setAttribute("role", "status");
    function show() {
      var shown = 0;
      all.forEach(function (one) {
        var fits = Object.keys(chosen).every(function (key) {
          if (!chosen[key]) return true;
          return key === "words" ? one.words.includes(chosen.words.toLowerCase()) : values(one, key).includes(chosen[key]);
        });
        one.shown.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      // A heading over nothing goes too.
      new Set(all.map(function (one) { return one.shown.closest("ul"); })).forEach(function (some) {
        if (!some) return;
        some.hidden = !some.querySelector("li:not([hidden])");
        some.previousElementSibling.hidden = some.hidden;
      });
      count.textContent = shown + " shown";
    }
    // The address says what was chosen, so that it can be passed on.
    function keep() {
      var said = new URLSearchParams(Object.entries(chosen).filter(function (one) { return one[1]; })).toString();
      try { history.replaceState(null, "", location.pathname + (said ? "?" + said : "") + location.hash); } catch (refused) { /* of a file */ }
    }
    function values(one, key) { return (one.data[key] || "").split("|"); }
    function add(key, name, field, changes) {
      var label = document.createElement("label");
      label.append(name + " ", field);
      field.value = asked.get(key) || "";
      chosen[key] = field.value;
      field.addEventListener(changes, function () { chosen[key] = field.value; show(); keep(); });
      place.append(label);
    }
    Object.keys(list.by).forEach(function (key) {
      var select = document.createElement("select");
      select.append(new Option("all", ""));
      new Set(all.flatMap(function (one) { return values(one, key); })).forEach(function (value) {
        if (value) select.append(new Option(said[value] || value, value));
      });
      add(key, list.by[key], select, "change");
    });
    if (list.words) {
      var words = document.createElement("input");
      words.type = "search";
      add("words", list.words, words, "input");
    }
    place.append(count);
    show();
  }
})();
