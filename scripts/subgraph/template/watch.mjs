// `npm run dev`: compiles what is saved, and starts the service anew. Ctrl-C ends both.
import { spawn } from "node:child_process";

const tsc = new URL("node_modules/typescript/bin/tsc", import.meta.url);
const children = [
  spawn(process.execPath, [tsc.pathname, "--watch", "--preserveWatchOutput"], { stdio: "inherit" }),
  spawn(process.execPath, ["--watch", "--watch-preserve-output", "dist/src/main.js"], { stdio: "inherit" }),
];
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => children.forEach((child) => child.kill(signal)));
