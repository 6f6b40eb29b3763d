// From a file, a browser starts no worker. The search is one; here it runs in a hidden frame instead, which answers alike.
(function () {
  "use strict";
  if (location.protocol !== "file:") return;
  window.Worker = function (address) {
    var self = this, frame = document.createElement("iframe"), waiting = [];
    frame.hidden = true;
    frame.title = "search";
    document.body.appendChild(frame);
    var inside = frame.contentWindow;
    inside.document.open();
    inside.document.close();
    inside.importScripts = function () {
      return Array.prototype.reduce.call(arguments, function (before, each) {
        return before.then(function () { return load(new URL(each, address).href); });
      }, Promise.resolve());
    };
    inside.postMessage = function (message) { answer(message); };
    function answer(message) {
      setTimeout(function () {
        var event = new MessageEvent("message", { data: message });
        listeners.forEach(function (each) { each(event); });
        if (self.onmessage) self.onmessage(event);
      });
    }
    function load(script) {
      return new Promise(function (done, failed) {
        var tag = inside.document.createElement("script");
        tag.src = script;
        tag.onload = done;
        tag.onerror = failed;
        inside.document.head.appendChild(tag);
      });
    }
    var listeners = [], ready = false;
    self.onmessage = null;
    self.addEventListener = function (kind, each) { if (kind === "message") listeners.push(each); };
    self.removeEventListener = function (kind, each) { listeners = listeners.filter(function (one) { return one !== each; }); };
    self.postMessage = function (message) {
      if (!ready) { waiting.push(message); return; }
      inside.dispatchEvent(new inside.MessageEvent("message", { data: message }));
    };
    self.terminate = function () { frame.remove(); };
    load(new URL(address, location.href).href).then(function () {
      ready = true;
      waiting.forEach(self.postMessage);
    });
  };
})();
