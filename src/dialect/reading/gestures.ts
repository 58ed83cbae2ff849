import type { Gesture } from "../../action";

// What systems call the things that can be done to a screen.

/** What ends a run instead of doing anything. */
const ENDS = new Set(
  "finished finish terminate answer done task_complete complete impossible end stop status".split(" "),
);

const NAMES: Readonly<Record<Gesture, string>> = {
  click:
    "click left_click left_single single_click tap click_at left_click_at click_element click_element_by_index " +
    "click_by_index",
  "double-click": "double_click left_double double_tap double_click_at",
  "triple-click": "triple_click triple_click_at",
  "right-click": "right_click right_single right_click_at",
  "middle-click": "middle_click middle_click_at",
  "long-press": "long_press long_press_at long_click",
  hover: "move mouse_move move_to hover hover_at cursor_position",
  press: "left_mouse_down mouse_down key_down keydown press hold_key",
  release: "left_mouse_up mouse_up key_up keyup release",
  drag: "drag left_click_drag drag_and_drop swipe select",
  scroll: "scroll hscroll scroll_at scroll_document scroll_to scroll_up scroll_down scroll_left scroll_right",
  type: "type type_text type_text_at type_name input_text input fill",
  key: "key keypress key_press hotkey key_combination press_key send_keys",
  wait: "wait wait_5_seconds sleep",
  screenshot: "screenshot take_screenshot",
  device:
    "open open_app open_web_browser navigate search go_back go_forward navigate_back navigate_home press_home " +
    "press_back press_enter press_recent system_button call_user ask_user interact new_tab switch_tab close_tab " +
    "tab_focus page_focus back home recent enter keyboard_enter launch goto go_to_url google google_search select_option note " +
    "call_api take_over press_space press_tab press_esc press_up press_down press_left press_right press_pgup press_pgdn",
};

const GESTURE_OF: ReadonlyMap<string, Gesture> = new Map(
  Object.entries(NAMES).flatMap(([gesture, names]) =>
    names.split(" ").map((name) => [name, gesture as Gesture] as const),
  ),
);

/** Verbs of `device` say by themselves what is done. */
export const namesItself = (gesture: Gesture): boolean => gesture === "device";

/** What a verb of any system does; `end` ends the run. Null for one that is not known. */
export function gestureOf(verb: string): Gesture | "end" | null {
  const name = verb
    .trim()
    .replaceAll(/([a-z])([A-Z])/g, "$1_$2")
    .replaceAll(/[\s-]+/g, "_")
    .toLowerCase();
  return ENDS.has(name) ? "end" : (GESTURE_OF.get(name) ?? null);
}

/** OpenAI's `click` tells its button in a field; `back` and `forward` are buttons of a device. */
export const clickedWith = (button: string | null): Gesture => BUTTONS[button ?? "left"] ?? "device";

const BUTTONS: Readonly<Record<string, Gesture>> = {
  left: "click",
  right: "right-click",
  wheel: "middle-click",
  middle: "middle-click",
};
