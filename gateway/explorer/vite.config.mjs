// Builds the explorer into dist/, each file with its compressed forms beside it.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig } from "vite";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  root,
  base: "/explorer/",
  // Directives of the framework are not for a bundle, and one chunk of the editor is large: both are known.
  logLevel: "error",
  worker: { format: "es" },
  build: { emptyOutDir: true, modulePreload: { polyfill: false } },
  plugins: [{ name: "compress", apply: "build", closeBundle: compress }],
});

/** Brotli at 9 takes a second for all, at 11 twelve. */
function compress() {
  const folder = join(root, "dist", "assets");
  for (const file of readdirSync(folder)) {
    const path = join(folder, file);
    const bytes = readFileSync(path);
    writeFileSync(
      `${path}.br`,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    );
    writeFileSync(`${path}.gz`, gzipSync(bytes));
  }
}
