/** `tongcha compose`: writes what follows from the code into `schema/`; with `--check` only compares. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import type { Command } from "../command.js";

const command: Command = {
  name: "compose",
  help: { zh: "重新生成 schema/ 下的文件。", en: "Writes the generated files of schema/ anew." },
  options: [{ flags: "--check", help: "只比较 Only compares; exit code 1 when a file is out of date." }],
  run: async ({ options }) => {
    const { forgottenInForms, generatedFiles, SCHEMA, staleFiles } = await import("../generated-files.js");
    const forgotten = await forgottenInForms();
    for (const [feed, words] of forgotten)
      process.stdout.write(
        `${feed} 不再识别：${words.join("、")}。已下发的表格仍会使用，请保留为别名；确须作废的，先从 schema/feeds/${feed}.json 中删除。 no longer reads words that its forms had: keep them as aliases, or delete them from that file first.\n`,
      );
    if (forgotten.size > 0) return 1;
    const wanted = await generatedFiles();
    const stale = await staleFiles(wanted);
    if (options["check"] === true) {
      for (const file of stale)
        process.stdout.write(
          `schema/${file} 已过时，请运行 npx tongcha compose。 is out of date: run npx tongcha compose and read the diff.\n`,
        );
      return stale.length > 0 ? 1 : 0;
    }
    for (const file of stale) {
      const text = wanted.get(file);
      const url = new URL(file, SCHEMA);
      if (text === undefined) await rm(url);
      else {
        await mkdir(new URL(".", url), { recursive: true });
        await writeFile(url, text);
      }
      process.stdout.write(`schema/${file}\n`);
    }
    return 0;
  },
};
export default command;
