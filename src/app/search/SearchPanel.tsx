import { X } from "lucide-react";
import { useState } from "react";
import { useStore } from "zustand";
import { useTrace, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import { AskedPerson } from "./AskedPerson";
import { SearchForm } from "./SearchForm";
import { SearchStatus } from "./SearchStatus";
import { SearchView } from "./SearchView";
import { useSearchWords, useShownSearch } from "./useSearch";
import "./search.css";

/** A search of the open trace: asked for, watched, steered. It stands where the tree does. */
export function SearchPanel() {
  const workspace = useWorkspace();
  const words = useSearchWords();
  const trace = useTrace();
  const { ids, driven, soFar, flaw, isDriving } = useShownSearch();
  const [isAsking, setIsAsking] = useState(false);
  const refusal = useStore(workspace.search, (state) => state.refusal);
  const isForm = isAsking || ids.length === 0;
  return (
    <section className="column search" aria-label={words.title}>
      <header className="column-head">
        <h2 className="column-title">{words.title}</h2>
        <IconButton
          label={words.close}
          icon={<X size={16} />}
          onClick={() => workspace.view.setState({ searchOpen: false })}
        />
      </header>
      {ids.length > 0 ? <WhichSearch isForm={isForm} onAsk={setIsAsking} /> : null}
      {refusal === null ? null : (
        <p className="search-refusal" role="alert">
          {words.refusals[refusal] ?? refusal}
        </p>
      )}
      {isForm ? <SearchForm onStart={() => setIsAsking(false)} /> : null}
      {!isForm && flaw ? <p className="search-refusal">{words.flawed}</p> : null}
      {!isForm && driven && soFar && trace ? (
        <>
          <SearchStatus driven={soFar} isDriving={isDriving} />
          {isDriving ? null : <AskedPerson driven={driven} trace={trace} />}
          <SearchView driven={soFar} steerable={driven.state.tree.length} trace={trace} />
        </>
      ) : null}
    </section>
  );
}

const NEW = "";

/** Which search is shown, or that another one is to be begun. */
function WhichSearch({ isForm, onAsk }: { isForm: boolean; onAsk(isAsking: boolean): void }) {
  const { search } = useWorkspace();
  const words = useSearchWords();
  const trace = useTrace();
  const { ids, driven } = useShownSearch();
  const methodOf = (id: string): string => {
    const plan = trace?.searches.get(id)?.plan ?? "";
    const name = /"method":\{"name":"([a-z-]+)"/.exec(plan)?.[1];
    return Object.entries(words.methods).find(([key]) => key === name)?.[1] ?? words.title;
  };
  return (
    <div className="search-which">
      <select
        className="input"
        aria-label={words.which}
        value={isForm ? NEW : (driven?.id ?? ids.at(-1))}
        onChange={({ target }) => {
          onAsk(target.value === NEW);
          if (target.value !== NEW) search.setState({ shown: target.value });
        }}
      >
        {ids.map((id, i) => (
          <option key={id} value={id}>
            {words.nth(i + 1, methodOf(id))}
          </option>
        ))}
        <option value={NEW}>{words.fresh}</option>
      </select>
    </div>
  );
}
