/* What Streamlit's front end asks of a browser beyond the floor (Chromium 94), filled where it is missing: it runs
   before that, as classic script. Each fill is as much of the standard as the front end uses. */
(() => {
  "use strict";

  /** Give an object what it lacks. @param {object} target @param {Record<string, unknown>} missing */
  function fill(target, missing) {
    Object.entries(missing).forEach(([name, value]) => {
      if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
    });
  }

  const copied = (change) => function (...given) {
    const copy = Array.from(this);
    return change(copy, given) || copy;
  };

  fill(Array.prototype, {
    toSorted: copied((copy, [compare]) => copy.sort(compare)),
    toReversed: copied((copy) => copy.reverse()),
    toSpliced: copied((copy, given) => void copy.splice(...given)),
    with: copied((copy, [at, value]) => void (copy[at < 0 ? copy.length + at : at] = value)),
    findLast(test, self) {
      return Array.from(this).reverse().find((one, n) => test.call(self, one, this.length - 1 - n, this));
    },
    findLastIndex(test, self) {
      const n = Array.from(this).reverse().findIndex((one, m) => test.call(self, one, this.length - 1 - m, this));
      return n < 0 ? n : this.length - 1 - n;
    },
  });

  fill(Object, {
    groupBy(all, key) {
      const groups = Object.create(null);
      Array.from(all).forEach((one, n) => (groups[key(one, n)] = groups[key(one, n)] || []).push(one));
      return groups;
    },
  });

  fill(Promise, {
    withResolvers() {
      const made = {};
      made.promise = new this((resolve, reject) => Object.assign(made, { resolve, reject }));
      return made;
    },
  });

  fill(AbortSignal, {
    timeout(milliseconds) {
      const ending = new AbortController();
      setTimeout(() => ending.abort(new DOMException("signal timed out", "TimeoutError")), milliseconds);
      return ending.signal;
    },
  });

  fill(URL, {
    canParse(text, base) {
      try {
        return Boolean(new URL(text, base));
      } catch {
        return false;
      }
    },
  });

  fill(window, { structuredClone: cloned });

  /** A copy of plain data, of dates, maps, sets and buffers, with each object once. @param {any} value @param {Map<any, any>} [seen] */
  function cloned(value, seen = new Map()) {
    if (typeof value !== "object" || value === null) return value;
    if (seen.has(value)) return seen.get(value);
    if (value instanceof Date) return new Date(value);
    if (value instanceof ArrayBuffer) return value.slice(0);
    if (ArrayBuffer.isView(value)) return new value.constructor(value);
    const copy = Array.isArray(value) ? [] : value instanceof Map ? new Map() : value instanceof Set ? new Set() : {};
    seen.set(value, copy);
    if (value instanceof Map) value.forEach((one, key) => copy.set(cloned(key, seen), cloned(one, seen)));
    else if (value instanceof Set) value.forEach((one) => copy.add(cloned(one, seen)));
    else Object.keys(value).forEach((key) => { copy[key] = cloned(value[key], seen); });
    return copy;
  }

  const Native = RegExp;
  try {
    new Native("a", "v");
  } catch {
    // Flag v (Chromium 112) reads as u does all that the front end writes with it.
    const Filled = function RegExp(pattern, flags) {
      const read = typeof flags === "string" ? flags.replace("v", "u") : flags;
      if (!new.target && pattern instanceof Native && read === undefined) return pattern;
      return Reflect.construct(Native, read === undefined ? [pattern] : [pattern, read], new.target || Filled);
    };
    Object.setPrototypeOf(Filled, Native);
    Object.defineProperty(Filled, "prototype", { value: Native.prototype });
    Native.prototype.constructor = Filled;
    window.RegExp = Filled;
  }
})();
