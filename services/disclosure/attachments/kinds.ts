/** The kinds of file that records may have beside them: how they are named, and what they begin with. */
export type Kind = "pdf" | "ofd" | "docx" | "png" | "jpg";

export interface KindFacts {
  /** Endings of names, the usual one first. */
  readonly endings: readonly string[];
  readonly mediaType: string;
}

export const KINDS: Readonly<Record<Kind, KindFacts>> = {
  pdf: { endings: ["pdf"], mediaType: "application/pdf" },
  /** GB/T 33190. */
  ofd: { endings: ["ofd"], mediaType: "application/ofd" },
  docx: {
    endings: ["docx"],
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  },
  png: { endings: ["png"], mediaType: "image/png" },
  jpg: { endings: ["jpg", "jpeg"], mediaType: "image/jpeg" },
};

/** The kind that a name says; null for another. */
export function kindNamed(name: string): Kind | null {
  const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  const kinds: readonly Kind[] = ["pdf", "ofd", "docx", "png", "jpg"];
  return kinds.find((kind) => KINDS[kind].endings.includes(ending)) ?? null;
}

/** True if the bytes begin as those of the kind do. Which ZIP archive it is tell its parts. */
export function beginsAs(kind: Kind, bytes: Uint8Array): boolean {
  return BEGINNINGS[kind].every((byte, at) => bytes[at] === byte);
}

const ZIP: readonly number[] = [0x50, 0x4b, 0x03, 0x04];
const BEGINNINGS: Readonly<Record<Kind, readonly number[]>> = {
  pdf: [...Buffer.from("%PDF-")],
  ofd: ZIP,
  docx: ZIP,
  png: [0x89, ...Buffer.from("PNG\r\n"), 0x1a, 0x0a],
  jpg: [0xff, 0xd8, 0xff],
};
