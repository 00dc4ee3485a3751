// The front page's search and filters. Works from a folder too: no module, no fetch, nothing stored.
(function () {
  "use strict";
  var finder = document.getElementById("finder");
  var list = document.getElementById("cards");
  if (!finder || !list) { return; }
  var count = document.getElementById("count");
  var none = document.getElementById("no-hits");
  var clear = document.getElementById("clear");
  var cards = Array.prototype.slice.call(list.children);
  var rows = {};

  // å, ä and ö are letters of their own: only where nothing fits do a and o stand for them.
  function lower(text) { return text.normalize("NFC").toLocaleLowerCase("sv"); }
  function fold(text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, ""); }
  function words(text) { return lower(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean); }

  (window.momentCatalogue || []).forEach(function (row) {
    rows[row.moment] = row.texts.map(function (pair) {
      var text = " " + words(pair[1]).join(" ");
      return { weight: pair[0], text: text, folded: fold(text) };
    });
  });

  function hit(text, word) {
    if (text.indexOf(" " + word) >= 0) { return 1; }
    return word.length > 2 && text.indexOf(word) >= 0 ? 0.5 : 0;
  }

  function rankWord(texts, word) {
    var folded = fold(word);
    return texts.reduce(function (best, one) {
      var rank = hit(one.text, word) * one.weight || hit(one.folded, folded) * one.weight / 100;
      return Math.max(best, rank);
    }, 0);
  }

  // Every word must be found somewhere; 0 means that one was not.
  function rank(card, wanted) {
    var texts = rows[card.dataset.moment] || [];
    return wanted.reduce(function (sum, word) {
      var one = rankWord(texts, word);
      return sum && one ? sum + one : 0;
    }, 1);
  }

  function passes(card, state) {
    var available = card.dataset.available;
    return (!state.kind || card.dataset.kind === state.kind) &&
      (!state.publisher || card.dataset.publisher === state.publisher) &&
      (!state.open || card.dataset.open === "yes") &&
      (!state.provider || available === "all" || available.split(" ").indexOf(state.provider) >= 0);
  }

  function read() {
    var state = {};
    new FormData(finder).forEach(function (value, name) { if (value.trim()) { state[name] = value.trim(); } });
    return state;
  }

  function restore() {
    var wanted = new URLSearchParams(location.hash.slice(1));
    Array.prototype.forEach.call(finder.elements, function (field) {
      var value = wanted.get(field.name) || "";
      if (field.type === "checkbox") { field.checked = value === field.value; } else { field.value = value; }
      if (field.tagName === "SELECT" && field.selectedIndex < 0) { field.selectedIndex = 0; }
    });
  }

  function tell(shown, filtered) {
    var text = shown === 1 ? count.dataset.one : count.dataset.many.replace("{n}", shown);
    text = filtered ? text : count.dataset.all;
    if (count.textContent !== text) { count.textContent = text; }
  }

  function show() {
    var state = read();
    var wanted = words(state.q || "");
    var ranked = cards.map(function (card, place) {
      return { card: card, place: place, rank: passes(card, state) ? rank(card, wanted) : 0 };
    });
    ranked.sort(function (a, b) { return b.rank - a.rank || a.place - b.place; });
    var shown = 0;
    var all = document.createDocumentFragment();
    ranked.forEach(function (one) {
      one.card.hidden = !one.rank;
      shown += one.rank ? 1 : 0;
      all.appendChild(one.card);
    });
    list.appendChild(all);
    var filtered = Object.keys(state).length > 0;
    none.hidden = shown > 0 || cards.length === 0;
    clear.hidden = !filtered;
    tell(shown, filtered);
    return state;
  }

  function remember() {
    var hash = new URLSearchParams(show()).toString();
    try {
      history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
    } catch (error) { // some browsers refuse this from a folder; the search works all the same
      return;
    }
  }

  finder.hidden = false;
  finder.addEventListener("input", remember);
  finder.addEventListener("submit", function (event) { event.preventDefault(); remember(); });
  clear.addEventListener("click", function () {
    finder.reset();
    remember();
    document.getElementById("q").focus();
  });
  window.addEventListener("hashchange", function () { restore(); show(); });
  restore();
  show();
}());
