import { FILM_KINDS, FILM_SUBJECTS } from "../../workspace/state";
import { useLine, useTrace, useView } from "../binding/useWorkspace";
import { Choice, Dialog, NumberField } from "../controls";
import { FilmTab } from "./FilmTab";
import { useFilmWords } from "./filmWords";
import { PaperTab } from "./PaperTab";
import { SheetTab } from "./SheetTab";
import { MOST_SHOTS } from "./shots";
import { useChoice } from "./useChoice";
import { rangeOf, useSubject } from "./useScenes";
import { useShots } from "./useShots";
import "./film.css";

/** The line in sight for people who do not have the page: what is made, of which steps, and how it will look. */
export function FilmDialog() {
  const words = useFilmWords();
  const isOpen = useView(({ dialog }) => dialog === "film");
  return (
    <Dialog name="film" title={words.title} about={words.about} widest>
      {isOpen ? <Shown /> : null}
    </Dialog>
  );
}

const TABS = { film: FilmTab, sheet: SheetTab, paper: PaperTab } as const;

/** Nothing is gathered while the dialog is closed. */
function Shown() {
  const words = useFilmWords();
  const [{ kind }, choose] = useChoice();
  const shown = useShots();
  const Tab = TABS[kind];
  return (
    <div className="film">
      <div className="film-head">
        <Choice
          label={words.kind}
          value={kind}
          options={FILM_KINDS.map((value) => ({ value, name: words.kinds[value] }))}
          onChange={(value) => choose({ kind: value })}
        />
        <p className="film-aside">{words.kindsAbout[kind]}</p>
        <Subject />
      </div>
      {shown.untold > 0 ? <p className="film-aside">{words.untold(shown.untold)}</p> : null}
      {shown.isTooLong ? (
        <p role="alert" className="film-news">
          {words.tooMany(MOST_SHOTS)}
        </p>
      ) : shown.shots.length === 0 ? (
        <p className="film-news">{words.nothing}</p>
      ) : (
        <Tab shown={shown} />
      )}
    </div>
  );
}

/** Of what it is told: the steps of the line, or the chapters where there are some. */
function Subject() {
  const words = useFilmWords();
  const subject = useSubject();
  const chapters = useTrace()?.story.length ?? 0;
  const [, choose] = useChoice();
  return (
    <>
      {chapters > 0 ? (
        <Choice
          label={words.subject}
          value={subject}
          options={FILM_SUBJECTS.map((value) => ({ value, name: words.subjects[value] }))}
          onChange={(value) => choose({ subject: value })}
        />
      ) : null}
      {subject === "line" ? <StepRange /> : <p className="film-aside">{words.chapters(chapters)}</p>}
    </>
  );
}

/** From which step to which. */
function StepRange() {
  const words = useFilmWords();
  const { line } = useLine();
  const [choice, choose] = useChoice();
  const { from, to } = rangeOf(choice, line.length);
  return (
    <div className="film-range">
      <NumberField
        label={words.from}
        value={from}
        min={1}
        max={line.length}
        onChange={(value) => choose({ from: value })}
      />
      <NumberField
        label={words.to}
        value={to}
        min={from}
        max={line.length}
        onChange={(value) => choose({ to: value })}
      />
    </div>
  );
}
