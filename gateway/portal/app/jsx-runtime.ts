/**
 * How JSX becomes Vue's nodes: as `vue/jsx-runtime` does it, but a condition that fails draws nothing (Vue
 * writes "false"), and what stands in a component is its slot.
 */
import { Fragment, h, type VNode } from "vue";

type Properties = Record<string, unknown> & { readonly children?: unknown };

export { Fragment };

export function jsx(type: unknown, { children, ...rest }: Properties, key?: string | number): VNode {
  const properties = key === undefined ? rest : { ...rest, key };
  const content = typeof children === "boolean" || children === undefined ? null : children;
  // h has no signature for every kind of node at once
  const draw = h as (type: unknown, properties: object, children: unknown) => VNode;
  if (type === Fragment) return draw(type, properties, [content].flat());
  const isComponent = typeof type !== "string";
  if (!isComponent || content === null) return draw(type, properties, content);
  return draw(type, properties, isSlots(content) ? content : { default: () => content });
}

export const jsxs = jsx;

function isSlots(content: unknown): boolean {
  return (
    typeof content === "object" && content !== null && !Array.isArray(content) && !("__v_isVNode" in content)
  );
}
