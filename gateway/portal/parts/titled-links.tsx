/** Records by their titles, each a link, as the value of a fact: null where there are none. */
import type { VNodeChild } from "vue";
import { Link } from "./link";

export function titledLinks(
  records: readonly { readonly permalink: string; readonly title: string }[],
): VNodeChild {
  return records.length === 0 ? null : (
    <ul class="plain">
      {records.map(({ permalink, title }) => (
        <li>
          <Link to={permalink}>{title}</Link>
        </li>
      ))}
    </ul>
  );
}
