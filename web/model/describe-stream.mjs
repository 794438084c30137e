/** What happens to a stream, in plain English: the trace has it as a primitive called "StreamReader HOST:PORT". */
import { Kind } from '../../wasm/trace/kinds.mjs';
import { counted } from './words.mjs';

/**
 * @param {string} name of the primitive
 * @param {number} kind of the record
 * @param {object} record
 * @param {string} record.who the task, or "The loop"
 * @param {string} record.object the task
 * @param {string} record.text
 * @param {number} record.value
 * @returns {string | undefined} one sentence; none where it is no stream.
 */
export function describeStream(name, kind, { who, object, text, value }) {
  const { 1: type, 2: peer } = /^Stream(Reader|Writer) (\S+)/.exec(name) ?? [];
  if (!peer) return undefined;
  const reads = type === 'Reader';
  switch (kind) {
    case Kind.PRIMITIVE_WAITS:
      return reads
        ? `${object} has to wait for data from ${peer}${text && ` in ${text}`}.`
        : `${object} has to wait until ${peer} takes what was written${text && `, in ${text}`}.`;
    case Kind.PRIMITIVE_PUT:
      return reads ? `${text} comes from ${peer}.` : `${who} writes ${text} to ${peer}.`;
    case Kind.PRIMITIVE_GOT:
      return `${who} reads ${text} from ${peer}.`;
    case Kind.PRIMITIVE_SET:
      return `${peer} sends no more.`;
    case Kind.PRIMITIVE_SIZE:
      return `${counted(value, 'byte')} ${reads ? `from ${peer} to be read` : `still to be sent to ${peer}`}.`;
    default:
      return undefined;
  }
}
