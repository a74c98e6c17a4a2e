/* What the scripts keep to. The floor is Chromium 94: the language of 2021, and nothing that came to browsers later. */
import js from "@eslint/js";
import globals from "globals";

const TEXT = "text of data reaches the page through textContent only";
const LATER = "newer than Chromium 94, the oldest browser that is supported";
const BUNDLE = "client/bundle.py joins only `import { a } from \"./b.js\"` and `export function|const|class`";

const property = (message, ...names) => names.map((name) => ({ property: name, message }));
const member = (message, object, ...names) => names.map((name) => ({ object, property: name, message }));
const syntax = (message, ...selectors) => selectors.map((selector) => ({ selector, message }));

const rules = {
  ...js.configs.recommended.rules,
  "no-unused-vars": ["error", { argsIgnorePattern: "^_" }], // what a caller passes and this one does not need
  eqeqeq: "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-script-url": "error",
  "no-var": "error",
  "prefer-const": "error",
  "no-restricted-properties": [
    "error",
    ...property(TEXT, "innerHTML", "outerHTML", "insertAdjacentHTML", "setHTML", "setHTMLUnsafe"),
    ...property(TEXT, "createContextualFragment", "parseHTMLUnsafe"),
    ...member(TEXT, "document", "write", "writeln"),
    ...property(LATER, "toSorted", "toReversed", "toSpliced", "findLast", "findLastIndex", "isWellFormed"),
    ...property(LATER, "toWellFormed", "checkVisibility", "showPopover", "hidePopover", "togglePopover"),
    ...member(LATER, "Object", "hasOwn", "groupBy"),
    ...member(LATER, "Map", "groupBy"),
    ...member(LATER, "Array", "fromAsync"),
    ...member(LATER, "Promise", "withResolvers", "try"),
    ...member(LATER, "AbortSignal", "timeout", "any"),
    ...member(LATER, "CSS", "highlights"),
    ...member(LATER, "window", "structuredClone", "scheduler", "navigation"),
    ...member(LATER, "URL", "canParse", "parse"),
    ...member(LATER, "document", "startViewTransition"),
  ],
  "no-restricted-globals": [
    "error",
    ...["structuredClone", "scheduler", "navigation"].map((name) => ({ name, message: LATER })),
    ...["event", "name", "status", "find", "top"].map((name) => ({ name, message: "the window's own, never meant" })),
  ],
  "no-restricted-syntax": [
    "error",
    ...syntax(LATER, "CallExpression > MemberExpression.callee[property.name=/^(at|with)$/]"), // as names they are usual
    ...syntax(LATER, "Literal[regex.flags=/v/]"),
    ...syntax("Safari before 16.4 reads no script with such a pattern", "Literal[regex.pattern=/\\(\\?<[=!]/]"),
    ...syntax(LATER, "CallExpression[callee.property.name=/^(querySelector|querySelectorAll|closest|matches)$/] > Literal[value=/:has\\(/]"),
  ],
};

const modules = syntax(
  BUNDLE,
  "ImportExpression",
  "MetaProperty[meta.name='import']",
  "ImportDefaultSpecifier",
  "ImportNamespaceSpecifier",
  "ExportDefaultDeclaration",
  "ExportAllDeclaration",
  "ExportSpecifier",
  "ExportNamedDeclaration > VariableDeclaration[kind!='const']",
);

export default [
  { ignores: ["**/node_modules/", "tests/engines/build/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["src/**/*.js"],
    languageOptions: { ecmaVersion: 2021, sourceType: "script", globals: { ...globals.browser, L: "readonly" } },
    rules,
  },
  {
    files: ["src/fengtai_map/server/assets/floor.js"], // runs in browsers below the floor: the language of 2009
    languageOptions: { ecmaVersion: 5, sourceType: "script", globals: globals.browser },
    rules: { ...rules, "no-var": "off", "prefer-const": "off", "no-unused-vars": ["error", { caughtErrors: "none" }] },
  },
  {
    files: ["src/fengtai_map/client/**/*.js"],
    languageOptions: { ecmaVersion: 2021, sourceType: "module", globals: globals.browser },
    rules: { ...rules, "no-restricted-syntax": [...rules["no-restricted-syntax"], ...modules] },
  },
  {
    files: ["tests/client/**/*.js", "eslint.config.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: globals.node },
    rules: js.configs.recommended.rules,
  },
  {
    files: ["tests/engines/*.mjs"], // what it hands to a browser runs there
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: { ...globals.node, ...globals.browser, ftView: "readonly" } },
    rules: js.configs.recommended.rules,
  },
];
