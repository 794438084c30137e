/**
 * A program in an address: deflated, in base64url, behind `#code=`. Nothing leaves the page; the server never sees it.
 */

const PREFIX = '#code=';

/** Longest program that an address may unfold to, in bytes: a short address can hold gigabytes. */
const LONGEST = 200_000;

/**
 * @param {string} text
 * @returns {Promise<string>} the address' fragment, with its #
 */
export async function toFragment(text) {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return PREFIX + btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * @param {string} fragment
 * @returns {Promise<string | undefined>} the program; undefined where the fragment is not one of ours
 * @throws {Error} for one that is damaged or too long
 */
export async function fromFragment(fragment) {
  if (!fragment.startsWith(PREFIX)) return undefined;
  try {
    const base64 = fragment.slice(PREFIX.length).replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return await unpack(bytes);
  } catch (error) {
    const reason = error instanceof RangeError ? error.message : 'it is damaged; copy the whole address';
    throw new Error(`The program in the address cannot be read: ${reason}.`, { cause: error });
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function unpack(bytes) {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  let size = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > LONGEST) {
      await reader.cancel();
      throw new RangeError(`it is longer than ${LONGEST / 1000} kB`);
    }
    text += decoder.decode(value, { stream: true });
  }
}
