/** `tongcha documents` as a person runs it, against a hub of a test. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mock } from "node:test";
import command from "../../scripts/cli/commands/documents.js";
import { readSettings } from "../../scripts/start/settings.js";

export interface DocumentsRun {
  readonly action: "publish" | "withdraw" | "list";
  /** Written to a file as JSON. */
  readonly manifest?: unknown;
  readonly hub: string;
  readonly token: string;
  readonly client: string;
  readonly contract?: string;
  readonly id?: string;
}

export interface DocumentsResult {
  readonly exitCode: number;
  /** On its standard output. */
  readonly said: string;
}

/** A refusal of the hub is thrown. */
export async function runDocuments({ action, manifest, ...options }: DocumentsRun): Promise<DocumentsResult> {
  const directory = await mkdtemp(join(tmpdir(), "documents-"));
  const file = join(directory, "documents.json");
  const said: string[] = [];
  const writing = mock.method(process.stdout, "write", (text: unknown) => said.push(String(text)) > 0);
  try {
    await writeFile(file, JSON.stringify(manifest ?? {}));
    const exitCode =
      (await command.run({
        settings: readSettings({}),
        environment: {},
        parameters: [action, file],
        options,
      })) ?? 0;
    return { exitCode, said: said.join("") };
  } finally {
    writing.mock.restore();
    await rm(directory, { recursive: true });
  }
}
