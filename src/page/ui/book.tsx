import { useSignal } from "@preact/signals";
import type { Block } from "../../report/method/book-blocks.ts";
import { useAside } from "./aside.tsx";
import { bookNow, words } from "./store.ts";

/** The equations of one part of the model with the sources of its numbers, once they are asked for. */
export function Book({ subject }: { readonly subject: string }) {
  const isOpen = useSignal(false);
  return (
    <details
      class="book"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{words.value.equations}</summary>
      {isOpen.value && <Blocks subject={subject} />}
    </details>
  );
}

function Blocks({ subject }: { readonly subject: string }) {
  const { told } = useAside(() => bookNow(subject), 0, subject);
  if (told === undefined) return <p class="quiet">{words.value.effectsBusy}</p>;
  // The title of the whole book stands on the page already.
  return <>{told.slice(1).map((block, i) => piece(block, i))}</>;
}

function piece(block: Block, key: number) {
  switch (block.kind) {
    case "heading":
      return <h3 key={key}>{block.text}</h3>;
    case "text":
      return (
        <p key={key} class="quiet">
          {block.text}
        </p>
      );
    case "terms":
      return (
        <dl key={key}>
          {block.rows.map(({ term, text }) => [<dt key={term}>{term}</dt>, <dd key={`${term} text`}>{text}</dd>])}
        </dl>
      );
    case "sources":
      return (
        <ol key={key}>
          {block.rows.map(({ place, text }) => (
            <li key={place} value={place + 1}>
              {text}
            </li>
          ))}
        </ol>
      );
    case "quantity":
      return (
        <div key={key} class="quantity">
          <p>
            <code>{block.name}</code> {block.label} <span class="quiet">{block.unit}</span>{" "}
            <span class="quiet">{block.place}</span>
          </p>
          {block.doc !== "" && <p>{block.doc}</p>}
          {block.lines.length > 0 && (
            <pre>
              {block.lines
                .map(({ left, right, when }) => `${left} = ${right}${when === undefined ? "" : `  (${when})`}`)
                .join("\n")}
            </pre>
          )}
        </div>
      );
  }
}
