/** Why a model does not run on the graphics device, by the code that the engine gives. */
export const backends = {
  fallback: (reason: string) => `Not on WebGPU: ${reason}`,
  reasons: {
    "no-webgpu": "this browser has none.",
    "no-adapter": "this browser has it, but finds no graphics adapter.",
    "no-device": "the graphics device could not be opened. Reload the page to try again.",
    "self-test-failed": "the model computes nonsense on it.",
    "device-lost": "the graphics device was lost. Load the model again to try again.",
    "out-of-memory": "the graphics device has too little memory for this model.",
    internal: "loading on it failed.",
  },
};
