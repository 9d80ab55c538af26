/** Under the answer: what it cost. */
import { useSyncExternalStore } from "react";
import type { LastCost } from "./cost.js";
import { useEditors } from "./use-editors.js";
import { useWayBack } from "./use-way-back.js";

export function Footer({ last }: { readonly last: LastCost }) {
  const cost = useSyncExternalStore(last.watch, last.get);
  useEditors();
  useWayBack();
  return (
    <div className="cost" role="status">
      {cost && (
        <>
          成本 Cost：{inWords(cost.estimate)}点
          {cost.limit !== null && `，上限 limit ${inWords(cost.limit)}点`}
          {cost.dearest.path.length > 0 && (
            <>
              ，最多 dearest <code>{cost.dearest.path.join(".")}</code> {inWords(cost.dearest.points)}点
            </>
          )}
        </>
      )}
    </div>
  );
}

function inWords(points: number): string {
  return points.toLocaleString("zh-CN");
}
