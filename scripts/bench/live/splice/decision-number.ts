/**
 * Penalties are numbered from 1 in the order of their publication, so that whoever sees them notices what is
 * missing and what comes again.
 */
export function numberFor(number: number, decisionDate: string): string {
  return `京密示例罚〔${/\d{4}/.exec(decisionDate)?.[0] ?? ""}〕${number}号`;
}

export function numberIn(decisionNumber: string): number {
  return Number(/(\d+)号$/.exec(decisionNumber)?.[1]);
}
