// A headless Chromium, driven by the DevTools protocol through pipes: no package is needed.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const options = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--remote-debugging-pipe",
];

/** Starts the browser; `open` gives pages, `close` ends it. */
export function startBrowser(program) {
  const profile = mkdtempSync(join(tmpdir(), "sanggan-report-"));
  const process = spawn(program, [...options, `--user-data-dir=${profile}`], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const [, , , commands, answers] = process.stdio;
  const waiting = new Map(),
    listeners = [];
  let last = 0,
    rest = "";
  answers.setEncoding("utf8");
  answers.on("data", (text) => {
    const messages = (rest + text).split("\0");
    rest = messages.pop();
    for (const message of messages.map(JSON.parse)) {
      if (!message.id) listeners.forEach((listen) => listen(message));
      else if (message.error) waiting.get(message.id).reject(new Error(message.error.message));
      else waiting.get(message.id).resolve(message.result);
    }
  });
  const send = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      commands.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });
  process.on("exit", () => waiting.forEach(({ reject }) => reject(new Error("the browser ended"))));

  async function open(path, { width = 1280, height = 900 } = {}) {
    const { targetId } = await send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
    const call = (method, params) => send(method, params, sessionId);
    const faults = [],
      requests = [];
    let loaded;
    const whole = new Promise((resolve) => {
      loaded = resolve;
    });
    listeners.push(({ method, params, sessionId: from }) => {
      if (from !== sessionId) return;
      if (method === "Runtime.exceptionThrown")
        faults.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
      if (method === "Runtime.consoleAPICalled") faults.push(params.args.map((arg) => arg.value).join(" "));
      if (method === "Log.entryAdded") faults.push(params.entry.text);
      if (method === "Page.javascriptDialogOpening") faults.push(`dialog: ${params.message}`);
      if (method === "Network.requestWillBeSent") requests.push(params.request.url);
      if (method === "Page.loadEventFired") loaded();
    });
    for (const domain of ["Page", "Runtime", "Log", "Network"]) await call(`${domain}.enable`);
    await call("Emulation.setDeviceMetricsOverride", {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: width < 600,
    });
    await call("Page.navigate", { url: pathToFileURL(path).href });
    await whole;
    /** What an expression or a function of the page gives. */
    const evaluate = async (what) => {
      const expression = typeof what === "function" ? `(${what})()` : what;
      const { result, exceptionDetails } = await call("Runtime.evaluate", {
        expression,
        returnByValue: true,
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    };
    return { call, evaluate, faults, requests };
  }

  async function close() {
    const ended = new Promise((resolve) => process.on("exit", resolve));
    await send("Browser.close");
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  return { open, close };
}
