/** Opens what a form asks for as an address of the portal. What is empty is left out. */
import type { Router } from "vue-router";

export async function submitQuery(event: Event, router: Router): Promise<void> {
  const { currentTarget: form } = event;
  if (!(form instanceof HTMLFormElement)) return;
  event.preventDefault();
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && value !== "") asked.append(name, value);
  await router.push(`${new URL(form.action).pathname}?${asked}`);
}
