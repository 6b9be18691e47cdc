import type { Asked, Told, WorkbookAsked } from "../answer.ts";

/** What the engine says of a question that it cannot answer. */
export class Refused extends Error {
  readonly said: { readonly en: string; readonly zh: string };
  constructor(said: { readonly en: string; readonly zh: string }) {
    super(said.en);
    this.said = said;
  }
}

/** A line to the engine in its worker. */
export interface Link {
  readonly ask: <Answer, Part = Answer>(asked: Asked | WorkbookAsked, heard?: (part: Part) => void) => Promise<Answer>;
  /** Ends the engine; what is still asked is never answered. */
  readonly end: () => void;
}

/** Starts the engine from the text of its program. */
export function startLink(program: string): Link {
  const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  const worker = new Worker(address);
  const waiting = new Map<
    number,
    {
      readonly done: (answer: never) => void;
      readonly failed: (error: Error) => void;
      readonly heard?: (answer: never) => void;
    }
  >();
  let last = 0;
  worker.onmessage = ({ data }: MessageEvent<Told>) => {
    const asked = waiting.get(data.number);
    if (asked === undefined) return;
    if (data.more) {
      asked.heard?.(data.answer as never);
      return;
    }
    waiting.delete(data.number);
    if (data.wrong !== undefined) asked.failed(new Refused(data.wrong));
    else asked.done(data.answer as never);
  };
  worker.onerror = (event) => {
    for (const { failed } of waiting.values()) failed(new Error(event.message));
    waiting.clear();
  };
  return {
    ask: (asked, heard) =>
      new Promise((done, failed) => {
        last++;
        waiting.set(last, { done, failed, heard } as never);
        worker.postMessage({ ...asked, number: last });
      }),
    end: () => {
      worker.terminate();
      URL.revokeObjectURL(address);
    },
  };
}
