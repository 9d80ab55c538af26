/**
 * Jest with Node's own module loader. Jest's loader makes every module anew for every test file, without a
 * code cache: a hub took longer to load than to start. Here a worker loads each module once, as a process of
 * the product does, and only the test file itself anew. So the state of a module lasts from file to file, and
 * modules cannot be mocked.
 *
 * All else is Jest's: workers, time limits, hooks, reporters. jest.config.mjs names it as `runtime`.
 */
import { createRequire, registerHooks } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type jestRuntime = require("jest-runtime");
import { enterFile } from "./jest-globals.js";

const load = createRequire(import.meta.url);
const { default: JestRuntime } = load("jest-runtime") as typeof jestRuntime; // its types are those of `require`
const GLOBALS = new URL("./jest-globals.js", import.meta.url).href;
let imports = 0;

// The processes that tests start would each compile the same modules anew.
process.env["NODE_COMPILE_CACHE"] ??= fileURLToPath(
  new URL("../../../node_modules/.cache/tongcha-tests-compiled", import.meta.url),
);

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "@jest/globals" ? { url: GLOBALS, shortCircuit: true } : next(specifier, context),
});

export default class NativeRuntime extends JestRuntime {
  readonly #global: typeof globalThis;
  readonly #console = globalThis.console;

  constructor(...parameters: ConstructorParameters<typeof JestRuntime>) {
    super(...parameters);
    this.#global = parameters[1].global;
  }

  override unstable_shouldLoadAsEsm(): boolean {
    return true;
  }

  override async unstable_importModule(path: string): Promise<void> {
    enterFile(this.#global);
    // Output of tests goes to the report of their file.
    globalThis.console = this.#global.console;
    imports += 1;
    await import(`${pathToFileURL(path).href}?${imports}`);
  }

  /** The test framework runs in the tests' realm; its state is of one file. */
  override requireInternalModule(path: string): never {
    Reflect.deleteProperty(load.cache, path);
    return load(path) as never; // only its caller knows what it loads
  }

  override teardown(): void {
    globalThis.console = this.#console;
    super.teardown();
  }
}
