/// The script of a page: one slide at a time, and the steps of its network. All that it shows is in the page already.
enum PageScript {
  /// SHA-256 of the text in base64, which the page's policy names; a test says what it has to be.
  static let hash = "g3Zwpsax1AKjfyaacifeKrpQjcRTXs0BB5fJPmNw3r8="

  static let text = #"""
    (() => {
      "use strict";
      const all = (query, from = document) => [...from.querySelectorAll(query)];
      const one = (query, from = document) => from.querySelector(query);
      const slides = all("main > section");
      const help = one("#help"), bar = one("#bar"), mode = one("#mode");
      let at = 0, step = 0, typed = "";
      const number = (element, name) => Number(element.dataset[name] || 0);
      const steps = () => number(slides[at], "steps");
      const inDeck = () => document.body.classList.contains("deck");

      /* Shows what the merge of a slide makes. */
      function merge(slide) {
        const chosen = slide.dataset.merge || "0";
        all("[data-merge]", slide).forEach((e) => { if (e !== slide) e.hidden = e.dataset.merge !== chosen; });
      }

      /* Lets a slide stand at a step; one that is infinite shows everything. */
      function stand(slide, step) {
        const done = step - number(slide, "pauses");
        all("[data-reveal]", slide).forEach((e) => e.classList.toggle("later", number(e, "reveal") > step));
        all("[data-s]", slide).forEach((e) => {
          e.classList.toggle("todo", number(e, "s") > done);
          e.classList.toggle("now", number(e, "s") === done);
        });
        const line = one(`[data-step="${done}"]`, slide);
        const read = line && line.dataset.read ? line.dataset.read.split(" ").map(Number) : [1, 0];
        all("[data-t]", slide).forEach((e) => {
          const t = number(e, "t");
          e.classList.toggle("read", read[0] <= t && t <= read[1]);
        });
      }

      function say(what) {
        const place = one(".say", slides[at]);
        if (!place) return;
        place.hidden = false;
        place.replaceChildren(...what);
      }

      function words(text) {
        const paragraph = document.createElement("p");
        paragraph.textContent = text;
        return paragraph;
      }

      function sentence() {
        const line = one(`[data-step="${step - number(slides[at], "pauses")}"]`, slides[at]);
        return line ? [...line.cloneNode(true).childNodes] : [words("Nothing is computed yet; space goes on.")];
      }

      function draw() {
        const slide = slides[at];
        slides.forEach((e, i) => e.classList.toggle("here", i === at));
        stand(slide, step);
        merge(slide);
        say(sentence());
        one("#place").textContent = `${at + 1}/${slides.length}`;
        one("#step").textContent = steps() ? `step ${step} of ${steps()}` : "";
        one("#merge").hidden = !slide.dataset.merges;
        const now = one("td.now", slide);
        if (now) now.scrollIntoView({ block: "nearest", inline: "nearest" });
      }

      function go(slide, to) {
        if (slide < 0 || slide >= slides.length) return;
        const isOther = slide !== at;
        at = slide;
        step = Math.min(to, steps());
        if (isOther) {
          all("details.hint, details.answer", slides[at]).forEach((e) => { e.open = false; });
          try { history.replaceState(null, "", `#slide-${at + 1}`); } catch { /* Not where the page may not. */ }
        }
        const question = slides[at].dataset.question;
        const answer = one("details.answer", slides[at]);
        if (answer && question !== undefined && (isOther || step <= Number(question) + 1)) answer.open = step > Number(question);
        draw();
        if (isOther) {
          one("h2", slides[at]).focus({ preventScroll: true });
          scrollTo({ top: 0, behavior: "instant" });
        }
      }

      const next = () => step < steps() ? go(at, step + 1) : go(at + 1, 0);
      const back = () => step > 0 ? go(at, step - 1) : go(at - 1, Infinity);

      function nextMerge() {
        const slide = slides[at], count = number(slide, "merges");
        if (!count) return;
        slide.dataset.merge = (number(slide, "merge") + 1) % count;
        draw();
        const caption = one(".lab .merge", slide);
        if (caption) say([words(caption.innerText), ...sentence()]);
      }

      function hint() {
        const closed = all("details.hint", slides[at]).find((e) => !e.open);
        if (closed) closed.open = true;
      }

      function timestep(t) {
        const places = all(".lab > .scroll td[data-s]", slides[at]).filter((e) => {
          const inputs = all("td[data-t]", slides[at]);
          const row = e.parentElement;
          return !row.classList.contains("m") && inputs[t - 1] && inputs[t - 1].cellIndex === e.cellIndex;
        });
        const times = places.map((e) => number(e, "s")).sort((a, b) => a - b);
        if (!times.length) return;
        const done = step - number(slides[at], "pauses");
        go(at, number(slides[at], "pauses") + (times.find((s) => s > done) || times[0]));
      }

      /* One slide at a time, or all of them as a text. */
      function present(isDeck) {
        document.body.classList.toggle("deck", isDeck);
        mode.textContent = isDeck ? "All slides" : "One by one";
        bar.hidden = !isDeck;
        if (isDeck) return draw();
        slides.forEach((slide) => { stand(slide, Infinity); const e = one(".say", slide); if (e) e.hidden = true; });
        slides[at].scrollIntoView({ behavior: "instant" });
      }

      function contents() {
        const list = one("#contents");
        list.open = !list.open;
        if (list.open) one("a", list).focus();
      }

      const keys = {
        " ": next, ArrowRight: next, l: next, ArrowLeft: back, h: back, Backspace: back,
        "]": () => go(at + 1, 0), PageDown: () => go(at + 1, 0), "[": () => go(at - 1, 0), PageUp: () => go(at - 1, 0),
        Home: () => go(0, 0), End: () => go(slides.length - 1, 0), r: () => go(at, 0), m: nextMerge, o: contents,
        "!": hint, "?": () => help.open ? help.close() : help.showModal(),
        G: () => go(typed ? Number(typed) - 1 : slides.length - 1, 0),
        t: () => timestep(Number(typed)),
      };

      addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || (!inDeck() && event.key !== "?")) return;
        if (help.open && event.key !== "?") return;
        const target = event.target instanceof Element ? event.target : document.body;
        if (event.key === "Escape") one("#contents").open = false;
        /* A control has its own keys. */
        if ([" ", "Enter"].includes(event.key) && target.closest("summary, button, a")) return;
        /* What is wider than its place is scrolled by the arrows. */
        if (event.key.startsWith("Arrow") && target.matches(".scroll, pre") && target.scrollWidth > target.clientWidth) return;
        const isDigit = /^[0-9]$/.test(event.key);
        if (event.key === "g" && typed === "g") go(0, 0);
        else if (keys[event.key]) keys[event.key]();
        else if (!isDigit && event.key !== "g") { if (event.key !== "Shift") typed = ""; return; }
        typed = isDigit ? (typed + event.key).replace(/[^0-9]/g, "").slice(-4) : event.key === "g" && typed !== "g" ? "g" : "";
        event.preventDefault();
      });

      const open = () => {
        const match = /^#slide-([0-9]+)$/.exec(location.hash);
        if (!match) return;
        one("#contents").open = false;
        if (inDeck()) go(Number(match[1]) - 1, 0); else at = Math.min(Number(match[1]), slides.length) - 1;
      };
      addEventListener("hashchange", open);
      const press = { back, next, previous: () => go(at - 1, 0), following: () => go(at + 1, 0), merge: nextMerge };
      for (const name in press) one(`#${name}`).addEventListener("click", press[name]);
      one("#ask").addEventListener("click", () => help.showModal());
      one("#close").addEventListener("click", () => help.close());
      mode.addEventListener("click", () => {
        if (inDeck()) return present(false);
        /* The slide that is being read. */
        const read = slides.findLastIndex((e) => e.getBoundingClientRect().top < innerHeight / 2);
        present(true);
        go(Math.max(read, 0), 0);
      });
      const opened = [];
      addEventListener("beforeprint", () => {
        all("details").forEach((e) => { if (!e.open) { e.open = true; opened.push(e); } });
      });
      addEventListener("afterprint", () => { opened.splice(0).forEach((e) => { e.open = false; }); });
      mode.hidden = false;
      present(true);
      open();
    })();
    """#
}

/// What the page's script works with; nothing of it is there without the script.
enum PageControls {
  static let markup = """
    <div id="bar" role="toolbar" aria-label="Steps and slides" hidden>
    <button id="previous" title="previous slide, ["><span aria-hidden="true">⟨</span><span class="ears">previous slide</span></button>
    <button id="back" title="one step back, backspace or ←" aria-label="one step back">←<span class="wide"> back</span></button>
    <span id="step"></span>
    <button id="next" title="next step, space or →" aria-label="next step"><span class="wide">next </span>→</button>
    <button id="following" title="next slide, ]"><span aria-hidden="true">⟩</span><span class="ears">next slide</span></button>
    <span id="place"></span>
    <button id="merge" title="next merge, m">merge</button>
    <button id="ask" title="the keys, ?">?<span class="ears"> help</span></button>
    </div>
    <dialog id="help" aria-labelledby="help-title"><h2 id="help-title">Keys</h2>
    <table class="plain"><tbody>
    <tr><td><kbd>space</kbd> <kbd>→</kbd> <kbd>l</kbd></td><td>next step</td></tr>
    <tr><td><kbd>backspace</kbd> <kbd>←</kbd> <kbd>h</kbd></td><td>one step back</td></tr>
    <tr><td><kbd>]</kbd> <kbd>PgDn</kbd></td><td>next slide</td></tr>
    <tr><td><kbd>[</kbd> <kbd>PgUp</kbd></td><td>previous slide</td></tr>
    <tr><td><kbd>gg</kbd> <kbd>Home</kbd></td><td>first slide</td></tr>
    <tr><td><kbd>G</kbd> <kbd>End</kbd></td><td>last slide; <kbd>12G</kbd> goes to slide 12</td></tr>
    <tr><td><kbd>5t</kbd></td><td>the step at which t = 5 is now</td></tr>
    <tr><td><kbd>r</kbd></td><td>back to the slide’s first step</td></tr>
    <tr><td><kbd>m</kbd></td><td>next merge</td></tr>
    <tr><td><kbd>!</kbd></td><td>the next hint; a step on shows the answer</td></tr>
    <tr><td><kbd>o</kbd></td><td>contents</td></tr>
    <tr><td><kbd>?</kbd> <kbd>esc</kbd></td><td>this help, and away</td></tr>
    </tbody></table><button id="close">close</button></dialog>
    """
}
