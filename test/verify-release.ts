/**
 * The program that verifies what a hub publishes, run by its commands in this process: the same question is
 * put to it hundreds of times. `byItself` starts it as people do.
 */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Verified {
  readonly holds: boolean;
  /** What it says, of what is wrong too. */
  readonly said: string;
}

type Commands = Readonly<Record<string, (...given: readonly string[]) => Promise<string>>>;

const PROGRAM = new URL("../../scripts/verify-release.mjs", import.meta.url);
const { COMMANDS }: { readonly COMMANDS: Commands } = await import(PROGRAM.href);

export async function verify(name: string, ...given: readonly string[]): Promise<Verified> {
  const command = COMMANDS[name];
  if (command === undefined) throw new Error(`The program has no command ${name}`);
  return command(...given).then(
    (said) => ({ holds: true, said }),
    (error: unknown) => ({ holds: false, said: String(error) }),
  );
}

/** As a process, which ends with 1 for what is wrong. */
export function verifyByItself(...given: readonly string[]): Promise<Verified> {
  return new Promise((resolve) => {
    execFile(process.execPath, [fileURLToPath(PROGRAM), ...given], (error, said, fault) => {
      resolve({ holds: error === null, said: said + fault });
    });
  });
}
