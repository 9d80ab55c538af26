/** Where a supergraph comes from: a file or a URL, looked at again and again. What cannot be read is a plain Error. */
import { readFile } from "node:fs/promises";
import { request } from "undici";

export interface SupergraphSource {
  readonly read: () => Promise<string>;
  /** Calls back with each new text, and with what went wrong; returns what ends it. */
  readonly watch: (onChange: (text: string) => void, onFailure: (error: unknown) => void) => () => void;
}

const LOOK_EVERY_MS = { file: 500, url: 5_000 };
const TIMEOUT_MS = 10_000;

export function openSource(where: string): SupergraphSource {
  const isUrl = /^https?:\/\//.test(where);
  const read = isUrl ? () => download(where) : () => readFile(where, "utf8");
  return {
    read,
    watch: (onChange, onFailure) => {
      let known: string | null = null;
      let isStopped = false;
      const look = async (): Promise<void> => {
        try {
          const text = await read();
          if (text !== known && !isStopped) {
            known = text;
            onChange(text);
          }
        } catch (error) {
          if (!isStopped) onFailure(error);
        }
        if (!isStopped) timer = setTimeout(() => void look(), LOOK_EVERY_MS[isUrl ? "url" : "file"]).unref();
      };
      let timer = setTimeout(() => void look(), LOOK_EVERY_MS[isUrl ? "url" : "file"]).unref();
      return () => {
        isStopped = true;
        clearTimeout(timer);
      };
    },
  };
}

async function download(url: string): Promise<string> {
  const { statusCode, body } = await request(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`${url} answers ${statusCode}`);
  return text;
}
