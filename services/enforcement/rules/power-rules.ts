/** Rules of the power list (domain 07): law, time and charge of each power. */
import type { RowRule, SetFault, SetRule } from "#kit";
import type { AdministrativePowerCells } from "../columns/powers.js";

/** Powers that citizens apply for: the answer has a time limit. */
const ON_APPLICATION: ReadonlySet<string> = new Set(["LICENSING", "BENEFIT", "CONFIRMATION", "ADJUDICATION"]);
/** 行政许可法 art. 42. */
const LICENCE_WORKING_DAYS = 20;
const NAMES_A_DOCUMENT = /《[^》]+》/;
const NO_CHARGE = /^(?:不收费|免费|不收取|无|否)/;

export const powerRules: readonly RowRule<AdministrativePowerCells>[] = [
  {
    code: "QL-01",
    severity: "ERROR",
    text: {
      zh: "实施依据须写明法律、法规、规章或者文件的名称（加书名号）和条款。请补充后重新报送。",
      en: "The legal basis names the act or document, in 《》, and its article.",
    },
    check: ({ legalBasis }) => (NAMES_A_DOCUMENT.test(legalBasis) ? [] : [{ field: "legalBasis" }]),
  },
  {
    code: "QL-02",
    severity: "ERROR",
    text: {
      zh: "依申请的职权（许可、给付、确认、裁决）须填办理时限，以工作日计。",
      en: "A power that is applied for (licensing, benefit, confirmation, adjudication) has a time limit.",
    },
    check: ({ powerKind, timeLimitWorkingDays }) =>
      ON_APPLICATION.has(powerKind) && timeLimitWorkingDays === null
        ? [{ field: "timeLimitWorkingDays" }]
        : [],
  },
  {
    code: "QL-03",
    severity: "WARNING",
    text: {
      zh: "行政许可的时限超过《行政许可法》第四十二条的20个工作日，请核对法律、法规是否另有规定。",
      en: "Longer than the 20 working days of the Licensing Act, art. 42: check that another law allows it.",
    },
    check: ({ powerKind, timeLimitWorkingDays: days }) =>
      powerKind === "LICENSING" && days !== null && days > LICENCE_WORKING_DAYS
        ? [{ field: "timeLimitWorkingDays" }]
        : [],
  },
  {
    code: "QL-04",
    severity: "WARNING",
    text: {
      zh: "收费的请写明收费依据（加书名号）和标准，不收费的请填写“不收费”。",
      en: "A charge names its legal basis, in 《》, and its rate; otherwise 不收费.",
    },
    check: ({ charge }) =>
      NO_CHARGE.test(charge) || NAMES_A_DOCUMENT.test(charge) ? [] : [{ field: "charge" }],
  },
  {
    code: "QL-05",
    severity: "ERROR",
    text: {
      zh: "职权编码应为字母、数字、点和连字符，请填写权力清单上的编码。",
      en: "A power's code has letters, digits, points and hyphens.",
    },
    check: ({ powerCode }) => (/^[A-Za-z0-9.-]+$/.test(powerCode) ? [] : [{ field: "powerCode" }]),
  },
];

export const powerSetRules: readonly SetRule<AdministrativePowerCells>[] = [
  {
    code: "QL-06",
    severity: "WARNING",
    text: {
      zh: "同一主体有两项同名同类的职权（编码{first} 已有），请核对是否重复。",
      en: "The agency has a power of the same name and kind already ({first}): perhaps it stands twice.",
    },
    // Memory is one entry for each power of the file: a district has some ten thousand.
    open: () => {
      const known = new Map<string, string>();
      const faults: SetFault<"name">[] = [];
      return {
        add: ({ agencyUscc, powerKind, name, powerCode }, line) => {
          const same = `${agencyUscc} ${powerKind} ${name}`;
          const first = known.get(same);
          if (first === undefined) known.set(same, powerCode);
          else faults.push({ line, field: "name", details: { first } });
        },
        end: () => faults,
      };
    },
  },
];
