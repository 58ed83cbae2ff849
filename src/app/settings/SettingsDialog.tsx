import { showIn } from "../../workspace/files";
import { LANGUAGES } from "../../workspace/ports";
import { limitsFor } from "../../workspace/runs";
import { DEFAULT_SETTINGS, type RunSettings, SPEEDS, THEMES } from "../../workspace/state";
import { useLanguage, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, Choice, Dialog, NumberField, SliderField, SwitchField } from "../controls";
// Past the barrel, which the first load brings: only dialogs ask for a name.
import { RaterNameField } from "../controls/RaterNameField";
import { useChosenDialect, useModel } from "../model/useModel";
import { LANGUAGE_NAMES } from "../words";

export function SettingsDialog() {
  const words = useWords();
  return (
    <Dialog name="settings" title={words.settings.title} about={words.settings.about}>
      <Sampling />
      <Limits />
      <Judging />
      <Screen />
    </Dialog>
  );
}

function useSettings() {
  const { view } = useWorkspace();
  const settings = useView((state) => state.settings);
  const change = (part: Partial<RunSettings>): void =>
    view.setState(({ settings }) => ({ settings: { ...settings, ...part } }));
  return { settings, change };
}

interface SamplingSlider {
  readonly name: "temperature" | "topK" | "topP" | "minP" | "repetitionPenalty";
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly digits: number;
  /** The value that switches it off. */
  readonly off: number | null;
}

const SAMPLING_SLIDERS: readonly SamplingSlider[] = [
  { name: "temperature", min: 0, max: 2, step: 0.1, digits: 1, off: null },
  { name: "topK", min: 0, max: 100, step: 1, digits: 0, off: 0 },
  { name: "topP", min: 0.05, max: 1, step: 0.05, digits: 2, off: 1 },
  { name: "minP", min: 0, max: 0.5, step: 0.01, digits: 2, off: 0 },
  { name: "repetitionPenalty", min: 1, max: 2, step: 0.05, digits: 2, off: 1 },
];

function Sampling() {
  const words = useWords();
  const { settings, change } = useSettings();
  const { sampling } = settings;
  const set = (part: Partial<RunSettings["sampling"]>): void => change({ sampling: { ...sampling, ...part } });
  return (
    <section className="dialog-section">
      <h3>{words.settings.sampling}</h3>
      {SAMPLING_SLIDERS.map(({ name, min, max, step, digits, off }) => (
        <SliderField
          key={name}
          label={words.settings[name]}
          value={sampling[name]}
          min={min}
          max={max}
          step={step}
          said={sampling[name] === off ? words.settings.off : sampling[name].toFixed(digits)}
          {...(name === "temperature" ? { help: words.settings.temperatureHelp } : {})}
          onChange={(value) => set({ [name]: value })}
        />
      ))}
      <NumberField
        label={words.settings.seed}
        value={sampling.seed}
        min={0}
        max={LARGEST_SEED}
        onChange={(seed) => set({ seed: seed ?? 0 })}
      />
    </section>
  );
}

/** A seed is an unsigned number of 32 bits. */
const LARGEST_SEED = 2 ** 32 - 1;

function Limits() {
  const words = useWords();
  const { settings, change } = useSettings();
  const { card } = useModel();
  const { dialect } = useChosenDialect();
  const own = limitsFor(card, { ...settings, turns: null, tokensPerTurn: null }, dialect ?? {});
  return (
    <section className="dialog-section">
      <h3>{words.settings.limits}</h3>
      <NumberField
        label={words.settings.turns}
        value={settings.turns}
        placeholder={String(own.turns)}
        min={1}
        max={64}
        onChange={(turns) => change({ turns })}
      />
      <NumberField
        label={words.settings.tokensPerTurn}
        value={settings.tokensPerTurn}
        placeholder={String(own.tokensPerTurn)}
        min={1}
        max={4096}
        onChange={(tokensPerTurn) => change({ tokensPerTurn })}
      />
      <NumberField
        label={words.settings.siblings}
        value={settings.siblings}
        min={2}
        max={16}
        help={words.settings.siblingsHelp}
        onChange={(siblings) => change({ siblings: siblings ?? DEFAULT_SETTINGS.siblings })}
      />
      <SwitchField
        label={words.settings.blindfold}
        checked={settings.refuseActions}
        help={words.settings.blindfoldHelp}
        onChange={(refuseActions) => change({ refuseActions })}
      />
      <Button onClick={() => change(DEFAULT_SETTINGS)}>{words.settings.reset}</Button>
    </section>
  );
}

function Judging() {
  const words = useWords();
  return (
    <section className="dialog-section">
      <h3>{words.settings.raters}</h3>
      <RaterNameField />
    </section>
  );
}

function Screen() {
  const workspace = useWorkspace();
  const { view } = workspace;
  const words = useWords();
  const language = useLanguage();
  const { theme, speed, loop } = useView(({ theme, speed, loop }) => ({ theme, speed, loop }));
  return (
    <section className="dialog-section">
      <h3>{words.settings.screen}</h3>
      <Choice
        label={words.settings.theme}
        value={theme}
        options={THEMES.map((value) => ({ value, name: words.settings.themes[value] }))}
        onChange={(theme) => view.setState({ theme })}
      />
      <Choice
        label={words.settings.language}
        value={language}
        options={LANGUAGES.map((value) => ({ value, name: LANGUAGE_NAMES[value] }))}
        onChange={(language) => void showIn(workspace, language)}
      />
      <Choice
        label={words.settings.playback}
        value={String(speed)}
        options={SPEEDS.map((value) => ({ value: String(value), name: `${value}×` }))}
        onChange={(value) => view.setState({ speed: Number(value) })}
      />
      <SwitchField label={words.strip.loop} checked={loop} onChange={(loop) => view.setState({ loop })} />
    </section>
  );
}
