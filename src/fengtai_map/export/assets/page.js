/* A story without a server: steps by button and key, both languages, the card of what is clicked. All text is textContent. */
window.ftPage = function (told, shows) {
  "use strict";
  const ft = window.ft;
  const at = (id) => document.getElementById(id);
  const KEYS = { PageDown: 1, ArrowRight: 1, ArrowDown: 1, PageUp: -1, ArrowLeft: -1, ArrowUp: -1 };
  const NAMES = { zh: "中文", en: "English" };
  const languages = Object.keys(told.steps);
  const total = told.steps[told.lang].length;
  let [lang, number] = read();

  const put = (parent, tag, text, name) => {
    const one = parent.appendChild(document.createElement(tag));
    if (text) one.textContent = text;
    if (name) one.className = name;
    return one;
  };

  /* The address after # is the state: who reloads by accident lands on the same step. */
  function read() {
    const [, asked, step] = /^#(\w+)-(\d+)$/.exec(location.hash) || [];
    const known = languages.includes(asked) ? asked : told.lang;
    return [known, Math.min(total, Math.max(1, Number(step) || 1))];
  }

  function go(step) {
    number = Math.min(total, Math.max(1, step));
    shows[lang][number - 1]();
    draw();
    card(ft.state.selected);
  }

  function speak(language) {
    const { selected } = ft.state;
    lang = language;
    shows[lang][number - 1]();
    if (selected !== ft.state.selected) choose(selected);
    draw();
    card(selected);
  }

  function draw() {
    const words = told.words[lang];
    const step = told.steps[lang][number - 1];
    location.replace(`#${lang}-${number}`);
    document.documentElement.lang = lang;
    document.title = step.title;
    at("title").textContent = step.title;
    at("at").textContent = words["page-number"].replace("{n}", number).replace("{total}", total);
    at("steps").hidden = total < 2;
    for (const [id, end] of [["previous", 1], ["next", total]]) {
      at(id).title = at(id).ariaLabel = words[id];
      at(id).disabled = number === end;
    }
    at("foot").textContent = told.foot[lang];
    at("keys").textContent = total > 1 ? words.keys : "";
    for (const button of at("languages").children) button.ariaPressed = button.lang === lang;
    at("figures").replaceChildren(...step.figures.map(figure));
    at("talk").replaceChildren();
    if (step.notes) put(at("talk"), "h2", words.talk);
    if (step.notes) put(at("talk"), "p", step.notes);
  }

  function figure(one) {
    const box = document.createElement("article");
    box.dataset.fact = one.id;
    const head = put(box, "p", "", "number");
    put(head, "strong", one.printed);
    put(head, "small", one.unit);
    put(head, "em", one.rank);
    for (const [name, text] of [["label", one.label], ["about", one.about], ["said", one.said], ["about", one.note]]) {
      if (text) put(box, "p", text, name);
    }
    return box;
  }

  /* The card of a place, a cluster or a 街镇, above the figures. */
  function card(id) {
    const box = at("card");
    const one = told.cards[lang][id];
    box.hidden = !one;
    box.replaceChildren();
    if (!one) return;
    const close = put(box, "button", "×", "close");
    close.title = close.ariaLabel = told.words[lang]["card-close"];
    close.addEventListener("click", () => ft.choose(""));
    put(box, "h2", one.title);
    put(box, "p", one.kind, "about");
    for (const rows of [one.rows, one.figures]) {
      const list = rows.length ? put(box, "dl") : null;
      for (const [label, value] of rows) {
        put(list, "dt", label);
        put(list, "dd", value);
      }
    }
    for (const note of one.notes) put(box, "p", note, "about");
    box.closest("aside").scrollTop = 0;
  }

  const choose = ft.choose;
  ft.choose = (id) => {
    choose(id);
    card(id);
  };

  /* Before the map hears of it: an arrow would move the map once it has been clicked. A long text still scrolls. */
  function press(event) {
    if (total < 2 || event.ctrlKey || event.metaKey || event.altKey) return;
    const beside = event.target.closest && event.target.closest("aside");
    const scrolls = beside && beside.scrollHeight > beside.clientHeight && /^Arrow(Up|Down)$/.test(event.key);
    const step = { Home: 1, End: total }[event.key] || (event.key in KEYS && number + KEYS[event.key]);
    if (step === false || scrolls) return;
    event.preventDefault();
    event.stopPropagation();
    go(step);
  }

  for (const language of languages) {
    const button = put(at("languages"), "button", NAMES[language] || language);
    button.lang = language;
    button.type = "button";
    button.addEventListener("click", () => speak(language));
  }
  at("languages").hidden = languages.length < 2;
  at("previous").addEventListener("click", () => go(number - 1));
  at("next").addEventListener("click", () => go(number + 1));
  window.addEventListener("keydown", press, { capture: true });
  go(number);
};
