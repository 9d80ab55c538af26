/** `tongcha report <id>`: the clerk's own workbook with every bad cell marked. */
import { HUB_OPTIONS } from "../ask-hub.js";
import { textOption, type Command } from "../command.js";
import { resolveId, say } from "../review/ask.js";
import { saveWorkbook } from "../review/save-workbook.js";
import { shortId } from "../short-id.js";

const command: Command = {
  name: "report",
  parameters: "<id>",
  help: { zh: "下载标注后的工作簿。", en: "Saves the marked workbook." },
  options: [...HUB_OPTIONS, { flags: "--out <file>", help: "写到哪个文件 File to write." }],
  run: async (input) => {
    const id = await resolveId(input);
    const file = textOption(input, "out") ?? `校验结果-${shortId(id)}.xlsx`;
    await saveWorkbook(input, `/intake/submissions/${id}/report.xlsx`, file);
    say(
      `已写入 ${file}。改正标红的单元格后重新报送：npx tongcha submit <报送事项> ${file} --review\nWritten: correct the red cells and submit it again.`,
    );
  },
};
export default command;
