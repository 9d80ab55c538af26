/** In a form: what the address asks beside the form's own fields, so that it stays. */
import type { FunctionalComponent } from "vue";

export interface HiddenStateProps {
  /** Path and query. */
  readonly address: string;
  /** The names of the form's own fields. */
  readonly own: ReadonlySet<string>;
}

export const HiddenState: FunctionalComponent<HiddenStateProps> = ({ address, own }) =>
  [...new URLSearchParams(address.split("?")[1] ?? "")]
    .filter(([name]) => !own.has(name))
    .map(([name, value]) => <input type="hidden" name={name} value={value} />);
HiddenState.props = ["address", "own"];
