/**
 * The unusual changes of a submission: each with the name under which a reviewer acknowledges it, and a
 * sentence.
 */
import type { Unusual } from "#kit/hub";

export interface UnusualChange {
  /** `FIGURE_MOVED.persons`. */
  readonly name: string;
  readonly message: string;
  readonly english: string;
  readonly count: number;
  readonly field: string | null;
  readonly header: string | null;
  /** Ids of records that show it. */
  readonly examples: readonly string[];
}

/** The finding that stops a release until a reviewer acknowledges it, with a note that says why. */
export const PERSONAL_DATA = "PERSONAL_DATA";

/** `count`: cells that seem to hold personal data; the findings of the submission say which. */
export function sayPersonal(count: number): UnusualChange {
  return {
    name: PERSONAL_DATA,
    message: `有${count}处疑似含有个人信息，位置见校验结果。不应公开的请退回修改；确须公开的，请在审核意见中写明理由。`,
    english: `${count} cells seem to hold personal data; the findings say where. Return the submission, or say in the note why they must be public.`,
    count,
    field: null,
    header: null,
    examples: [],
  };
}

export function sayUnusual(unusual: Unusual): UnusualChange {
  const { kind, field, count, examples } = unusual;
  const [message, english] = sentences(unusual);
  return {
    name: field ? `${kind}.${field.field}` : kind,
    message,
    english,
    count,
    field: field?.field ?? null,
    header: field?.zh ?? null,
    examples,
  };
}

function sentences({ kind, field, count, before, after }: Unusual): readonly [string, string] {
  switch (kind) {
    case "FEED_SHRANK":
      return [
        `记录由${before}条减少到${after}条，删除${count}条。请确认文件是完整的。`,
        `The records go from ${before} to ${after}; ${count} are removed. Make sure that the file is complete.`,
      ];
    case "MANY_REMOVED":
      return [
        `删除${count}条，超过本部门已发布记录（${before}条）的常见比例。请逐条核对。`,
        `${count} of ${before} published records are removed. Look at each.`,
      ];
    case "KEY_CHANGED":
      return [
        `${count}条新增记录与一条已发布的记录除编号（主键）外完全相同：可能是改了编号，会成为两条。请核对。`,
        `${count} added records equal a published one in all but the key: their key may have been changed, and both would stand.`,
      ];
    case "FIGURE_MOVED": {
      const unit = field?.unit ?? "";
      return [
        `“${field?.zh ?? ""}”有${count}条变动异常，最大的一条由${before}${unit} 变为${after}${unit}（${percent(before, after)}）。请核对数值和单位。`,
        `${count} values of "${field?.en ?? ""}" moved unusually; the largest from ${before} to ${after} (${percent(before, after)}). Check value and unit.`,
      ];
    }
  }
}

/** A rounded share for the eye; the values beside it are exact. */
function percent(before: string | null, after: string | null): string {
  const share = Math.round(((Number(after) - Number(before)) / Math.abs(Number(before))) * 100);
  return `${share > 0 ? "+" : ""}${share}%`;
}
