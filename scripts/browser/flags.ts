/** What a test browser is started with: no first-run talk, no traffic of its own, and root may start it. */
export const QUIET_FLAGS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** WebGPU in software, for machines without a graphics card. */
export const SOFTWARE_WEBGPU_FLAGS = ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"];

/**
 * No WebGPU, the same with and without a graphics card; and no popups of the address bar, which no test opens: pages of
 * their own that each window of Chromium 156 loads, a third of the processor time in which our page opens. In one list,
 * because a browser heeds the last one alone.
 */
export const WASM_FLAGS = ["--disable-features=WebGPU,WebUIOmniboxPopup,WebUIOmniboxAimPopup"];
