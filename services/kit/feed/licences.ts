/** Under which terms data may be used, and their texts. */
import type { CodeList } from "./contract.js";

export const licences: CodeList = {
  name: "DatasetLicence",
  title: { zh: "授权许可", en: "Licence" },
  codes: [
    { name: "DISTRICT_TERMS", zh: "区公共数据开放利用规则", en: "The district's open data terms" },
    {
      name: "CC_BY_4_0",
      zh: "知识共享署名 4.0",
      en: "Creative Commons Attribution 4.0",
      aliases: ["CC BY 4.0", "CC BY 4.0 国际", "知识共享署名 4.0 国际"],
    },
  ],
};

/** That of what has no other. */
export const DISTRICT_TERMS = "DISTRICT_TERMS";

/** Where the text stands: a path of the hub, or an address elsewhere. */
export function licenceAddress(code: string): string {
  return code === "CC_BY_4_0"
    ? "https://creativecommons.org/licenses/by/4.0/"
    : `/catalog/licences/${code}.txt`;
}

/** The text; of terms that others wrote, what they are called and where they stand. */
export function licenceText(code: string): string {
  if (code === DISTRICT_TERMS) return TERMS;
  const { zh = code, en = code } = licences.codes.find(({ name }) => name === code) ?? {};
  return `${zh} ${en}\n${licenceAddress(code)}\n`;
}

const TERMS = `区公共数据开放利用规则

一、任何单位和个人可以免费获取、复制、传播、加工和利用本目录中无条件开放的数据，包括商业利用，无须申请。
二、利用数据形成的成果，应当注明数据提供方、数据集名称、发布编号和发布日期。
三、不得歪曲数据后仍以提供方的名义发布，不得暗示成果由政府部门认可。
四、不得利用数据识别未公开身份的自然人。依法撤回、公示期满的记录，应当从保存的副本中删除。
五、数据按提供时的状态开放，与公文原件不一致的，以原件为准。发现错误的，可以向数据提供方反映。
六、有条件开放的数据，还应当遵守目录中写明的条件。

The district's open data terms

1. Anybody may obtain, copy, pass on, process and use the data of this catalogue that are open without conditions, also
   commercially, free of charge and without asking.
2. What is made of the data names the department, the dataset, the number of the release and its day.
3. Nobody may distort the data and still name the department as their source, or pretend that it approves of the result.
4. Nobody may use the data to identify persons whose identity is not public. Records that are withdrawn by law, or whose
   publicity has ended, are to be deleted from copies.
5. The data are given as they are; where they differ from the original document, that counts. Errors may be told to the
   department.
6. Data that are open under conditions come with the conditions that the catalogue states.
`;
