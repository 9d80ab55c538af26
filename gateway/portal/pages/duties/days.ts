/** The times of which the page speaks: the month and the year of a day. */
export interface Days {
  readonly asOf: string;
  readonly from: string;
  readonly until: string;
  readonly yearFrom: string;
  readonly yearUntil: string;
  /** The day after the month. */
  readonly later: string;
}

/** Of the day in the address, or else of today in Shanghai. */
export function daysOf(given: string | null): Days {
  const asOf = given !== null && isDay(given) ? given : today();
  const [year = 0, month = 1] = asOf.split("-").map(Number);
  const at = (day: Date): string => day.toISOString().slice(0, 10);
  return {
    asOf,
    from: `${asOf.slice(0, 7)}-01`,
    until: at(new Date(Date.UTC(year, month, 0))),
    yearFrom: `${asOf.slice(0, 4)}-01-01`,
    yearUntil: `${asOf.slice(0, 4)}-12-31`,
    later: at(new Date(Date.UTC(year, month, 1))),
  };
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function today(): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(new Date());
}
