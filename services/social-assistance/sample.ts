/**
 * Invented statistics that keep every rule: line by line of period × town × kind, each a function of its
 * place, so that months follow from one another.
 */
import {
  periodOf,
  SAMPLE_TOWNS,
  sampleInstitutionCode,
  shiftPeriod,
  type PeriodKind,
  type Random,
  type SampleContext,
  type SampleGenerators,
  type SampleRow,
} from "#kit";

export const samples: SampleGenerators = {
  "social-assistance.minimum-living": (_random, index, context) =>
    minimumLiving(placeOf(index, "month", 2, context)),
  "social-assistance.extreme-poverty": (_random, index, context) =>
    extremePoverty(placeOf(index, "month", 2, context)),
  "social-assistance.temporary": (_random, index, context) =>
    temporary(placeOf(index, "quarter", 1, context)),
  "social-assistance.freshmen": freshmen,
  "social-assistance.standards": standard,
  "social-assistance.elderly-care": elderlyCare,
  "social-assistance.charities": charity,
};

interface FigureLine {
  readonly period: string;
  readonly town: string;
  readonly townNumber: number;
  readonly kind: number;
}

/** The first rows are of the latest period that has ended. */
function placeOf(index: number, kind: PeriodKind, kinds: number, { today }: SampleContext): FigureLine {
  const lines = SAMPLE_TOWNS.length * kinds;
  const townNumber = Math.floor((index % lines) / kinds);
  return {
    period: shiftPeriod(periodOf(kind, today), -1 - Math.floor(index / lines)),
    town: SAMPLE_TOWNS[townNumber] ?? "溪翁庄镇",
    townNumber,
    kind: index % kinds,
  };
}

/** Goes up and down a little with the months. */
function personsIn(period: string, { townNumber, kind }: FigureLine): number {
  const month = Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7));
  return 60 + townNumber * 7 + kind * 45 + ((month * (townNumber + 3)) % 9);
}

/**
 * An allowance makes up what an income lacks: of a person it is less than the standard, and no two towns'
 * same.
 */
function minimumLivingYuan(period: string, place: FigureLine): number {
  const month = Number(period.slice(5, 7));
  const perPerson = (place.kind === 0 ? 986 : 931) + ((month * 17 + place.townNumber * 29) % 83);
  return personsIn(period, place) * perPerson + ((month * 7 + place.townNumber) % 19);
}

function minimumLiving(place: FigureLine): SampleRow {
  const { period, town, kind } = place;
  const [persons, before] = [personsIn(period, place), personsIn(shiftPeriod(period, -1), place)];
  let soFar = 0;
  for (let month = 1; month <= Number(period.slice(5)); month += 1)
    soFar += minimumLivingYuan(`${period.slice(0, 5)}${String(month).padStart(2, "0")}`, place);
  return {
    period: written(period),
    town,
    kind: kind === 0 ? "城市低保" : "农村低保",
    households: String(Math.ceil(persons * 0.6)),
    persons: String(persons),
    added: String(Math.max(0, persons - before)),
    left: String(Math.max(0, before - persons)),
    spendingYuan: String(minimumLivingYuan(period, place)),
    cumulativeYuan: String(soFar),
  };
}

function extremePoverty(place: FigureLine): SampleRow {
  const persons = Math.floor(personsIn(place.period, place) / 6);
  const [fullCare, halfCare] = [Math.floor(persons / 5), Math.floor(persons / 4)];
  // Whoever comes or goes within a month has a part of it.
  const livingYuan = persons * 2_175 - ((place.townNumber * 131 + persons * 17) % 700);
  const careYuan = fullCare * 1_200 + halfCare * 600 - ((place.townNumber * 37 + persons * 11) % 300);
  return {
    period: written(place.period),
    town: place.town,
    support: place.kind === 0 ? "分散供养" : "集中供养",
    persons: String(persons),
    fullCare: String(fullCare),
    halfCare: String(halfCare),
    selfCare: String(persons - fullCare - halfCare),
    livingYuan: String(livingYuan),
    careYuan: String(careYuan),
    spendingYuan: String(livingYuan + careYuan),
  };
}

function temporary(place: FigureLine): SampleRow {
  const quarter = Number(place.period.slice(0, 4)) * 4 + Number(place.period.slice(6));
  const times = 5 + ((quarter * 5 + place.townNumber * 3) % 30);
  const emergency = Math.floor(times / 3);
  return {
    period: place.period.replace("-Q", "年第") + "季度",
    town: place.town,
    personTimes: String(times),
    householdTimes: String(Math.ceil(times / 2)),
    emergencyTimes: String(emergency),
    expenditureTimes: String(times - emergency),
    spendingYuan: `${times * 3_200 + ((times * 173 + place.townNumber * 59) % 1_900)}.5`,
  };
}

function freshmen(random: Random, index: number, { today }: SampleContext): SampleRow {
  const persons = random.int(12, 80);
  return {
    period: `${shiftPeriod(periodOf("schoolYear", today), -1 - Math.floor(index / 3))}学年`,
    familyKind: ["低保", "低收入", "特困"][index % 3] ?? "低保",
    persons: String(persons),
    spendingYuan: String(persons * 4_500 - random.int(1, 9) * 300),
  };
}

const ITEMS = ["城乡低保", "特困人员基本生活", "低收入家庭认定", "困境儿童生活费"];

function standard(_random: Random, index: number, { today }: SampleContext): SampleRow {
  const year = Number(today.slice(0, 4)) - Math.floor(index / ITEMS.length);
  return {
    item: ITEMS[index % ITEMS.length] ?? "城乡低保",
    monthlyYuan: String(1_245 + (year - 2_020) * 45 + (index % ITEMS.length) * 500),
    effectiveDate: `${year}/7/1`,
    documentNumber: `京民示例发〔${year}〕${(index % ITEMS.length) + 1}号`,
  };
}

function elderlyCare(random: Random, index: number): SampleRow {
  return {
    name: `密云区示例养老院（${index + 1}）`,
    unifiedSocialCreditCode: sampleInstitutionCode("52", 200_000 + index),
    town: SAMPLE_TOWNS[index % SAMPLE_TOWNS.length] ?? "溪翁庄镇",
    address: `密云区示例路 ${index + 1} 号`,
    ownership: random.pick(["公办", "民办", "公建民营"]),
    beds: String(random.int(2, 30) * 10),
    stars: random.pick(["", "1", "2", "3", "4", "5"]),
    phone: `010-0000${String(index % 10_000).padStart(4, "0")}`,
  };
}

function charity(random: Random, index: number, { today }: SampleContext): SampleRow {
  return {
    name: `密云区示例慈善基金会（${index + 1}）`,
    unifiedSocialCreditCode: sampleInstitutionCode("53", index),
    recognisedOn: `${Number(today.slice(0, 4)) - 1 - (index % 8)}年${(index % 12) + 1}月${(index % 28) + 1}日`,
    canRaiseFunds: random.pick(["是", "否"]),
    scope: random.pick(["助学、助老", "助残、济困", "救灾、环境保护"]),
    status: index % 9 === 8 ? "已注销" : "有效",
  };
}

/** 2026-05 → 2026年5月. */
function written(period: string): string {
  return `${period.slice(0, 4)}年${Number(period.slice(5))}月`;
}
