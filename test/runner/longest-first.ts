/**
 * The longest files first, so that no worker has one left when the others have nothing more to do. How long a
 * file took is known from the run before; a new clone goes by what the file is. jest.config.mjs names it as
 * `testSequencer`.
 */
import { createRequire } from "node:module";
import type testSequencer = require("@jest/test-sequencer");

const load = createRequire(import.meta.url);
const { default: TestSequencer } = load("@jest/test-sequencer") as typeof testSequencer; // its types are those of `require`

type Test = Parameters<InstanceType<typeof TestSequencer>["sort"]>[0][number];

/**
 * In milliseconds: browsers, and guides that are followed; processes; whole hubs; what runs in one module.
 */
const USUAL = [
  [/[\\/]test[\\/](?:explorer|flow|portal|sign-in)[\\/]/, 60_000],
  [/\.(?:server|embedded)\.test\.js$/, 40_000],
  [/[\\/]test[\\/]|\.databases\.test\.js$|[\\/]services[\\/][^\\/]+[\\/][^\\/]+$/, 10_000],
] as const;

export default class LongestFirst extends TestSequencer {
  override async sort(tests: Test[]): Promise<Test[]> {
    const sorted = await super.sort(tests);
    const lasts = ({ path, duration }: Test): number =>
      duration ?? USUAL.find(([kind]) => kind.test(path))?.[1] ?? 0;
    return sorted.toSorted((one, other) => lasts(other) - lasts(one));
  }
}
