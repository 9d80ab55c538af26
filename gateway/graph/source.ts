/** The source of a supergraph: a file or a URL that is polled. A read failure is a plain Error. */
import { readFile } from "node:fs/promises";
import { request } from "undici";
import { repeat } from "#schema/runtime/repeat.js";

export interface SupergraphSource {
  readonly read: () => Promise<string>;
  /**
   * Calls `onChange` with each new text, and with the text after a failure, even if it is unchanged; calls
   * `onFailure` with errors. Returns a function that stops watching.
   */
  readonly watch: (
    onChange: (text: string) => void,
    onFailure: (error: unknown) => void,
  ) => () => Promise<void> | void;
}

const LOOK_EVERY_MS = { file: 500, url: 5_000 };
const TIMEOUT_MS = 10_000;

/** Polls a file twice a second, a URL every five seconds, or as `pollIntervalInMs` says. */
export function openSource(where: string, pollIntervalInMs?: number): SupergraphSource {
  const isUrl = /^https?:\/\//.test(where);
  const read = isUrl ? () => download(where) : () => readFile(where, "utf8");
  return {
    read,
    watch: (onChange, onFailure) => {
      let known: string | null = null;
      let failed: string | null = null;
      const looks = repeat({
        everyMs: pollIntervalInMs ?? LOOK_EVERY_MS[isUrl ? "url" : "file"],
        work: async () => {
          const text = await read().catch((error: unknown) => {
            // Readiness says why it cannot be read at present.
            if (String(error) !== failed) onFailure(error);
            [known, failed] = [null, String(error)];
            throw error;
          });
          failed = null;
          if (text === known) return;
          known = text;
          onChange(text);
        },
        onFault: () => undefined,
      });
      return looks.stop;
    },
  };
}

async function download(url: string): Promise<string> {
  const { statusCode, body } = await request(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`${url} answers ${statusCode}`);
  return text;
}
