// Builds the portal twice: for browsers into dist/browser, for the gateway, which renders first pages, into
// dist/server. The documents' texts are beside them.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig } from "vite";
import { generateTypes } from "./codegen.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  root,
  base: "/portal/",
  logLevel: "error",
  oxc: { jsx: { runtime: "automatic", importSource: "portal" } },
  resolve: {
    alias: {
      "portal/jsx-runtime": join(root, "app", "jsx-runtime.ts"),
      // What anybody verifies releases with, in a page the same.
      "verify-release": join(root, "..", "..", "scripts", "verify-release.mjs"),
    },
  },
  define: {
    __VUE_OPTIONS_API__: "false",
    __VUE_PROD_DEVTOOLS__: "false",
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    __VUE_I18N_FULL_INSTALL__: "false",
    __VUE_I18N_LEGACY_API__: "false",
    __INTLIFY_PROD_DEVTOOLS__: "false",
  },
  builder: { buildApp },
  environments: {
    client: { build: { outDir: "dist/browser", emptyOutDir: true } },
    // One file, at an address that stays: other sites name it.
    embed: {
      consumer: "client",
      build: {
        outDir: "dist/embed",
        emptyOutDir: true,
        copyPublicDir: false,
        rolldownOptions: {
          input: join(root, "embed", "embed.ts"),
          output: { entryFileNames: "embed.js", codeSplitting: false },
        },
      },
    },
    ssr: {
      build: { outDir: "dist/server", emptyOutDir: true, ssr: "server.ts", minify: false },
      resolve: { noExternal: true },
      define: { "process.env.NODE_ENV": '"production"' },
    },
  },
});

async function buildApp(builder) {
  await generateTypes();
  await builder.build(builder.environments.client);
  await builder.build(builder.environments.embed);
  await builder.build(builder.environments.ssr);
  compress(join(root, "dist", "browser", "assets"));
  compress(join(root, "dist", "embed"));
  mkdirSync(join(root, "dist", "documents"), { recursive: true });
  for (const view of readdirSync(join(root, "graph")))
    copyFileSync(
      join(root, "graph", view, "persisted-documents.json"),
      join(root, "dist", "documents", `${view}.json`),
    );
}

/** Brotli at 9 takes a second for all, at 11 twelve. */
function compress(folder) {
  for (const file of readdirSync(folder)) {
    const path = join(folder, file);
    const bytes = readFileSync(path);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
    writeFileSync(`${path}.gz`, gzipSync(bytes));
  }
}
