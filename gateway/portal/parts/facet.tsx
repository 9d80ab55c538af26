/** Values by which results are narrowed, each a link that adds or takes it away. */
import type { FunctionalComponent } from "vue";
import { useRoute } from "vue-router";
import { Link } from "./link";
import { useWords } from "../words";

export interface FacetProps {
  readonly name: string;
  /** Its name in the address; several values are joined by commas. */
  readonly parameter: string;
  readonly chosen: readonly string[];
  /** One value takes the place of another. */
  readonly isSingle?: boolean;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly count: number }[];
}

export const Facet: FunctionalComponent<FacetProps> = ({
  name,
  parameter,
  chosen,
  isSingle = false,
  choices,
}) => {
  const { number } = useWords();
  const { query, path } = useRoute();
  const to = (value: string): string => {
    const others = isSingle ? [] : chosen.filter((other) => other !== value);
    const values = chosen.includes(value) ? others : [...others, value];
    const parameters = new URLSearchParams(
      Object.entries(query).flatMap(([key, given]) => (typeof given === "string" ? [[key, given]] : [])),
    );
    parameters.delete("after");
    if (values.length === 0) parameters.delete(parameter);
    else parameters.set(parameter, values.join(","));
    return `${path}?${parameters}`;
  };
  if (choices.length === 0) return null;
  return (
    <section>
      <h2>{name}</h2>
      <ul class="facet">
        {choices.slice(0, SHOWN).map(({ value, label, count }) => (
          <li>
            <Link to={to(value)} aria-current={chosen.includes(value) ? "true" : undefined} rel="nofollow">
              {label}
            </Link>
            <span class="quiet number">{number(count)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
Facet.props = ["name", "parameter", "chosen", "isSingle", "choices"];

/** The rest is found by more words. */
const SHOWN = 12;
