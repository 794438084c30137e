/**
 * Sets up, builds, and serves the pages until Ctrl-C. The last line printed is the address.
 *
 *   node tools/start.mjs [--port NUMBER] [--host ADDRESS]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { serve } from './serve.mjs';
import { ToolError, root, runTool } from './tool.mjs';

await runTool(async () => {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '8080' }, host: { type: 'string', default: '127.0.0.1' } },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new ToolError(`--port must be a number from 0 to 65535, not ${values.port}`);
  }
  await build();
  const server = await serve(join(root, 'dist'), { port, host: values.host });
  const end = async () => {
    await server.close();
    process.exit(0);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  console.log('start: serving dist/; Ctrl-C ends it');
  console.log(server.url);
});
