/** Hands in one file as it is (PROTOCOL.md, section 2): the rows of a feed, or what lies beside them. */
import { GraphFault } from "../../../data/ask";
import { SESSION_HEADER } from "../session";

export interface SendOptions {
  readonly signal: AbortSignal;
  /** Of its bytes, from 0 to 1. */
  readonly onProgress: (part: number) => void;
}

export class UploadCancelled extends Error {}

export class FileRefused extends GraphFault {
  /** `submission`: the same file as it was handed in before, if that is why. */
  constructor(
    readonly submission: string | null,
    ...fault: ConstructorParameters<typeof GraphFault>
  ) {
    super(...fault);
  }
}

/**
 * Resolves to the submission's id; its check goes on by itself. Rejects with a GraphFault (a FileRefused
 * where the hub answers), or an UploadCancelled.
 */
export function sendFile(feed: string, file: File, options: SendOptions): Promise<string> {
  return send(`/intake/${feed}`, file, options, ({ submission }) => submission?.id ?? null);
}

/** Resolves to the file's address. Rejects like `sendFile`. */
export function sendAttachment(file: File, options: SendOptions): Promise<string> {
  return send(
    `/attachments?name=${encodeURIComponent(file.name)}`,
    file,
    options,
    ({ path }) => path ?? null,
  );
}

/** By XMLHttpRequest, which alone tells how much was sent. */
function send(
  address: string,
  file: File,
  { signal, onProgress }: SendOptions,
  found: (answer: Answer) => string | null,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    for (const [name, value] of Object.entries(SESSION_HEADER)) request.setRequestHeader(name, value);
    request.setRequestHeader("prefer", "respond-async");
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded / total));
    request.upload.addEventListener("load", () => onProgress(1));
    request.addEventListener("load", () => {
      const answer = read(request.responseText);
      const kept = found(answer);
      if (kept !== null) resolve(kept);
      else
        reject(
          new FileRefused(
            answer.details?.submission ?? null,
            answer.code ?? "INTERNAL",
            answer.message ?? request.statusText,
            answer.english ?? null,
          ),
        );
    });
    request.addEventListener("error", () =>
      reject(
        new GraphFault(
          "OFFLINE",
          "网络不通，文件没有送达。请检查网络后重新选择文件。",
          "The network does not answer, and the file did not arrive. Choose it again once it does.",
        ),
      ),
    );
    request.addEventListener("abort", () => reject(new UploadCancelled()));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

interface Answer {
  readonly submission?: { readonly id: string };
  readonly path?: string;
  readonly code?: string;
  readonly message?: string;
  readonly english?: string;
  readonly details?: { readonly submission?: string };
}

function read(text: string): Answer {
  try {
    // PROTOCOL.md, section 2
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
}
