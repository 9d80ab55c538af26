/**
 * The rules of `directory.provisions`: a row names a thing that exists, and has the cells that this kind of
 * thing needs.
 */
import {
  bareWord,
  LEGAL_BASIS,
  type CodeList,
  type Columns,
  type FeedContract,
  type Parameter,
  type RowRule,
} from "#kit";

interface ChangeCells {
  readonly provision: string;
  readonly parameter: string;
  readonly from: string;
  readonly value: number | null;
  readonly basis: string;
  readonly text: string | null;
  readonly until: string | null;
}

/** The things that `provision` may name: a provision's parameters, a code list, or a feed. */
type Changed =
  | { readonly kind: "number"; readonly parameters: Readonly<Record<string, Parameter>> }
  | { readonly kind: "words"; readonly list: CodeList }
  | { readonly kind: "bases" };

const known = new WeakMap<readonly FeedContract[], ReadonlyMap<string, Changed>>();

function changedBy(contracts: readonly FeedContract[]): ReadonlyMap<string, Changed> {
  const made = known.get(contracts) ?? readChanged(contracts);
  known.set(contracts, made);
  return made;
}

function readChanged(contracts: readonly FeedContract[]): ReadonlyMap<string, Changed> {
  const changed = new Map<string, Changed>();
  for (const { id, columns, provisions } of contracts) {
    changed.set(id, { kind: "bases" });
    for (const list of listsOf(columns)) changed.set(list.name, { kind: "words", list });
    for (const { id: provision, parameters } of provisions)
      changed.set(provision, { kind: "number", parameters });
  }
  return changed;
}

function listsOf(columns: Columns): readonly CodeList[] {
  return Object.values(columns).flatMap(({ list }) => list ?? []);
}

function namesOf(changed: ReadonlyMap<string, Changed>, kind: Changed["kind"]): string {
  return [...changed].flatMap(([name, each]) => (each.kind === kind ? [name] : [])).join("、");
}

function parametersOf(changed: Changed): readonly string[] {
  if (changed.kind === "number") return Object.keys(changed.parameters);
  return changed.kind === "bases" ? [LEGAL_BASIS] : changed.list.codes.map(({ name }) => name);
}

/** The code of a list's own that a word is of. */
function codeOf({ codes }: CodeList, text: string): string | null {
  const word = bareWord(text);
  return (
    codes.find(({ zh, aliases = [] }) => [zh, ...aliases].some((own) => bareWord(own) === word))?.name ?? null
  );
}

const SEPARATOR = /[；;、,，]/;

export const provisionRules: readonly RowRule<ChangeCells>[] = [
  {
    code: "GZ-01",
    severity: "ERROR",
    text: {
      zh: "没有名为“{provision}”的规则、代码表或报送事项。规则：{numbers}；代码表：{lists}；报送事项填其编号，如 enforcement.penalties。请核对后重新报送。",
      en: "There is no provision, code list or feed {provision}. Provisions: {numbers}; code lists: {lists}.",
    },
    check: ({ provision }, { contracts }) => {
      const changed = changedBy(contracts);
      if (changed.has(provision)) return [];
      const [numbers, lists] = [namesOf(changed, "number"), namesOf(changed, "words")];
      return [{ field: "provision", details: { provision, numbers, lists } }];
    },
  },
  {
    code: "GZ-02",
    severity: "ERROR",
    text: {
      zh: "“{provision}”没有参数“{parameter}”，可填：{names}。请核对后重新报送。",
      en: "{provision} has no parameter {parameter}; it has {names}.",
    },
    check: ({ provision, parameter }, { contracts }) => {
      const changed = changedBy(contracts).get(provision);
      const names = changed ? parametersOf(changed) : [parameter];
      return names.includes(parameter)
        ? []
        : [{ field: "parameter", details: { provision, parameter, names: names.join("、") } }];
    },
  },
  {
    code: "GZ-03",
    severity: "ERROR",
    text: {
      zh: "“{title}”应为{least}至{most}{unit}。请核对后重新报送。",
      en: "{titleEn} is between {least} and {most}: check the number.",
    },
    check: ({ provision, parameter, value }, { contracts }) => {
      const changed = changedBy(contracts).get(provision);
      if (changed?.kind !== "number" || value === null || !Object.hasOwn(changed.parameters, parameter))
        return [];
      const found = changed.parameters[parameter];
      if (!found || (found.least <= value && value <= found.most)) return [];
      const { zh: title, en: titleEn, unit, least, most } = found;
      return [{ field: "value", details: { title, titleEn, unit, least, most } }];
    },
  },
  {
    code: "GZ-04",
    severity: "ERROR",
    text: {
      zh: "规则的参数须填写数值；用语和截止日期留空，数值在下次调整前一直有效。请改正后重新报送。",
      en: "A provision's parameter has a number, neither a text nor a last day: it holds until the next one.",
    },
    check: ({ provision, value, text, until }, { contracts }) =>
      changedBy(contracts).get(provision)?.kind === "number" &&
      (value === null || text !== null || until !== null)
        ? [{ field: "value" }]
        : [],
  },
  {
    code: "GZ-05",
    severity: "ERROR",
    text: {
      zh: "代码用语和法律依据须填写用语，数值留空。请改正后重新报送。",
      en: "A word of a code list, or a legal basis, has a text and no number.",
    },
    check: ({ provision, value, text }, { contracts }) => {
      const kind = changedBy(contracts).get(provision)?.kind;
      return (kind === "words" || kind === "bases") && (text === null || value !== null)
        ? [{ field: "text" }]
        : [];
    },
  },
  {
    code: "GZ-06",
    severity: "ERROR",
    text: {
      zh: "截止日期不能早于起始日期。请核对后重新报送。",
      en: "It does not end before it begins.",
    },
    check: ({ from, until }) => (until !== null && until < from ? [{ field: "until" }] : []),
  },
  {
    code: "GZ-07",
    severity: "ERROR",
    text: {
      zh: "“{text}”已是代码 {code} 的用语，不能再作其他代码的用语。请核对后重新报送。",
      en: "'{text}' is a word of the code {code} already.",
    },
    check: ({ provision, parameter, text }, { contracts }) => {
      const changed = changedBy(contracts).get(provision);
      const code = changed?.kind === "words" && text !== null ? codeOf(changed.list, text) : null;
      return code === null || text === null || code === parameter
        ? []
        : [{ field: "text", details: { text, code } }];
    },
  },
  {
    code: "GZ-08",
    severity: "ERROR",
    text: {
      zh: "代码用语中不能有顿号、逗号或分号，多个用语请分行填写。请改正后重新报送。",
      en: "A word of a code list has no comma or semicolon: give each word a row of its own.",
    },
    check: ({ provision, text }, { contracts }) => {
      const changed = changedBy(contracts).get(provision);
      return changed?.kind === "words" && text !== null && SEPARATOR.test(text) && !codeOf(changed.list, text)
        ? [{ field: "text" }]
        : [];
    },
  },
];
