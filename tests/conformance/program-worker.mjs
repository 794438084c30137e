/** Runs the programs it is sent, one after the other, and answers with what each prints, stamped. */
import { parentPort } from 'node:worker_threads';
import { loadPython } from '../../wasm/python/index.mjs';

const python = await loadPython();

parentPort?.on('message', async (program) => {
  const { output } = await python.run(program, { stamp: true, iterations: true, trace: false });
  parentPort?.postMessage(output);
});
