/** `tongcha documents` as a person runs it, against a hub of a test. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jest } from "@jest/globals";
import command from "../../scripts/commands/documents.js";
import { readSettings } from "../../scripts/settings.js";

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
  const writing = jest.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
  try {
    await writeFile(file, JSON.stringify(manifest ?? {}));
    const exitCode = (await command.run({ settings: readSettings({}), parameters: [action, file], options })) ?? 0;
    return { exitCode, said: said.join("") };
  } finally {
    writing.mockRestore();
    await rm(directory, { recursive: true });
  }
}
