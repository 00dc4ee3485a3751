// The moment's page: opens the module that a link leads to, and all of them for print.
(function () {
  "use strict";
  var modules = Array.prototype.slice.call(document.querySelectorAll("details.module"));
  var button = document.getElementById("all-modules");
  var contents = document.querySelector(".contents details");

  function openAround(element) {
    for (var node = element; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; }
    }
  }

  function follow() {
    var name = decodeURIComponent(location.hash.slice(1));
    var target = name && document.getElementById(name);
    if (target) {
      openAround(target);
      target.scrollIntoView();
    }
  }

  function label() {
    var open = modules.every(function (module) { return module.open; });
    button.textContent = open ? button.dataset.close : button.dataset.open;
    return open;
  }

  if (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var open = !label();
      modules.forEach(function (module) { module.open = open; });
      label();
    });
    modules.forEach(function (module) { module.addEventListener("toggle", label); });
    label();
  }

  // Where there is no room beside the text, the contents begin closed.
  if (contents && window.matchMedia("(max-width: 60rem)").matches) { contents.open = false; }

  window.addEventListener("hashchange", follow);
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (one) {
      if (!one.open) { one.dataset.closed = "yes"; one.open = true; }
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-closed]").forEach(function (one) {
      one.open = false;
      delete one.dataset.closed;
    });
  });
  follow();

  // A page from a folder may not load captions, so they come as a script as well.
  function seconds(time) {
    return time.split(":").reduce(function (sum, part) { return sum * 60 + parseFloat(part); }, 0);
  }

  function caption(video) {
    var track = video.querySelector("track");
    var name = track && track.getAttribute("src").split("/").pop();
    var text = name && (window.momentCaptions || {})[name];
    if (!text) { return; }
    var cues = video.addTextTrack("captions", track.label, track.srclang);
    text.split(/\n\n+/).forEach(function (block) {
      var found = /([\d:.]+) --> ([\d:.]+).*\n([\s\S]+)/.exec(block);
      if (found) { cues.addCue(new VTTCue(seconds(found[1]), seconds(found[2]), found[3].trim())); }
    });
    track.remove();
    cues.mode = "showing";
  }

  if (location.protocol === "file:") { document.querySelectorAll("video").forEach(caption); }

  // Shows in the contents which part is being read.
  var links = {};
  document.querySelectorAll(".contents a").forEach(function (link) { links[link.hash.slice(1)] = link; });
  var seen = Object.keys(links).map(function (id) { return document.getElementById(id); }).filter(Boolean);
  var current = null;
  function mark() {
    var at = seen.filter(function (part) { return part.getBoundingClientRect().top < 140 && part.offsetParent; }).pop();
    var link = at && links[at.id];
    if (link === current) { return; }
    if (current) { current.removeAttribute("aria-current"); }
    if (link) { link.setAttribute("aria-current", "true"); }
    current = link;
  }
  var waiting = false;
  window.addEventListener("scroll", function () {
    if (waiting) { return; }
    waiting = true;
    window.requestAnimationFrame(function () { waiting = false; mark(); });
  }, { passive: true });
  mark();
}());
