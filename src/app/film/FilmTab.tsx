import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { createFilm, type Film } from "../../film";
import type { Size } from "../../geometry";
import { recordFilm } from "../../workspace/filming";
import type { FilmForm } from "../../workspace/ports";
import { useWorkspace } from "../binding/useWorkspace";
import { gifRate, sizeOf } from "./choices";
import { FilmFields } from "./FilmFields";
import { useFilmWords } from "./filmWords";
import { measureContext } from "./measure";
import { Preview } from "./Preview";
import { SaveRow } from "./SaveRow";
import { useChoice } from "./useChoice";
import type { Shown } from "./useShots";

/** A film of the line: how it will look at any time of it, as what it is written, and how large. */
export function FilmTab({ shown }: { shown: Shown }) {
  const words = useFilmWords();
  const workspace = useWorkspace();
  const [choice] = useChoice();
  const forms = useForms(sizeOf(choice), choice.framesPerSecond);
  const form = forms?.find(({ container }) => container === choice.container) ?? forms?.[0] ?? null;
  const film = useFilm(shown, form);
  return (
    <div className="film-columns">
      <div className="film-shown">
        {film ? (
          <Preview film={film} />
        ) : (
          <p className="film-news" aria-busy="true">
            {forms?.length === 0 ? words.noForm : shown.isReady ? words.trying : words.gathering}
          </p>
        )}
        {shown.missing > 0 ? <p className="film-aside">{words.missing(shown.missing)}</p> : null}
      </div>
      <FilmFields forms={forms} form={form} />
      <SaveRow
        kind="film"
        isReady={film !== null}
        onSave={() => {
          if (film && form) void recordFilm(workspace, film, form);
        }}
      />
    </div>
  );
}

/** What this browser can write at a size; null until it was tried. */
function useForms({ width, height }: Size, framesPerSecond: number): readonly FilmForm[] | null {
  const { edges } = useWorkspace();
  const { data } = useQuery({
    queryKey: ["film-forms", width, height, framesPerSecond],
    queryFn: () => edges.films.forms({ width, height }, framesPerSecond),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? null;
}

/** The film as it would be written; null until its pictures are there. */
function useFilm({ shots, layers, look, isReady }: Shown, form: FilmForm | null): Film | null {
  const [{ captions, speed, framesPerSecond }] = useChoice();
  return useMemo(() => {
    if (!form || !isReady) return null;
    const rate = form.container === "gif" ? gifRate(framesPerSecond) : framesPerSecond;
    const plan = { shots, layers, look, size: form.size, framesPerSecond: rate, captions, speed };
    return createFilm(plan, measureContext());
  }, [shots, layers, look, isReady, form, captions, speed, framesPerSecond]);
}
