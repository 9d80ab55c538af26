/** How a process of the program ends. */
export const EXIT = {
  /** It did what it was asked for, or was stopped. */
  done: 0,
  /** Told by a sentence: a setting, a file, or what a command found to be wrong. */
  refused: 1,
  /** `submit`: the hub did not take the file. */
  notTaken: 2,
  /** A fault of the program itself. */
  fault: 70,
  /** A second Ctrl-C or SIGTERM: nothing was waited for. */
  atOnce: 130,
} as const;

const MEANINGS: readonly (readonly [number, string])[] = [
  [EXIT.done, "完成，或应要求停止 Done, or stopped as asked"],
  [EXIT.refused, "设置、文件或检查结果有误，已说明原因 Something is wrong, and it said what"],
  [EXIT.notTaken, "报送的文件未被接收 The hub did not take the file"],
  [EXIT.fault, "程序自身的故障 A fault of the program itself"],
  [EXIT.atOnce, "再次要求停止，立即结束 Asked to stop for the second time: ended at once"],
];

/** Part of the help: a line for each. */
export function exitHelp(): string {
  const lines = MEANINGS.map(([code, meaning]) => `  ${String(code).padEnd(4)} ${meaning}`);
  return ["", "退出码 Exit codes:", ...lines].join("\n");
}
