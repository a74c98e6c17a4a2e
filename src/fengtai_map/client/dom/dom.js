/** Elements of the page. Text of the data reaches the page through here only, as text. */

/**
 * @typedef {Node|string|number|null|undefined|false} Child
 * @typedef {{class?: string, text?: string, data?: Record<string, string|number|null|undefined>,
 *   on?: Record<string, (event: any) => void>, style?: Record<string, string>} & Record<string, any>} Props
 */

/**
 * An element with attributes, listeners and children.
 * A value of `true` writes the bare attribute, `false`, `null` and `undefined` write none; so it is with `data`.
 * @param {string} tag @param {Props} [props] @param {...(Child|Child[])} children
 * @returns {any} the HTMLElement
 * @example h("button", { class: "row", data: { cluster: "lize" }, on: { click: choose } }, "丽泽")
 */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  attach(element, props || {});
  return add(element, children);
}

/**
 * The same for a drawing.
 * @param {string} tag @param {Record<string, any>} [attributes] @param {...(Child|Child[])} children
 * @returns {any} the SVGElement
 */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, String(value));
  return add(element, children);
}

/** @param {HTMLElement} element @param {Props} props */
function attach(element, props) {
  for (const [name, value] of Object.entries(props)) {
    if (name === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else if (name === "data") for (const [key, one] of Object.entries(value)) put(element, `data-${key}`, one);
    else if (name === "style") for (const [key, one] of Object.entries(value)) element.style.setProperty(key, String(one));
    else if (name === "text") element.textContent = String(value);
    else put(element, name, value);
  }
}

/** @param {Element} element @param {string} name @param {any} value */
function put(element, name, value) {
  if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/**
 * @param {Element} element @param {(Child|Child[])[]} children
 * @returns {Element}
 */
function add(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) add(element, child);
    else if (child !== null && child !== undefined && child !== false) element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

/**
 * Put other children into an element; nothing happens where they are the same nodes already.
 * Where the focus was on something that is drawn anew, it goes to what has the same `data-key` or `data-id`.
 * @param {Element} element @param {...(Child|Child[])} children
 */
export function replace(element, ...children) {
  const held = document.activeElement; // before anything moves: a node that is taken out loses the focus
  const key = held && element.contains(held) && held !== element ? mark(held) : "";
  const fresh = document.createDocumentFragment();
  add(/** @type {any} */ (fresh), children);
  const nodes = [...fresh.childNodes];
  if (nodes.length === 0 && element.childNodes.length === 0) return;
  element.replaceChildren(...nodes);
  if (!key || document.activeElement === held) return;
  if (held instanceof HTMLElement && element.contains(held)) held.focus({ preventScroll: true });
  else find(element, key);
}

/** @param {Element} held */
function mark(held) {
  for (const name of ["data-key", "data-id", "data-cluster", "data-kind", "data-fact"]) {
    const value = held.getAttribute(name);
    if (value) return `[${name}="${CSS.escape(value)}"]`;
  }
  return held.id ? `#${CSS.escape(held.id)}` : "*";
}

/** @param {Element} element @param {string} selector */
function find(element, selector) {
  const again = /** @type {HTMLElement|null} */ (selector === "*" ? null : element.querySelector(selector));
  if (again) again.focus({ preventScroll: true });
  else if (element instanceof HTMLElement) {
    if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }
}

/**
 * Show or hide, touching the page only where that changes.
 * @param {HTMLElement} element @param {boolean} shown
 */
export function show(element, shown) {
  if (element.hidden === shown) element.hidden = !shown;
}

/**
 * Write an attribute only where it changes.
 * @param {Element} element @param {string} name @param {string|boolean|null} value
 */
export function set(element, name, value) {
  const text = value === null || value === false ? null : String(value);
  if (element.getAttribute(name) !== text) put(element, name, text);
}

/**
 * Write a text only where it changes.
 * @param {Element} element @param {string|number} text
 */
export function write(element, text) {
  if (element.textContent !== String(text)) element.textContent = String(text);
}
