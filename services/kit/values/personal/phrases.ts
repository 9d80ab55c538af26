/**
 * Personal data recognised by words and form: e-mail, passports, plates, private telephones, homes, health.
 * E-mail (gov.cn) and telephones of offices pass. Every repetition is bounded: the time is linear.
 */
import type { PersonalData, PersonalDataKind } from "./kinds.js";
import { hasWord } from "./words-beside.js";

interface Phrase {
  readonly kind: PersonalDataKind;
  /** A text without a match has none of the kind: cheap. */
  readonly sign: RegExp;
  readonly pattern: RegExp;
  readonly holds?: (text: string, start: number, end: number) => boolean;
}

export function addPhrases(text: string, found: PersonalData[]): void {
  if (!SIGN.test(text)) return;
  for (const { kind, sign, pattern, holds } of PHRASES) {
    if (!sign.test(text)) continue;
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (holds?.(text, start, end) ?? true) found.push({ kind, start, end });
    }
  }
}

const CERTIFICATE_WORDS = /护照|通行证|台胞证|军官证|士兵证|居留证|居住证|证件号/;
const CAR_WORDS = /车|牌照|号牌/;
const PROVINCE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]";
/** `12`, `十二`, `一〇二`. */
const COUNT = "[\\d一二三四五六七八九十百零〇]{1,6}";

const PHRASES: readonly Phrase[] = [
  {
    kind: "EMAIL",
    sign: /@/,
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@(?![\w.-]{0,200}\bgov\.cn\b)[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/g,
  },
  {
    kind: "PASSPORT",
    sign: CERTIFICATE_WORDS,
    pattern: /(?<![A-Za-z\d])(?:[A-Za-z]{1,2}\d{7,9}|[A-Za-z]\d{8,10}|\d{8})(?![A-Za-z\d年])/g,
    holds: (text, start) => CERTIFICATE_WORDS.test(text.slice(Math.max(0, start - 12), start)),
  },
  {
    kind: "PLATE",
    sign: new RegExp(`${PROVINCE}[A-HJ-NP-Za-hj-np-z]`),
    pattern: new RegExp(
      `${PROVINCE}[A-HJ-NP-Za-hj-np-z][ ·•.-]?(?=[A-Za-z]{0,4}\\d)[A-HJ-NP-Za-hj-np-z\\d]{4}` +
        "(?:[A-HJ-NP-Za-hj-np-z\\d]{1,2}|[学警挂港澳])(?![A-Za-z\\d])",
      "g",
    ),
    holds: (text, start, end) => text.charAt(end) !== "号" || hasWord(text, start, start, CAR_WORDS),
  },
  {
    kind: "TELEPHONE",
    sign: /电话|宅电/,
    pattern:
      /(?:(?:家庭|家里|家中|住宅|本人|当事人|个人|私人|家属|亲属|其)(?:的)?(?:联系)?电话|宅电)[^\d。；;，,\n]{0,8}(?:0\d{2,3}[ -]?)?[2-8]\d{6,7}(?!\d)/g,
  },
  {
    kind: "ADDRESS",
    sign: /[住居籍]/,
    pattern: new RegExp(
      "(?:家庭住址|家庭地址|家住|现住址?|户籍(?:所在)?地|居住[地于在]|暂住[地于在]|" +
        "(?:^|[，,；;。、\\s)）])住(?![所院宿建房户])|(?<!注册|经营|单位)住址)" +
        `[^。；;\\n]{0,40}?${COUNT}[^。；;\\n]{0,10}?[号室栋院户组]`,
      "g",
    ),
  },
  {
    kind: "ADDRESS",
    sign: /单元/,
    pattern: new RegExp(
      `${COUNT}(?:号楼|[楼栋幢])[^。；;\\n\\d]{0,4}${COUNT}单元(?:[^。；;\\n\\d]{0,4}${COUNT}[室号户]?)?`,
      "g",
    ),
  },
  {
    kind: "HEALTH",
    sign: /患|确诊|诊断|感染|残疾|怀孕|艾滋|病史/,
    pattern:
      /(?:当事人|本人|被处罚人|从业人员|员工|其(?![他中余])|\p{Script=Han}某|\*|先生|女士)[^。；;\n]{0,15}?(?:(?:(?<!安排)患有?|患上|确诊|诊断为|感染)(?!国务院|有碍|有关|影响|规定|法律|传染病(?:病人|的人))[^。；;，,\n]{0,12}?(?:[病症癌瘤炎]|障碍|阳性|结核|乙肝|艾滋)|[一二三四]级残疾|系残疾|怀孕|精神病史|艾滋病)/gu,
  },
];

/** Signs of all kinds together: most texts have none. */
const SIGN = new RegExp(PHRASES.map(({ sign }) => sign.source).join("|"));
