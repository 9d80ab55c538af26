/** `tongcha doctor`: looks at what a hub needs, a line each, and changes nothing. */
import type { Command } from "../command.js";

const MARKS = { good: "✓", odd: "!", bad: "✗" };

const command: Command = {
  name: "doctor",
  help: {
    zh: "检查设置、密钥、磁盘、数据库、时钟与正在运行的中心。",
    en: "Looks at settings, keys, disk, database, clock and the hub that runs.",
  },
  run: async ({ environment }) => {
    const { examine } = await import("../../start/examine.js");
    let areBad = false;
    for await (const { state, zh, en } of examine(environment)) {
      areBad ||= state === "bad";
      process.stdout.write(`${MARKS[state]} ${zh} ${en}\n`);
    }
    return areBad ? 1 : 0;
  },
};
export default command;
