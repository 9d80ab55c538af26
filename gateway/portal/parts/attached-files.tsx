/** The files that a text names, each as a link; a text that names none is shown as it is. */
import type { FunctionalComponent } from "vue";

export const AttachedFiles: FunctionalComponent<{ readonly text: string }> = ({ text }) => {
  const parts = text.split("；").map((part) => ({ part, name: ADDRESS.exec(part)?.[1] }));
  if (!parts.every(({ name }) => name !== undefined)) return <>{text}</>;
  return (
    <ul class="plain">
      {parts.map(({ part, name }) => (
        <li>
          <a href={encodeURI(part)}>{name}</a>
        </li>
      ))}
    </ul>
  );
};
AttachedFiles.props = ["text"];

/** PROTOCOL.md, section 2. */
const ADDRESS = /^\/attachments\/[0-9a-f]{64}\/(.+)$/;
