/** tests/conformance/recorder.py, with which `npm run record` asks CPython. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { capture, root } from '../../tools/tool.mjs';

const folder = mkdtempSync(join(tmpdir(), 'awaitscope-recorder-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string} program */
const record = (program) => capture('python3', ['tests/conformance/recorder.py', program, '--iterations']);

/** @param {string} text */
function program(text) {
  const path = join(folder, 'program.py');
  writeFileSync(path, `import asyncio\n${text}`);
  return path;
}

test('an example prints what was recorded of it', async () => {
  const output = readFileSync(join(root, 'tests/conformance/expected/gather.txt'), 'utf8');
  assert.deepEqual(await record('examples/gather/gather.py'), { status: 0, output });
});

test('a program that can never go on is a deadlock, and its error the last line', async () => {
  const path = program('async def main():\n    await asyncio.Event().wait()\nasyncio.run(main())\n');
  const output = '!RuntimeError: deadlock: nothing is ready and no timer is set\n';
  assert.deepEqual(await record(path), { status: 1, output });
});

test("sockets are the machine's, and ports have numbers of their own", async () => {
  const path = program(`
async def answer(reader, writer):
    writer.write(await reader.readline())
    writer.close()

async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"hey\\n")
    print(port, writer.get_extra_info("sockname"), await reader.read(), asyncio.get_running_loop().time())

asyncio.run(main())
`);
  const { status, output } = await record(path);
  assert.equal(status, 0, output);
  assert.match(output, /\t49152 \('127\.0\.0\.1', 49153\) b'hey\\n' 0\.0\n$/);
});
