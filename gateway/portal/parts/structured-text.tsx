/**
 * A text of headings, paragraphs, lists and tables, from its blocks: its characters are only ever characters.
 */
import type { FunctionalComponent, VNodeChild } from "vue";
import type { RecordQuery } from "../graph/public/graphql";

type Field = Extract<NonNullable<RecordQuery["node"]>, { readonly fields: unknown }>["fields"][number];
export type Block = Field["blocks"][number];

export interface StructuredTextProps {
  readonly blocks: readonly Block[];
  /** The level of the page's heading above it, from which its own go down. */
  readonly under: number;
}

export const StructuredText: FunctionalComponent<StructuredTextProps> = ({ blocks, under }) => (
  <div class="document">{blocks.map((block) => shown(block, under))}</div>
);
StructuredText.props = ["blocks", "under"];

function shown({ kind, level, marker, spans, rows }: Block, under: number): VNodeChild {
  const words = spans.map(({ text, address }) =>
    address === null || address === undefined ? text : <a href={address}>{text}</a>,
  );
  if (kind === "HEADING") {
    const Heading = `h${Math.min(under + Math.max(1, level - 1), 6)}`;
    return <Heading>{words}</Heading>;
  }
  if (kind === "TABLE") {
    const [head = [], ...body] = rows;
    return (
      <div class="scroll" tabindex={0} role="region" aria-label={head.join(" ")}>
        <table>
          <thead>
            <tr>
              {head.map((cell) => (
                <th scope="col">{cell}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.map((cells) => (
              <tr>
                {cells.map((cell) => (
                  <td>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    );
  }
  return (
    <p class={level > 0 && `item item-${Math.min(level, 3)}`}>
      {kind === "LIST_ITEM" && `${marker ?? "•"} `}
      {words}
    </p>
  );
}
