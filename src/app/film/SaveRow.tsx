import type { ReactNode } from "react";
import { useStore } from "zustand";
import type { Filming, FilmKind } from "../../workspace/state";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { failureWords, type Words } from "../words";
import type { FilmWords } from "../words/film";
import { useFilmWords } from "./filmWords";

/** Makes it, shows how far that is, and says how it ended. */
export function SaveRow(props: { kind: FilmKind; isReady: boolean; onSave(): void; children?: ReactNode }) {
  const words = useFilmWords();
  const common = useWords();
  const filming = useStore(useWorkspace().films, (state) => state.filming);
  return (
    <div className="film-foot">
      {filming.kind === "recording" ? (
        <>
          <progress value={filming.part} max={1} aria-label={words.progress} />
          <span className="film-aside">{words.recording(Math.floor(filming.part * 100))}</span>
          <Button onClick={filming.stop}>{words.stop}</Button>
        </>
      ) : (
        <>
          <Button tone="human" disabled={!props.isReady} onClick={props.onSave}>
            {words.save[props.kind]}
          </Button>
          {props.children}
        </>
      )}
      <p role="status" data-testid="film-outcome" className="film-outcome">
        {outcomeOf(filming, words, common)}
      </p>
    </div>
  );
}

/** Told when it begins and when it ends, and not for each frame. */
function outcomeOf(filming: Filming, words: FilmWords, common: Words): string {
  switch (filming.kind) {
    case "none":
      return "";
    case "recording":
      return words.began;
    case "saved":
      return words.saved(filming.name, common.bytes(filming.bytes));
    case "stopped":
      return words.stopped;
    case "failed":
      return failureWords(common, filming.failure.code);
  }
}
