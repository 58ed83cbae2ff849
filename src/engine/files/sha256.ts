// SHA-256 (FIPS 180-4) of what arrives piece by piece. The browser's own digest wants the whole at once and copies it, and a
// download of hundreds of megabytes is never whole in memory here.

/** Square and cube roots of the first primes, as the standard has them: 32 bits of what stands behind the point. */
const PRIMES = primes(64);
const ROOTS = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));
const START = Int32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

const BLOCK_BYTES = 64;

export interface Sha256 {
  update(bytes: Uint8Array): void;
  /** Hexadecimal. Nothing can be added afterwards. */
  digest(): string;
}

export function createSha256(): Sha256 {
  const state = START.slice();
  const schedule = new Int32Array(64);
  const rest = new Uint8Array(BLOCK_BYTES);
  let restBytes = 0;
  let length = 0;
  const update = (bytes: Uint8Array): void => {
    length += bytes.length;
    let at = 0;
    if (restBytes > 0) {
      at = Math.min(BLOCK_BYTES - restBytes, bytes.length);
      rest.set(bytes.subarray(0, at), restBytes);
      restBytes += at;
      if (restBytes < BLOCK_BYTES) return;
      compress(state, schedule, rest, 0);
      restBytes = 0;
    }
    for (; at + BLOCK_BYTES <= bytes.length; at += BLOCK_BYTES) compress(state, schedule, bytes, at);
    restBytes = bytes.length - at;
    rest.set(bytes.subarray(at));
  };
  return {
    update,
    digest() {
      const bits = length * 8;
      const zeros = (BLOCK_BYTES * 2 - 9 - (length % BLOCK_BYTES)) % BLOCK_BYTES;
      const end = new DataView(new ArrayBuffer(1 + zeros + 8));
      end.setUint8(0, 0x80);
      end.setUint32(1 + zeros, Math.floor(bits / 2 ** 32));
      end.setUint32(5 + zeros, bits % 2 ** 32);
      update(new Uint8Array(end.buffer));
      return [...new Uint32Array(state.buffer)].map((word) => word.toString(16).padStart(8, "0")).join("");
    },
  };
}

/** One block of 64 bytes into the state. The names of the sums are the standard's. */
function compress(state: Int32Array, schedule: Int32Array, bytes: Uint8Array, at: number): void {
  expand(schedule, bytes, at);
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i++) {
    const sum1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const choice = (e & f) ^ (~e & g);
    const first = (h + sum1 + choice + ROOTS[i]! + schedule[i]!) | 0;
    const sum0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + sum0 + majority) | 0;
  }
  // An Int32Array wraps what is added to it.
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

function expand(schedule: Int32Array, bytes: Uint8Array, at: number): void {
  for (let i = 0; i < 16; i++) {
    const from = at + 4 * i;
    schedule[i] = (bytes[from]! << 24) | (bytes[from + 1]! << 16) | (bytes[from + 2]! << 8) | bytes[from + 3]!;
  }
  for (let i = 16; i < 64; i++) {
    const x = schedule[i - 15]!;
    const y = schedule[i - 2]!;
    const sigma0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const sigma1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    schedule[i] = schedule[i - 16]! + sigma0 + schedule[i - 7]! + sigma1;
  }
}

/** The first 32 bits behind the point. */
function fraction(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) | 0;
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}
