/**
 * Limits the memory of each WebAssembly module of this realm that grows from JavaScript, as MicroPython's does: growing
 * beyond it fails, which the program sees as a MemoryError.
 * @param {number} bytes
 * @param {() => void} exceeded called when a module wants more, each time that it does
 */
export function limitMemory(bytes, exceeded) {
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * 65_536 > bytes) {
      exceeded();
      throw new RangeError(`more than ${bytes} bytes of memory`);
    }
    return grow.call(this, pages);
  };
}
