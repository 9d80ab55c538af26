/**
 * The process that reads one file: the job comes as a message, the answer goes back as one. A thread beside
 * it ends it when it takes too much memory, since what a library unpacks lies outside the heap's limit.
 */
import { Worker } from "node:worker_threads";
import type { Bilingual } from "#kit";
import type { Kind } from "../kinds.js";
import { FileFault, MOST_TEXT, type FileText } from "./file-text.js";
import { readDocx, readOfd } from "./read-package.js";
import { readPdf } from "./read-pdf.js";

export interface ReadJob {
  readonly kind: Kind;
  readonly bytes: Uint8Array;
  readonly memoryBytes: number;
}

export type ReadAnswer = FileText | { readonly fault: Bilingual };

const NO_TEXT = (): Promise<FileText> => Promise.resolve({ pages: null, text: "" });
const READERS: Readonly<Record<Kind, (bytes: Uint8Array) => Promise<FileText>>> = {
  pdf: readPdf,
  docx: readDocx,
  ofd: readOfd,
  png: NO_TEXT,
  jpg: NO_TEXT,
};

/** No answer is one, too: the file takes more than a file may. */
const WATCH = `
const { workerData } = require("node:worker_threads");
setInterval(() => { if (process.memoryUsage.rss() > workerData) process.kill(process.pid, "SIGKILL"); }, 20);`;

process.once("message", ({ kind, bytes, memoryBytes }: ReadJob) => {
  const watch = new Worker(WATCH, { eval: true, workerData: memoryBytes });
  watch.unref();
  answerOf(kind, bytes).then(
    (answer) => process.send?.(answer, () => process.exit(0)),
    () => process.exit(1),
  );
});

async function answerOf(kind: Kind, bytes: Uint8Array): Promise<ReadAnswer> {
  try {
    const { pages, text } = await READERS[kind](bytes);
    return { pages, text: readable(text).slice(0, MOST_TEXT) };
  } catch (error) {
    if (error instanceof FileFault) return { fault: error.reason };
    throw error;
  }
}

/** PostgreSQL takes no NUL, and half a pair is no character. */
function readable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}
