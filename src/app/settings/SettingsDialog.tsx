import { DEFAULT_SETTINGS, LANGUAGES, limitsFor, type RunSettings, SPEEDS, showIn, THEMES } from "../../workspace";
import { useLanguage, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, Choice, Dialog, NumberField, SliderField, SwitchField } from "../controls";
import { useChosenDialect } from "../model/useChosenDialect";
import { useModel } from "../model/useModel";
import { LANGUAGE_NAMES } from "../words";

export function SettingsDialog() {
  const words = useWords();
  return (
    <Dialog name="settings" title={words.settings.title} about={words.settings.about}>
      <Sampling />
      <Limits />
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

function Sampling() {
  const words = useWords();
  const { settings, change } = useSettings();
  const { sampling } = settings;
  const set = (part: Partial<RunSettings["sampling"]>): void => change({ sampling: { ...sampling, ...part } });
  const off = words.settings.off;
  return (
    <section className="dialog-section">
      <h3>{words.settings.sampling}</h3>
      <SliderField
        label={words.settings.temperature}
        value={sampling.temperature}
        min={0}
        max={2}
        step={0.1}
        said={sampling.temperature.toFixed(1)}
        help={words.settings.temperatureHelp}
        onChange={(temperature) => set({ temperature })}
      />
      <SliderField
        label={words.settings.topK}
        value={sampling.topK}
        min={0}
        max={100}
        step={1}
        said={sampling.topK === 0 ? off : String(sampling.topK)}
        onChange={(topK) => set({ topK })}
      />
      <SliderField
        label={words.settings.topP}
        value={sampling.topP}
        min={0.05}
        max={1}
        step={0.05}
        said={sampling.topP === 1 ? off : sampling.topP.toFixed(2)}
        onChange={(topP) => set({ topP })}
      />
      <SliderField
        label={words.settings.minP}
        value={sampling.minP}
        min={0}
        max={0.5}
        step={0.01}
        said={sampling.minP === 0 ? off : sampling.minP.toFixed(2)}
        onChange={(minP) => set({ minP })}
      />
      <SliderField
        label={words.settings.repetitionPenalty}
        value={sampling.repetitionPenalty}
        min={1}
        max={2}
        step={0.05}
        said={sampling.repetitionPenalty === 1 ? off : sampling.repetitionPenalty.toFixed(2)}
        onChange={(repetitionPenalty) => set({ repetitionPenalty })}
      />
      <NumberField
        label={words.settings.seed}
        value={sampling.seed}
        min={0}
        max={4_294_967_295}
        onChange={(seed) => set({ seed: seed ?? 0 })}
      />
    </section>
  );
}

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
        checked={settings.blindfolded}
        help={words.settings.blindfoldHelp}
        onChange={(blindfolded) => change({ blindfolded })}
      />
      <Button onClick={() => change(DEFAULT_SETTINGS)}>{words.settings.reset}</Button>
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
