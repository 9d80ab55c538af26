// `npm run dev`: compiles what is saved in `src/`, and starts the service anew when that succeeds.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";

const QUIET_MS = 100;
let service = null;
let [timer, working] = [undefined, Promise.resolve()];

async function restart() {
  if (spawnSync(process.execPath, ["node_modules/typescript/bin/tsc"], { stdio: "inherit" }).status !== 0)
    return;
  await stop();
  service = spawn(process.execPath, ["dist/src/main.js"], { stdio: "inherit" });
}

async function stop() {
  if (service && service.exitCode === null && service.signalCode === null && service.kill())
    await once(service, "exit");
}

function restartSoon() {
  clearTimeout(timer);
  // An editor that saves makes several events.
  timer = setTimeout(() => {
    working = working.then(restart);
  }, QUIET_MS);
}

watch("src", { recursive: true }, restartSoon);
restartSoon();
for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => void working.then(stop).finally(() => process.exit()));
