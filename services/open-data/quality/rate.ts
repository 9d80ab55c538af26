/** A dataset's quality, from what the catalogue knows of it and what was counted. */
import { shanghaiDay, type Bilingual } from "#kit";
import type { Dataset } from "../catalogue/dataset-type.js";
import type { Publisher } from "../dcat/publishers.js";
import { CRITERIA, type Criterion } from "./criteria.js";
import type { Measured } from "./measure.js";

export interface Rated {
  readonly criterion: Criterion;
  readonly percent: number;
  readonly explanation: Bilingual;
  /** What its department does next, in Chinese; null where it is met. */
  readonly nextStep: string | null;
}

interface Found {
  readonly percent: number;
  readonly explanation: Bilingual;
  readonly next: string;
}

export interface RatedDataset {
  readonly dataset: Dataset;
  readonly measured: Measured;
  readonly publisher: Publisher;
}

export function rate(of: RatedDataset): readonly Rated[] {
  return Object.entries(WAYS).map(([name, way]) => {
    const criterion = CRITERIA[name as keyof typeof WAYS]; // its own key
    const { percent, explanation, next } = way(of);
    return { criterion, percent, explanation, nextStep: percent >= criterion.metFrom ? null : next };
  });
}

/** 0 to 100. */
export function scoreOf(rated: readonly Rated[]): number {
  const points = rated.reduce((sum, { criterion: { weight }, percent }) => sum + weight * percent, 0);
  return Math.round(points / rated.reduce((sum, { criterion }) => sum + criterion.weight, 0));
}

const WAYS: Readonly<Record<keyof typeof CRITERIA, (of: RatedDataset) => Found>> = {
  onTime: ({ dataset: { modified, nextDue, isOverdue }, measured: { punctuality } }) => {
    if (modified === null) return NOT_RELEASED;
    if (punctuality) {
      const { records, lateRecords } = punctuality;
      return {
        percent: percentOf(records - lateRecords, records),
        explanation: {
          zh: `近一年的${records}条记录中，${lateRecords}条超过规定期限才公开。`,
          en: `Of ${records} records of the last year, ${lateRecords} were published after their deadline.`,
        },
        next: "请在规定的工作日内报送；迟报的记录可在“公开职责”中查看。",
      };
    }
    const day = shanghaiDay(modified);
    if (nextDue === null)
      return {
        percent: 100,
        explanation: {
          zh: `没有固定周期，最近一次更新为${day}。`,
          en: `It has no rhythm; the latest release is of ${day}.`,
        },
        next: "",
      };
    return {
      percent: isOverdue ? 0 : 100,
      explanation: isOverdue
        ? { zh: `应在${nextDue}前更新，已超期。`, en: `It was due by ${nextDue}, and is late.` }
        : { zh: `下次最迟${nextDue}更新。`, en: `The next release is due by ${nextDue}.` },
      next: "请尽快报送本期数据。",
    };
  },

  complete: ({ measured: { filled: of } }) => ({
    percent: percentOf(of.filled, of.cells),
    explanation: {
      zh: `${of.records}条记录应有${of.cells}个单元格，${of.filled}个有内容（不含遮盖的列；因人数过少不公开的数视为有内容）。`,
      en: `Of ${of.cells} cells of ${of.records} records ${of.filled} have a value (masked columns left out; a number that is hidden for few persons counts as one).`,
    },
    next: of.records === 0 ? "请报送第一批数据。" : "请在下次报送时补填空白的列；确实没有内容的可不填。",
  }),

  documented: ({ dataset }) => {
    const parts: readonly (readonly [string, string, boolean])[] = [
      ["英文名称", "English title", /\w/.test(dataset.titleEn)],
      ["摘要", "description", dataset.description.length >= SHORTEST_DESCRIPTION],
      ["关键字", "keywords", dataset.keywords.length > 0],
      ["依据", "legal basis", dataset.legalBasis !== ""],
      ["列的说明", "columns", dataset.columnCount > 0],
    ];
    const missing = parts.filter(([, , isThere]) => !isThere);
    const named = parts.map(([zh]) => zh).join("、");
    return {
      percent: percentOf(parts.length - missing.length, parts.length),
      explanation:
        missing.length === 0
          ? { zh: `${named}齐全。`, en: `It has ${parts.map(([, en]) => en).join(", ")}.` }
          : {
              zh: `缺少：${missing.map(([zh]) => zh).join("、")}。`,
              en: `It lacks: ${missing.map(([, en]) => en).join(", ")}.`,
            },
      next: `请在数据集的定义中补充${missing.map(([zh]) => zh).join("、")}；摘要不少于${SHORTEST_DESCRIPTION}个字符。`,
    };
  },

  machineReadable: () => ({
    percent: 100,
    explanation: {
      zh: "可按 GraphQL 查询，可下载 CSV、XLSX、JSON、NDJSON、Parquet，各列有类型。",
      en: "It is asked by GraphQL, and downloaded as CSV, XLSX, JSON, NDJSON, Parquet, with typed columns.",
    },
    next: "",
  }),

  valid: ({ measured: { filled } }) => ({
    percent: filled.records > 0 ? 100 : 0,
    explanation:
      filled.records > 0
        ? {
            zh: `现有${filled.records}条记录，发布前全部逐格校验，有错误的不能发布。`,
            en: `All ${filled.records} records were checked cell by cell; none with an error can be released.`,
          }
        : { zh: "尚无公开的记录。", en: "There are no public records yet." },
    next: "请报送第一批数据。",
  }),

  history: ({ dataset: { releaseCount } }) => ({
    percent: percentOf(Math.min(releaseCount, 2), 2),
    explanation: {
      zh: `发布过${releaseCount}次，任一时点的内容都可查询；两次以上才能看出变化。`,
      en: `It had ${releaseCount} releases, and is asked as of any time; changes need two of them.`,
    },
    next: "请按更新频率继续报送。",
  }),

  contact: ({ dataset: { contact }, publisher }) => {
    const ways = [contact, publisher.phone, publisher.email].filter((way) => way !== null && way !== "");
    return {
      percent: ways.length > 0 ? 100 : 0,
      explanation:
        ways.length > 0
          ? { zh: `联系方式：${ways.join("、")}。`, en: `Contact: ${ways.join(", ")}.` }
          : { zh: "没有电话，也没有邮箱。", en: "There is no telephone and no mail address." },
      next: "请在部门名录中填写办公电话或电子邮箱。",
    };
  },
};

const SHORTEST_DESCRIPTION = 15;

const NOT_RELEASED: Found = {
  percent: 0,
  explanation: { zh: "尚未发布。", en: "It has not been released." },
  next: "请报送第一批数据。",
};

/** Never 100 where one is missing. */
function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((100 * part) / whole);
}
