/** MicroPython has no types of its own; interpreter.mjs is all that touches what this returns. */
declare module '@micropython/micropython-webassembly-pyscript/micropython.mjs' {
  export function loadMicroPython(options: object): Promise<any>;
}
