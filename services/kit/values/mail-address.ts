/**
 * An address that mail may be sent to: one, plain, in ASCII. No name, list, quote, comment or line break, by
 * which a header or a second receiver could come in.
 */
const FORM =
  /^[A-Za-z0-9.!#$%&*+/=?^_{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;
const LONGEST = 254;

export function isMailAddress(text: string): boolean {
  return text.length <= LONGEST && FORM.test(text);
}
