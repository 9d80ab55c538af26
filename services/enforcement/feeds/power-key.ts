/** A power's code is its own within an agency only: since 2020 the twenty towns enforce the same powers. */
export function powerKeyOf({
  agencyUscc,
  powerCode,
}: {
  readonly agencyUscc?: string | null;
  readonly powerCode?: string | null;
}): string {
  return `${String(agencyUscc)} ${String(powerCode)}`;
}
