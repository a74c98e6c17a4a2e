/* One reader, any engine: `node walk.mjs BROWSER PATH URL` goes through the core of the dashboard as a hand would, and
   ends with 1 and what it saw where something is not as it should be. BROWSER is chrome or firefox. */
import puppeteer from "puppeteer-core";

const [browser, executablePath, url] = process.argv.slice(2);
const PATIENCE = 30_000;
const FRAME = "iframe[src*='st_folium']";
const failures = [];

const engine = await puppeteer.launch({
  browser, executablePath, headless: browser === "chrome" ? "shell" : true, timeout: PATIENCE, protocolTimeout: 2 * PATIENCE,
  args: browser === "chrome" ? ["--no-sandbox", "--no-zygote", "--disable-gpu", "--disable-background-networking"] : [],
});
const page = await engine.newPage();
await page.setViewport({ width: 1366, height: 768 });
page.setDefaultTimeout(PATIENCE);
page.on("pageerror", (error) => failures.push(String(error)));

const until = (condition, ...values) => page.waitForFunction(condition, { timeout: PATIENCE, polling: 50 }, ...values);
const map = (condition, ...values) => until(
  `((frame, ...values) => { const state = frame && frame.contentWindow.ftState && frame.contentWindow.ftState(); return state && state.ready && (${condition})(state, ...values); })(document.querySelector("${FRAME}"), ...${JSON.stringify(values)})`,
);
const press = async (selector) => {
  await until((wanted) => { const box = document.querySelector(wanted); return box && box.getClientRects().length; }, selector);
  await page.$eval(selector, (box) => box.scrollIntoView({ block: "center" }));
  await page.click(selector);
};

const STEPS = {
  async "opens with map and legend"() {
    await page.goto(url);
    await map((state) => state.shown.length > 100);
    await until(() => document.querySelectorAll(".ft-filter button[data-cluster]").length === 8);
  },
  async "filters"() {
    await press(".ft-filter button[data-cluster=lize]");
    await map((state) => state.clusters.join() === "lize");
    await until(() => new URLSearchParams(location.search).get("clusters") === "lize");
  },
  async "selects on the map"() {
    const id = await page.evaluate(() => ftView().view && document.querySelector("iframe[src*='st_folium']").contentWindow.ftState().shown.find((name) => name === "lize-terminal") || document.querySelector("iframe[src*='st_folium']").contentWindow.ftState().shown[0]);
    const where = (name) => {
      const frame = document.querySelector("iframe[src*='st_folium']");
      const { x, y } = frame.contentWindow.ftWhere(name);
      const box = frame.getBoundingClientRect();
      return [box.x + x, box.y + y];
    };
    // The map still flies to the cluster: a hand waits until what it wants to touch lies still.
    let [at, before] = [await page.evaluate(where, id), [0, 0]];
    while (Math.hypot(at[0] - before[0], at[1] - before[1]) > 0.5) {
      const since = await page.evaluate(() => performance.now());
      await page.waitForFunction((last) => performance.now() - last > 300, { polling: 50 }, since);
      [before, at] = [at, await page.evaluate(where, id)];
    }
    await page.mouse.click(...at);
    await until(() => ftView().view.selected !== "");
    await until(() => document.querySelector(".ft-panel .ft-card h1"));
  },
  async "goes back"() {
    await until(() => ftView().written);
    await page.goBack({ waitUntil: [] }).catch(() => {});
    await until(() => ftView().view.selected === "");
    await press(".ft-filter button[data-cluster=lize]");
    await until(() => ftView().view.clusters.length === 0);
  },
  async "speaks English"() {
    await press(".ft-language [data-lang=en]");
    await map((state) => state.lang === "en");
    await press(".ft-language [data-lang=zh]");
    await map((state) => state.lang === "zh");
  },
  async "turns to another page and opens a quote"() {
    await press(".ft-top a[data-page=figures]");
    await until(() => ftView().page === "figures");
    await press(".ft-figures details[data-fact] > summary");
    await until(() => document.querySelector(".ft-figures details[open] blockquote"));
  },
  async "finds"() {
    await press(".ft-top a[data-page=hubs]");
    await until(() => ftView().page === "hubs");
    await page.type(".ft-find input", "xinfadi");
    await page.keyboard.press("Enter");
    await until(() => ftView().view.selected !== "");
  },
  async "talks"() {
    await press(".ft-top a[data-page=present]");
    await until(() => ftView().page === "present");
    await press(".ft-begin");
    await page.keyboard.press("PageDown");
    await map((state) => state.talk && state.talk.stop === 2);
    await page.keyboard.press("Escape");
    await until(() => !ftView().view.stop);
  },
};

let code = 0;
for (const [name, step] of Object.entries(STEPS)) {
  try {
    await step();
    console.log(`ok: ${name}`);
  } catch (error) {
    console.log(`failed: ${name}: ${error.message}`);
    code = 1;
    break;
  }
}
failures.forEach((one) => console.log(`error in the page: ${one}`));
await engine.close();
process.exit(code || Math.min(failures.length, 1));
