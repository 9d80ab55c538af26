/** Names and values of one thing, as a list of definitions. What has no value is left out. */
import type { FunctionalComponent, VNodeChild } from "vue";

export interface Fact {
  readonly name: string;
  readonly value: VNodeChild;
}

export const Facts: FunctionalComponent<{ readonly facts: readonly Fact[] }> = ({ facts }) => (
  <dl class="facts">
    {facts
      .filter(({ value }) => value !== null && value !== undefined && value !== "")
      .map(({ name, value }) => [<dt>{name}</dt>, <dd>{value}</dd>])}
  </dl>
);
Facts.props = ["facts"];
