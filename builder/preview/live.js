// Shows a draft again when it changes, at the place where it was being read.
(function () {
  "use strict";
  var path = location.pathname.replace(/^\//, "") || "index.html";
  var key = "moment-preview:" + path;

  function name(details) {
    var heading = details.querySelector("summary [id]");
    return heading ? heading.id : details.className;
  }

  function remember() {
    var open = [];
    document.querySelectorAll("details[open]").forEach(function (one) { open.push(name(one)); });
    sessionStorage.setItem(key, JSON.stringify({ open: open, y: window.scrollY }));
  }

  function restore() {
    var kept = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    if (!kept) { return; }
    kept = JSON.parse(kept);
    document.querySelectorAll("details").forEach(function (one) { one.open = kept.open.indexOf(name(one)) >= 0; });
    history.scrollRestoration = "manual";
    window.scrollTo({ top: kept.y, behavior: "instant" });
  }

  restore();
  var begun = false;
  var source = new EventSource("/events");
  source.addEventListener("open", function () {
    if (begun) { remember(); location.reload(); }  // the preview was started anew
    begun = true;
  });
  source.addEventListener("changed", function (event) {
    if (event.data.split("\n").indexOf(path) >= 0) {
      remember();
      location.reload();
    }
  });
}());
