/**
 * Prints the difference of a submission on a terminal: the unusual changes, the sums of each column, and each
 * record.
 */
export interface Value {
  readonly header: string;
  readonly unit: string | null;
}
export interface Change {
  readonly kind: "ADDED" | "CHANGED" | "REMOVED";
  readonly recordId: string;
  readonly row: number | null;
  readonly identity: readonly (Value & { readonly value: string | null })[];
  readonly neighbours: readonly (Value & { readonly value: string | null })[];
  readonly fields: readonly (Value & { readonly before: string | null; readonly after: string | null })[];
  readonly findings: readonly { readonly severity: string; readonly message: string }[];
}
export interface ColumnChange extends Value {
  readonly changed: number;
  readonly sumBefore: string | null;
  readonly sumAfter: string | null;
  readonly largest: readonly Change[];
}
export interface Unusual {
  readonly name: string;
  readonly message: string;
}

export const CHANGE_FIELDS = `kind recordId row identity { header unit value } neighbours { header unit value }
  fields { header unit before after } findings { severity message }`;

const KINDS: Readonly<Record<Change["kind"], string>> = {
  ADDED: "＋ 新增",
  CHANGED: "～ 变更",
  REMOVED: "－ 删除",
};

export function printUnusual(unusual: readonly Unusual[]): readonly string[] {
  return unusual.map(({ name, message }) => `！异常 ${name}  ${message}`);
}

/** The columns in which something published changes, and the largest change of each. */
export function printColumns(columns: readonly ColumnChange[]): readonly string[] {
  return columns
    .filter(({ changed, sumBefore }) => changed > 0 || sumBefore !== null)
    .map(({ header, unit, changed, sumBefore, sumAfter, largest }) => {
      const sums =
        sumBefore === null && sumAfter === null
          ? ""
          : `，合计 ${sumBefore ?? "0"} → ${sumAfter ?? "0"} ${unit ?? ""}`.trimEnd();
      const [most] = largest;
      const change = most?.fields.find((field) => field.header === header);
      return `  ${header}：变更${changed}条${sums}${most && change ? `；最大 ${placeOf(most)}${arrow(change)}` : ""}`;
    });
}

export function printChange(change: Change): string {
  const { kind, identity, neighbours, fields, findings } = change;
  const head = `${KINDS[kind]} ${placeOf(change)}${identity.map(({ header, value }) => `${header} ${value ?? "（空）"}`).join(" · ")}`;
  const names = new Set(identity.map(({ header }) => header));
  const shown = kind === "CHANGED" ? fields.map((field) => `    ${field.header}  ${arrow(field)}`) : [];
  const added =
    kind === "ADDED"
      ? fields
          .filter(({ header }) => !names.has(header))
          .map(({ header, after, unit }) => `${header} ${withUnit(after, unit)}`)
      : [];
  const beside = neighbours.map(({ header, value, unit }) => `${header} ${withUnit(value, unit)}`);
  return [
    head,
    ...shown,
    ...(beside.length > 0 ? [`    （旁列 ${beside.join("；")}）`] : []),
    ...(added.length > 0 ? [`    ${added.join("；")}`] : []),
    ...findings.filter(({ severity }) => severity === "WARNING").map(({ message }) => `    ! ${message}`),
  ].join("\n");
}

function placeOf({ row }: Change): string {
  return row === null ? "" : `第${row}行 `;
}

function arrow({ before, after, unit }: Change["fields"][number]): string {
  return `${before ?? "（空）"} → ${withUnit(after, unit)}`;
}

function withUnit(value: string | null, unit: string | null): string {
  return value === null ? "（空）" : `${value}${unit === null ? "" : ` ${unit}`}`;
}
