/** A column of a contract in words for the clerk: the same in the form's comments and in its sheet 填写说明. */
import type { Column, StoredKind } from "../feed/contract.js";

export interface ColumnWords {
  readonly name: string;
  readonly need: string;
  readonly kind: string;
  readonly limit: string;
  readonly allowed: string;
  readonly example: string;
  readonly show: string;
  readonly note: string;
}

const KINDS: Readonly<Record<StoredKind, string>> = {
  text: "文本",
  date: "日期",
  decimal: "数值",
  integer: "整数",
  boolean: "是或否",
  code: "从下拉列表中选一项",
  codes: "从可填内容中选，可选多项，用“；”隔开",
};

/** Of a column that names files. */
const FILES = "附件的文件名，多个用“；”隔开";

export function describeColumn(column: Column): ColumnWords {
  const { zh, kind, list, maxLength, scale, unit, note, show, files } = column;
  const limits = [
    maxLength === undefined ? "" : `最多${maxLength}个字符`,
    unit === undefined ? "" : `单位：${unit}`,
    scale === undefined ? "" : `最多${scale}位小数`,
  ];
  return {
    name: zh,
    need: column.required ? "必填" : "选填",
    kind: files ? FILES : KINDS[kind],
    limit: limits.filter(Boolean).join("，"),
    allowed: allowedWords(column)
      .map((word) => (word === otherWord(column) ? `${word}-（写明具体内容）` : word))
      .join("、"),
    example: column.example,
    show: show === "public" ? "公开" : show === "withheld" ? "不公开" : `处理后公开：${show.note.zh}`,
    note: [note?.zh ?? "", list && !zh.endsWith(list.title.zh) ? list.title.zh : ""]
      .filter(Boolean)
      .join("；"),
  };
}

/** The choices of a drop-down. */
export function allowedWords({ kind, list }: Column): readonly string[] {
  return kind === "boolean" ? ["是", "否"] : (list?.codes.map(({ zh }) => zh) ?? []);
}

function otherWord({ list }: Column): string | null {
  return list?.codes.find(({ name }) => name === list.other)?.zh ?? null;
}
