import { useSignal } from "@preact/signals";
import { SOON, useAside, Wide } from "./aside.tsx";
import { Book } from "./book.tsx";
import { explainNumber, facts, say, subjectNow, words } from "./store.ts";

/** The numbers of one part of the model beside the untouched scenario's. */
function Subject({ subject }: { readonly subject: string }) {
  const { told: found, isBusy } = useAside(() => subjectNow(subject), SOON, subject);
  const told = words.value;
  if (found === undefined) return <p class="quiet">{told.effectsBusy}</p>;
  return (
    <Wide>
      <table aria-busy={isBusy}>
        <thead>
          <tr>
            <th scope="col">{told.quantity}</th>
            <th scope="col">{told.unit}</th>
            {found.years.map((year) => (
              <th scope="col" class="number" key={year}>
                {year}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.rows.map(({ path, label, unit, values, before }) => (
            <tr key={path}>
              <th scope="row">{label}</th>
              <td class="quiet">{unit}</td>
              {found.years.map((year, i) => (
                <td class="number" key={year}>
                  <button type="button" class="link" onClick={() => void explainNumber(path, year)}>
                    {values[i]}
                  </button>
                  {values[i] !== before[i] && <div class="quiet">({before[i]})</div>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** The numbers of the model part by part, with those first that nothing else on the page tells. */
export function Subjects() {
  const { subjects } = facts.value;
  const told = words.value;
  const chosen = useSignal(subjects.find(({ id }) => id === "sinks")?.id ?? subjects[0].id);
  return (
    <div>
      <label class="part">
        <span class="quiet">{told.part}</span>{" "}
        <select
          value={chosen.value}
          onChange={(event) => {
            chosen.value = event.currentTarget.value;
          }}
        >
          {subjects.map(({ id, label }) => (
            <option key={id} value={id}>
              {say(label)}
            </option>
          ))}
        </select>
      </label>
      <p class="quiet">{told.partNote}</p>
      <Subject key={chosen.value} subject={chosen.value} />
      <Book key={`book ${chosen.value}`} subject={chosen.value} />
    </div>
  );
}
