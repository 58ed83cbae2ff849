import type { FilmForm } from "../../workspace/ports";
import { FILM_RATES, FILM_SIZES, FILM_SPEEDS } from "../../workspace/state";
import { Choice, NumberField, SwitchField } from "../controls";
import { useTheme } from "../theme";
import { GIF_RATES, gifRate, SIDE, sizeOf } from "./choices";
import { useFilmWords } from "./filmWords";
import { useChoice } from "./useChoice";

/** As what a film is written, how large, and how fast. */
export function FilmFields({ forms, form }: { forms: readonly FilmForm[] | null; form: FilmForm | null }) {
  const words = useFilmWords();
  const [choice, choose] = useChoice();
  const page = useTheme();
  return (
    <div className="film-fields">
      {forms && form ? (
        <Choice
          label={words.container}
          value={form.container}
          options={forms.map(({ container, codec }) => ({
            value: container,
            name: [words.containers[container], words.codecs[codec]].filter(Boolean).join(" · "),
          }))}
          onChange={(container) => choose({ container })}
        />
      ) : null}
      {form ? <p className="film-aside">{words.containerHelp[form.container]}</p> : null}
      <SizeFields form={form} />
      <SwitchField label={words.captions} checked={choice.captions} onChange={(captions) => choose({ captions })} />
      <Choice
        label={words.theme}
        value={choice.theme ?? page}
        options={(["light", "dark"] as const).map((value) => ({ value, name: words.themes[value] }))}
        onChange={(theme) => choose({ theme })}
      />
      <Choice
        label={words.speed}
        value={String(choice.speed)}
        options={FILM_SPEEDS.map((speed) => ({ value: String(speed), name: `${speed}×` }))}
        onChange={(speed) => choose({ speed: Number(speed) })}
      />
      <RateField isGif={form?.container === "gif"} />
    </div>
  );
}

function RateField({ isGif }: { isGif: boolean }) {
  const words = useFilmWords();
  const [{ framesPerSecond }, choose] = useChoice();
  const rates = isGif ? GIF_RATES : FILM_RATES;
  const rate = isGif ? gifRate(framesPerSecond) : framesPerSecond;
  return (
    <Choice
      label={words.rate}
      value={String(rate)}
      options={rates.map((value) => ({ value: String(value), name: String(value) }))}
      onChange={(value) => choose({ framesPerSecond: Number(value) })}
    />
  );
}

function SizeFields({ form }: { form: FilmForm | null }) {
  const words = useFilmWords();
  const [choice, choose] = useChoice();
  const asked = sizeOf(choice);
  const isEvened = form !== null && (form.size.width !== asked.width || form.size.height !== asked.height);
  return (
    <>
      <Choice
        label={words.size}
        value={choice.size}
        options={FILM_SIZES.map((value) => ({ value, name: words.sizes[value] }))}
        onChange={(size) => choose({ size, ...(size === "own" ? asked : {}) })}
      />
      {choice.size === "own" ? (
        <div className="film-range">
          <NumberField
            label={words.width}
            value={choice.width}
            {...SIDE}
            onChange={(width) => choose({ width: width ?? choice.width })}
          />
          <NumberField
            label={words.height}
            value={choice.height}
            {...SIDE}
            onChange={(height) => choose({ height: height ?? choice.height })}
          />
        </div>
      ) : null}
      {isEvened ? <p className="film-aside">{words.evened(form.size.width, form.size.height)}</p> : null}
    </>
  );
}
